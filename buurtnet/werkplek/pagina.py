"""The desk of a coordinator: own networks, what needs care, what changed."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtnet.kern import rechten
from netwerken.dekking import bereken
from netwerken.models import Inzet, Netwerk
from wijken.models import Thema, Wijk

from .nalopen import lang_niet_bevestigd, rijen_van
from .wijzigingen import laatste_wijzigingen

PER_PAGINA = 10
VLEKKEN = 12


@require_safe
def werkplek(request):
    gebruiker, vandaag = request.user, timezone.localdate()
    mag_toevoegen = rechten.mag_toevoegen(gebruiker)
    context = {
        "mag_toevoegen": mag_toevoegen,
        "heeft_collegas": mag_toevoegen or gebruiker.is_staff,
    }
    if mag_toevoegen:
        oud = _pagina(request, lang_niet_bevestigd(gebruiker, vandaag), "oud")
        wijken = Wijk.objects.te_kiezen_door(gebruiker).woonplaatsen().order_by("naam", "pk")
        context |= {
            "netwerken": _pagina(request, _netwerken(gebruiker, vandaag), "pagina"),
            "oud": oud,
            "na_te_lopen": rijen_van(oud),
            "vlekken": _witte_vlekken(gebruiker, vandaag, wijken),
            "wijken": [] if gebruiker.is_redacteur else wijken,
            "wijzigingen": laatste_wijzigingen(gebruiker),
        }
    return render(request, "werkplek/werkplek.html", context)


def _pagina(request, rijen, naam):
    return Paginator(rijen, PER_PAGINA).get_page(request.GET.get(naam))


def _netwerken(gebruiker, vandaag):
    rijen = Netwerk.objects.editable_by(gebruiker).niet_voorbij(vandaag)
    return rijen if gebruiker.is_redacteur else list(rijen)


def _witte_vlekken(gebruiker, vandaag, wijken):
    """Themes on the agenda of a wijk where nobody works: the first few, and how many there are."""
    wijken, themas = list(wijken), list(Thema.objects.visible_to(gebruiker))
    dekking = bereken(Inzet.objects, wijken, vandaag, gebruiker)
    vlekken = [
        (wijk, thema)
        for wijk in wijken
        for thema in themas
        if dekking.cel(wijk.pk, thema.pk).stand == "witte_vlek"
    ]
    return {"aantal": len(vlekken), "eerste": vlekken[:VLEKKEN]}
