import datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _


class Precisie(models.TextChoices):
    DAG = "dag", _("op de dag")
    MAAND = "maand", _("op de maand")
    JAAR = "jaar", _("op het jaar")
    ONGEVEER = "ongeveer", _("ongeveer")


class Status(models.TextChoices):
    """The one list of states for all that lives."""

    IDEE = "idee", _("idee")
    IN_OPRICHTING = "in_oprichting", _("in oprichting")
    GEPLAND = "gepland", _("gepland")
    ACTIEF = "actief", _("actief")
    INCIDENTEEL = "incidenteel", _("incidenteel")
    AFGEROND = "afgerond", _("afgerond")
    GESTOPT = "gestopt", _("gestopt")


# All that a Periode says, in the order that its functions take it.
PERIODEVELDEN = ("vanaf", "vanaf_precisie", "tot", "tot_precisie", "status")
# What has not begun: never counted as active, whatever the calendar says.
NOG_NIET_BEGONNEN = (Status.IDEE, Status.IN_OPRICHTING, Status.GEPLAND)
VOORBIJ = (Status.AFGEROND, Status.GESTOPT)
# What a plan is called once its day has passed.
_VERSTREKEN = {
    Status.IDEE: _("was een idee %(wanneer)s; niet bekend of het doorging"),
    Status.IN_OPRICHTING: _("was in oprichting %(wanneer)s; niet bekend of het doorging"),
    Status.GEPLAND: _("was gepland %(wanneer)s; niet bekend of het doorging"),
}


def begin_van(datum, precisie):
    """First day of the stated period that `datum` lies in."""
    if precisie == Precisie.JAAR:
        return datum.replace(month=1, day=1)
    if precisie == Precisie.MAAND:
        return datum.replace(day=1)
    return datum


def einde_van(datum, precisie):
    """Last day of the stated period that `datum` lies in."""
    if precisie == Precisie.JAAR:
        return datum.replace(month=12, day=31)
    if precisie == Precisie.MAAND:
        volgende = datum.replace(day=28) + datetime.timedelta(days=4)
        return volgende - datetime.timedelta(days=volgende.day)
    return datum


def datum_in_woorden(datum, precisie):
    """A date as people say it: "12 mei 2021", "mei 2021", "2021", "half april 2022"."""
    if precisie == Precisie.JAAR:
        return str(datum.year)
    if precisie == Precisie.MAAND:
        return date_format(datum, "F Y")
    if precisie == Precisie.DAG:
        return date_format(datum, "j F Y")
    if (datum.month, datum.day) == (1, 1):
        return _t("begin %(jaar)d") % {"jaar": datum.year}
    if (datum.month, datum.day) == (12, 31):
        return _t("eind %(jaar)d") % {"jaar": datum.year}
    if datum.day == 15:
        return _t("half %(maand)s") % {"maand": date_format(datum, "F Y")}
    return _t("rond %(maand)s") % {"maand": date_format(datum, "F Y")}


def datum_in_iso(datum, precisie):
    """As much of a date as is known, the way ISO 8601 writes it: "2021", "2021-05", a day."""
    if precisie == Precisie.DAG:
        return datum.isoformat()
    return f"{datum:%Y-%m}" if precisie == Precisie.MAAND else f"{datum.year:04}"


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

    What was over by then has an end, so `facetten.status_op` calls none of these VOORBIJ.
    """
    p = voorvoegsel
    return models.Q(**{f"{p}tot__isnull": True}) | models.Q(**{f"{p}tot__gte": datum})


class PeriodeQuerySet(models.QuerySet):
    def op(self, datum):
        """What holds on that date (inclusive at both ends); plans do not."""
        return self.filter(op_q(datum))

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

    # Reverse accessors of what ends when this ends.
    eindigt_mee = ()

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
        """Whether this holds on `datum`: the same rule as `op(datum)`."""
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

    def loopt_mee(self, laatste_dag):
        """What would still run after `laatste_dag` and ends along with this: querysets."""
        na = models.Q(tot__isnull=True) | models.Q(tot__gt=laatste_dag)
        return [getattr(self, naam).filter(na) for naam in self.eindigt_mee]

    def loopt_mee_van_anderen(self, gebruiker, laatste_dag):
        """The kinds of what `loopt_mee` with this, of which some are not the user's to change."""
        if gebruiker.is_redacteur:
            return []
        soorten = []
        for rijen in self.loopt_mee(laatste_dag):
            eigen = rijen.model.objects.editable_by(gebruiker).values("pk")
            if rijen.exclude(pk__in=eigen).exists():
                soorten.append(rijen.model._meta.verbose_name_plural)
        return soorten

    def beeindig_alles(self, laatste_dag, precisie, status, reden):
        """End and save this and all that runs along with it, each with `reden` in its history.

        `status`: see `beeindig`.
        """
        with transaction.atomic():
            mee = [rij for rijen in self.loopt_mee(laatste_dag) for rij in rijen]
            for rij in [*mee, self]:
                rij.beeindig(laatste_dag, status)
                rij.tot_precisie = precisie
                rij._change_reason = reden
                rij.save()


def periode_in_woorden(vanaf, vanaf_precisie, tot, tot_precisie, status, vandaag=None):
    """The period as people say it; of what has not begun also that.

    What begins after `vandaag` (a date, default the local day) is not said to go on since then,
    and of a plan whose day has passed nobody knows whether it went ahead, unless it was called off.
    """
    vandaag = vandaag or timezone.localdate()
    if ging_niet_door(vanaf, tot, status, vandaag):
        besloten = {"wanneer": moment_in_woorden(tot, tot_precisie)}
        return _t("ging niet door; besloten %(wanneer)s") % besloten
    begin = datum_in_woorden(vanaf, vanaf_precisie) if vanaf else ""
    einde = _einde(tot, tot_precisie) if tot else ""
    if begin and tot and begin == datum_in_woorden(tot, tot_precisie):
        begin, einde = "", moment_in_woorden(tot, tot_precisie)
    gepland = status in NOG_NIET_BEGONNEN
    label = Status(status).label
    later = vanaf is not None and vanaf > vandaag
    zin = _periode(begin, einde, gepland or later)
    if not gepland:
        return zin
    if verstreken(vanaf, vanaf_precisie, tot, vandaag):
        return _VERSTREKEN[status] % {"wanneer": zin}
    return _t("%(wanneer)s (%(status)s)") % {"wanneer": zin, "status": label} if zin else str(label)


def ging_niet_door(vanaf, tot, status, datum):
    """Whether a plan had been called off by `datum`: it has an end, and no beginning."""
    return status in NOG_NIET_BEGONNEN and vanaf is None and tot is not None and tot <= datum


def stand_op(vanaf, tot, status, datum):
    """The state to show on `datum`: as `facetten.status_op`, but what ended on that day has.

    Of a plan it is a plan, also when its day passed or it was called off.
    """
    if status in NOG_NIET_BEGONNEN:
        return Status(status)
    if status in VOORBIJ:
        return Status.ACTIEF if tot > datum else Status(status)
    if tot and tot < datum:
        return Status.GESTOPT
    later = status == Status.ACTIEF and vanaf and vanaf > datum
    return Status.GEPLAND if later else Status(status)


def verstreken(vanaf, vanaf_precisie, tot, vandaag):
    """Whether the day on which something was to begin or end lies before `vandaag`."""
    begin = vanaf and einde_van(vanaf, vanaf_precisie)
    return bool((begin and begin < vandaag) or (tot and tot < vandaag))


def _einde(tot, precisie):
    """ "tot en met 2021", but "tot rond mei 2021": nobody knows that to the day."""
    woorden = {"einde": datum_in_woorden(tot, precisie)}
    if precisie == Precisie.ONGEVEER:
        return _t("tot %(einde)s") % woorden
    return _t("tot en met %(einde)s") % woorden


def moment_in_woorden(datum, precisie):
    """When something happens: "in 2019", "op 3 mei 2019", "rond mei 2019"."""
    woorden = datum_in_woorden(datum, precisie)
    if precisie == Precisie.DAG:
        return _t("op %(dag)s") % {"dag": woorden}
    return woorden if precisie == Precisie.ONGEVEER else _t("in %(wanneer)s") % {"wanneer": woorden}


def _periode(begin, einde, komt_nog):
    if begin and einde:
        return _t("van %(begin)s %(einde)s") % {"begin": begin, "einde": einde}
    if einde:
        return einde
    if begin and komt_nog:
        return _t("vanaf %(begin)s") % {"begin": begin}
    return _t("sinds %(begin)s") % {"begin": begin} if begin else ""
