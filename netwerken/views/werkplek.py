"""The desk of a coordinator: own networks, what needs care, what changed."""

from django.core.paginator import Paginator
from django.db.models import TextField, Value
from django.db.models.functions import Coalesce, Concat, NullIf
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtnet.basis.verschillen import SOORTEN_WIJZIGING
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal
from wijken.models import Agenda, Thema, Wijk

from ..models import Deelname, Inzet, Netwerk, Organisatie
from .nalopen import lang_niet_bevestigd, rijen_van

PER_PAGINA = 10
VLEKKEN = 12
WIJZIGINGEN = 10


def _rij_van(*delen):
    """The name of a row that ties things together, as its `__str__` gives it."""
    tussen = [stuk for deel in delen for stuk in (deel, Value(" – "))]
    return Concat(*tussen[:-1], output_field=TextField())


WIE = Coalesce("organisatie__naam", NullIf("omschreven_rol", Value("")), "netwerk__naam")
# What people change most: how a line of its history is called, and the page it is seen on.
GEVOLGD = {
    Inzet: (_rij_van(WIE, "wijk__naam", "thema__naam"), "wijk__slug", "wijken:wijk"),
    Deelname: (_rij_van(WIE, "netwerk__naam"), "netwerk__slug", "netwerken:netwerk"),
    Netwerk: ("naam", "slug", "netwerken:netwerk"),
    Organisatie: ("naam", "slug", "netwerken:organisatie"),
    Initiatief: ("naam", "slug", "initiatieven:initiatief"),
    Accommodatie: ("naam", "slug", "initiatieven:accommodatie"),
    Activiteit: ("naam", "slug", "initiatieven:activiteit"),
    Verhaal: ("naam", "slug", "initiatieven:verhaal"),
    Agenda: ("naam", "slug", "wijken:agenda"),
}
WIJZIGINGSVELDEN = (
    "history_date",
    "history_type",
    "history_change_reason",
    "history_user__naam",
    "history_user__email",
)


@require_safe
def werkplek(request):
    gebruiker, vandaag = request.user, timezone.localdate()
    mag_toevoegen = gebruiker.is_redacteur or gebruiker.is_coordinator
    context = {"mag_toevoegen": mag_toevoegen, "mag_uitnodigen": _mag_uitnodigen(gebruiker)}
    if mag_toevoegen:
        oud = _pagina(request, lang_niet_bevestigd(gebruiker, vandaag), "oud")
        wijken = Wijk.objects.te_kiezen_door(gebruiker).woonplaatsen().order_by("naam")
        context |= {
            "netwerken": _pagina(request, _netwerken(gebruiker, vandaag), "pagina"),
            "oud": oud,
            "na_te_lopen": rijen_van(oud),
            "vlekken": _witte_vlekken(gebruiker, vandaag, wijken),
            "wijken": [] if gebruiker.is_redacteur else wijken,
            "wijzigingen": _wijzigingen(gebruiker),
        }
    return render(request, "netwerken/werkplek.html", context)


def _mag_uitnodigen(gebruiker):
    return gebruiker.is_staff or gebruiker.is_redacteur


def _pagina(request, rijen, naam):
    return Paginator(rijen, PER_PAGINA).get_page(request.GET.get(naam))


def _netwerken(gebruiker, vandaag):
    rijen = Netwerk.objects.editable_by(gebruiker).niet_voorbij(vandaag)
    return rijen if gebruiker.is_redacteur else list(rijen)


def _witte_vlekken(gebruiker, vandaag, wijken):
    """Themes on the agenda of a wijk where nobody works: the first few, and how many there are."""
    wijken, themas = list(wijken), list(Thema.objects.visible_to(gebruiker))
    dekking = Inzet.objects.dekking(wijken, vandaag, gebruiker)
    vlekken = [
        (wijk, thema)
        for wijk in wijken
        for thema in themas
        if dekking.cel(wijk.pk, thema.pk).stand == "witte_vlek"
    ]
    return {"aantal": len(vlekken), "eerste": vlekken[:VLEKKEN]}


def _wijzigingen(gebruiker):
    """What people changed last in what is the user's own: who, when, what."""
    delen = [
        model.history.filter(
            history_user__isnull=False, id__in=model.objects.editable_by(gebruiker).values("pk")
        )
        .order_by()
        .values_list(Value(pagina), "id", "versie", naam, slug, *WIJZIGINGSVELDEN)
        for model, (naam, slug, pagina) in GEVOLGD.items()
    ]
    # Links set after saving add rows of the same version: three times as many as are shown.
    regels = delen[0].union(*delen[1:], all=True).order_by("-history_date")[: 3 * WIJZIGINGEN]
    eerder = set()
    uniek = [regel for regel in regels if not (regel[:3] in eerder or eerder.add(regel[:3]))]
    return [
        {
            "naam": naam,
            "adres": reverse(pagina, args=[slug]),
            "op": op,
            "wat": reden or SOORTEN_WIJZIGING[soort],
            "wie": wie or email,
        }
        for pagina, _pk, _versie, naam, slug, op, soort, reden, wie, email in uniek[:WIJZIGINGEN]
        if slug
    ]
