"""The tree of places, from the municipality down to the street."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.boom import Boom
from buurtnet.kern.rechten import bereik_van
from buurtnet.kern.record import Record, RecordManager, RecordQuerySet
from buurtnet.kern.regels import HELE_POSITIE, bekende_keuzes
from buurtnet.kern.soorten import Recordsoort
from buurtnet.kern.woorden import tokens
from buurtnet.web.taal import recordadres


class WijkQuerySet(RecordQuerySet):
    def in_tak(self, wijk):
        """`wijk` itself and everything below it."""
        return self.filter(pad__startswith=wijk.pad)

    def woonplaatsen(self):
        """The wijken and dorpen: the columns of the matrix."""
        return self.filter(soort__in=Wijk.WOONPLAATSEN)

    def in_werkgebied_van(self, gebruiker):
        """Where the networks of coordinator `gebruiker` work today, with all that lies below."""
        return self.filter(pk__in=bereik_van(gebruiker).wijk_ids)

    def te_kiezen_door(self, gebruiker):
        """Where `gebruiker` may say that something happens."""
        if gebruiker.is_redacteur:
            return self.all()
        return self.in_werkgebied_van(gebruiker).visible_to(gebruiker)

    def van_coordinator(self, gebruiker):
        return Q(pk__in=[])


class Wijk(Boom, Record):
    """A place at any level: the city, a gebied, a wijk or village, a spot. One tree."""

    boomveld = "ligt_in"
    zoekvelden = ("naam", "ook_bekend_als", "omschrijving")
    rijsoort = Recordsoort(
        kop=_("Wijken en gebieden"),
        woord=_("wijk"),
        icoon="wijk",
        volgorde=1,
        pagina="wijken:wijk",
        lijst="wijken:wijken",
        open_data=None,
        plekken=None,
        gevolgd=False,
        nagelopen=False,
    )

    class Soort(models.TextChoices):
        STAD = "stad", _("stad")
        GEBIED = "gebied", _("gebied")
        WIJK = "wijk", _("wijk")
        DORP = "dorp", _("dorp")
        BUURT = "buurt", _("buurt")
        PLEK = "plek", _("plek")
        STREEK = "streek", _("informele streek")

    WOONPLAATSEN = (Soort.WIJK, Soort.DORP)
    DELEN = (Soort.BUURT, Soort.PLEK)
    HOGER = (Soort.STAD, Soort.GEBIED, Soort.STREEK)
    # How deep in the tree; a streek lies outside these levels.
    NIVEAUS = {
        Soort.STAD: 0,
        Soort.GEBIED: 1,
        Soort.WIJK: 2,
        Soort.DORP: 2,
        Soort.BUURT: 3,
        Soort.PLEK: 4,
    }
    # A spot outside the municipality lies in nothing.
    MAG_LOS = (Soort.STAD, Soort.STREEK, Soort.PLEK)

    soort = models.CharField(_("soort"), max_length=6, choices=Soort)
    ligt_in = models.ForeignKey(
        "self",
        verbose_name=_("ligt in"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="delen",
        help_text=_("Het gebied of de wijk waar dit een deel van is."),
    )
    omvat = models.ManyToManyField(
        "self",
        verbose_name=_("omvat"),
        symmetrical=False,
        blank=True,
        related_name="streken",
        help_text=_("Alleen voor een informele streek: de wijken die ertoe gerekend worden."),
    )
    ook_bekend_als = models.CharField(
        _("ook bekend als"), max_length=200, blank=True, help_text=_("Gescheiden door komma's.")
    )
    omschrijving = models.TextField(_("omschrijving"), blank=True)
    cbs_code = models.CharField(
        _("CBS-code"),
        max_length=10,
        blank=True,
        help_text=_("Van de buurt (BU…), wijk (WK…) of gemeente (GM…) die hier hetzelfde is."),
    )
    samenstelling = models.TextField(
        _("samenstelling"),
        blank=True,
        help_text=_(
            "Als dit bij het CBS uit meer delen bestaat: de codes daarvan, met spaties ertussen."
        ),
    )
    lat = models.DecimalField(
        _("breedtegraad"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    lon = models.DecimalField(
        _("lengtegraad"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    omtrek = models.JSONField(
        _("omtrek"),
        null=True,
        blank=True,
        help_text=_("Ringen van [lengtegraad, breedtegraad], WGS84."),
    )
    inwoners = models.PositiveIntegerField(_("inwoners"), null=True, blank=True)
    inwoners_jaar = models.PositiveSmallIntegerField(_("peiljaar"), null=True, blank=True)

    _history_m2m_fields = ("omvat",)
    zonder_personen = ("ook_bekend_als", "omschrijving", "cbs_code", "samenstelling", "omtrek")
    objects = RecordManager.from_queryset(WijkQuerySet)()

    @bekende_keuzes(soort=Soort)
    class Meta:
        verbose_name = _("wijk of gebied")
        verbose_name_plural = _("wijken en gebieden")
        ordering = ["naam", "pk"]
        constraints = [
            models.CheckConstraint(
                name="wijken_wijk_niet_in_zichzelf",
                condition=~Q(ligt_in=models.F("pk")),
                violation_error_message=_("Een wijk kan niet in zichzelf liggen."),
            ),
            HELE_POSITIE,
        ]

    def get_absolute_url(self):
        return recordadres("wijken:wijk", self.slug)

    def clean(self):
        super().clean()
        if self.ligt_in and not self._past_in(self.ligt_in):
            deel = {"soort": self.get_soort_display(), "in": self.ligt_in.get_soort_display()}
            uitleg = _t("Een %(soort)s kan niet in een %(in)s liggen.") % deel
            raise ValidationError({"ligt_in": uitleg})
        self._weiger_te_grote_delen()

    def _past_in(self, geheel):
        """Whether the level of `geheel` is above this one; a wijk may be part of a wijk."""
        hier, daar = self.NIVEAUS.get(self.soort), self.NIVEAUS.get(geheel.soort)
        if hier is None or daar is None:
            return True
        return daar < hier or (self.is_woonplaats and geheel.is_woonplaats)

    def _weiger_te_grote_delen(self):
        delen = self.delen.order_by("naam", "pk") if self.pk else ()
        te_groot = next((deel for deel in delen if not deel._past_in(self)), None)
        if te_groot:
            uitleg = _t("“%(naam)s” (%(soort)s) ligt hierin, en past daar dan niet meer in.")
            deel = {"naam": te_groot.naam, "soort": te_groot.get_soort_display()}
            raise ValidationError({"soort": uitleg % deel})

    def zoekteksten(self):
        """Search knows the name without spaces too: "tenpost" is Ten Post."""
        return [*super().zoekteksten(), ("naam", "".join(tokens(self.naam)))]

    def can_add(self, gebruiker):
        """Whether `gebruiker` may say that something happens here."""
        if not gebruiker.is_authenticated:
            return False
        return type(self).objects.te_kiezen_door(gebruiker).filter(pk=self.pk).exists()

    @property
    def ligt_erbuiten(self):
        """Whether this is no part of the municipality: a piece of nothing that stands here."""
        return self.soort in self.DELEN and self.ligt_in_id is None

    @property
    def cbs_codes(self):
        """The codes of what this is made of at CBS, most often one; none when CBS lacks it."""
        return (self.samenstelling or self.cbs_code).upper().split()

    @property
    def is_woonplaats(self):
        return self.soort in self.WOONPLAATSEN

    @property
    def soortnaam(self):
        return self.get_soort_display()

    @property
    def niveau_in_woorden(self):
        return niveau_in_woorden(self.soort, self.naam)


def niveau_in_woorden(soort, naam):
    """How to mark what holds for the whole of a place: "stadsbreed", "heel Zuid"."""
    if soort == Wijk.Soort.STAD:
        return _t("stadsbreed")
    return _t("heel %(naam)s") % {"naam": naam}
