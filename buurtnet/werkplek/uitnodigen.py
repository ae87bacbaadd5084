"""Inviting people, and what became of it."""

from allauth.decorators import rate_limit
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from buurtnet.accounts import redacteuren, uitnodigingen
from buurtnet.accounts.models import Gebruiker
from buurtnet.bewerken.velden.tekst import lees_zuiver
from buurtnet.bewerken.vorm import richt
from netwerken.models import Netwerk

from .coordinatie import eerst, genodigden_van, is_beheerder, netwerken_van, reikt_verder

PER_PAGINA = 25
LANGSTE_EMAIL = Gebruiker._meta.get_field("email").max_length


class UitnodigingFormulier(forms.Form):
    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=LANGSTE_EMAIL,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Daar gaat de uitnodiging naartoe. Iemand logt er ook mee in."),
    )
    naam = forms.CharField(
        label=_("Naam"),
        max_length=120,
        help_text=_("Zo zien collega's wie iets wijzigde. Iemand kan hem zelf nog wijzigen."),
    )
    netwerken = forms.ModelMultipleChoiceField(
        Netwerk.objects.none(),
        to_field_name="slug",
        label=_("Coördinator van"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"lang": "nl"}),
        help_text=_("Wie een netwerk coördineert, mag ook alles wijzigen wat daaronder valt."),
    )
    redacteur = forms.BooleanField(
        label=_("Redacteur"), required=False, help_text=_("Mag alles op de site wijzigen.")
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        lees_zuiver(self)
        self.fields["netwerken"].queryset = netwerken_van(request)
        if not is_beheerder(request):
            del self.fields["redacteur"]
            self.fields["netwerken"].required = True
        richt(self)

    def clean(self):
        gegevens = super().clean()
        leeg = not gegevens.get("netwerken") and not gegevens.get("redacteur")
        if leeg and "netwerken" not in self.errors:
            self.add_error("netwerken", _("Kies minstens één netwerk."))
        return gegevens

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        weiger_wie_niet_binnen_mag(email, self.request)
        return email


def weiger_wie_niet_binnen_mag(email, request):
    """Raise ValidationError when inviting `email` lets in more than the user can give.

    Such as somebody who was switched off, or whose invitation by another has lapsed.
    """
    wie = Gebruiker.objects.filter(email=email).first()
    if wie is None or (wie.heeft_account and wie.is_active):
        return
    if not wie.is_active and not wie.kan_uitgenodigd:
        raise forms.ValidationError(
            _("Dit account staat uit. Vraag een beheerder om het weer aan te zetten.")
        )
    if (not wie.is_active or wie.uitnodiging_verlopen) and reikt_verder(wie, request):
        raise forms.ValidationError(
            _("Deze uitnodiging is ingetrokken of verlopen. Vraag de redactie om een nieuwe.")
        )


@rate_limit(action="uitnodigen")
def uitnodigen(request):
    """Invite somebody, and see who has not come in yet."""
    if eerst_daarheen := eerst(request):
        return eerst_daarheen
    slug = request.GET.get("netwerk", "").replace("\x00", "")
    form = UitnodigingFormulier(
        request.POST or None,
        request=request,
        initial={"netwerken": _voorkeuze(request, slug)},
    )
    if request.method == "POST" and form.is_valid():
        _nodig_uit(request, **form.cleaned_data)
        return redirect("netwerken:uitnodigen")
    genodigden = genodigden_van(request).order_by("-uitgenodigd_op", "pk")
    genodigden = genodigden.select_related("uitgenodigd_door").prefetch_related("netwerken")
    pagina = Paginator(genodigden, PER_PAGINA).get_page(request.GET.get("pagina"))
    niet_aan = uitnodigingen.niet_aangekomen(pagina.object_list)
    context = {"form": form, "pagina": pagina, "niet_aangekomen": niet_aan}
    return render(request, "werkplek/uitnodigen.html", context)


@require_POST
@rate_limit(action="uitnodigen")
def uitnodiging_sturen(request, pk):
    """Send the invitation again; the older mail no longer works."""
    if eerst_daarheen := eerst(request):
        return eerst_daarheen
    genodigde = get_object_or_404(genodigden_van(request), pk=pk)
    with transaction.atomic():
        genodigde, nieuw = Gebruiker.objects.nodig_uit(
            genodigde.email, genodigde.naam, request.user
        )
        stuur(genodigde, nieuw)
    meld(request, genodigde, nieuw)
    return redirect("netwerken:uitnodigen")


@require_POST
def uitnodiging_intrekken(request, pk):
    """Make the link useless, such as after a slip in the address."""
    if eerst_daarheen := eerst(request):
        return eerst_daarheen
    genodigde = get_object_or_404(genodigden_van(request), pk=pk)
    with transaction.atomic():
        # In one statement: who accepts in this very moment keeps the account.
        if not Gebruiker.objects.uitgenodigd().filter(pk=pk).update(is_active=False):
            raise Http404
        uitnodigingen.trek_in(genodigde)
    messages.success(
        request,
        _t("De uitnodiging voor %(adres)s is ingetrokken.") % {"adres": genodigde.email},
    )
    return redirect("netwerken:uitnodigen")


def _voorkeuze(request, slug):
    """The network that the address names, or else the only one there is to choose."""
    netwerken = netwerken_van(request)
    enige = list(netwerken[:2])
    return netwerken.filter(slug=slug) if slug or len(enige) > 1 else enige


def _nodig_uit(request, email, naam, netwerken, redacteur=False):
    with transaction.atomic():
        genodigde, nieuw = Gebruiker.objects.nodig_uit(email, naam, request.user)
        erbij = list(netwerken.exclude(coordinatoren=genodigde).order_by("pk"))
        for netwerk in erbij:
            netwerk.stel_coordinatoren_bij(erbij=[genodigde])
        uitnodigingen.meld_netwerken(genodigde, erbij, request.user)
        if redacteur:
            redacteuren.maak_redacteur(genodigde, request.user)
        stuur(genodigde, nieuw)
    meld(request, genodigde, nieuw)


def stuur(genodigde, nieuw):
    """Write the mail of a new invitation, within its transaction."""
    if nieuw:
        uitnodigingen.stuur(genodigde, genodigde.netwerken.order_by("naam", "pk"))


def meld(request, genodigde, nieuw):
    """Say what became of inviting."""
    if genodigde.heeft_account:
        tekst = _t("%(adres)s had al een account en kan er meteen mee verder.")
    elif nieuw:
        tekst = _t("De uitnodiging gaat per mail naar %(adres)s.")
    else:
        tekst = _t("%(adres)s kreeg net al een mail. Wacht even met een nieuwe.")
    messages.success(request, tekst % {"adres": genodigde.email})
