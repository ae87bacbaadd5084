"""Search over everything: grouped by kind, in one order."""

from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.db.models import Value
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_safe

from buurtnet.kern import soorten
from buurtnet.kern.versheid import Nagegaan, termijn_op
from buurtnet.kern.versheidtekst import nagegaan_in_woorden
from buurtnet.kern.woorden import stam, zoektermen
from buurtnet.kern.zoekindex import Zoekingang
from buurtnet.lijsten.facetten import schoon
from buurtnet.web.dataversie import onthoud, versie_van
from buurtnet.zoeken.vraag import Zoekvraag, met_ingangen
from wijken.models import Postcode, Wijk

from ..hulp import bij_vraag
from .plek import herken

LANGSTE_VRAAG = 120
PER_SOORT, PER_BLADZIJDE = 5, 25
MEESTE_PLAATSEN = 3
KORTSTE_SUGGESTIE, MEESTE_SUGGESTIES = 2, 8
# In the order of the page: first where, then on what, then what you can do, then who.
SOORTEN = {
    model._meta.label_lower: model.rijsoort
    for model in sorted(soorten.alle(), key=lambda model: model.rijsoort.volgorde)
}
# So few letters stand in too many names: then only where and on what.
EERSTE_LETTERS, EERSTE_SOORTEN = 2, ("wijken.wijk", "wijken.thema")
MODELNAMEN = {soort.partition(".")[2]: soort for soort in SOORTEN}


@dataclass
class Groep:
    """The results of one kind: how many there are and the first of them."""

    soort: str
    aantal: int
    ingangen: list = field(default_factory=list)

    @property
    def kop(self):
        return SOORTEN[self.soort].kop

    @property
    def icoon(self):
        return SOORTEN[self.soort].icoon

    @property
    def sleutel(self):
        return self.soort.partition(".")[2]

    @property
    def meer(self):
        return self.aantal > len(self.ingangen)


class Uitslag(NamedTuple):
    """What is shown: Groepen; all kinds as (key, heading, how many); a Page of a single kind."""

    groepen: list
    soorten: list
    pagina: Page | None


@login_not_required
@require_safe
def zoeken(request):
    tekst = schoon(request.GET.get("q", ""))
    q = tekst[:LANGSTE_VRAAG].strip()
    postcode = Postcode.objects.lees_vraag(q, request.user)
    vraag = _zoekvraag(request, postcode.rest)
    uitslag = _uitslag(request, vraag)
    context = {
        "q": q,
        "te_lang": len(tekst) > LANGSTE_VRAAG,
        "postcode": postcode,
        "vraag": vraag,
        "hulplijnen": bij_vraag(versie_van(request), q),
        "uitslag": uitslag,
        "terecht": _terecht(vraag, uitslag.groepen),
        "met_postcode": Postcode.objects.exists(),
    }
    return render(request, "zoeken.html", context)


def _uitslag(request, vraag):
    """The Uitslag of a Zoekvraag: the first of each kind, or a page of the one that was chosen."""
    groepen, pagina = _groepen(vraag), None
    soorten = [(groep.sleutel, groep.kop, groep.aantal) for groep in groepen]
    soort = MODELNAMEN.get(request.GET.get("soort", ""))
    if soort in vraag.telling:
        rijen = vraag.ranglijst().filter(soort=soort).order_by("-score", "ingang")
        pagina = Paginator(rijen, PER_BLADZIJDE).get_page(request.GET.get("pagina"))
        groepen = [Groep(soort, vraag.telling[soort], met_ingangen(pagina))]
    ingangen = [ingang for groep in groepen for ingang in groep.ingangen]
    zet_plaatsen(ingangen)
    zet_nagegaan(ingangen, timezone.localdate())
    return Uitslag(groepen, soorten, pagina)


@login_not_required
@require_safe
def zoeken_suggesties(request):
    """What a search box offers while somebody types: a piece of HTML."""
    q = schoon(request.GET.get("q", ""))[:LANGSTE_VRAAG].strip()
    ingangen = []
    if len(q) >= KORTSTE_SUGGESTIE:
        versie = versie_van(request)
        sleutel = ("suggesties", q, timezone.localdate())
        ingangen = onthoud(versie, sleutel, lambda: _suggesties(q, versie))
    return render(request, "_zoeksuggesties.html", {"ingangen": ingangen})


def _suggesties(q, versie):
    postcode = Postcode.objects.lees_vraag(q, AnonymousUser())
    if postcode.wijken:
        return _ingangen_van(postcode)
    eerst = EERSTE_SOORTEN if len(q) <= EERSTE_LETTERS else ()
    vraag = Zoekvraag(
        q,
        versie=versie,
        per_soort=MEESTE_SUGGESTIES,
        soorten=eerst,
        beginletters=True,
        herken=partial(herken, versie),
    )
    ingangen = _eerlijk([groep.ingangen for groep in _groepen(vraag.zoek())])
    zet_plaatsen(ingangen)
    return ingangen


def _eerlijk(groepen):
    """As many as are offered, group by group: no group takes all places as long as others wait."""
    ruimte, aantallen = MEESTE_SUGGESTIES, [0] * len(groepen)
    for beurt in range(MEESTE_SUGGESTIES):
        for nummer, groep in enumerate(groepen):
            if ruimte and beurt < len(groep):
                aantallen[nummer] += 1
                ruimte -= 1
    return [rij for groep, n in zip(groepen, aantallen, strict=True) for rij in groep[:n]]


def _ingangen_van(postcode):
    """The wijken where a postcode lies, as search results that say so."""
    sleutels = [wijk.pk for wijk in postcode.wijken]
    ingangen = list(Zoekingang.objects.filter(soort="wijken.wijk", object_id__in=sleutels))
    ingangen.sort(key=lambda ingang: sleutels.index(ingang.object_id))
    zet_plaatsen(ingangen)
    for ingang in ingangen:
        ingang.wat = _t("postcode %(postcode)s") % {"postcode": postcode.postcode}
    return ingangen


def _zoekvraag(request, q):
    """The Zoekvraag with its answer: what grows with the data."""
    # A redacteur finds what is not public too.
    alles = request.user.is_authenticated and request.user.is_redacteur
    versie = versie_van(request)

    def maak():
        vraag = Zoekvraag(
            q,
            versie=versie,
            per_soort=PER_SOORT,
            ook_besloten=alles,
            herken=partial(herken, versie),
        )
        return vraag.zoek()

    return onthoud(versie, ("zoeken", q, alles, timezone.localdate()), maak)


def _groepen(vraag):
    """The kinds with their best results, in the order in which the page shows them.

    A kind with a record that is called (nearly) what was asked goes first: "slimotheek" is the
    Slimotheek. All others stand in the order of SOORTEN, however well their records fit. A wijk
    counts there by its name: where only the text of a wijk holds the word, wijken come last.
    """
    groepen = {soort: Groep(soort, n) for soort in SOORTEN if (n := vraag.telling.get(soort))}
    for ingang in met_ingangen(vraag.beste):
        groepen[ingang.soort].ingangen.append(ingang)
    return sorted(groepen.values(), key=lambda groep: _plaats(groep, vraag))


def _terecht(vraag, groepen):
    """The theme that was asked for in a place, and the address of what there is on it, or None."""
    themas = [i for groep in groepen if groep.soort == "wijken.thema" for i in groep.ingangen]
    if not (vraag.bij_plek and themas and vraag.in_naam(themas[0].score)):
        return None
    antwoorden = {"wijk": vraag.plek.slug, "thema": themas[0].slug, "doelgroep": ""}
    return {"thema": themas[0].naam, "url": f"{reverse('terecht')}?{urlencode(antwoorden)}"}


def _plaats(groep, vraag):
    """Where a group stands; groups with the same keep the order of SOORTEN."""
    beste = groep.ingangen[0]
    if vraag.is_naam(beste.score):
        # Its own name goes before an abbreviation or another name.
        namen = [_stammen(ingang.naam) for ingang in groep.ingangen]
        return 0 if _stammen(vraag.vraag) in namen else 1
    return 3 if groep.soort == "wijken.wijk" and not vraag.in_naam(beste.score) else 2


def _stammen(tekst):
    return set(map(stam, zoektermen(tekst)))


def zet_plaatsen(ingangen):
    """Give each result `waar`, the names of its wijken, and `soortnaam`: a query for each kind."""
    per_soort = {}
    for ingang in ingangen:
        per_soort.setdefault(ingang.soort, []).append(ingang)
    for soort, rij in per_soort.items():
        model, plaatsen = apps.get_model(soort), {}
        namen = dict(model.Soort.choices) if hasattr(model, "Soort") else {}
        for sleutel, naam in _plaatsen(model, [ingang.object_id for ingang in rij]):
            plaatsen.setdefault(sleutel, []).append(naam)
        for ingang in rij:
            ingang.waar = _opsomming(plaatsen.get(ingang.object_id, []))
            ingang.icoon = model.rijsoort.icoon
            ingang.wat = namen.get(ingang.toelichting) or model.rijsoort.woord


def zet_nagegaan(ingangen, vandaag):
    """Give each result `nagegaan`, in words how fresh it is; "" of what nobody goes through.

    One query for all kinds together.
    """
    sleutels = {}
    for ingang in ingangen:
        sleutels.setdefault(ingang.soort, []).append(ingang.object_id)
    vragen = [
        model.objects.filter(pk__in=sleutels[soort])
        .order_by()
        .annotate(soortnaam=Value(soort), hoe_vaak=termijn_op(model))
        .values_list("soortnaam", "pk", "bevestigd_op", "hoe_vaak")
        for soort, model in _nagelopen(sleutels)
    ]
    rijen = vragen[0].union(*vragen[1:], all=True) if vragen else ()
    nagegaan = {(soort, pk): Nagegaan(*vers) for soort, pk, *vers in rijen}
    for ingang in ingangen:
        vers = nagegaan.get((ingang.soort, ingang.object_id))
        ingang.nagegaan = nagegaan_in_woorden(vers, vandaag) if vers else ""


def _nagelopen(namen):
    """(name, model) of the kinds among `namen` that are to be confirmed."""
    modellen = ((naam, apps.get_model(naam)) for naam in namen)
    return [(naam, model) for naam, model in modellen if model.rijsoort.nagelopen]


def _opsomming(namen):
    """At most three names, and how many more there are."""
    getoond = ", ".join(namen[:MEESTE_PLAATSEN])
    nog = len(namen) - MEESTE_PLAATSEN
    return _t("%(namen)s en nog %(n)d") % {"namen": getoond, "n": nog} if nog > 0 else getoond


def _plaatsen(model, sleutels):
    """(key, name of a public place) of these records of one model."""
    if model is Wijk:
        rijen = model.objects.filter(pk__in=sleutels, ligt_in__openbaar=True)
        return rijen.values_list("pk", "ligt_in__naam")
    if not model.rijsoort.plekken:
        return []
    naam = model._meta.model_name
    waar = soorten.plekrijen(model, timezone.localdate())
    waar = waar.filter(wijk__openbaar=True, **{f"{naam}__in": sleutels})
    rijen = waar.values_list(f"{naam}_id", "wijk__naam")
    return rijen.order_by("wijk__naam", f"{naam}_id").distinct()
