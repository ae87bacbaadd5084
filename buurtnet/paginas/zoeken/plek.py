"""The place that a question names: "koffie lewenborg" asks what there is for Lewenborg."""

from django.utils import timezone

from buurtnet.kern import soorten
from buurtnet.kern.woorden import tokens, zoektermen
from buurtnet.kern.zoekindex import Zoekingang
from buurtnet.web import dataversie
from buurtnet.zoeken.vraag import Zoekplek
from netwerken.models import Inzet
from wijken.models import Agenda, Agendapunt, Thema, Wijk
from wijken.telt_mee import VELDEN, Plek, lees_omgeving

from ..facetten import openbare_wijken

# What may be left off a name, as long as what remains says enough: "oosterpark", not "tuin".
ACHTERVOEGSELS, KORTSTE_NAAM = ("wijk", "buurt"), 8


def herken(versie, vraag):
    """The Zoekplek that is named in `vraag` next to other words, or None.

    The longest name counts; of names as long the smallest place, and then the last.
    """
    woorden = tuple(zoektermen(vraag))
    namen = dataversie.onthoud(versie, ("plaatsnamen",), _namen)
    for lengte in range(len(woorden), 0, -1):
        reeksen = (woorden[n : n + lengte] for n in range(len(woorden) - lengte, -1, -1))
        genoemd = [reeks for reeks in reeksen if reeks in namen]
        if genoemd:
            naam = max(genoemd, key=lambda reeks: len(namen[reeks][-1].keten))
            return _zoekplek(naam, namen[naam]) if lengte < len(woorden) else None
    return None


def _namen():
    """{telling words of a name: [the Plekken that are called so]}, the widest first."""
    namen, korter = {}, {}
    for *velden, ook_bekend_als in (
        openbare_wijken().order_by("pad").values_list(*VELDEN, "ook_bekend_als")
    ):
        plek = Plek(*velden)
        for naam in (plek.naam, "".join(tokens(plek.naam)), *ook_bekend_als.split(",")):
            woorden = tuple(zoektermen(naam))
            _voeg_toe(namen, woorden, plek)
            if len(woorden) == 1:
                _voeg_toe(korter, _zonder_achtervoegsel(woorden[0]), plek)
    return korter | namen


def _voeg_toe(namen, woorden, plek):
    if woorden and plek not in namen.setdefault(woorden, []):
        namen[woorden].append(plek)


def _zonder_achtervoegsel(woord):
    for achtervoegsel in ACHTERVOEGSELS:
        kern = woord.removesuffix(achtervoegsel)
        if kern != woord and len(kern) >= KORTSTE_NAAM:
            return (kern,)
    return ()


def _zoekplek(woorden, plekken):
    # Of a gebied and the village in it that are called the same, the village.
    plek, sleutels = plekken[-1], [plek.pk for plek in plekken]
    eigen = Zoekingang.objects.filter(soort=Wijk._meta.label_lower, object_id__in=sleutels)
    # All that the site holds is for the city, or for a place in it.
    alles = plek.soort == Wijk.Soort.STAD
    return Zoekplek(
        naam=plek.naam,
        slug=plek.slug,
        woorden=frozenset(woorden),
        eigen=frozenset(eigen.values_list("pk", flat=True)),
        ingangen=[] if alles else list(_ingangen_rond(lees_omgeving(plekken).ids)),
    )


def _ingangen_rond(plekken):
    """Querysets of the keys of the entries that are for one of these places today, per kind."""
    vandaag = timezone.localdate()
    for model in soorten.alle():
        if not model.rijsoort.plekken:
            continue
        rijen = soorten.plekrijen(model, vandaag).filter(wijk__in=plekken)
        yield _ingangen(model, rijen.values(model._meta.model_name))
    # A theme is of a place where somebody works on it, and where it is on the agenda.
    inzet = Inzet.objects.in_het_openbaar(vandaag).filter(wijk__in=plekken)
    agendas = Agenda.objects.geldend(vandaag).filter(openbaar=True, wijken__in=plekken)
    punten = Agendapunt.objects.die_tellen(vandaag).filter(agenda__in=agendas.values("pk"))
    yield _ingangen(Thema, inzet.values("thema"))
    yield _ingangen(Thema, punten.values("thema"))


def _ingangen(model, sleutels):
    soort = model._meta.label_lower
    ingangen = Zoekingang.objects.order_by().filter(soort=soort, object_id__in=sleutels)
    return ingangen.values("pk")
