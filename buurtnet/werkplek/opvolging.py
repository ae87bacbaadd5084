"""Handing over: who stops as a coordinator gives her networks to a successor, in one go."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.accounts import uitnodigingen
from buurtnet.accounts.models import Gebruiker
from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from buurtnet.bewerken.velden.rijen import RijenField
from buurtnet.bewerken.velden.tekst import lees_zuiver
from buurtnet.bewerken.vorm import richt
from buurtnet.kern.noemen import noem
from buurtnet.kern.rechten import bereik_van
from buurtnet.kern.sloten import vergrendel
from netwerken.bereik import zonder_coordinator
from netwerken.models import Bijeenkomst, Netwerk

from .coordinatie import eerst, mag_alles, netwerken_van
from .uitnodigen import LANGSTE_EMAIL, meld, stuur, weiger_wie_niet_binnen_mag


class Opvolging(forms.Form):
    """Which networks go, and to whom: a colleague, somebody by e-mail, or nobody yet."""

    opvolger = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label=_("Wie neemt het over?"),
        required=False,
        empty_label=_("Iemand die hier niet bij staat"),
        help_text=_("Collega's die al een netwerk coördineren."),
    )
    email = forms.EmailField(
        label=_("Of het e-mailadres van de opvolger"),
        required=False,
        max_length=LANGSTE_EMAIL,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Wie nog geen account heeft, krijgt een mail om er een te maken."),
    )
    naam = forms.CharField(
        label=_("En de naam"),
        max_length=120,
        required=False,
        help_text=_("Alleen nodig voor wie nog geen account heeft."),
    )
    netwerken = RijenField(
        Netwerk.objects.none(),
        label=_("Wat gaat er over?"),
        help_text=_(
            "Alles wat onder deze netwerken valt, gaat mee: inzet, afspraken, agenda. Ook wat je"
            " van een bijeenkomst al typte."
        ),
    )
    zonder = forms.BooleanField(
        label=_("Er is nog geen opvolger: de redactie zoekt er een"),
        required=False,
        help_text=_("Tot die er is, houdt de redactie bij wat er dan geen coördinator heeft."),
    )

    def __init__(self, *args, request, wie, **kwargs):
        self.request, self.wie = request, wie
        lopend = bereik_van(wie).eigen_netwerken.niet_voorbij(timezone.localdate())
        self.te_geven = list(lopend)
        super().__init__(*args, initial={"netwerken": self.te_geven}, **kwargs)
        lees_zuiver(self)
        self.fields["netwerken"].queryset = lopend
        self.fields["netwerken"].widget.attrs["lang"] = "nl"
        self.fields["opvolger"].queryset = _collegas(request, wie)
        if not self.fields["opvolger"].queryset.exists():
            del self.fields["opvolger"]
            self.fields["email"].label = _("E-mailadres van de opvolger")
        for naam in self.fields.keys() & {"opvolger", "email"}:
            self.fields[naam].een_van = True
        richt(self)

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email == self.wie.email:
            raise ValidationError(_("Dat is wie er stopt. Vul het adres van een ander in."))
        weiger_wie_niet_binnen_mag(email, self.request)
        return email

    def clean(self):
        gegevens = super().clean()
        email = gegevens.get("email")
        gekozen = [naam for naam in ("opvolger", "email", "zonder") if gegevens.get(naam)]
        for naam in gekozen[1:]:
            zin = _("Kies één van de twee: “%(een)s” is ook ingevuld. Maak er een leeg.")
            self.add_error(naam, zin % {"een": self.fields[gekozen[0]].label})
        onbekend = email and not Gebruiker.objects.filter(email=email).exists()
        if onbekend and not gegevens.get("naam") and "naam" not in self.errors:
            self.add_error("naam", _("Schrijf erbij hoe de opvolger heet."))
        return gegevens

    def _email_van_collega(self):
        collega = self.cleaned_data.get("opvolger")
        return collega and collega.email

    def draag_over(self):
        """The successor (None without one), whether to mail a link, and the networks that went.

        Within a transaction. Raises ValidationError when that leaves a network to nobody, and this
        was not said.
        """
        gegevens, door = self.cleaned_data, self.request.user
        netwerken = Netwerk.objects.filter(pk__in=[rij.pk for rij in gegevens["netwerken"]])
        email = gegevens["email"] or self._email_van_collega()
        wie, nieuw = None, False
        if email and netwerken.filter(coordinatoren=self.wie).exists():
            # The person is held before the networks, as inviting does.
            wie, nieuw = Gebruiker.objects.nodig_uit(email, gegevens["naam"], door)
        vergrendel(netwerken)
        gegeven = list(netwerken.filter(coordinatoren=self.wie).order_by("pk"))
        erbij = [rij for rij in gegeven if wie and not rij.coordinatoren.filter(pk=wie.pk).exists()]
        for netwerk in gegeven:
            netwerk.stel_coordinatoren_bij(
                erbij=[wie] if wie else (), weg=[self.wie], reden="overgedragen"
            )
        if wie:
            uitnodigingen.meld_netwerken(wie, erbij, door)
            stuur(wie, nieuw)
            _geef_concepten(self.wie, wie, gegeven)
        if not gegevens["zonder"]:
            _eis_coordinator(gegeven, door)
        return wie, nieuw, gegeven


def _collegas(request, wie):
    """Who coordinates a network of this user or one above it; of the redactie any network."""
    anderen = Gebruiker.objects.kan_inloggen().exclude(pk=wie.pk)
    if mag_alles(request):
        netwerken = Netwerk.objects.niet_voorbij(timezone.localdate())
    else:
        eigen = netwerken_van(request)
        netwerken = Netwerk.objects.filter(
            pk__in={pk for netwerk in eigen for pk in (*netwerk.voorouder_ids, netwerk.pk)}
        )
    return anderen.filter(netwerken__in=netwerken.order_by()).distinct().order_by("naam", "email")


def _geef_concepten(van, wie, netwerken):
    """Give `wie` what `van` was typing about meetings of these networks, unless they type it too.

    As a copy: who undoes it finds their own draft as it was.
    """
    bijeenkomsten = Bijeenkomst.objects.filter(netwerk__in=netwerken).values_list("pk", flat=True)
    sleutels = {f"netwerken:bijeenkomst_nieuw:{netwerk.pk}" for netwerk in netwerken}
    for pk in bijeenkomsten:
        sleutels |= {f"netwerken:bijeenkomst:{pk}", f"netwerken:bijeenkomst_wijzigen:{pk}"}
    eigen = wie.concepten.niet_weg().values_list("sleutel", flat=True)
    for concept in van.concepten.niet_weg().filter(sleutel__in=sleutels - set(eigen)):
        concept.pk, concept._state.adding, concept.gebruiker = None, True, wie
        concept.save()


def _eis_coordinator(netwerken, gebruiker):
    """Raise ValidationError when nobody is left for one of these, or for what lies below it."""
    hier = Q(pk__in=[])
    for netwerk in netwerken:
        hier |= Q(pad__startswith=netwerk.pad)
    lopend = Netwerk.objects.niet_voorbij(timezone.localdate()).filter(hier)
    leeg = zonder_coordinator(lopend).order_by("pad").first()
    if leeg:
        zin = _("Dan heeft %(netwerk)s geen coördinator meer. Kies een opvolger of kruis dit aan.")
        raise ValidationError({"zonder": zin % {"netwerk": noem(leeg, gebruiker)}})


def opvolging(request):
    """One's own networks, by who stops."""
    return _draag_over(request, request.user, "netwerken:werkplek")


def opvolging_van(request, pk):
    """Those of somebody else, who can't or won't any more: for the redactie."""
    if eerst_daarheen := eerst(request):
        return eerst_daarheen
    if not mag_alles(request):
        raise PermissionDenied
    return _draag_over(request, get_object_or_404(Gebruiker, pk=pk), "netwerken:collegas")


def _draag_over(request, wie, terug):
    form = Opvolging(request.POST or None, request=request, wie=wie)
    if request.method == "POST" and not form.te_geven:
        # Sent twice: it went over the first time.
        messages.info(request, _t("Er was niets meer over te dragen."))
        return redirect(terug)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic(), handeling(request.user, terug=reverse(terug)) as gedaan:
                opvolger, nieuw, gegeven = form.draag_over()
                gedaan.wat = _in_woorden(request, wie, opvolger, gegeven)
        except ValidationError as fout:
            form.add_error(None, fout)
        else:
            meld_gedaan(request, gedaan.wat, gedaan)
            if opvolger and not opvolger.heeft_account:
                meld(request, opvolger, nieuw)
            return redirect(terug)
    context = {"form": form, "wie": wie, "is_zelf": wie == request.user, "terug": reverse(terug)}
    return render(request, "werkplek/opvolging.html", context)


def _in_woorden(request, wie, opvolger, netwerken):
    """What was handed over, in a sentence."""
    if not netwerken:
        return _t("Er was niets meer over te dragen.")
    namen = {"netwerken": ", ".join(str(rij) for rij in netwerken), "wie": wie}
    if opvolger is None:
        zin = _t("%(wie)s is geen coördinator meer van: %(netwerken)s.")
    else:
        zin = _t("%(wie)s droeg over aan %(opvolger)s: %(netwerken)s.")
        namen["opvolger"] = opvolger
    return zin % namen
