"""Meetings of a network, and who was there."""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.letters import slug_van
from buurtnet.kern.noemen import noem
from buurtnet.kern.periode import Periode, PeriodeQuerySet
from buurtnet.kern.rechten import BewerkbaarQuerySet
from buurtnet.kern.regels import bekende_keuzes
from buurtnet.kern.status import Status
from initiatieven.herhaling import dagen_van, in_woorden, lees_herhaling
from initiatieven.herhaling.kalender import HORIZON, Wanneer
from initiatieven.models import Accommodatie, Initiatief
from wijken.models import Wijk

from .netwerk import Netwerk
from .openbaar import OpenbaarQuerySet
from .organisatie import Organisatie


class BijeenkomstQuerySet(PeriodeQuerySet, OpenbaarQuerySet):
    def komend(self, datum):
        """Meetings that are to be held on `datum` or later, the first one first."""
        eens = self.filter(ritme="", gehouden_op__isnull=True, vanaf__gte=datum)
        return eens.niet_voorbij(datum).order_by("vanaf", "begint_om", "pk")

    def reeksen(self, datum):
        """What comes back in a rhythm, and had not ended by `datum`."""
        return self.exclude(ritme="").niet_voorbij(datum)

    def zonder_verslag(self, begin, einde):
        """What was to be held once from `begin` to before `einde`, and has no report yet.

        What was called off has none.
        """
        eens = self.filter(ritme="", gehouden_op=None, vanaf__gte=begin, vanaf__lt=einde)
        return eens.exclude(status=Status.GESTOPT).order_by("vanaf", "pk")

    def gehouden(self):
        """Those of which the report was rounded off, the latest first."""
        return self.filter(gehouden_op__isnull=False).order_by("-gehouden_op", "-pk")

    def met_heel_verslag(self):
        """Those of which anybody may read the whole report, and with it who was there."""
        return self.filter(verslag_openbaar=Bijeenkomst.VerslagOpenbaar.JA)


class Bijeenkomst(Periode, Bewerkbaar, Herkomst):
    """A meeting, once or recurring. Those open to residents stand among what there is to do."""

    class Soort(models.TextChoices):
        VERGADERING = "vergadering", _("overleg")
        GESPREK = "gesprek", _("gesprek")
        SESSIE = "sessie", _("sessie met bewoners")
        CONFERENTIE = "conferentie", _("bewonersconferentie")
        LEDENVERGADERING = "ledenvergadering", _("ledenvergadering")
        VORM = "vorm", _("gespreksvorm")

    class VerslagOpenbaar(models.TextChoices):
        NEE = "nee", _("nee")
        BESLUITEN = "besluiten", _("alleen de besluiten en afspraken")
        JA = "ja", _("ja, het hele verslag")

    termijn_via = "netwerk"

    naam = models.CharField(_("naam"), max_length=160)
    soort = models.CharField(_("soort"), max_length=16, choices=Soort, default=Soort.VERGADERING)
    netwerk = models.ForeignKey(
        Netwerk,
        verbose_name=_("netwerk"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bijeenkomsten",
    )
    wijken = models.ManyToManyField(
        Wijk, verbose_name=_("wijken"), blank=True, related_name="bijeenkomsten"
    )
    accommodatie = models.ForeignKey(
        Accommodatie,
        verbose_name=_("plek"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bijeenkomsten",
    )
    initiatief = models.ForeignKey(
        Initiatief,
        verbose_name=_("gaat over initiatief"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bijeenkomsten",
    )
    begint_om = models.TimeField(_("begint om"), null=True, blank=True)
    ritme = models.CharField(_("hoe vaak"), max_length=120, blank=True)
    open_voor_bewoners = models.BooleanField(
        _("open voor bewoners"), null=True, blank=True, help_text=_("Leeg: onbekend.")
    )
    reeks = models.ForeignKey(
        "self",
        verbose_name=_("hoort bij"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="keren",
        help_text=_("De terugkerende bijeenkomst waar dit een keer van is."),
    )
    omschrijving = models.TextField(_("omschrijving"), blank=True)
    uitkomst = models.TextField(_("uitkomst"), blank=True)
    gehouden_op = models.DateField(
        _("gehouden op"), null=True, blank=True, help_text=_("Leeg: het verslag is niet afgerond.")
    )
    verslag = models.TextField(
        _("verslag"),
        blank=True,
        help_text=_("Wat niet bij een punt hoort. Zet hier niets over één persoon."),
    )
    verslag_openbaar = models.CharField(
        _("verslag openbaar"),
        max_length=9,
        choices=VerslagOpenbaar,
        default=VerslagOpenbaar.NEE,
        help_text=_("Wat iedereen van het verslag mag lezen, ook zonder in te loggen."),
    )
    openbaar = models.BooleanField(_("openbaar"), default=True)

    _history_m2m_fields = ("wijken",)
    zonder_personen = ("naam", "ritme", "omschrijving", "uitkomst", "verslag")
    objects = BijeenkomstQuerySet.as_manager()

    @bekende_keuzes(soort=Soort, verslag_openbaar=VerslagOpenbaar)
    class Meta(Periode.Meta):
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
        ordering = [models.F("vanaf").desc(nulls_last=True), "naam", "pk"]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        """Where it is told: the page of its network, or else of what it is about or its place."""
        if self.netwerk_id:
            return f"{self.netwerk.get_absolute_url()}#bijeenkomsten"
        for ander in filter(None, (self.initiatief, self.accommodatie)):
            if ander.openbaar:
                return ander.get_absolute_url()
        return reverse("initiatieven:activiteiten")

    @property
    def padsleutel(self):
        return {"netwerk": self.netwerk.slug, "pk": self.pk}

    @property
    def staat_bij(self):
        """Its network; a meeting of none has no page but that of what it is about."""
        return self.netwerk or self

    @property
    def herhaling(self):
        """What its rhythm stands for, or None: a meeting has no field of its own for a rule."""
        try:
            return lees_herhaling(self.ritme) if self.ritme else None
        except ValueError:
            return None

    @property
    def regel(self):
        return str((self.herhaling and self.herhaling.regel) or "")

    @property
    def ritme_in_woorden(self):
        return in_woorden(self.ritme, "", get_language() or "nl")

    @property
    def wanneer(self):
        """When it is, as an activity says it: without a rhythm it is once, on its first day."""
        eens = not self.ritme and self.tot is None
        herhaling = self.herhaling
        vanaf, precisie = self.vanaf, self.vanaf_precisie
        if herhaling and herhaling.vanaf and vanaf is None:
            vanaf, precisie = herhaling.vanaf
        return Wanneer(
            pk=self.pk,
            slug=slug_van(self.naam),
            regel=self.regel,
            vanaf=vanaf,
            vanaf_precisie=precisie,
            tot=self.vanaf if eens else self.tot,
            status=self.status,
            niet_op=herhaling.niet_op if herhaling else (),
            ook_op=(),
            begint_om=self.begint_om,
            eindigt_om=None,
        )

    def volgende_dag(self, datum):
        """The first day on or after `datum` on which it is, by its rhythm; or None."""
        dagen = dagen_van(self.wanneer, datum, datum + datetime.timedelta(days=HORIZON))
        return dagen[0] if dagen else None

    @transaction.atomic
    def neem_over(self, eerder):
        """Put on the table, once, what was left open at the meeting `eerder`."""
        al = set(self.punten.exclude(vorige=None).values_list("vorige", flat=True))
        plek = self.punten.aggregate(hoogste=models.Max("volgorde"))["hoogste"] or 0
        for nummer, punt in enumerate(eerder.punten.open().exclude(pk__in=al), 1):
            self.punten.create(
                onderwerp=punt.onderwerp,
                agendapunt=punt.agendapunt,
                signaal=punt.signaal,
                notitie=punt.notitie,
                volgorde=plek + nummer,
                vorige=punt,
            )

    @property
    def dag(self):
        """The day that it is about: when it is or was, or today."""
        return self.gehouden_op or self.vanaf or timezone.localdate()

    @property
    def is_verslag_openbaar(self):
        """Whether anybody may read what was decided, or more."""
        return self.verslag_openbaar != self.VerslagOpenbaar.NEE

    @property
    def kenmerk(self):
        """What calendars and feed readers know it by, for good (RFC 4151)."""
        host = urlsplit(settings.SITE_URL).hostname
        return f"tag:{host},2026:bijeenkomst-{self.pk}"


class AanwezigheidQuerySet(BewerkbaarQuerySet):
    def van_coordinator(self, gebruiker):
        return Q(bijeenkomst__in=Bijeenkomst.objects.editable_by(gebruiker))


class Aanwezigheid(Bewerkbaar):
    """Which organisation, place or described role was at a meeting."""

    bijeenkomst = models.ForeignKey(
        Bijeenkomst,
        verbose_name=_("bijeenkomst"),
        on_delete=models.CASCADE,
        related_name="aanwezigen",
    )
    organisatie = models.ForeignKey(
        Organisatie,
        verbose_name=_("organisatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="aanwezigheden",
    )
    accommodatie = models.ForeignKey(
        Accommodatie,
        verbose_name=_("plek"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="aanwezigheden",
    )
    omschreven_rol = models.CharField(
        _("omschreven rol"),
        max_length=120,
        blank=True,
        help_text=_("Zoals “buurtbewoner”. Nooit iemands naam."),
    )

    zonder_personen = ("omschreven_rol",)
    objects = AanwezigheidQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanwezigheid")
        verbose_name_plural = _("aanwezigheden")
        ordering = ["bijeenkomst", "organisatie", "pk"]
        constraints = [
            models.CheckConstraint(
                name="netwerken_aanwezigheid_een_wie",
                condition=Q(organisatie__isnull=False, accommodatie__isnull=True, omschreven_rol="")
                | Q(organisatie__isnull=True, accommodatie__isnull=False, omschreven_rol="")
                | (Q(organisatie__isnull=True, accommodatie__isnull=True) & ~Q(omschreven_rol="")),
                violation_error_message=_(
                    "Kies een organisatie of een plek, of beschrijf een rol."
                ),
            ),
            models.UniqueConstraint(
                fields=["bijeenkomst", "organisatie"],
                name="netwerken_aanwezigheid_uniek",
                violation_error_message=_("Deze organisatie staat er al bij."),
            ),
            models.UniqueConstraint(
                fields=["bijeenkomst", "accommodatie"],
                name="netwerken_aanwezigheid_plek_uniek",
                violation_error_message=_("Deze plek staat er al bij."),
            ),
            models.UniqueConstraint(
                fields=["bijeenkomst", "omschreven_rol"],
                condition=~Q(omschreven_rol=""),
                name="netwerken_aanwezigheid_rol_uniek",
                violation_error_message=_("Deze rol staat er al bij."),
            ),
        ]

    def __str__(self):
        return noem(self, None)

    @property
    def naamdelen(self):
        return (self.wie, self.bijeenkomst)

    @property
    def wie(self):
        return self.organisatie or self.accommodatie or self.omschreven_rol
