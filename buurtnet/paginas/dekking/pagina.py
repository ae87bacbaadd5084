"""The page of the coverage matrix, and of a single cell of it."""

from django.contrib.auth.decorators import login_not_required
from django.core.validators import slug_re
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from buurtnet.lijsten import uitvoer
from buurtnet.web.adres import verwijs_vraag
from buurtnet.web.dataversie import onthoud, versie_van
from buurtnet.web.peildatum_lezen import lees_peildatum
from netwerken.dekking import bereken
from netwerken.models import Inzet, Netwerk
from wijken.models import Thema, Wijk
from wijken.telt_mee import plekken

from ..facetten import alle_plekken, alle_themas
from ..wijk.agendaoverzicht import Agendaoverzicht
from .cellen import matrixrijen
from .filters import DekkingFilters, netwerkkeuzes, vaste_keuzes
from .matrix import KOPPEN, KOPPEN_VAK, Matrix

MEESTE_KOLOMMEN = 100  # wider than this no table is read: choose a gebied first
MEESTE_PARTIJEN = 200  # named of a single cell


@login_not_required
@require_safe
def dekking(request):
    """Who works where on which theme, set against the agendas: the matrix."""
    versie, peildatum = versie_van(request), lees_peildatum(request)
    wijken, themas = _plekken_en_themas(request.user, versie)
    filters = _filters(request, peildatum, wijken, themas)
    voluit = request.GET.get("kolommen") == "alle" or bool(filters.gekozen("wijk"))
    kolommen, rijen = _kolommen(filters, wijken), _rijen(filters, themas)
    te_breed = len(kolommen) > MEESTE_KOLOMMEN
    kolommen = [] if te_breed else kolommen

    def maak():
        dekking = _dekking(kolommen, rijen, filters, peildatum, request.user)
        getoond = dekking.omgeving.kolommen if voluit else _met_iets(dekking, filters)
        van_mij = _van_mij(kolommen, peildatum, request.user)
        matrix = Matrix(dekking, getoond, rijen, peildatum, filters.keuze, van_mij)
        return matrix, matrixrijen(matrix)

    # Visitors without an account all see the same.
    sleutel = ("dekking", peildatum.datum, peildatum.vraag, voluit, filters.sleutel)
    matrix, html = maak() if request.user.is_authenticated else onthoud(versie, sleutel, maak)
    wie = _wie(kolommen, rijen, filters, peildatum, request.user) if filters.is_vak else None
    if formaat := uitvoer.formaat_van(request):
        return _bestand(peildatum, formaat, matrix, filters, wie)
    context = {
        "peildatum": peildatum,
        "filters": filters,
        "matrix": matrix,
        "matrixrijen": html,
        "gebieden": _gebieden(wijken),
        "te_breed": te_breed,
        "wie": wie,
    }
    return render(request, "netwerken/dekking.html", context)


def _bestand(peildatum, formaat, matrix, filters, wie):
    """What the page shows as a file: the cells, or of a single cell its parties."""
    if not filters.is_vak:
        return uitvoer.antwoord(peildatum, formaat, _("dekking"), KOPPEN, matrix.regels())
    (wijk,), (thema,) = filters.gekozen("wijk"), filters.gekozen("thema")
    regels = matrix.regels_van(wie.regels if wie else ())
    return uitvoer.antwoord(peildatum, formaat, f"dekking-{wijk}-{thema}", KOPPEN_VAK, regels)


def _plekken_en_themas(gebruiker, versie):
    """All Plekken, what lies above first, and all themes that `gebruiker` may see."""
    if gebruiker.is_authenticated:
        return plekken(Wijk.objects.visible_to(gebruiker)), list(
            Thema.objects.visible_to(gebruiker)
        )
    return list(alle_plekken(versie).values()), list(alle_themas(versie).values())


def _van_mij(kolommen, peildatum, gebruiker):
    """Keys of those columns where `gebruiker` may say today who works there."""
    if not (gebruiker.is_authenticated and peildatum.is_vandaag):
        return frozenset()
    wijken = Wijk.objects.te_kiezen_door(gebruiker).filter(pk__in=[wijk.pk for wijk in kolommen])
    return frozenset(wijken.order_by().values_list("pk", flat=True))


def _rijen(filters, themas):
    slugs = filters.gekozen("thema")
    return [thema for thema in themas if not slugs or thema.slug in slugs]


def _dekking(kolommen, rijen, filters, peildatum, gebruiker):
    return bereken(
        filters.qs,
        kolommen,
        peildatum.datum,
        gebruiker,
        themas=[thema.pk for thema in rijen] if filters.gekozen("thema") else None,
        initiatieven=filters.initiatieven(),
    )


def _met_iets(dekking, filters):
    """The columns to show: with a choice of networks those where they work, if anywhere."""
    met_iemand = dekking.met_iemand() if filters.gekozen("netwerk") else []
    return met_iemand or dekking.met_iets()


def _wie(kolommen, rijen, filters, peildatum, gebruiker):
    """Everybody in a table of one cell, as a Themablok; None when nothing is there at all."""
    dekking = _dekking(kolommen, rijen, filters, peildatum, gebruiker)
    kolom = dekking.omgeving.kolommen[0]
    overzicht = Agendaoverzicht(kolom, dekking.omgeving, dekking, peildatum.datum, gebruiker)
    op_agenda, extra = overzicht.blokken(
        filters.qs.filter(thema=rijen[0].pk).op(peildatum.datum).visible_to(gebruiker),
        filters.initiatieven().op(peildatum.datum).visible_to(gebruiker),
        getoond=MEESTE_PARTIJEN,
    )
    return next(iter([*op_agenda, *extra]), None)


def _filters(request, peildatum, wijken, themas):
    gebieden = _gebieden(wijken)
    binnen = _in_gebieden(wijken, gebieden, request.GET.getlist("gebied"))
    gevraagd = request.GET.getlist("wijk")
    if len(binnen) > MEESTE_KOLOMMEN:
        binnen = [wijk for wijk in binnen if wijk.slug in gevraagd]
    binnen.sort(key=lambda wijk: wijk.naam)
    keuzes = {
        "gebied": [(wijk.slug, wijk.naam) for wijk in gebieden],
        "wijk": _per_gebied(binnen, gebieden),
        "thema": [(thema.slug, thema.naam) for thema in themas],
        "netwerk": netwerkkeuzes(request.user, request.GET.getlist("netwerk")),
        **vaste_keuzes(),
    }
    _verwijs_oude_adressen(request, keuzes, wijken, themas)
    filters = DekkingFilters(
        request.GET,
        keuzes=keuzes,
        woonplaatsen={wijk.slug: wijk.naam for wijk in wijken if wijk.is_woonplaats},
        peildatum=peildatum,
        queryset=Inzet.objects.all(),
        request=request,
    )
    filters.form.is_valid()
    return filters


def _verwijs_oude_adressen(request, keuzes, wijken, themas):
    """Raise VraagVerhuisd when the address names what goes by another slug now."""
    soorten = {"gebied": Wijk, "wijk": Wijk, "thema": Thema, "netwerk": Netwerk}
    bekend = {plek.slug for plek in wijken} | {thema.slug for thema in themas}
    nieuw = {}
    for naam, model in soorten.items():
        gevraagd = set(request.GET.getlist(naam)) - bekend - {slug for slug, _n in keuzes[naam]}
        slugs = sorted(slug for slug in gevraagd if slug_re.fullmatch(slug))[:MEESTE_KOLOMMEN]
        if slugs:
            nieuw[naam] = model.objects.visible_to(request.user).nieuwe_adressen(slugs)
    verwijs_vraag(request.GET, nieuw)


def _gebieden(wijken):
    return [wijk for wijk in wijken if wijk.soort == Wijk.Soort.GEBIED]


def _per_gebied(wijken, gebieden):
    """Choices [(gebied, [(slug, name)])]; those that lie in none come last, without a group."""
    namen, groepen = {gebied.pk: gebied.naam for gebied in gebieden}, {}
    for wijk in wijken:
        gebied = next((namen[pk] for pk in wijk.keten if pk in namen), "")
        groepen.setdefault(gebied, []).append((wijk.slug, wijk.naam))
    zonder_gebied = groepen.pop("", [])
    return [*sorted(groepen.items()), *zonder_gebied]


def _in_gebieden(wijken, gebieden, slugs):
    """The wijken and villages in the gebieden with these slugs; without any, in all.

    A place of another level can be chosen by its address only.
    """
    paden = tuple(gebied.pad for gebied in gebieden if gebied.slug in slugs)
    return [wijk for wijk in wijken if wijk.is_woonplaats and wijk.pad.startswith(paden or "/")]


def _kolommen(filters, wijken):
    """The places that were chosen, by gebied and name."""
    gebieden = _gebieden(wijken)
    gekozen = filters.gekozen("wijk")
    binnen = _in_gebieden(wijken, gebieden, filters.gekozen("gebied"))
    namen = {gebied.pk: gebied.naam for gebied in gebieden}
    binnen.sort(key=lambda wijk: ("".join(namen.get(pk, "") for pk in wijk.keten), wijk.naam))
    return [wijk for wijk in binnen if wijk.slug in gekozen] if gekozen else binnen
