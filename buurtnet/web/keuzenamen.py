"""What the choices of a form are called, for a page that has no more than what was sent.

Only names that everybody may read: who sent it may not be who they say.
"""

from collections import OrderedDict
from functools import cache

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from buurtnet.kern.bewerkbaar import Bewerkbaar

# So many names a process remembers, and no key is longer than this.
MEESTE = 5000
LANGSTE_SLEUTEL = 18
_gegeven = OrderedDict()


def onthoud(rij, naam):
    """Remember what a form of this process called `rij`, when everybody may know that."""
    if getattr(rij, "openbaar", True) and rij.pk:
        _gegeven[type(rij), rij.pk] = str(naam)
        _gegeven.move_to_end((type(rij), rij.pk))
        while len(_gegeven) > MEESTE:
            _gegeven.popitem(last=False)


def namen_van(velden, *, vraag):
    """{(field, value): name} of what was chosen among `velden`, pairs of these.

    `vraag`: whether the database may be asked. If not, what this process remembers has to do.
    """
    namen, sleutels = {}, {}
    for veld, waarde in velden:
        if waarde.isascii() and waarde.isdecimal() and len(waarde) <= LANGSTE_SLEUTEL:
            if model := _relaties().get(_soort(veld)):
                sleutels[veld, waarde] = model, int(waarde)
        elif woord := _woord(veld, waarde):
            namen[veld, waarde] = woord
    bekend = _openbaar(set(sleutels.values())) if vraag else _gegeven
    return namen | {wat: bekend[rij] for wat, rij in sleutels.items() if rij in bekend}


def _soort(veld):
    """ "punten-0-thema" is a thema, "organisatie_soort" a soort."""
    kaal = veld.rpartition("-")[2]
    return kaal if kaal in _relaties() or kaal in _keuzes() else kaal.rpartition("_")[2]


def _woord(veld, waarde):
    """The word of a choice from a fixed list; "" when several lists call it otherwise."""
    if waarde == "on":
        return _("ja")
    van = _relaties().get(veld.rpartition("-")[2].rpartition("_")[0])
    labels = _keuzes().get(_soort(veld), {}).get(waarde, {})
    if van in labels:
        return str(labels[van])
    return str(next(iter(labels.values()))) if len({*map(str, labels.values())}) == 1 else ""


def _openbaar(rijen):
    """{(model, key): name} of those of `rijen`, such pairs, that everybody may read."""
    bezoeker, namen = AnonymousUser(), {}
    for model in {model for model, _sleutel in rijen}:
        sleutels = [sleutel for een, sleutel in rijen if een is model]
        try:
            for rij in model.objects.visible_to(bezoeker).filter(pk__in=sleutels):
                namen[model, rij.pk] = str(rij)
        except DatabaseError:
            # It is no answer that there is none: what was chosen is sent along all the same.
            continue
    return namen


def _modellen():
    return [model for model in apps.get_models() if issubclass(model, Bewerkbaar)]


@cache
def _relaties():
    """{name of a field: the model that it points at}, where that is but one."""
    gevonden = {}
    for model in _modellen():
        for veld in model._meta.get_fields():
            doel, naam = veld.related_model, veld.name
            if veld.auto_created:
                naam = veld.get_accessor_name() if veld.is_relation else ""
            if naam and doel and hasattr(doel._default_manager, "visible_to"):
                gevonden.setdefault(naam, set()).add(doel)
    return {naam: doelen.pop() for naam, doelen in gevonden.items() if len(doelen) == 1}


@cache
def _keuzes():
    """{name of a field: {value: {model: its label}}} of all that is chosen from a fixed list."""
    gevonden = {}
    for model in _modellen():
        for veld in model._meta.concrete_fields:
            for waarde, label in veld.flatchoices:
                labels = gevonden.setdefault(veld.name, {}).setdefault(str(waarde), {})
                labels[model] = label
    return gevonden
