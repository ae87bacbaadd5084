"""Initiatives, and the wijken where they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.boom import Boom
from buurtnet.kern.periode import Periode
from buurtnet.kern.record import Record, RecordManager
from buurtnet.kern.regels import bekende_keuzes
from buurtnet.kern.soorten import Recordsoort
from buurtnet.kern.vermelding import Vermeld
from buurtnet.kern.webadres import Webadres
from buurtnet.web.taal import recordadres
from wijken.models import Thema, Wijk

from .doelgroep import Doelgroep
from .in_wijken import InHoedeInWijkenQuerySet


class Initiatief(Vermeld, Boom, Periode, Record):
    """Something that residents can join or use, whoever runs it."""

    boomveld = "onderdeel_van"
    # An association that takes care of a garden may be older than its wijk.
    jaren_terug = 200
    zoekvelden = ("naam", "ook_bekend_als", "omschrijving", "doel")
    rijsoort = Recordsoort(
        kop=_("Initiatieven"),
        woord=_("initiatief"),
        icoon="initiatief",
        volgorde=4,
        pagina="initiatieven:initiatief",
        lijst="initiatieven:initiatieven",
        open_data=2,
        plekken="wijken",
        gevolgd=True,
        nagelopen=True,
    )

    class Soort(models.TextChoices):
        BEWONERSINITIATIEF = "bewonersinitiatief", _("bewonersinitiatief")
        PROJECT = "project", _("project")
        DIENST = "dienst", _("dienst")
        VOORZIENING = "voorziening", _("voorziening")
        AANPAK = "aanpak", _("aanpak")
        NOODHULP = "noodhulp", _("noodhulp")
        VERKENNING = "verkenning", _("verkenning")

    soort = models.CharField(_("soort"), max_length=18, choices=Soort)
    door_bewoners = models.BooleanField(
        _("door bewoners"), null=True, blank=True, help_text=_("Leeg: onbekend.")
    )
    wijken = models.ManyToManyField(
        Wijk, verbose_name=_("wijken"), related_name="initiatieven", blank=True
    )
    themas = models.ManyToManyField(
        Thema, verbose_name=_("thema's"), related_name="initiatieven", blank=True
    )
    doelgroepen = models.ManyToManyField(
        Doelgroep, verbose_name=_("voor wie"), related_name="initiatieven", blank=True
    )
    onderdeel_van = models.ForeignKey(
        "self",
        verbose_name=_("onderdeel van"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="onderdelen",
    )
    is_verzameling = models.BooleanField(
        _("is een verzameling"), default=False, help_text=_("Wel te zien, niet meegeteld.")
    )
    ook_bekend_als = models.CharField(_("ook bekend als"), max_length=200, blank=True)
    omschrijving = models.TextField(_("omschrijving"), blank=True)
    doel = models.CharField(_("doel"), max_length=250, blank=True)
    website = Webadres(_("website"), blank=True)

    _history_m2m_fields = ("wijken", "themas", "doelgroepen")
    zonder_personen = ("ook_bekend_als", "omschrijving", "doel", "website")
    objects = RecordManager.from_queryset(InHoedeInWijkenQuerySet)()

    @bekende_keuzes(soort=Soort)
    class Meta(Periode.Meta):
        verbose_name = _("initiatief")
        verbose_name_plural = _("initiatieven")
        ordering = ["naam", "pk"]
        indexes = [
            # All that the list counts by, so that it never looks into the rows themselves.
            models.Index(
                fields=[
                    *("openbaar", "status", "tot", "vanaf"),
                    *("soort", "door_bewoners", "is_verzameling", "vermeld_tot"),
                ],
                name="initiatief_facetten",
            )
        ]

    def get_absolute_url(self):
        return recordadres("initiatieven:initiatief", self.slug)
