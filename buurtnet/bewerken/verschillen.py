"""What a record says, field by field in words, and how it gets the values of an older version."""

import datetime
from typing import NamedTuple

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtnet.kern.noemen import noem
from buurtnet.kern.precisie import datum_in_woorden
from buurtnet.kern.record import Record

# What keeps the site right and tells a person nothing.
TECHNISCH = frozenset(
    {"id", "uuid", "slug", "versie", "gewijzigd_op", "pad", "vanaf_precisie", "tot_precisie"}
    | {"gemaakt_op_precisie", "deadline_precisie", "uiterlijk_precisie", "datum_precisie"}
    | {"bevestigd_door", "omtrek", "regel"}
)
# What confirming changes; putting an older version back leaves it alone.
VAN_BEVESTIGING = frozenset({"bevestigd_op", "bevestigd_door", "bron", "vindplaats", "vermeld_tot"})
# Who may what is given anew, never by putting an older version back.
RECHTEN = frozenset({"coordinatoren"})

# The kinds of rows in a history, in words.
SOORTEN_WIJZIGING = {
    "+": gettext_lazy("toegevoegd"),
    "~": gettext_lazy("gewijzigd"),
    "-": gettext_lazy("verwijderd"),
}


# What a relation says to what is gone, where no history tells its name.
WEG = gettext_lazy("(bestaat niet meer)")


class Verschil(NamedTuple):
    label: str
    oud: str
    nieuw: str


def velden(model):
    """The fields of a model that people fill in, many-to-many included."""
    gewoon = [veld for veld in model._meta.concrete_fields if veld.name not in TECHNISCH]
    m2m = [model._meta.get_field(naam) for naam in getattr(model, "_history_m2m_fields", ())]
    return gewoon + m2m


def waarde_van(rij, veld):
    """What a field of a record, or of its row in the history, says: to compare, and to print.

    A record or a frozenset of records for a relation, text for anything else; "" for nothing.
    """
    if veld.many_to_many:
        return frozenset(getattr(rij, veld.name).all()) or ""
    if veld.many_to_one:
        return _ander_van(rij, veld)
    waarde = getattr(rij, veld.attname)
    if precisie := getattr(rij, f"{veld.name}_precisie", ""):
        return datum_in_woorden(waarde, precisie) if waarde else ""
    if hasattr(veld, "in_woorden"):
        return veld.in_woorden(waarde)
    if veld.choices:
        keuzes = {None: "", **dict(veld.flatchoices)}
        return str(keuzes.get(waarde, waarde))
    if isinstance(veld, models.BooleanField):
        return {True: _("ja"), False: _("nee"), None: _("onbekend")}[waarde]
    if isinstance(waarde, datetime.date):
        return date_format(waarde, "j F Y")
    if isinstance(waarde, datetime.time):
        return date_format(waarde, "H:i")
    return "" if waarde is None else str(waarde)


def _ander_van(rij, veld):
    if getattr(rij, veld.attname) is None:
        return ""
    try:
        ander = getattr(rij, veld.name)
    except ObjectDoesNotExist:
        ander = None
    return WEG if ander is None else ander


def verdwenen(model, sleutels):
    """{key: record as it was saved last} of what these keys of `model` named until it went."""
    if not sleutels or not hasattr(model, "history"):
        return {}
    rijen = model.history.filter(id__in=sleutels).order_by("history_id")
    return {rij.id: rij.instance for rij in rijen}


def vul_verdwenen(rijen, velden):
    """Let these rows of a history point at what is gone as it was saved last."""
    for veld in velden if rijen else ():
        if veld.many_to_one:
            zonder = [rij for rij in rijen if waarde_van(rij, veld) == WEG]
            weg = verdwenen(veld.related_model, {getattr(rij, veld.attname) for rij in zonder})
            for rij in zonder:
                if ander := weg.get(getattr(rij, veld.attname)):
                    setattr(rij, veld.name, ander)


def in_woorden(waarde, gebruiker):
    """Such a value as people say it, as far as `gebruiker` may know; None knows all."""
    if isinstance(waarde, frozenset):
        return ", ".join(sorted(noem(een, gebruiker) for een in waarde))
    return noem(waarde, gebruiker)


def namen_van(veld, sleutels, gebruiker):
    """The names of the rows with these keys (texts) that a field of a model points at, in order."""
    passend = [sleutel for sleutel in sleutels if sleutel.isdecimal() and len(sleutel) < 19]
    rijen = veld.related_model._default_manager.filter(pk__in=passend)
    return sorted(noem(rij, gebruiker) for rij in rijen)


def toestand(rij, namen):
    """A dict from field name to `waarde_van`, of a record as it is in the database."""
    alle = {veld.name: veld for veld in velden(type(rij))}
    return {naam: waarde_van(rij, alle[naam]) for naam in namen if naam in alle}


def toestand_van_formulier(form):
    """The same of what a valid form would save."""
    gewoon = [n for n in form.fields if n not in form.cleaned_data or not _is_rij(form, n)]
    waarden = toestand(form.instance, gewoon)
    for naam in form.fields:
        if naam not in gewoon:
            waarden[naam] = frozenset(form.cleaned_data[naam]) or ""
    return waarden


def _is_rij(form, naam):
    return isinstance(form.cleaned_data[naam], models.QuerySet)


def wie_nu(model, sleutel):
    """The key of what a key of long ago means now: what was merged goes on as another record."""
    if not sleutel or not issubclass(model, Record):
        return sleutel
    if model._base_manager.filter(pk=sleutel).exists():
        return sleutel
    slug = model.history.filter(id=sleutel).values_list("slug", flat=True).first()
    nu = slug and model.objects.op_oud_adres(slug)
    return nu.pk if nu else sleutel
