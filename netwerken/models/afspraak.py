"""What parties agreed, at a meeting or elsewhere, and what each of them will do."""

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.noemen import noem
from buurtnet.kern.precisie import Precisie, datum_in_woorden
from buurtnet.kern.rechten import BewerkbaarQuerySet
from buurtnet.kern.regels import bekende_keuzes
from buurtnet.kern.soorten import Rijsoort
from initiatieven.models import Accommodatie, Initiatief
from wijken.models import Wijk

from .bespreekpunt import Bespreekpunt
from .bijeenkomst import Bijeenkomst
from .netwerk import Netwerk
from .openbaar import OpenbaarQuerySet, pagina_van_overleg
from .organisatie import Organisatie


class AfspraakQuerySet(OpenbaarQuerySet):
    def open(self):
        """What was neither done nor dropped."""
        return self.exclude(stand__in=Afspraak.KLAAR)

    def met_toezeggingen(self):
        """With all their lines, for who looks after them."""
        rijen = Toezegging.objects.select_related("organisatie", "accommodatie")
        return self.prefetch_related(Prefetch("toezeggingen", rijen))

    def met_eerste_dag(self):
        """With `eerste_dag`: the first day on which something that is open should be done."""
        beloofd = (
            Toezegging.objects.open().filter(afspraak=OuterRef("pk")).order_by("uiterlijk", "pk")
        )
        beloofd = Subquery(beloofd.exclude(uiterlijk=None).values("uiterlijk")[:1])
        eerder = Q(deadline__isnull=True) | Q(beloofd__lt=F("deadline"))
        return self.annotate(beloofd=beloofd).annotate(
            eerste_dag=Case(When(eerder, then="beloofd"), default="deadline")
        )

    def te_laat(self, datum):
        """What is open on `datum` while its last day, or that of a promise in it, has passed."""
        beloofd = Toezegging.objects.te_laat(datum).filter(afspraak=OuterRef("pk")).order_by()
        return self.open().filter(Q(deadline__lt=datum) | Exists(beloofd))

    def binnenkort(self, begin, einde):
        """What is open while its last day, or that of a promise in it, is one of these days.

        Both ends inclusive.
        """
        return self.open().met_eerste_dag().filter(eerste_dag__range=(begin, einde))

    def per_agendapunt(self, punten, datum):
        """{point: [Afspraak]} of what was agreed by `datum` on these points of agendas, and was not
        dropped; as many queries for many points as for one."""
        gemaakt = Q(gemaakt_op__isnull=True) | Q(gemaakt_op__lte=datum)
        rijen = self.filter(gemaakt, punt__agendapunt__in=punten).exclude(
            stand=Afspraak.Stand.VERVALLEN
        )
        per_punt = {}
        for rij in rijen.select_related("punt", "netwerk", "initiatief", "accommodatie"):
            per_punt.setdefault(rij.punt.agendapunt_id, []).append(rij)
        return per_punt


class Afspraak(Bewerkbaar, Herkomst):
    """What parties agreed: a pact, a decision, a working agreement, a referral.

    Who they are, and what each will do, its Toezeggingen say.
    """

    termijn_via = "netwerk"
    rijsoort = Rijsoort(
        pagina="netwerken:netwerk", relaties=("netwerk",), gevolgd=True, nagelopen=False
    )

    class Soort(models.TextChoices):
        WIJKPACT = "wijkpact", _("wijkpact")
        OVEREENKOMST = "overeenkomst", _("overeenkomst")
        BESLUIT = "besluit", _("besluit")
        WERKAFSPRAAK = "werkafspraak", _("werkafspraak")
        UITGANGSPUNT = "uitgangspunt", _("gedeeld uitgangspunt")
        VERWIJZING = "verwijzing", _("verwijzing")
        SAMENWERKING = "samenwerking", _("samenwerking")

    class Stand(models.TextChoices):
        VOORSTEL = "voorstel", _("voorstel")
        GELDT = "geldt", _("geldt")
        UITGEVOERD = "uitgevoerd", _("uitgevoerd")
        VERVALLEN = "vervallen", _("vervallen")
        ONBEKEND = "onbekend", _("stand onbekend")

    KLAAR = (Stand.UITGEVOERD, Stand.VERVALLEN)

    naam = models.CharField(
        _("wat is afgesproken"),
        max_length=200,
        help_text=_("In één zin die iedereen begrijpt."),
    )
    soort = models.CharField(
        _("soort"),
        max_length=12,
        choices=Soort,
        help_text=_(
            "Een wijkpact is een belofte aan de wijk, een besluit legt iets vast, een werkafspraak"
            " gaat over wie wat doet, een verwijzing over wie je naar wie stuurt."
        ),
    )
    netwerk = models.ForeignKey(
        Netwerk,
        verbose_name=_("netwerk"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="afspraken",
    )
    bijeenkomst = models.ForeignKey(
        Bijeenkomst,
        verbose_name=_("gemaakt op bijeenkomst"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="afspraken",
    )
    punt = models.ForeignKey(
        Bespreekpunt,
        verbose_name=_("bij bespreekpunt"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="afspraken",
        help_text=_("Het punt van de bijeenkomst waarbij dit is afgesproken."),
    )
    wijken = models.ManyToManyField(
        Wijk, verbose_name=_("wijken"), blank=True, related_name="afspraken"
    )
    initiatief = models.ForeignKey(
        Initiatief,
        verbose_name=_("gaat over initiatief"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="afspraken",
    )
    accommodatie = models.ForeignKey(
        Accommodatie,
        verbose_name=_("gaat over plek"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="afspraken",
    )
    tekst = models.TextField(_("toelichting"), blank=True)
    gemaakt_op = models.DateField(_("gemaakt op"), null=True, blank=True)
    gemaakt_op_precisie = models.CharField(
        _("precisie"), max_length=8, choices=Precisie, default=Precisie.DAG
    )
    deadline = models.DateField(
        _("uiterlijk klaar"),
        null=True,
        blank=True,
        help_text=_("Laatste dag. Leeg: er is geen dag afgesproken."),
    )
    deadline_precisie = models.CharField(
        _("precisie"), max_length=8, choices=Precisie, default=Precisie.DAG
    )
    stand = models.CharField(
        _("stand"),
        max_length=10,
        choices=Stand,
        default=Stand.ONBEKEND,
        help_text=_(
            "Voorstel: nog niet iedereen is akkoord. Geldt: we houden ons eraan. Uitgevoerd: klaar."
            " Vervallen: het gaat niet door."
        ),
    )
    uitkomst = models.TextField(
        _("uitkomst"),
        blank=True,
        help_text=_("Wat het opleverde, of waarom het niet doorging."),
    )
    openbaar = models.BooleanField(
        _("openbaar"), default=True, help_text=_("Uit: alleen te lezen door wie het bijhoudt.")
    )

    _history_m2m_fields = ("wijken",)
    deelveld = "toezeggingen"
    zonder_personen = ("naam", "tekst", "uitkomst")
    objects = AfspraakQuerySet.as_manager()

    @bekende_keuzes(soort=Soort, stand=Stand)
    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        ordering = [models.F("gemaakt_op").desc(nulls_last=True), "naam", "pk"]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return pagina_van_overleg(self, "afspraken", (self.initiatief, self.accommodatie))

    @property
    def staat_bij(self):
        return self.netwerk or self

    @property
    def is_open(self):
        return self.stand not in self.KLAAR

    def is_te_laat(self, datum):
        """As `te_laat` of the queryset; reads its promises, so fetch these along."""
        verstreken = self.deadline is not None and self.deadline < datum
        return self.is_open and (
            verstreken or any(rij.is_te_laat(datum) for rij in self.toezeggingen.all())
        )

    @property
    def gemaakt_in_woorden(self):
        return (
            datum_in_woorden(self.gemaakt_op, self.gemaakt_op_precisie) if self.gemaakt_op else ""
        )

    @property
    def deadline_in_woorden(self):
        return datum_in_woorden(self.deadline, self.deadline_precisie) if self.deadline else ""


class ToezeggingQuerySet(BewerkbaarQuerySet):
    def visible_to(self, gebruiker):
        """Of what agreement may be read; whom it names, the page says as far as that may."""
        return self.filter(afspraak__in=Afspraak.objects.visible_to(gebruiker))

    def van_coordinator(self, gebruiker):
        return Q(afspraak__in=Afspraak.objects.editable_by(gebruiker))

    def gehelen(self):
        """The agreements that these are a part of."""
        return Afspraak.objects.filter(pk__in=self.order_by().values("afspraak"))

    def open(self):
        """What is promised, and neither done nor dropped."""
        return self.filter(stand__in=Toezegging.OPEN).exclude(wat="")

    def te_laat(self, datum):
        """What is promised, not done, and should have been before `datum`."""
        return self.open().filter(uiterlijk__lt=datum)


class Toezegging(Bewerkbaar):
    """A party to an agreement, and what it will do; without words it only takes part."""

    class Stand(models.TextChoices):
        TE_DOEN = "te_doen", _("nog niet begonnen")
        BEZIG = "bezig", _("mee bezig")
        GEDAAN = "gedaan", _("gedaan")
        VERVALLEN = "vervallen", _("gaat niet door")

    OPEN = (Stand.TE_DOEN, Stand.BEZIG)

    afspraak = models.ForeignKey(
        Afspraak,
        verbose_name=_("afspraak"),
        on_delete=models.CASCADE,
        related_name="toezeggingen",
    )
    organisatie = models.ForeignKey(
        Organisatie,
        verbose_name=_("organisatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="toezeggingen",
    )
    accommodatie = models.ForeignKey(
        Accommodatie,
        verbose_name=_("plek"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="toezeggingen",
        help_text=_("Als niet een organisatie meedoet maar een buurthuis."),
    )
    omschreven_rol = models.CharField(
        _("omschreven rol"),
        max_length=200,
        blank=True,
        help_text=_("In plaats van een organisatie, zoals “bewoners”. Nooit iemands naam."),
    )
    wat = models.CharField(
        _("wat die doet"),
        max_length=250,
        blank=True,
        help_text=_("Zoals “opent elke woensdag een spreekuur”. Leeg: doet mee, zonder belofte."),
    )
    uiterlijk = models.DateField(_("uiterlijk"), null=True, blank=True)
    uiterlijk_precisie = models.CharField(
        _("precisie"), max_length=8, choices=Precisie, default=Precisie.DAG
    )
    stand = models.CharField(_("hoe staat het"), max_length=9, choices=Stand, default=Stand.TE_DOEN)
    uitkomst = models.CharField(
        _("wat het opleverde"),
        max_length=250,
        blank=True,
    )

    wisselveld = "wat"
    zonder_personen = ("omschreven_rol", "wat", "uitkomst")
    objects = ToezeggingQuerySet.as_manager()

    @bekende_keuzes(stand=Stand)
    class Meta:
        verbose_name = _("toezegging")
        verbose_name_plural = _("toezeggingen")
        ordering = ["afspraak", "pk"]
        constraints = [
            models.CheckConstraint(
                name="netwerken_toezegging_een_wie",
                condition=Q(organisatie__isnull=False, accommodatie__isnull=True, omschreven_rol="")
                | Q(organisatie__isnull=True, accommodatie__isnull=False, omschreven_rol="")
                | (Q(organisatie__isnull=True, accommodatie__isnull=True) & ~Q(omschreven_rol="")),
                violation_error_message=_(
                    "Kies een organisatie of een plek, of beschrijf een rol: één van de drie."
                ),
            ),
            models.UniqueConstraint(
                fields=["afspraak", "organisatie", "wat"],
                name="netwerken_toezegging_uniek",
                violation_error_message=_("Deze organisatie staat er al zo bij."),
            ),
            models.UniqueConstraint(
                fields=["afspraak", "accommodatie", "wat"],
                name="netwerken_toezegging_plek_uniek",
                violation_error_message=_("Deze plek staat er al zo bij."),
            ),
            models.UniqueConstraint(
                fields=["afspraak", "omschreven_rol", "wat"],
                condition=~Q(omschreven_rol=""),
                name="netwerken_toezegging_rol_uniek",
                violation_error_message=_("Deze rol staat er al zo bij."),
            ),
        ]

    def __str__(self):
        return noem(self, None)

    @property
    def naamdelen(self):
        return (self.wie, self.wat) if self.wat else (self.wie,)

    @property
    def wie(self):
        return self.organisatie or self.accommodatie or self.omschreven_rol

    @property
    def is_open(self):
        """Whether something is promised that is neither done nor dropped."""
        return bool(self.wat) and self.stand in self.OPEN

    def is_te_laat(self, datum):
        return self.is_open and self.uiterlijk is not None and self.uiterlijk < datum

    @property
    def uiterlijk_in_woorden(self):
        return datum_in_woorden(self.uiterlijk, self.uiterlijk_precisie) if self.uiterlijk else ""
