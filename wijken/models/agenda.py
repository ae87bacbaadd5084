"""Agendas of places: their points and how far each is."""

import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.periode import Periode, PeriodeQuerySet
from buurtnet.kern.rechten import BewerkbaarQuerySet, bereik_van
from buurtnet.kern.record import Record, RecordManager, RecordQuerySet
from buurtnet.kern.regels import bekende_keuzes
from buurtnet.kern.soorten import Recordsoort
from buurtnet.kern.status import Status
from buurtnet.kern.zoekindex import Zoekingang
from buurtnet.web.taal import recordadres

from .thema import Thema
from .wijk import Wijk

EEN_DAG = datetime.timedelta(days=1)


class AgendaQuerySet(PeriodeQuerySet, RecordQuerySet):
    def geldend(self, datum):
        """Agendas in force on `datum`; a concept counts only once it is adopted."""
        return self.op(datum).exclude(stand__in=Agenda.STANDEN_ZONDER_KRACHT)

    def niet_vervallen(self, datum):
        """Agendas that are in force on `datum`, or may still come into force."""
        return self.niet_voorbij(datum).exclude(stand=Agenda.Stand.VERVALLEN)

    def aangekondigd_of_geldend(self, datum):
        """Agendas in force on `datum`, and those that are being made or begin later; only the first
        count. Of a past day only what had begun by then."""
        rijen = self.niet_vervallen(datum)
        if datum >= timezone.localdate():
            return rijen
        return rijen.filter(Q(vanaf__isnull=True) | Q(vanaf__lte=datum))

    def opvolgbaar_door(self, agenda, datum):
        """Agendas whose place `agenda` can take: they hold on `datum` or will, nowhere but in its
        places, and no other has taken or will take their place."""
        andere = Agenda.objects.niet_vervallen(datum).exclude(stand=Agenda.Stand.CONCEPT)
        opgevolgd = andere.filter(vervolg_op__isnull=False).values("vervolg_op")
        door = Agenda.wijken.through.objects
        elders = door.exclude(wijk__in=door.filter(agenda=agenda.pk).values("wijk"))
        geldig = self.niet_voorbij(datum).exclude(stand__in=Agenda.STANDEN_ZONDER_KRACHT)
        return geldig.naast(agenda).exclude(Q(pk__in=opgevolgd) | Q(pk__in=elders.values("agenda")))

    def naast(self, agenda):
        """Other agendas that hold for one of the places of `agenda`."""
        door = Agenda.wijken.through.objects
        hier = door.filter(wijk__in=door.filter(agenda=agenda.pk).values("wijk"))
        return self.filter(pk__in=hier.values("agenda")).exclude(pk=agenda.pk)

    def van_coordinator(self, gebruiker):
        wijken = Wijk.objects.in_werkgebied_van(gebruiker)
        in_wijk = Agenda.wijken.through.objects.filter(wijk__in=wijken).values("agenda")
        return Q(pk__in=in_wijk) | Q(pk__in=bereik_van(gebruiker).agenda_ids)


class Agenda(Periode, Record):
    """What a wijk, village or programme wants to work on, in its own words."""

    zoekvelden = ("naam", "omschrijving")
    rijsoort = Recordsoort(
        kop=_("Agenda's"),
        woord=_("agenda"),
        icoon="agenda",
        volgorde=8,
        pagina="wijken:agenda",
        lijst="wijken:agendas",
        open_data=7,
        plekken="wijken",
        gevolgd=True,
        nagelopen=True,
    )

    class Soort(models.TextChoices):
        WIJKAGENDA = "wijkagenda", _("sociale wijkagenda")
        DORPSAGENDA = "dorpsagenda", _("dorpsagenda")
        DORPSVISIE = "dorpsvisie", _("dorpsvisie")
        UITVOERINGSAGENDA = "uitvoeringsagenda", _("uitvoeringsagenda")
        PROGRAMMA = "programma", _("programma")
        WERKAGENDA = "werkagenda", _("werkagenda")
        VISIE = "visie", _("visie")
        LEIDRAAD = "leidraad", _("leidraad of plan")

    class Stand(models.TextChoices):
        CONCEPT = "concept", _("concept")
        VASTGESTELD = "vastgesteld", _("vastgesteld")
        IN_ACTUALISATIE = "in_actualisatie", _("wordt bijgewerkt")
        VERVALLEN = "vervallen", _("vervallen")
        ONBEKEND = "onbekend", _("stand onbekend")

    # Not yet, or no longer.
    STANDEN_ZONDER_KRACHT = (Stand.CONCEPT, Stand.VERVALLEN)

    class Draagvlak(models.TextChoices):
        GESPREKSPARTIJEN = "gesprekspartijen", _("van de gesprekspartijen")
        VOORGELEGD = "voorgelegd", _("voorgelegd aan bewoners")
        GEDRAGEN = "gedragen", _("gedragen door bewoners")
        ONBEKEND = "onbekend", _("draagvlak onbekend")

    soort = models.CharField(_("soort"), max_length=17, choices=Soort)
    wijken = models.ManyToManyField(
        Wijk,
        verbose_name=_("wijken"),
        blank=True,
        related_name="agendas",
        help_text=_("Waar de agenda geldt. Een gebied telt voor alle wijken daarin."),
    )
    stand = models.CharField(_("stand"), max_length=15, choices=Stand, default=Stand.ONBEKEND)
    draagvlak = models.CharField(
        _("draagvlak"), max_length=16, choices=Draagvlak, default=Draagvlak.ONBEKEND
    )
    omschrijving = models.TextField(_("omschrijving"), blank=True)
    vervolg_op = models.ForeignKey(
        "self",
        verbose_name=_("vervolg op"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vervolgen",
    )

    _history_m2m_fields = ("wijken",)
    deelveld = "punten"
    zonder_personen = ("omschrijving",)
    objects = RecordManager.from_queryset(AgendaQuerySet)()

    @bekende_keuzes(soort=Soort, stand=Stand, draagvlak=Draagvlak)
    class Meta(Periode.Meta):
        verbose_name = _("agenda")
        verbose_name_plural = _("agenda's")
        ordering = ["naam", "pk"]

    def get_absolute_url(self):
        return recordadres("wijken:agenda", self.slug)

    def zoekteksten(self):
        """Search reads the points too: they say what the wijk wants, or wanted."""
        punten = self.punten.values_list("tekst", flat=True)
        return [*super().zoekteksten(), *(("punten", tekst) for tekst in punten)]

    def is_geldend(self, datum):
        """Whether this is in force on `datum`: the same rule as `geldend(datum)`."""
        return self.geldt_op(datum) and self.stand not in self.STANDEN_ZONDER_KRACHT

    @property
    def is_concept(self):
        return self.stand == self.Stand.CONCEPT

    @property
    def nam_plaats_in(self):
        """Whether this took the place of what it follows: that ended the day before."""
        oud = self.vervolg_op
        if self.is_concept or oud is None or not (oud.tot and self.vanaf):
            return False
        return oud.tot + EEN_DAG == self.vanaf

    def laatste_dag(self, datum):
        """The day on which this last held, when that is before `datum`; else `datum`."""
        return min(self.tot, datum) if self.tot else datum

    def stel_vast(self, begin, draagvlak, vandaag, *, oud=None):
        """Adopt and save this from `begin` on, a Tijdstip; `oud` ends the day before.

        Both are locked. Points end with their agenda, so they keep what they say: see Agendapunt.
        """
        with transaction.atomic():
            if oud:
                self._volg_op(oud, begin.datum, vandaag)
            self.stand, self.draagvlak = self.Stand.VASTGESTELD, draagvlak
            self.status = Status.ACTIEF
            self.vanaf, self.vanaf_precisie = begin.datum, begin.precisie
            self._change_reason = "vastgesteld"
            self.save()

    def _volg_op(self, oud, begin, vandaag):
        self.vervolg_op = oud
        laatste_dag = begin - EEN_DAG
        if oud.tot is None or oud.tot > laatste_dag:
            # What ends on a day to come goes on until then.
            oud.beeindig(laatste_dag, Status.AFGEROND if laatste_dag < vandaag else None)
            oud._change_reason = "opgevolgd door een nieuwe agenda"
            oud.save()

    @property
    def is_concept_van_gesprekspartijen(self):
        return self.is_concept and self.draagvlak == self.Draagvlak.GESPREKSPARTIJEN


class AgendapuntQuerySet(PeriodeQuerySet, BewerkbaarQuerySet):
    def van_coordinator(self, gebruiker):
        return Q(agenda__in=Agenda.objects.editable_by(gebruiker))

    def die_tellen(self, datum):
        """Points that on `datum` make their theme one of the wijk's own."""
        return self.op(datum).filter(soort__in=Agendapunt.SOORTEN_DIE_TELLEN, thema__isnull=False)


class Agendapunt(Periode, Bewerkbaar, Herkomst):
    """One point of an agenda in the wijk's own words, with the Thema it maps to.

    Without dates it is there as long as its agenda is.
    """

    class Soort(models.TextChoices):
        THEMA = "thema", _("thema")
        PRIORITEIT = "prioriteit", _("prioriteit")
        PIJLER = "pijler", _("pijler")
        DOEL = "doel", _("doel")
        INSTRUMENT = "instrument", _("middel")
        MOTTO = "motto", _("motto")
        UITGANGSPUNT = "uitgangspunt", _("uitgangspunt")
        UITDAGING = "uitdaging", _("uitdaging")

    SOORTEN_DIE_TELLEN = (Soort.THEMA, Soort.PRIORITEIT, Soort.PIJLER)

    agenda = models.ForeignKey(
        Agenda, verbose_name=_("agenda"), on_delete=models.CASCADE, related_name="punten"
    )
    tekst = models.CharField(
        _("in eigen woorden"), max_length=200, help_text=_("Zoals de wijk het zelf zegt.")
    )
    soort = models.CharField(_("soort"), max_length=12, choices=Soort, default=Soort.THEMA)
    thema = models.ForeignKey(
        Thema,
        verbose_name=_("thema"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agendapunten",
        help_text=_("Waar dit op de lijst voor de hele stad bij hoort."),
    )
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    toelichting = models.TextField(_("toelichting"), blank=True)

    wisselveld = "tekst"
    zonder_personen = ("tekst", "toelichting")
    objects = AgendapuntQuerySet.as_manager()

    @bekende_keuzes(soort=Soort)
    class Meta(Periode.Meta):
        verbose_name = _("agendapunt")
        verbose_name_plural = _("agendapunten")
        ordering = ["agenda", "volgorde", "pk"]
        constraints = [
            *Periode.Meta.constraints,
            models.UniqueConstraint(
                fields=["agenda", "tekst", "soort"],
                condition=Q(tot__isnull=True),
                name="wijken_agendapunt_uniek",
                violation_error_message=_("Dit punt staat al op de agenda."),
            ),
        ]

    def __str__(self):
        return self.tekst

    def save(self, *args, **kwargs):
        velden = kwargs.get("update_fields")
        with transaction.atomic():
            super().save(*args, **kwargs)
            if velden is None or {"tekst", "agenda"}.intersection(velden):
                Zoekingang.objects.indexeer([self.agenda])

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            aantal = super().delete(*args, **kwargs)
            Zoekingang.objects.indexeer([self.agenda])
        return aantal
