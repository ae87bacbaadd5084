"""The demo data: the fixtures of this project, loaded once and never overwritten.

The format is Django's JSON serialisation without keys: a foreign key is the natural key of its
target (`["beijum"]`), a many-to-many field a list of them. A record is known by its slug, every
other row by the fields that tell it from its neighbours. What stands there already is left alone.
"""

import json
from collections import Counter

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from buurtnet.basis.models import Record

MAP = settings.BASE_DIR / "fixtures"

# In this order: everything stands above what refers to it.
BESTANDEN = (
    "bronnen",
    "wijken",
    "themas",
    "doelgroepen",
    "agendas",
    "agendapunten",
    "organisaties",
    "accommodaties",
    "initiatieven",
    "activiteiten",
    "verhalen",
    "netwerken",
    "werkgebieden",
    "deelnames",
    "inzet",
    "huisvestingen",
    "bijeenkomsten",
    "aanwezigheden",
    "afspraken",
    "signalen",
    "peilingen",
    "contactpunten",
)

# What tells a row without an address of its own from its neighbours.
KENMERKEN = {
    "wijken.agendapunt": ("agenda", "soort", "tekst"),
    "netwerken.werkgebied": ("netwerk", "wijk"),
    "netwerken.deelname": ("netwerk", "organisatie", "accommodatie", "omschreven_rol", "rol"),
    "netwerken.inzet": (
        "organisatie",
        "omschreven_rol",
        "wijk",
        "thema",
        "netwerk",
        "initiatief",
    ),
    "netwerken.huisvesting": ("accommodatie", "organisatie", "initiatief"),
    "netwerken.bijeenkomst": ("naam",),
    "netwerken.aanwezigheid": ("bijeenkomst", "organisatie", "omschreven_rol"),
    "netwerken.afspraak": ("naam",),
    "netwerken.signaal": ("naam",),
    "netwerken.peiling": ("naam",),
    "netwerken.contactpunt": (
        "organisatie",
        "netwerk",
        "initiatief",
        "accommodatie",
        "functie",
    ),
}


class Fout(Exception):
    """A fixture that can't be loaded; the message says which row and why."""


@transaction.atomic
def laad(bestanden=BESTANDEN):
    """Load fixtures. Returns how many rows per file are new and were there: {naam: (n, m)}."""
    return {naam: _laad_bestand(naam) for naam in bestanden}


def lees(naam):
    """The rows of one fixture: (model, {field: value as in the file})."""
    pad = MAP / f"{naam}.json"
    try:
        rijen = json.loads(pad.read_text(encoding="utf-8"))
    except FileNotFoundError as fout:
        raise Fout(f"{pad.name} ontbreekt in {MAP}.") from fout
    except ValueError as fout:
        raise Fout(f"{pad.name} is geen geldig JSON: {fout}") from fout
    return [(apps.get_model(rij["model"]), rij["fields"]) for rij in rijen]


def _laad_bestand(naam):
    telling = Counter()
    for nummer, (model, ruw) in enumerate(lees(naam), 1):
        try:
            telling[_laad_rij(model, ruw)] += 1
        except (ValidationError, LookupError, TypeError) as fout:
            raise Fout(f"{naam}.json, nummer {nummer} ({_label(ruw)}): {fout}") from fout
    return telling[True], telling[False]


def _label(ruw):
    return ruw.get("naam") or ruw.get("tekst") or ruw.get("vindplaats") or "zonder naam"


def _laad_rij(model, ruw):
    """Save one row through its own model. Returns False when it was there already."""
    velden, m2m = {}, {}
    for naam, waarde in ruw.items():
        veld = model._meta.get_field(naam)
        if veld.many_to_many:
            m2m[naam] = [vind(veld.related_model, *sleutel) for sleutel in waarde]
        elif veld.is_relation:
            velden[naam] = vind(veld.related_model, *waarde) if waarde else None
        else:
            velden[naam] = veld.to_python(waarde)
    rij = model(**velden)
    if _bestaat(rij):
        return False
    _maak(rij, m2m)
    return True


def vind(model, sleutel):
    """The row that a fixture calls `sleutel`: by its slug, a former slug, or else its name."""
    veld = "naam" if model._meta.label_lower in KENMERKEN else "slug"
    rij = model._base_manager.filter(**{veld: sleutel}).first()
    if rij is None and issubclass(model, Record):
        rij = model.objects.op_oud_adres(sleutel)
    if rij is None:
        raise LookupError(f"{model._meta.verbose_name} “{sleutel}” is er niet")
    return rij


def _bestaat(rij):
    kenmerken = KENMERKEN.get(rij._meta.label_lower)
    if kenmerken:
        waarden = {naam: getattr(rij, rij._meta.get_field(naam).attname) for naam in kenmerken}
        return type(rij)._base_manager.filter(**waarden).exists()
    try:
        return bool(vind(type(rij), rij.slug or slugify(rij.naam)[:70]))
    except LookupError:
        return False


def _maak(rij, m2m):
    rij._change_reason = "Demogegevens"
    rij.full_clean()
    rij.save()
    gevuld = [(naam, doelen) for naam, doelen in m2m.items() if doelen]
    # One line of history for all links together: the last one writes it.
    rij.skip_history_when_saving = True
    for nummer, (naam, doelen) in enumerate(gevuld, 1):
        if nummer == len(gevuld):
            del rij.skip_history_when_saving
        getattr(rij, naam).set(doelen)
