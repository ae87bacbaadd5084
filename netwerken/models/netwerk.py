"""Networks, the places they cover and the organisations in them."""

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.boom import Boom
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.noemen import noem
from buurtnet.kern.periode import Periode, PeriodeQuerySet
from buurtnet.kern.rechten import BewerkbaarQuerySet
from buurtnet.kern.record import Record, RecordManager, RecordQuerySet
from buurtnet.kern.regels import bekende_keuzes
from buurtnet.kern.soorten import Recordsoort, Rijsoort
from buurtnet.kern.vermelding import Vermeld
from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie
from buurtnet.kern.webadres import Webadres
from buurtnet.web.taal import recordadres
from initiatieven.models import Accommodatie
from wijken.models import Agenda, Wijk

from .organisatie import Organisatie

# Who takes part or works somewhere, by name.
COORDINATOR = Verwerking(
    van=Wie.ACCOUNT,
    wat=_("Welke netwerken je coördineert"),
    waarvoor=_("Om te weten wat jij mag wijzigen, en wie je mag aanspreken."),
    grond=Rechtsgrond.OVEREENKOMST,
    wie_ziet=_("Wie samen met jou coördineert, en de redactie."),
    hoe_lang=_("Tot je stopt. De geschiedenis van het netwerk onthoudt dat je het was."),
)
WIE = Coalesce("organisatie__naam", NullIf("omschreven_rol", Value("")), "netwerk__naam")


class NetwerkQuerySet(PeriodeQuerySet, RecordQuerySet):
    def van_coordinator(self, gebruiker):
        return Q(pk__in=gebruiker.netwerk_ids())


class Netwerk(Boom, Periode, Record):
    """People and organisations that work together: a network, working group or programme."""

    boomveld = "bovenliggend"
    zoekvelden = ("naam", "ook_bekend_als", "doel", "omschrijving")
    rijsoort = Recordsoort(
        kop=_("Netwerken"),
        woord=_("netwerk"),
        icoon="netwerk",
        volgorde=7,
        pagina="netwerken:netwerk",
        lijst="netwerken:netwerken",
        open_data=5,
        plekken="werkgebieden",
        gevolgd=True,
        nagelopen=True,
    )

    class Soort(models.TextChoices):
        WIJKNETWERK = "wijknetwerk", _("wijknetwerk")
        GEBIEDSNETWERK = "gebiedsnetwerk", _("gebiedsnetwerk")
        STEDELIJK = "stedelijk", _("stedelijk netwerk")
        OVERLEG = "overleg", _("overleg")
        WERKGROEP = "werkgroep", _("werkgroep")
        PROGRAMMA = "programma", _("programma")
        PROGRAMMADEEL = "programmadeel", _("onderdeel van een programma")

    soort = models.CharField(_("soort"), max_length=14, choices=Soort)
    bovenliggend = models.ForeignKey(
        "self",
        verbose_name=_("onderdeel van"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="onderdelen",
        help_text=_("Het netwerk of programma waar dit bij hoort."),
    )
    agenda = models.ForeignKey(
        Agenda,
        verbose_name=_("agenda"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="netwerken",
        help_text=_("De agenda waar dit netwerk aan werkt."),
    )
    is_verzameling = models.BooleanField(
        _("is een verzameling"), default=False, help_text=_("Wel te zien, niet meegeteld.")
    )
    aantal = models.PositiveSmallIntegerField(
        _("aantal"),
        null=True,
        blank=True,
        help_text=_("Van een verzameling: hoeveel het er zijn."),
    )
    ook_bekend_als = models.CharField(_("ook bekend als"), max_length=200, blank=True)
    doel = models.TextField(_("doel"), blank=True)
    omschrijving = models.TextField(_("omschrijving"), blank=True)
    ritme = models.CharField(
        _("hoe vaak bijeen"), max_length=120, blank=True, help_text=_("Zoals “2 keer per jaar”.")
    )
    budget = models.DecimalField(
        _("budget in euro"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    budget_toelichting = models.CharField(_("toelichting bij budget"), max_length=200, blank=True)
    website = Webadres(_("website"), blank=True)
    coordinatoren = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("coördinatoren"),
        blank=True,
        related_name="netwerken",
    )

    _history_m2m_fields = ("coordinatoren",)
    zonder_personen = (
        "ook_bekend_als",
        "doel",
        "omschrijving",
        "ritme",
        "budget_toelichting",
        "website",
    )
    persoonsgegevens = {"coordinatoren": COORDINATOR}
    objects = RecordManager.from_queryset(NetwerkQuerySet)()

    @bekende_keuzes(soort=Soort)
    class Meta(Periode.Meta):
        verbose_name = _("netwerk")
        verbose_name_plural = _("netwerken")
        ordering = ["naam", "pk"]
        constraints = [
            *Periode.Meta.constraints,
            models.CheckConstraint(
                name="netwerken_netwerk_budget_niet_negatief",
                condition=Q(budget__isnull=True) | Q(budget__gte=0),
                violation_error_message=_("Een budget is niet minder dan nul."),
            ),
        ]

    def get_absolute_url(self):
        return recordadres("netwerken:netwerk", self.slug)

    @transaction.atomic
    def stel_coordinatoren_bij(self, *, erbij=(), weg=(), reden=None):
        """Give and take the rights of a coordinator, as a version of its own in the history."""
        vers = Netwerk.objects.select_for_update(of=("self",)).get(pk=self.pk)
        wie = {*vers.coordinatoren.all(), *erbij} - {*weg}
        vers.bewaar_lijst("coordinatoren", wie, reden)

    def neem_op(self, wie, **begin):
        """See that somebody takes part in this network. Returns the Deelname when it is new.

        `wie` is {field of it: value}: an organisation or a described role; `begin` its period and
        where that comes from. Who takes part until the end of that, in whatever role, goes on so.
        """
        dag = begin.get("tot") or timezone.localdate()
        al_deelnemer = self.deelnames.filter(**wie).niet_voorbij(dag)
        if al_deelnemer.exists():
            return None
        try:
            with transaction.atomic():
                return self.deelnames.create(**wie, **begin)
        except IntegrityError:
            # Taken up by somebody else this very moment, or else something is really wrong.
            if not al_deelnemer.exists():
                raise
            return None

    def wie_meedoet(self, dag):
        """Who takes part on `dag` or later: a set of (key of an organisation, described role)."""
        deelnames = self.deelnames.niet_voorbij(dag).order_by()
        return set(deelnames.values_list("organisatie", "omschreven_rol"))


class VanNetwerkQuerySet(PeriodeQuerySet, BewerkbaarQuerySet):
    """Rows that belong to a network."""

    def van_coordinator(self, gebruiker):
        return Q(netwerk__in=gebruiker.netwerk_ids())

    def visible_to(self, gebruiker):
        return self.filter(netwerk__in=Netwerk.objects.visible_to(gebruiker))


class Werkgebied(Periode, Bewerkbaar, Herkomst):
    """Where a network works, and from when to when."""

    termijn_via = "netwerk"
    eindigt_met = {"netwerk": 1}

    netwerk = models.ForeignKey(
        Netwerk,
        verbose_name=_("netwerk"),
        on_delete=models.CASCADE,
        related_name="werkgebieden",
    )
    wijk = models.ForeignKey(
        Wijk,
        verbose_name=_("wijk of gebied"),
        on_delete=models.PROTECT,
        related_name="werkgebieden",
    )
    toelichting = models.CharField(_("toelichting"), max_length=200, blank=True)

    zonder_personen = ("toelichting",)
    objects = VanNetwerkQuerySet.as_manager()

    class Meta(Periode.Meta):
        verbose_name = _("werkgebied")
        verbose_name_plural = _("werkgebieden")
        ordering = ["netwerk", "wijk", "vanaf", "pk"]
        constraints = [
            *Periode.Meta.constraints,
            models.UniqueConstraint(
                fields=["netwerk", "wijk"],
                condition=Q(tot__isnull=True),
                name="netwerken_werkgebied_een_lopend",
                violation_error_message=_("Deze wijk staat al bij dit netwerk."),
            ),
        ]

    def __str__(self):
        return noem(self, None)

    @property
    def naamdelen(self):
        return (self.netwerk, self.wijk)

    @property
    def padsleutel(self):
        return {"netwerk": self.netwerk.slug, "pk": self.pk}

    def get_absolute_url(self):
        return self.staat_bij.get_absolute_url()

    @property
    def staat_bij(self):
        return self.netwerk


class Deelname(Vermeld, Periode, Bewerkbaar, Herkomst):
    """Who takes part in a network: an organisation, a place, or a described role."""

    rijsoort = Rijsoort(
        pagina="netwerken:netwerk",
        relaties=("netwerk", "organisatie", "accommodatie"),
        gevolgd=True,
        nagelopen=False,
    )
    termijn_via = "netwerk"
    eindigt_met = {"netwerk": 3, "organisatie": 2, "accommodatie": 2}

    class Rol(models.TextChoices):
        DEELNEMER = "deelnemer", _("doet mee")
        TREKKER = "trekker", _("trekt en coördineert")
        OPDRACHTGEVER = "opdrachtgever", _("opdrachtgever")
        INITIATIEFNEMER = "initiatiefnemer", _("nam het initiatief")
        PARTNER = "partner", _("werkt ermee samen")
        ONDERSTEUNER = "ondersteuner", _("ondersteunt")
        IN_GESPREK = "in_gesprek", _("in gesprek")

    netwerk = models.ForeignKey(
        Netwerk, verbose_name=_("netwerk"), on_delete=models.CASCADE, related_name="deelnames"
    )
    organisatie = models.ForeignKey(
        Organisatie,
        verbose_name=_("organisatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deelnames",
    )
    accommodatie = models.ForeignKey(
        Accommodatie,
        verbose_name=_("plek"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deelnames",
    )
    omschreven_rol = models.CharField(
        _("omschreven rol"),
        max_length=120,
        blank=True,
        help_text=_("In plaats van een organisatie, zoals “cultuurcoach”. Nooit iemands naam."),
    )
    rol = models.CharField(_("rol"), max_length=15, choices=Rol, default=Rol.DEELNEMER)
    toelichting = models.CharField(_("toelichting"), max_length=250, blank=True)

    zonder_personen = ("omschreven_rol", "toelichting")
    objects = VanNetwerkQuerySet.as_manager()

    @bekende_keuzes(rol=Rol)
    class Meta(Periode.Meta):
        verbose_name = _("deelname")
        verbose_name_plural = _("deelnames")
        ordering = ["netwerk", "organisatie", "vanaf", "pk"]
        constraints = [
            *Periode.Meta.constraints,
            models.CheckConstraint(
                name="netwerken_deelname_een_wie",
                condition=(
                    Q(organisatie__isnull=False, accommodatie__isnull=True, omschreven_rol="")
                    | Q(organisatie__isnull=True, accommodatie__isnull=False, omschreven_rol="")
                    | (
                        Q(organisatie__isnull=True, accommodatie__isnull=True)
                        & ~Q(omschreven_rol="")
                    )
                ),
                violation_error_message=_(
                    "Kies een organisatie of een plek, of beschrijf een rol: één van de drie."
                ),
            ),
            models.UniqueConstraint(
                fields=["netwerk", "organisatie", "rol"],
                condition=Q(tot__isnull=True, organisatie__isnull=False),
                name="netwerken_deelname_een_lopend",
                violation_error_message=_("Deze organisatie doet al zo mee."),
            ),
            models.UniqueConstraint(
                "netwerk",
                Coalesce("accommodatie", 0),
                "omschreven_rol",
                "rol",
                condition=Q(tot__isnull=True, organisatie__isnull=True),
                name="netwerken_deelname_een_lopend_anders",
                violation_error_message=_("Deze plek of rol doet al zo mee."),
            ),
        ]

    def __str__(self):
        return noem(self, None)

    @property
    def naamdelen(self):
        return (self.wie, self.netwerk)

    @property
    def padsleutel(self):
        return {"netwerk": self.netwerk.slug, "pk": self.pk}

    def get_absolute_url(self):
        return self.staat_bij.get_absolute_url()

    @property
    def staat_bij(self):
        return self.netwerk

    @property
    def wie(self):
        return self.organisatie or self.accommodatie or self.omschreven_rol
