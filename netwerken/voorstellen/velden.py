"""What a proposal may name of each kind, and its values: as a form posts them, and in words.

A value is text, or a list of texts of what is chosen from many; "" is nothing. Such values come out
of a row here (`geplaatst`) the way that its form shows them, so that two can be compared.
"""

import datetime

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from buurtnet.bewerken.formulierboek import formulier_van
from buurtnet.bewerken.verschillen import namen_van
from buurtnet.kern.datumtekst import Tijdstip
from netwerken.models import Contactpunt
from netwerken.models.contactpunt import EIGENAREN, Zichtbaarheid

# By which number one reaches what it is about: that is of its contact, not of the record.
TELEFOON = "telefoon"
# What a visitor may say of a record beside words: fields of its form, in that order.
VRAAGBAAR = {
    "organisatie": ("naam", TELEFOON, "website", "omschrijving"),
    "initiatief": ("naam", TELEFOON, "website", "omschrijving"),
    "accommodatie": (
        *("naam", TELEFOON, "adres", "postcode", "openingstijden", "functies"),
        *("website", "omschrijving"),
    ),
    "activiteit": ("naam", "ritme", "kosten", "aanmelden", "omschrijving"),
    "netwerk": ("naam", TELEFOON, "ritme", "doel", "omschrijving"),
}
# Never by a proposal: who sees it, and who looks after it.
NOOIT = frozenset({"openbaar", "hoeder_veld"})


def mag_heten(model, naam):
    """Whether a proposal about a row of `model` may name the field `naam`."""
    if naam == TELEFOON:
        return model in EIGENAREN.values()
    klasse = formulier_van(model)
    return klasse is not None and naam in klasse.base_fields and naam not in NOOIT


def label_van(model, naam):
    """What a field is called on the page and in the form."""
    if naam == TELEFOON:
        return _("Telefoonnummer")
    klasse = formulier_van(model)
    veld = klasse.base_fields[naam] if klasse and naam in klasse.base_fields else None
    return str(veld.label) if veld and veld.label else capfirst(naam)


def geplaatst(rij, naam):
    """What `rij` says of the field `naam`, as its form would post it unchanged."""
    if naam == TELEFOON:
        return ", ".join(punt.telefoon for punt in openbare_nummers(rij))
    veld = _modelveld(type(rij), naam)
    if veld is None:
        return ""
    if veld.many_to_many:
        return sorted(str(ander.pk) for ander in getattr(rij, naam).all())
    waarde = getattr(rij, veld.attname)
    if hasattr(rij, f"{naam}_precisie"):
        return str(Tijdstip(waarde, getattr(rij, f"{naam}_precisie"))) if waarde else ""
    return _tekst_van(waarde)


def _tekst_van(waarde):
    if isinstance(waarde, datetime.time):
        return f"{waarde:%H:%M}"
    if isinstance(waarde, bool):
        return str(waarde)
    return "" if waarde is None else str(waarde)


def zelfde(een, ander):
    """Whether two posted values say the same, whatever the order and the spaces."""
    return _kaal(een) == _kaal(ander)


def _kaal(waarde):
    if isinstance(waarde, list):
        return sorted(waarde)
    return " ".join(str(waarde).split())


def openbare_nummers(rij):
    """The contacts of a record of which everybody reads the number, as a list."""
    # Filtered here: a list fetches all contacts along.
    return [
        punt
        for punt in rij.contactpunten.all()
        if punt.telefoon and punt.telefoon_zichtbaar == Zichtbaarheid.OPENBAAR
    ]


def in_woorden(model, naam, waarde, gebruiker):
    """A posted value as `gebruiker` may read it."""
    veld = None if naam == TELEFOON else _modelveld(model, naam)
    if veld is None or not waarde:
        return ", ".join(waarde) if isinstance(waarde, list) else waarde
    if veld.is_relation:
        namen = namen_van(veld, _lijst(waarde), gebruiker)
        # What a form names by its name rather than by its key.
        return ", ".join(namen) if namen or veld.many_to_many else str(waarde)
    if isinstance(veld, models.BooleanField):
        return {"True": _("ja"), "on": _("ja"), "False": _("nee")}.get(waarde, waarde)
    if veld.choices:
        return str(dict(veld.flatchoices).get(waarde, waarde))
    return str(waarde)


def _lijst(waarde):
    return waarde if isinstance(waarde, list) else [waarde]


def _modelveld(model, naam):
    alle = {veld.name: veld for veld in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    return alle.get(naam)


def ophalen(rijen):
    """Fetch along, for a list of rows, what `geplaatst` reads of them."""
    per_soort = {}
    for rij in rijen:
        per_soort.setdefault(type(rij), []).append(rij)
    for model, deze in per_soort.items():
        if model in EIGENAREN.values():
            models.prefetch_related_objects(deze, "contactpunten")


def contact_van(rij, was):
    """The contact of `rij` of which the number is `was`, or a new one when there is none.

    None when nobody can tell which: there are several, or it is another by now.
    """
    nummers = openbare_nummers(rij)
    passend = [punt for punt in nummers if zelfde(punt.telefoon, was)]
    if len(passend) == 1:
        return passend[0]
    soort = rij._meta.model_name
    return None if nummers else Contactpunt(**{soort: rij}, functie=_("algemeen"))
