"""Records in the words of schema.org, for search engines.

Says only what the page itself shows, and asks the database nothing: what was not read along for
the page is left out. Opening hours are left out too, as long as they are free text.
"""

from functools import singledispatch

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from buurtnet.kern.precisie import Precisie, datum_in_iso
from buurtnet.kern.record import Record
from buurtnet.web.adres import heel_adres
from buurtnet.web.templatetags.hoofd import NAAM, eigen_woorden
from initiatieven.herhaling.dagen import EEN_DAG
from initiatieven.herhaling.kalender import HORIZON
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal
from netwerken.models import Netwerk, Organisatie
from wijken.models import Wijk

from .schemaherhaling import schema_van_regel

CONTEXT = {"@context": "https://schema.org"}
LANGSTE_TEKST = 300
LANGSTE_KOP = 110
PLAATSSOORTEN = {
    Wijk.Soort.STAD: "City",
    Wijk.Soort.GEBIED: "AdministrativeArea",
    Wijk.Soort.WIJK: "AdministrativeArea",
}
PLEKSOORTEN = {
    Accommodatie.Soort.BUURTHUIS: "CivicStructure",
    Accommodatie.Soort.DORPSHUIS: "CivicStructure",
    Accommodatie.Soort.MFC: "CivicStructure",
    Accommodatie.Soort.CULTUREEL_CENTRUM: "CivicStructure",
    Accommodatie.Soort.SPORTPARK: "CivicStructure",
    Accommodatie.Soort.SPEELTUIN: "Playground",
    Accommodatie.Soort.SCHOOL: "School",
    Accommodatie.Soort.KERK: "PlaceOfWorship",
}
PROGRAMMAS = (Netwerk.Soort.PROGRAMMA, Netwerk.Soort.PROGRAMMADEEL)


def gegevens_van(record, in_plekken=()):
    """All that is said of a record; `in_plekken` are the places around it, the widest first."""
    gegevens = CONTEXT | als_schema(record)
    if in_plekken:
        gegevens["containedInPlace"] = _kort("Place", in_plekken[-1])
    return gegevens


def gegevens_van_site():
    """What this site is, and how to search it."""
    zoek = heel_adres(reverse("zoeken"))
    doel = {"@type": "EntryPoint", "urlTemplate": f"{zoek}?q={{search_term_string}}"}
    actie = {
        "@type": "SearchAction",
        "target": doel,
        "query-input": "required name=search_term_string",
    }
    begin = {"name": NAAM, "url": heel_adres(reverse("home"))}
    return CONTEXT | {"@type": "WebSite"} | begin | {"potentialAction": actie}


@singledispatch
def als_schema(record):
    """What any page about a record is."""
    gewijzigd = timezone.localdate(record.gewijzigd_op).isoformat()
    return _basis("WebPage", record) | {"dateModified": gewijzigd, "inLanguage": "nl"}


def _basis(soort, record):
    return _kort(soort, record) | {
        "description": Truncator(eigen_woorden(record)).chars(LANGSTE_TEKST),
        "alternateName": _namen(record),
        "sameAs": getattr(record, "website", ""),
    }


def _kort(soort, record):
    adres = heel_adres(record.get_absolute_url())
    return {"@type": soort, "name": record.naam, "url": adres}


def _namen(record):
    """Its other names."""
    ook = getattr(record, "ook_bekend_als", "").split(",")
    namen = dict.fromkeys((getattr(record, "afkorting", ""), *map(str.strip, ook)))
    return [naam for naam in namen if naam and naam != record.naam]


def _openbaar(record):
    return record if record and record.openbaar else None


# Who


@als_schema.register
def _organisatie(record: Organisatie):
    if record.is_verzameling:
        return als_schema.dispatch(Record)(record)
    koepel = _openbaar(record.koepel)
    return _basis("Organization", record) | {
        "parentOrganization": _kort("Organization", koepel) if koepel else None
    }


@als_schema.register
def _netwerk(record: Netwerk):
    if record.is_verzameling:
        return als_schema.dispatch(Record)(record)
    geheel = _openbaar(record.bovenliggend)
    soort = "Project" if record.soort in PROGRAMMAS else "Organization"
    return _basis(soort, record) | {
        "parentOrganization": _kort("Organization", geheel) if geheel else None
    }


# Where


@als_schema.register
def _wijk(record: Wijk):
    soort = PLAATSSOORTEN.get(record.soort, "Place")
    return _basis(soort, record) | {"geo": _positie(record)}


@als_schema.register
def _accommodatie(record: Accommodatie):
    if record.is_verzameling:
        return als_schema.dispatch(Record)(record)
    return _basis(PLEKSOORTEN.get(record.soort, "Place"), record) | {
        "address": _adres(record),
        "geo": _positie(record),
        "containedInPlace": [_kort("Place", wijk) for wijk in record.wijken.all()],
    }


def _adres(plek):
    if not plek.adres and not plek.postcode:
        return None
    return {
        "@type": "PostalAddress",
        "streetAddress": plek.adres,
        "postalCode": plek.postcode,
        "addressCountry": "NL",
    }


def _positie(plek):
    if plek.lat is None or plek.lon is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": float(plek.lat), "longitude": float(plek.lon)}


# What


@als_schema.register
def _initiatief(record: Initiatief):
    return _basis("Project", record)


@als_schema.register
def _activiteit(record: Activiteit):
    wanneer = _wanneer(record)
    if not wanneer:
        return als_schema.dispatch(Record)(record)
    plek, initiatief = _openbaar(record.accommodatie), _openbaar(record.initiatief)
    waar = _kort("Place", plek) | {"address": _adres(plek)} if plek else _wijken(record)
    organisator = _kort("Organization", initiatief) if initiatief else None
    return _basis("Event", record) | wanneer | {"location": waar, "organizer": organisator}


def _wijken(record):
    return [_kort("Place", wijk) for wijk in record.wijken.all()]


def _wanneer(record):
    """When an activity is: its next time and its rule, else its days; nothing without any."""
    keer = _volgende_keer(record)
    herhaling = schema_van_regel(record) if record.regel else None
    if herhaling:
        # Of what is over its rule still says when it began.
        keer = keer or {"startDate": herhaling["startDate"]}
        return {"eventSchedule": herhaling} | keer
    return keer or _eenmalig(record)


def _volgende_keer(record):
    """The first day from today on, as the page shows it; None when there is none."""
    vandaag = timezone.localdate()
    keren = record.komende(vandaag, vandaag + HORIZON * EEN_DAG)
    if not keren:
        return None
    keer = keren[0]
    return {
        "startDate": _moment(keer.dag, record.begint_om),
        "endDate": f"{timezone.localtime(keer.einde):%Y-%m-%dT%H:%M}" if keer.einde else "",
    }


def _eenmalig(record):
    """The days of what is once, when both are certain."""
    if record.regel or not record.vanaf or record.vanaf_precisie != Precisie.DAG:
        return None
    if record.tot is None or record.tot_precisie != Precisie.DAG:
        return None
    return {
        "startDate": _moment(record.vanaf, record.begint_om),
        "endDate": _moment(record.tot, record.eindigt_om),
    }


def _moment(dag, tijd):
    return f"{dag.isoformat()}T{tijd:%H:%M}" if tijd else dag.isoformat()


@als_schema.register
def _verhaal(record: Verhaal):
    foto = record.afbeelding
    return _basis("Article", record) | {
        "headline": Truncator(record.naam).chars(LANGSTE_KOP),
        "datePublished": datum_in_iso(record.datum, record.datum_precisie),
        "dateModified": max(timezone.localdate(record.gewijzigd_op), record.datum).isoformat(),
        "inLanguage": "nl",
        "image": heel_adres(foto.adres(foto.breedtes[-1])) if foto else "",
        "publisher": {"@type": "Organization", "name": NAAM, "url": heel_adres(reverse("home"))},
    }
