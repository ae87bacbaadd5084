"""What is kept of people: of whom, what for, by what right, who sees it and for how long.

A model says so beside its fields, and what inherits it adds its own:

- `persoonsgegevens`: {name of a field: Verwerking} of what may be of one person;
- `zonder_personen`: the names of the texts that hold nothing of one person, because a program makes
  them, or because what people type there is looked at (`persoonsgegevens.py`).

`controleer` asks one of both of each field that could hold something. The register that visitors
read (`register`) is made of the same.
"""

import datetime
from typing import NamedTuple

from django.core.checks import Error
from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class Rechtsgrond(models.TextChoices):
    """Why it may be kept: article 6 of the AVG (GDPR), in plain words."""

    TOESTEMMING = "toestemming", _("je vindt het goed (toestemming)")
    BEKEND = "bekend", _("je vindt het goed, of je zet het zelf openbaar")
    OVEREENKOMST = "overeenkomst", _("je vroeg er zelf om (afspraak met jou)")
    BELANG = "belang", _("het is nodig om de site te laten kloppen (gerechtvaardigd belang)")
    VEILIG = "veilig", _("het is nodig om de site veilig te houden (gerechtvaardigd belang)")


class Wie(models.TextChoices):
    """Of whom it is, in the order of the register."""

    CONTACT = "contact", _("Als contact van een organisatie of netwerk")
    MELDER = "melder", _("Als je iets meldt of voorstelt")
    ACCOUNT = "account", _("Met een account")
    VOLGER = "volger", _("Als je iets volgt")
    BEZOEKER = "bezoeker", _("Als je de site bezoekt")


class Verwerking(NamedTuple):
    """One line of the register. All but `van` and `grond` are sentences that visitors read."""

    van: Wie
    wat: str
    waarvoor: str
    grond: Rechtsgrond
    wie_ziet: str
    hoe_lang: str


class Aangemeld(NamedTuple):
    """What a model of somebody else would say itself."""

    persoonsgegevens: dict
    zonder_personen: frozenset


# Kinds of fields that hold nothing of a person by what they are.
NOOIT = (
    *(models.AutoField, models.IntegerField, models.DecimalField, models.FloatField),
    *(models.BooleanField, models.DateField, models.TimeField, models.DurationField),
    *(models.UUIDField, models.SlugField),
)
ZONDER_TABEL = []
VAN_ANDEREN = {}
# Of each version that the history keeps, beside what the row itself says.
VAN_VERSIE = {}


def meld_aan(label, persoonsgegevens=(), zonder_personen=()):
    """Say of a model of somebody else, by its label, what it would say itself."""
    VAN_ANDEREN[label] = Aangemeld(dict(persoonsgegevens), frozenset(zonder_personen))


def meld_buiten_tabel(verwerking):
    """Say of something that stands in no table of a model."""
    ZONDER_TABEL.append(verwerking)


def beschreven(model):
    """{name of a field: Verwerking, or None where it holds nothing of a person} of `model`."""
    alles = {}
    for klasse in reversed(model.__mro__):
        eigen = vars(klasse)
        alles |= dict.fromkeys(eigen.get("zonder_personen", ()))
        alles |= eigen.get("persoonsgegevens", {})
    if ander := VAN_ANDEREN.get(model._meta.label):
        alles |= dict.fromkeys(ander.zonder_personen) | ander.persoonsgegevens
    return alles


def register(alle):
    """[(Wie, [Verwerking, …])] of these models and of what stands in no table, each once."""
    regels = dict.fromkeys(
        verwerking
        for model in alle
        for verwerking in _van(model).values()
        if verwerking is not None
    )
    regels |= dict.fromkeys(ZONDER_TABEL)
    per = {wie: [regel for regel in regels if regel.van == wie] for wie in Wie}
    return [(wie, rijen) for wie, rijen in per.items() if rijen]


def controleer(model):
    """Errors for each field of `model` that doesn't say whether it holds something of a person."""
    if _is_lijst_van_versies(model):
        # The list itself says it: see `_te_beschrijven`.
        return []
    gezegd, velden = _van(model), {veld.name: veld for veld in _te_beschrijven(model)}
    fouten = [
        Error(
            f"{model._meta.label}.{naam} may hold something of a person, and isn't described.",
            hint="Name it in `persoonsgegevens` of the model, or in `zonder_personen`.",
            obj=model,
            id="buurtnet.E010",
        )
        for naam in velden.keys() - gezegd.keys()
    ]
    bekend = {veld.name for veld in model._meta.get_fields()}
    if origineel := getattr(model, "instance_type", None):
        bekend |= {veld.name for veld in origineel._meta.get_fields()}
    fouten += [
        Error(f"{model._meta.label} describes {naam}, which is no field of it.", id="buurtnet.E011")
        for naam in gezegd.keys() - bekend
    ]
    typbaar = getattr(model, "van_een_persoon", frozenset())
    return fouten + [
        Error(
            f"{model._meta.label}.{naam} takes numbers and addresses of people, and names no use.",
            hint="What is in `van_een_persoon` belongs in `persoonsgegevens`.",
            id="buurtnet.E012",
        )
        for naam in typbaar
        if gezegd.get(naam) is None
    ]


def _van(model):
    """As `beschreven`; of a table of the history what the row says, and of the version itself."""
    origineel = getattr(model, "instance_type", None)
    return beschreven(origineel) | VAN_VERSIE if origineel else beschreven(model)


def _is_lijst_van_versies(model):
    return any(veld.name == "m2m_history_id" for veld in model._meta.concrete_fields)


def _te_beschrijven(model):
    """The fields of `model` that could hold something of a person."""
    lijsten = [] if hasattr(model, "instance_type") else model._meta.many_to_many
    return [veld for veld in (*model._meta.concrete_fields, *lijsten) if _kan_persoon(veld)]


def _kan_persoon(veld):
    if veld.is_relation:
        return getattr(veld.related_model, "is_persoon", False)
    return not (isinstance(veld, NOOIT) or veld.choices)


# How long, in words


def _duur(tijd):
    if tijd < datetime.timedelta(days=1):
        uren = round(tijd.total_seconds() / 3600)
        return ngettext("%(n)d uur", "%(n)d uur", uren) % {"n": uren}
    if tijd.days % 365 == 0:
        jaren = tijd.days // 365
        return ngettext("%(n)d jaar", "%(n)d jaar", jaren) % {"n": jaren}
    return ngettext("%(n)d dag", "%(n)d dagen", tijd.days) % {"n": tijd.days}


# How long a timedelta is, in the language of the page.
duur = lazy(_duur, str)
