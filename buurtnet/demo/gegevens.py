"""The demo data: the fixtures of this project, loaded once and never overwritten.

The format is Django's JSON serialisation without keys: a foreign key is the natural key of its
target (`["beijum"]`), a many-to-many field a list of them, a picture the name of a file in
tekeningen/. A record is known by its slug, every other row by the fields that tell it from its
neighbours. What stands there already is left alone.
"""

import json
from collections import Counter

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from buurtnet.fotos.bewaren import bewaar
from buurtnet.fotos.veld import AfbeeldingField
from buurtnet.kern.record import OudAdres, Record

MAP = settings.BASE_DIR / "fixtures"

# In this order: everything stands above what refers to it.
BESTANDEN = (
    "bronnen",
    "synoniemen",
    "wijken",
    "themas",
    "doelgroepen",
    "hulplijnen",
    "agendas",
    "agendapunten",
    "organisaties",
    "accommodaties",
    "initiatieven",
    "activiteiten",
    "verhalen",
    "netwerken",
    "hoeden",
    "werkgebieden",
    "deelnames",
    "inzet",
    "huisvestingen",
    "bijeenkomsten",
    "aanwezigheden",
    "afspraken",
    "toezeggingen",
    "signalen",
    "peilingen",
    "contactpunten",
)

# What tells a row without an address of its own from its neighbours.
KENMERKEN = {
    "basis.synoniem": ("woord",),
    "initiatieven.hulplijn": ("naam",),
    "wijken.agendapunt": ("agenda", "soort", "tekst"),
    "netwerken.hoede": ("organisatie", "initiatief", "accommodatie"),
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
    "netwerken.toezegging": (
        "afspraak",
        "organisatie",
        "accommodatie",
        "omschreven_rol",
        "wat",
    ),
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
    """Load these fixtures. Returns rows per file, new and already there: {naam: (n, m)}."""
    lader = Lader()
    return {naam: lader.laad(naam) for naam in bestanden}


def lees_rijen(naam):
    """The rows of one fixture: (model, {field: value as in the file})."""
    pad = MAP / f"{naam}.json"
    try:
        rijen = json.loads(pad.read_text(encoding="utf-8"))
    except FileNotFoundError as fout:
        raise Fout(f"{pad.name} ontbreekt in {MAP}.") from fout
    except ValueError as fout:
        raise Fout(f"{pad.name} is geen geldig JSON: {fout}") from fout
    return [(apps.get_model(rij["model"]), rij["fields"]) for rij in rijen]


class Lader:
    """One load: it remembers which rows there are, per model {what tells them apart: key}."""

    def __init__(self):
        self._bekend = {}

    def laad(self, naam):
        """Load one fixture. Returns (new, there already)."""
        telling = Counter()
        for nummer, (model, velden) in enumerate(lees_rijen(naam), 1):
            try:
                telling[self._laad_rij(model, velden)] += 1
            except (ValidationError, LookupError, TypeError) as fout:
                label = velden.get("naam") or velden.get("tekst") or velden.get("vindplaats")
                raise Fout(f"{naam}.json, nummer {nummer} ({label}): {fout}") from fout
        return telling[True], telling[False]

    def _laad_rij(self, model, ruw):
        """Save one row through its own model. Returns False when it was there already."""
        velden, m2m, afbeeldingen = {}, {}, {}
        for naam, waarde in ruw.items():
            veld = model._meta.get_field(naam)
            if veld.many_to_many:
                m2m[naam] = [self._vind(veld.related_model, sleutel) for sleutel in waarde]
            elif isinstance(veld, AfbeeldingField):
                afbeeldingen[naam] = waarde
            elif veld.is_relation:
                velden[veld.attname] = self._vind(veld.related_model, waarde) if waarde else None
            else:
                velden[naam] = veld.to_python(waarde)
        rij = model(**velden)
        sleutel = tuple(getattr(rij, naam) for naam in _kenmerken(model))
        bekend = self._rijen(model)
        if sleutel in bekend:
            return False
        for naam, bestand in afbeeldingen.items():
            setattr(rij, naam, _bewaar_tekening(bestand))
        _maak(rij, m2m)
        bekend[sleutel] = rij.pk
        return True

    def _vind(self, model, sleutel):
        try:
            return self._rijen(model)[tuple(sleutel)]
        except KeyError:
            raise LookupError(f"{model._meta.verbose_name} “{sleutel[0]}” is er niet") from None

    def _rijen(self, model):
        if model not in self._bekend:
            rijen = model._base_manager.values_list("pk", *_kenmerken(model))
            self._bekend[model] = _oude_adressen(model) | {
                tuple(sleutel): pk for pk, *sleutel in rijen
            }
        return self._bekend[model]


def _kenmerken(model):
    """Names of the columns that tell a row of this model from its neighbours."""
    namen = KENMERKEN.get(model._meta.label_lower, ("slug",))
    return [model._meta.get_field(naam).attname for naam in namen]


def _oude_adressen(model):
    """Of public records, the keys by the slugs they used to have: a rename isn't undone."""
    if not issubclass(model, Record):
        return {}
    oud = OudAdres.objects.filter(soort=model._meta.label_lower).values_list("slug", "doel")
    sleutels = dict(model._base_manager.values_list("uuid", "pk"))
    return {(slug,): sleutels[doel] for slug, doel in oud if doel in sleutels}


def _bewaar_tekening(naam):
    """A drawing of this project, kept the way an upload is."""
    try:
        with (MAP / "tekeningen" / naam).open("rb") as bestand:
            return bewaar(File(bestand))
    except FileNotFoundError as fout:
        raise LookupError(f"tekening “{naam}” is er niet") from fout


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
