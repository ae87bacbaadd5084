"""From when to when something holds, and what holds on a day."""

import itertools

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from .datumtwijfel import TERUG
from .periodetekst import periode_in_woorden
from .precisie import Precisie, datum_in_woorden
from .sloten import houd_vast, slotrang, vergrendel, vergrendel_per_soort
from .status import NOG_NIET_BEGONNEN, VOORBIJ, Status, ging_niet_door, verstreken
from .vermelding import vermeld_q

# All that a Periode says, in the order that its functions take it.
PERIODEVELDEN = ("vanaf", "vanaf_precisie", "tot", "tot_precisie", "status")


def op_q(datum, voorvoegsel=""):
    """Q for rows with a Periode that are valid on `datum`.

    `voorvoegsel` is the lookup path to the row, such as "inzetten__".
    """
    p = voorvoegsel
    return (
        (models.Q(**{f"{p}vanaf__isnull": True}) | models.Q(**{f"{p}vanaf__lte": datum}))
        & (models.Q(**{f"{p}tot__isnull": True}) | models.Q(**{f"{p}tot__gte": datum}))
        & ~models.Q(**{f"{p}status__in": NOG_NIET_BEGONNEN})
    )


def niet_voorbij_q(datum, voorvoegsel=""):
    """Q for rows with a Periode that hold or are planned on `datum`; `voorvoegsel`: see `op_q`.

    What was over by then has an end, so `status_op` calls none of these VOORBIJ.
    """
    p = voorvoegsel
    return models.Q(**{f"{p}tot__isnull": True}) | models.Q(**{f"{p}tot__gte": datum})


def begonnen_q(peildatum):
    """Q for what had begun by a Peildatum; of today all, for plans show then too."""
    if peildatum.is_vandaag:
        return models.Q()
    return models.Q(vanaf__isnull=True) | models.Q(vanaf__lte=peildatum.datum)


def te_tonen_q(model, peildatum):
    """Q for what holds on a Peildatum, and for plans; of the past only what had begun by then.

    Of rows of `model`, without what the lists do not show on that day.
    """
    loopt = niet_voorbij_q(peildatum.datum) & begonnen_q(peildatum)
    return loopt & vermeld_q(model, peildatum.datum)


class PeriodeQuerySet(models.QuerySet):
    def op(self, datum):
        """What holds on that date (inclusive at both ends) and the lists show; plans do not."""
        return self.loopt_op(datum).vermeld_op(datum)

    def loopt_op(self, datum):
        """What holds on that date, whether the lists show it or not: for who looks after it."""
        return self.filter(op_q(datum))

    def vermeld_op(self, datum):
        """What the lists show on that date, be it past, present or planned; see `vermelding`."""
        return self.filter(vermeld_q(self.model, datum))

    def te_tonen(self, peildatum):
        """What lists show on a Peildatum: what holds then, and plans; see `te_tonen_q`."""
        return self.filter(te_tonen_q(self.model, peildatum))

    def actueel(self):
        return self.op(timezone.localdate())

    def niet_voorbij(self, datum):
        """What holds or is planned on that date."""
        return self.filter(niet_voorbij_q(datum))

    def voorbij(self, datum):
        return self.filter(tot__lt=datum)


class Periode(models.Model):
    """From when to when something holds; both ends inclusive, both may be unknown.

    `vanaf` is the first and `tot` the last day of what the source says: "in 2019"
    starts on 2019-01-01 and ends on 2019-12-31, with precision "jaar".
    """

    # Foreign keys with which this ends along: {name: its place among all that does}.
    eindigt_met = {}
    # How many years ago it may have begun or ended, before somebody is asked whether that is meant.
    jaren_terug = TERUG
    # Whether `clean` asks `keur_geheel`, or somebody does so later.
    keurt_geheel = True

    vanaf = models.DateField(
        _("vanaf"), null=True, blank=True, help_text=_("Eerste dag. Leeg: onbekend.")
    )
    vanaf_precisie = models.CharField(
        _("precisie van vanaf"), max_length=8, choices=Precisie, default=Precisie.DAG
    )
    tot = models.DateField(
        _("tot en met"), null=True, blank=True, help_text=_("Laatste dag. Leeg: loopt nog.")
    )
    tot_precisie = models.CharField(
        _("precisie van tot"), max_length=8, choices=Precisie, default=Precisie.DAG
    )
    status = models.CharField(
        _("status"),
        max_length=13,
        choices=Status,
        default=Status.ACTIEF,
        help_text=_("Een plan wordt nooit vanzelf actief."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_tot_na_vanaf",
                condition=models.Q(vanaf__isnull=True)
                | models.Q(tot__isnull=True)
                | models.Q(tot__gte=models.F("vanaf")),
                violation_error_message=_("Het einde ligt voor het begin."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_voorbij_heeft_tot",
                condition=~models.Q(status__in=VOORBIJ) | models.Q(tot__isnull=False),
                violation_error_message=_("Wat gestopt of afgerond is, heeft een einddatum nodig."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_status_bekend",
                condition=models.Q(status__in=Status.values),
                violation_error_message=_("Kies een status uit de lijst."),
            ),
        ]

    def geldt_op(self, datum):
        """Whether this holds on `datum`: the same rule as `loopt_op(datum)`."""
        return (
            (self.vanaf is None or self.vanaf <= datum)
            and (self.tot is None or self.tot >= datum)
            and self.status not in NOG_NIET_BEGONNEN
        )

    def is_voorbij(self, vandaag):
        """Whether this had ended by `vandaag`, or is said to have."""
        voorbij = self.tot is not None and (self.tot < vandaag or self.status in VOORBIJ)
        return voorbij or self.ging_niet_door(vandaag)

    def ging_niet_door(self, datum):
        """Whether this was a plan that had been called off by `datum`."""
        return ging_niet_door(self.vanaf, self.tot, self.status, datum)

    @property
    def periode_in_woorden(self):
        """The period as people say it: "sinds 2019", "vanaf begin 2022 (gepland)"."""
        return self.periode_in_woorden_op(timezone.localdate())

    def periode_in_woorden_op(self, datum):
        return periode_in_woorden(
            self.vanaf, self.vanaf_precisie, self.tot, self.tot_precisie, self.status, datum
        )

    def is_verstreken(self, datum):
        """Whether the day on which this was to begin or end lies before `datum`."""
        return verstreken(self.vanaf, self.vanaf_precisie, self.tot, datum)

    def let_op(self, vandaag):
        """What its dates make of this row where its status hides that, in a sentence; or ""."""
        if self.ging_niet_door(vandaag):
            return _t("Een plan met een einde en zonder begin ging niet door: dat staat er nu bij.")
        if self.status in NOG_NIET_BEGONNEN or self.status in VOORBIJ:
            return ""
        if self.tot and self.tot < vandaag:
            return _t("Dit is al voorbij: %(periode)s.") % {"periode": self.periode_in_woorden}
        if self.vanaf and self.vanaf > vandaag:
            begin = datum_in_woorden(self.vanaf, self.vanaf_precisie)
            return _t("Dit geldt op de site vanaf %(begin)s.") % {"begin": begin}
        return ""

    def beeindig(self, laatste_dag, status=Status.GESTOPT):
        """End this on `laatste_dag` (inclusive), without saving; the past stays.

        `status` is None for what still goes on until then. What had not begun never was: it
        stays a plan and loses its beginning, which says that it was called off.
        """
        nooit = self.vanaf is not None and self.vanaf > laatste_dag
        if nooit and self.status not in NOG_NIET_BEGONNEN:
            self.status = Status.GEPLAND
        is_plan = self.status in NOG_NIET_BEGONNEN
        if nooit or (is_plan and status):
            self.vanaf = None
        if status and not is_plan:
            self.status = status
        self.tot = laatste_dag
        self.tot_precisie = Precisie.DAG

    @property
    def eindigt_mee(self):
        """Reverse accessors of what ends when this ends, in order: see `eindigt_met` of each."""
        plaatsen = {
            relatie.get_accessor_name(): relatie.related_model.eindigt_met.get(relatie.field.name)
            for relatie in self._meta.related_objects
            if issubclass(relatie.related_model, Periode)
        }
        return sorted(filter(plaatsen.get, plaatsen), key=plaatsen.get)

    def clean(self):
        super().clean()
        if self.keurt_geheel:
            self.keur_geheel()

    def keur_geheel(self, gehelen=None):
        """Raise ValidationError when this now goes on after what it ends with.

        What goes on as it did is not asked. Within a transaction the answer holds until its end:
        nobody ends the whole meanwhile. `gehelen`: of more rows at once, what `houd_gehelen` gave.
        """
        if not self._state.adding and not self.anders & {"tot", "status", *self.eindigt_met}:
            return
        for naam, per_sleutel in (gehelen or houd_gehelen([self])).items():
            veld = self._meta.get_field(naam)
            sleutel = getattr(self, veld.attname)
            if sleutel is None:
                continue
            geheel = per_sleutel.get(sleutel)
            if geheel is None:
                wat = capfirst(veld.verbose_name)
                raise ValidationError(_t("%(wat)s bestaat niet meer: kies opnieuw.") % {"wat": wat})
            if geheel.tot and (self.tot is None or self.tot > geheel.tot):
                # What is hidden from who reads this has no name here.
                naam = geheel if getattr(geheel, "openbaar", True) else capfirst(veld.verbose_name)
                zin = _t("“%(naam)s” loopt zelf %(periode)s. Dit kan niet langer lopen dan dat.")
                woorden = {"naam": naam, "periode": geheel.periode_in_woorden}
                raise ValidationError({"tot": zin % woorden})

    def loopt_mee(self, laatste_dag):
        """What would still run after `laatste_dag` and ends along with this: querysets."""
        na = models.Q(tot__isnull=True) | models.Q(tot__gt=laatste_dag)
        return [getattr(self, naam).filter(na) for naam in self.eindigt_mee]

    def loopt_mee_van_anderen(self, gebruiker, laatste_dag):
        """The kinds of what `loopt_mee` with this, of which some are not the user's to change."""
        if gebruiker.is_redacteur:
            return []
        soorten, vragen = [], []
        for rijen in self.loopt_mee(laatste_dag):
            eigen = rijen.model.objects.editable_by(gebruiker).values("pk")
            soorten.append(rijen.model._meta.verbose_name_plural)
            vragen.append(models.Exists(rijen.exclude(pk__in=eigen)))
        if not vragen:
            return []
        van_anderen = type(self)._base_manager.filter(pk=self.pk).values_list(*vragen).first()
        return list(itertools.compress(soorten, van_anderen or ()))

    def vergrendel_alles(self, laatste_dag):
        """This row as it is now, or None; kept from others, with all that `loopt_mee`."""
        vergrendel_per_soort(self.loopt_mee(laatste_dag))
        return next(iter(vergrendel(type(self)._default_manager.filter(pk=self.pk))), None)

    def beeindig_alles(self, laatste_dag, precisie, status, reden):
        """End and save this and all that runs along with it, each with `reden` in its history.

        `status`: see `beeindig`. What others save meanwhile is kept: rows are read under the lock
        of `vergrendel_alles`, those added before it was there too.
        """
        with transaction.atomic():
            onderdelen = [r for rijen in self.loopt_mee(laatste_dag) for r in vergrendel(rijen)]
            for rij in [*onderdelen, self]:
                rij.beeindig(laatste_dag, status)
                rij.tot_precisie = precisie
                rij._change_reason = reden
                rij.save(update_fields=PERIODEVELDEN)


def houd_gehelen(rijen):
    """{field: {key: row}} of what these rows of one kind end with, each kept as it is.

    Held kind by kind, in everybody's order, until the transaction ends.
    """
    gehelen = {}
    velden = [rijen[0]._meta.get_field(naam) for naam in rijen[0].eindigt_met]
    for veld in sorted(velden, key=lambda veld: slotrang(veld.related_model)):
        sleutels = {getattr(rij, veld.attname) for rij in rijen} - {None}
        houd_vast(veld.related_model, sleutels)
        alle = veld.related_model._base_manager
        gehelen[veld.name] = alle.in_bulk(sleutels) if sleutels else {}
    return gehelen
