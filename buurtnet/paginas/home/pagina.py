"""The front page: what happens in your wijk?"""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtnet.kern.versheid import nagegaan_van
from buurtnet.kern.versheidtekst import eens_gezegd
from buurtnet.web import dataversie
from initiatieven.models import Activiteit, Verhaal
from wijken.kaart.kaart import kaart_van
from wijken.kaart.locator import niet_op_kaart
from wijken.models import Postcode, Thema, Wijk

from ..te_doen.te_doen import komende_dagen
from ..thema.pagina import themas_op_agendas

TE_DOEN, VERHALEN = 4, 2
MEESTE_WIJKEN = 150  # above this the front page names the gebieden only


@login_not_required
@require_safe
def home(request):
    gebruiker, vandaag = request.user, timezone.localdate()
    kaart = kaart_van(request)
    telling = themas_op_agendas(vandaag, gebruiker)
    themas = list(Thema.objects.visible_to(gebruiker))
    for thema in themas:
        thema.aantal = telling.get(thema.pk, 0)
    context = {
        "vandaag": vandaag,
        "kaart": kaart,
        "wijkkeuze": _wijkkeuze(gebruiker, kaart),
        "themas": themas,
        "te_doen": _te_doen(request, vandaag),
        "met_postcode": Postcode.objects.exists(),
        "verhalen": Verhaal.objects.visible_to(gebruiker).verschenen(vandaag)[:VERHALEN],
    }
    return render(request, "home.html", context)


def _te_doen(request, vandaag):
    """What is on in the coming days, then what has a rhythm only: {rijen, oude, nagegaan}.

    `rijen` are (day or None, record, how fresh that is in words); `nagegaan` are the words for all
    of them instead, where these are alike; `oude` says whether any was not confirmed for long.
    """
    versie = dataversie.versie_van(request)
    gevonden = komende_dagen(request.user, versie, vandaag, TE_DOEN)
    anders = Activiteit.objects.op(vandaag).visible_to(request.user).exclude(ritme="")
    bekend = [rij.pk for _dag, rij in gevonden if isinstance(rij, Activiteit)]
    anders = anders.exclude(pk__in=bekend).select_related("accommodatie")
    rijen = [*gevonden, *((None, rij) for rij in anders[:TE_DOEN])][:TE_DOEN]
    allemaal, woorden = eens_gezegd((nagegaan_van(rij) for _dag, rij in rijen), vandaag)
    return {
        "rijen": [(*rij, woord) for rij, woord in zip(rijen, woorden, strict=True)],
        "oude": any(rij.is_onbevestigd(vandaag) for _dag, rij in rijen),
        "nagegaan": allemaal,
    }


def _wijkkeuze(gebruiker, kaart):
    """{gebieden, niet_op_kaart}: the wijken to choose from, and in words what the map lacks."""
    gebieden = _gebieden(gebruiker, kaart)
    zonder = [plek["naam"] for gebied in gebieden for plek in gebied["plekken"] if plek["zonder"]]
    return {"gebieden": gebieden, "niet_op_kaart": niet_op_kaart(list(dict.fromkeys(zonder)))}


def _gebieden(gebruiker, kaart):
    """The gebieden by name, each with its wijken and villages; without those of a very large city.

    What lies in no gebied stands in a last one that has no page of its own.
    """
    rijen = list(
        Wijk.objects.visible_to(gebruiker)
        .filter(soort__in=[Wijk.Soort.GEBIED, *Wijk.WOONPLAATSEN])
        .order_by("naam", "pk")
        .values("naam", "slug", "soort", "pad")
    )
    for rij in rijen:
        rij["url"] = reverse("wijken:wijk", args=[rij["slug"]])
        rij["zonder"] = bool(kaart) and rij["slug"] not in kaart.vormen
    gebieden = [rij for rij in rijen if rij["soort"] == Wijk.Soort.GEBIED]
    plekken = [rij for rij in rijen if rij["soort"] != Wijk.Soort.GEBIED]
    if len(plekken) > MEESTE_WIJKEN:
        plekken = []
    for gebied in gebieden:
        gebied["tint"] = kaart.tinten.get(gebied["slug"], 0)
        gebied["plekken"] = [plek for plek in plekken if plek["pad"].startswith(gebied["pad"])]
    binnen = {plek["slug"] for gebied in gebieden for plek in gebied["plekken"]}
    buiten = [plek for plek in plekken if plek["slug"] not in binnen]
    return (
        [*gebieden, {"naam": _("Elders"), "url": "", "tint": 0, "plekken": buiten}]
        if buiten
        else gebieden
    )
