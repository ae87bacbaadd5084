"""Where a fact comes from, and who confirmed it last."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from .bewerkbaar import Bewerkbaar
from .letters import slug_van
from .regels import bekende_keuzes
from .tekst import TekstQuerySet
from .versheid import STANDAARD, TermijnField, is_onbevestigd, nagegaan_van
from .verwerking import Rechtsgrond, Verwerking, Wie
from .webadres import Webadres


class BronManager(models.Manager.from_queryset(TekstQuerySet)):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def handinvoer(self):
        """The source of what coordinators add themselves."""
        velden = {"naam": "Ingevoerd op deze site", "soort": Bron.Soort.HANDINVOER}
        return self.get_or_create(slug="handinvoer", defaults=velden)[0]

    def maak_import(self, model, bestand):
        """A new source: what came in as rows of `model` from the file of this name."""
        nu = timezone.localtime()
        # What is kept is in the language of the content, whatever that of the page is.
        with override(settings.LANGUAGE_CODE):
            naam = f"Import van {model._meta.verbose_name_plural} uit {bestand}"
        return self.create(
            naam=naam[:200],
            slug=f"import-{nu:%Y%m%d-%H%M%S-%f}",
            soort=Bron.Soort.IMPORT,
            datum=nu.date(),
        )


class Bron(Bewerkbaar):
    """Where a record comes from: a document, an import batch, or entry by hand."""

    is_werk = False

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
    url = Webadres(_("adres op internet"), blank=True)
    omschrijving = models.TextField(_("omschrijving"), blank=True)

    zonder_personen = ("naam", "datum_toelichting", "url", "omschrijving")
    objects = BronManager()

    @bekende_keuzes(soort=Soort)
    class Meta:
        app_label = "basis"
        verbose_name = _("bron")
        verbose_name_plural = _("bronnen")
        ordering = ["naam", "pk"]

    def __str__(self):
        return self.naam

    def save(self, *args, **kwargs):
        self.slug = self.slug or slug_van(self.naam)[:50]
        super().save(*args, **kwargs)

    def natural_key(self):
        return (self.slug,)


BEVESTIGER = Verwerking(
    van=Wie.ACCOUNT,
    wat=_("Dat jij naging of een gegeven klopt"),
    waarvoor=_("Om te weten hoe betrouwbaar het is."),
    grond=Rechtsgrond.BELANG,
    wie_ziet=_("De beheerder. Op de site staat alleen de dag, zonder je naam."),
    hoe_lang=_("Tot een ander het nagaat, of je account weg is."),
)


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
    nagaan_elke = TermijnField(
        _("hoe vaak nagaan"),
        help_text=_(
            "Hoe vaak dit wordt nagegaan. Leeg: zo vaak als het netwerk waar het bij hoort, en"
            " anders elk half jaar. Wat je bij een netwerk kiest, geldt voor alles wat erbij hoort."
        ),
    )

    # The relation to what says how often this is to be confirmed, where it says nothing itself.
    termijn_via = ""
    zonder_personen = ("vindplaats",)
    persoonsgegevens = {"bevestigd_door": BEVESTIGER}

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.bevestigd_op and self.bevestigd_op > timezone.localdate():
            raise ValidationError({"bevestigd_op": _("Deze dag moet nog komen.")})

    @property
    def termijn(self):
        """How often this is to be confirmed, in months, as `versheid.termijn_op` says in SQL."""
        ander = getattr(self, self.termijn_via) if self.termijn_via else None
        return self.nagaan_elke or (ander and ander.nagaan_elke) or STANDAARD.value

    def is_onbevestigd(self, datum):
        """Whether nobody had confirmed this for two intervals on `datum`."""
        return is_onbevestigd(nagegaan_van(self), datum)

    def bevestig(self, gebruiker, datum):
        """Record that `gebruiker` found this still right on `datum`, without saving."""
        self.bevestigd_op = datum
        self.bevestigd_door = gebruiker

    def bewaar_bevestiging(self, gebruiker, datum, reden="bevestigd"):
        """As `bevestig`, and save that and no more: of a row that is locked as it is now.

        `gebruiker` is None for somebody without an account: `reden` says who, by their function.
        """
        self.bevestig(gebruiker, datum)
        self._change_reason = reden
        self.save(update_fields=["bevestigd_op", "bevestigd_door"])
