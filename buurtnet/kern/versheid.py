"""How fresh a fact is: decided here, and nowhere else; `versheidtekst` says it in words.

A fact counts as *vers* while it was confirmed less than one interval (`termijn`) ago, as
*verouderd* up to two, and as *onbevestigd* after that, or when nobody ever confirmed it. An
interval is a number of calendar months: what was confirmed on the 15th is *vers* through the 14th
so many months later, and no longer on the 15th. Seen from a day of which that month has no like,
its last day counts: on 30 March the month before begins on 28 February, which is then a month ago.

Each rule stands here in Python and beside it in SQL. Names that end in `_van` or begin with `is_`
are Python and take what `nagegaan_van` gives of a row; those in `_op` are an expression for rows
of a model, and those in `_q` a condition on them. All take the date to be judged on: what was
confirmed later than that had not been confirmed by then.

Many facts together are never fresher than the oldest of them: see `Samengeteld`.
"""

import calendar
import datetime
from typing import NamedTuple

from django.db import models
from django.db.models import Case, Count, F, Min, Q, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

NOOIT = datetime.date.min


class Versheid(models.TextChoices):
    VERS = "vers", _("pas nagegaan")
    VEROUDERD = "verouderd", _("al een tijd niet nagegaan")
    ONBEVESTIGD = "onbevestigd", _("al lang niet of nog nooit nagegaan")


class Termijn(models.IntegerChoices):
    """How often a fact is to be confirmed, in months."""

    MAAND = 1, _("elke maand")
    KWARTAAL = 3, _("elke drie maanden")
    HALFJAAR = 6, _("elk half jaar")
    JAAR = 12, _("elk jaar")


# Where nobody says how often.
STANDAARD = Termijn.HALFJAAR


class TermijnField(models.PositiveSmallIntegerField):
    """A Termijn, or nothing; the database refuses any other number."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"null": True, "blank": True, "choices": Termijn} | kwargs)

    def db_check(self, connection):
        kolom = connection.ops.quote_name(self.column)
        # No spaces: Django reads the columns of SQLite by the comma with a space between them.
        return f"{kolom} IN ({','.join(map(str, Termijn.values))})"


class Nagegaan(NamedTuple):
    """When a fact was last confirmed (None: never), and how often it is to be, in months."""

    dag: datetime.date | None
    termijn: int = STANDAARD


def nagegaan_van(rij):
    """The Nagegaan of a record, or of a row of `.values()` with `termijn` (see `termijn_op`)."""
    if isinstance(rij, dict):
        return Nagegaan(rij["bevestigd_op"], rij["termijn"])
    return Nagegaan(rij.bevestigd_op, rij.termijn)


def termijn_op(model, langs=""):
    """The interval of a row of `model`: its own, else of what it belongs to, else STANDAARD.

    `langs` is the path to that row from the rows that are asked for, with "__" behind it.
    """
    ander = [F(f"{langs}{model.termijn_via}__nagaan_elke")] if model.termijn_via else []
    return Coalesce(F(f"{langs}nagaan_elke"), *ander, Value(STANDAARD.value))


# One fact


def grens(datum, maanden):
    """The last day that is so many months before `datum`, or longer ago."""
    geteld = datum.year * 12 + datum.month - 1 - maanden
    jaar, maand = geteld // 12, geteld % 12 + 1
    if jaar < datetime.MINYEAR:
        return NOOIT
    return datetime.date(jaar, maand, min(datum.day, calendar.monthrange(jaar, maand)[1]))


def _grens_op(model, datum, keer=1):
    """`grens` of so many intervals of each row."""
    gewoon, anders = _per_termijn(model)
    return Case(
        # Nearly all rows, so it is asked first.
        When(gewoon, then=Value(grens(datum, STANDAARD * keer))),
        *(When(q, then=Value(grens(datum, maanden * keer))) for maanden, q in anders),
        default=Value(grens(datum, STANDAARD * keer)),
        output_field=models.DateField(),
    )


def _per_termijn(model):
    """(Q for rows of which nobody says how often, [(interval, Q for its rows)] of the others).

    The few networks that say so are looked up once: a join reads theirs for every row.
    """
    maanden = [termijn.value for termijn in Termijn if termijn != STANDAARD]
    eigen = {elke: Q(nagaan_elke=elke) for elke in maanden}
    niets = Q(nagaan_elke__isnull=True)
    if not model.termijn_via:
        return niets, list(eigen.items())
    wie = model._meta.get_field(model.termijn_via).related_model.objects.order_by()

    def van(**keuze):
        return niets & Q(**{f"{model.termijn_via}__in": wie.filter(**keuze).values("pk")})

    zonder = niets & (Q(**{f"{model.termijn_via}__isnull": True}) | ~van(nagaan_elke__isnull=False))
    return zonder, [(elke, q | van(nagaan_elke=elke)) for elke, q in eigen.items()]


def versheid_van(nagegaan, datum):
    """The Versheid of a Nagegaan on `datum`."""
    if not is_bekend(nagegaan, datum):
        return Versheid.ONBEVESTIGD
    if nagegaan.dag > grens(datum, nagegaan.termijn):
        return Versheid.VERS
    eerder = grens(datum, 2 * nagegaan.termijn)
    return Versheid.VEROUDERD if nagegaan.dag > eerder else Versheid.ONBEVESTIGD


def versheid_op(model, datum):
    """The Versheid of a row of `model` on `datum`, as `versheid_van`."""
    dag = F("bevestigd_op")
    return Case(
        When(bevestigd_op__gt=datum, then=Value(Versheid.ONBEVESTIGD)),
        When(GreaterThan(dag, _grens_op(model, datum)), then=Value(Versheid.VERS)),
        When(GreaterThan(dag, _grens_op(model, datum, 2)), then=Value(Versheid.VEROUDERD)),
        default=Value(Versheid.ONBEVESTIGD),
    )


def is_vers(nagegaan, datum):
    """Whether a fact is *vers* on `datum`."""
    return versheid_van(nagegaan, datum) == Versheid.VERS


def vers_q(model, datum):
    """Q for the rows of `model` that are *vers* on `datum`: what `is_vers` says yes to."""
    na_grens = GreaterThan(F("bevestigd_op"), _grens_op(model, datum))
    return Q(bevestigd_op__isnull=False, bevestigd_op__lte=datum) & Q(na_grens)


def niet_vers_q(model, datum):
    """Q for the rows of `model` that are not *vers* on `datum`: what `is_vers` says no to."""
    voor_grens = LessThanOrEqual(F("bevestigd_op"), _grens_op(model, datum))
    return Q(bevestigd_op__isnull=True) | Q(bevestigd_op__gt=datum) | Q(voor_grens)


def is_onbevestigd(nagegaan, datum):
    """Whether nobody had confirmed it for two intervals on `datum`: a page then says so."""
    return versheid_van(nagegaan, datum) == Versheid.ONBEVESTIGD


def is_bekend(nagegaan, datum):
    """Whether anybody had ever confirmed it by `datum`."""
    return nagegaan.dag is not None and nagegaan.dag <= datum


def is_later_bevestigd(nagegaan, datum):
    """Whether it was confirmed, but only after `datum`."""
    return nagegaan.dag is not None and nagegaan.dag > datum


# Many facts together


class Samengeteld(NamedTuple):
    """So many facts, how many of them are *vers*, and the oldest last confirmation of any.

    `oudste` is NOOIT as soon as one of them was never confirmed.
    """

    aantal: int = 0
    vers: int = 0
    oudste: datetime.date = datetime.date.max

    def met(self, ander):
        """This and `ander`, which holds other facts, as one."""
        return Samengeteld(
            self.aantal + ander.aantal, self.vers + ander.vers, min(self.oudste, ander.oudste)
        )

    @property
    def dag(self):
        """The oldest confirmation, or None: of nothing, or when one was never confirmed."""
        return None if self.oudste == NOOIT or not self.aantal else self.oudste


def samengeteld_van(nagegaans, datum):
    """The Samengeteld of many Nagegaans on `datum`."""
    alle = list(nagegaans)
    oudste = (een.dag if is_bekend(een, datum) else NOOIT for een in alle)
    vers = sum(is_vers(een, datum) for een in alle)
    return Samengeteld(len(alle), vers, min(oudste, default=datetime.date.max))


def samengeteld_op(model, datum):
    """{name: aggregate} of rows of `model`; what they give makes a Samengeteld."""
    return {
        "aantal": Count("pk"),
        "vers": Count("pk", filter=vers_q(model, datum)),
        "oudste": oudste_op(datum),
    }


def oudste_op(datum):
    """The oldest last confirmation of a group of rows; NOOIT when one was never confirmed."""
    laatst = Case(When(bevestigd_op__lte=datum, then=F("bevestigd_op")), default=Value(NOOIT))
    return Min(laatst, output_field=models.DateField())
