import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from .bewerkbaar import Bewerkbaar
from .regels import bekende_keuzes

VERS_DAGEN = 180
VEROUDERD_DAGEN = 365


class Versheid(models.TextChoices):
    VERS = "vers", _("pas bevestigd")
    VEROUDERD = "verouderd", _("al een tijd niet bevestigd")
    ONBEVESTIGD = "onbevestigd", _("niet bevestigd")


def versheid_van(bevestigd_op, datum):
    """How fresh a confirmation of `bevestigd_op` (or None) is on `datum`.

    What was confirmed later than that day was not confirmed yet on it. In SQL: `versheid_op`.
    """
    if bevestigd_op is None or bevestigd_op > datum:
        return Versheid.ONBEVESTIGD
    dagen = (datum - bevestigd_op).days
    if dagen < VERS_DAGEN:
        return Versheid.VERS
    return Versheid.VEROUDERD if dagen < VEROUDERD_DAGEN else Versheid.ONBEVESTIGD


def vers_sinds(datum):
    """The first day whose confirmations are still *vers* on `datum`, itself the last."""
    return datum - datetime.timedelta(days=VERS_DAGEN - 1)


class BronManager(models.Manager):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def handinvoer(self):
        """The source of what coordinators add themselves."""
        velden = {"naam": _t("Ingevoerd op deze site"), "soort": Bron.Soort.HANDINVOER}
        return self.get_or_create(slug="handinvoer", defaults=velden)[0]


@bekende_keuzes("soort")
class Bron(Bewerkbaar):
    """Where a record comes from: a document, an import batch, or entry by hand."""

    class Soort(models.TextChoices):
        DOCUMENT = "document", _("document")
        IMPORT = "import", _("import")
        HANDINVOER = "handinvoer", _("met de hand ingevoerd")

    naam = models.CharField(_("naam"), max_length=200)
    slug = models.SlugField(
        _("kenmerk"), unique=True, help_text=_("Kort kenmerk, zoals s4; staat in vindplaatsen.")
    )
    soort = models.CharField(_("soort"), max_length=10, choices=Soort)
    datum = models.DateField(
        _("datum"), null=True, blank=True, help_text=_("Dag waarop de bron iets vaststelt.")
    )
    datum_toelichting = models.CharField(_("toelichting bij de datum"), max_length=200, blank=True)
    url = models.URLField(_("adres op internet"), blank=True)
    omschrijving = models.TextField(_("omschrijving"), blank=True)

    objects = BronManager()

    class Meta:
        app_label = "basis"
        verbose_name = _("bron")
        verbose_name_plural = _("bronnen")
        ordering = ["naam", "pk"]

    def __str__(self):
        return self.naam

    def save(self, *args, **kwargs):
        self.slug = self.slug or slugify(self.naam)[:50]
        super().save(*args, **kwargs)

    def natural_key(self):
        return (self.slug,)


class Herkomst(models.Model):
    """Who says so, where, and who confirmed it last. Editing is not confirming."""

    bron = models.ForeignKey(
        Bron,
        verbose_name=_("bron"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(app_label)s_%(class)s",
    )
    vindplaats = models.TextField(
        _("vindplaats"),
        blank=True,
        help_text=_("Regel of cel in de bron, met het nummer van het feit: s4:11 F029."),
    )
    bevestigd_op = models.DateField(
        _("bevestigd op"), null=True, blank=True, help_text=_("Laatste keer dat dit is nagegaan.")
    )
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("bevestigd door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.bevestigd_op and self.bevestigd_op > timezone.localdate():
            raise ValidationError({"bevestigd_op": _("Deze dag moet nog komen.")})

    def versheid_op(self, datum):
        return versheid_van(self.bevestigd_op, datum)

    def bevestig(self, gebruiker, datum):
        """Record that `gebruiker` found this still right on `datum`, without saving."""
        self.bevestigd_op = datum
        self.bevestigd_door = gebruiker
