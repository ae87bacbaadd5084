"""Inviting people, and what became of it."""

from allauth.decorators import rate_limit
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from buurtnet.accounts import redacteuren, tweede_stap, uitnodigingen
from buurtnet.accounts.models import Gebruiker
from buurtnet.bewerken.velden.tekst import lees_zuiver
from netwerken.models import Netwerk

PER_PAGINA = 25


class UitnodigingFormulier(forms.Form):
    email = forms.EmailField(
        label=_("E-mailadres"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    naam = forms.CharField(label=_("Naam"), max_length=120)
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

    def __init__(self, *args, mag_redacteur, **kwargs):
        super().__init__(*args, **kwargs)
        lees_zuiver(self)
        self.fields["netwerken"].queryset = Netwerk.objects.niet_voorbij(timezone.localdate())
        if not mag_redacteur:
            del self.fields["redacteur"]
            self.fields["netwerken"].required = True

    def clean(self):
        gegevens = super().clean()
        leeg = not gegevens.get("netwerken") and not gegevens.get("redacteur")
        if leeg and "netwerken" not in self.errors:
            self.add_error("netwerken", _("Kies minstens één netwerk."))
        return gegevens

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        uit = Gebruiker.objects.filter(email=email, is_active=False).first()
        if uit and not uit.kan_uitgenodigd:
            raise forms.ValidationError(
                _("Dit account staat uit. Vraag een beheerder om het weer aan te zetten.")
            )
        return email


@rate_limit(action="uitnodigen")
def uitnodigen(request):
    """Invite somebody, and see who has not come in yet."""
    eerst = _eerst(request)
    if eerst:
        return eerst
    slug = request.GET.get("netwerk", "").replace("\x00", "")
    form = UitnodigingFormulier(
        request.POST or None,
        mag_redacteur=_is_beheerder(request),
        initial={"netwerken": Netwerk.objects.filter(slug=slug)},
    )
    if request.method == "POST" and form.is_valid():
        _nodig_uit(request, **form.cleaned_data)
        return redirect("netwerken:uitnodigen")
    genodigden = Gebruiker.objects.uitgenodigd().order_by("-uitgenodigd_op", "pk")
    genodigden = genodigden.select_related("uitgenodigd_door").prefetch_related("netwerken")
    pagina = Paginator(genodigden, PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "werkplek/uitnodigen.html", {"form": form, "pagina": pagina})


@require_POST
@rate_limit(action="uitnodigen")
def uitnodiging_sturen(request, pk):
    """Send the invitation again; the older mail no longer works."""
    eerst = _eerst(request)
    if eerst:
        return eerst
    genodigde = get_object_or_404(Gebruiker.objects.uitgenodigd(), pk=pk)
    genodigde, nieuw = Gebruiker.objects.nodig_uit(genodigde.email, genodigde.naam, request.user)
    _stuur(request, genodigde, nieuw)
    return redirect("netwerken:uitnodigen")


@require_POST
def uitnodiging_intrekken(request, pk):
    """Make the link useless, such as after a slip in the address."""
    eerst = _eerst(request)
    if eerst:
        return eerst
    genodigde = get_object_or_404(Gebruiker.objects.uitgenodigd(), pk=pk)
    # In one statement: who accepts in this very moment keeps the account.
    if not Gebruiker.objects.uitgenodigd().filter(pk=pk).update(is_active=False):
        raise Http404
    messages.success(
        request,
        _t("De uitnodiging voor %(adres)s is ingetrokken.") % {"adres": genodigde.email},
    )
    return redirect("netwerken:uitnodigen")


def _is_beheerder(request):
    return request.user.is_staff and tweede_stap.is_gezet(request)


def _eerst(request):
    """Where a beheerder goes first; refuses who is no beheerder or redacteur."""
    if request.user.is_redacteur or _is_beheerder(request):
        return None
    if request.user.is_staff:
        return tweede_stap.vraag(request)
    raise PermissionDenied


def _nodig_uit(request, email, naam, netwerken, redacteur=False):
    with transaction.atomic():
        genodigde, nieuw = Gebruiker.objects.nodig_uit(email, naam, request.user)
        erbij = list(netwerken.exclude(coordinatoren=genodigde))
        for netwerk in erbij:
            netwerk.stel_coordinatoren_bij(erbij=[genodigde])
        uitnodigingen.meld_netwerken(genodigde, erbij, request.user)
        if redacteur:
            redacteuren.maak_redacteur(genodigde, request.user)
    _stuur(request, genodigde, nieuw)


def _stuur(request, genodigde, nieuw):
    """Mail a new invitation, and say what happened."""
    adres = {"adres": genodigde.email}
    if genodigde.heeft_account:
        tekst = _t("%(adres)s had al een account en kan er meteen mee verder.")
    elif not nieuw:
        tekst = _t("%(adres)s kreeg net al een mail. Wacht even met een nieuwe.")
    elif uitnodigingen.stuur(genodigde, genodigde.netwerken.order_by("naam", "pk")):
        tekst = _t("De uitnodiging is gemaild naar %(adres)s.")
    else:
        messages.error(
            request,
            _t("De mail naar %(adres)s ging niet weg. Stuur de uitnodiging straks opnieuw.")
            % adres,
        )
        return
    messages.success(request, tekst % adres)
