"""Themes: one list for the whole city, that agendas and inzet point to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.record import Record, RecordManager
from buurtnet.kern.soorten import Recordsoort
from buurtnet.web.taal import recordadres


class Thema(Record):
    """A theme of the city-wide list that every agenda maps its own words to."""

    zoekvelden = ("naam", "trefwoorden", "omschrijving")
    rijsoort = Recordsoort(
        kop=_("Thema's"),
        woord=_("thema"),
        icoon="thema",
        volgorde=2,
        pagina="wijken:thema",
        lijst="wijken:themas",
        open_data=None,
        plekken=None,
        gevolgd=False,
        nagelopen=False,
    )

    omschrijving = models.TextField(_("omschrijving"), blank=True)
    trefwoorden = models.CharField(
        _("trefwoorden"), max_length=300, blank=True, help_text=_("Gescheiden door komma's.")
    )
    icoon = models.SlugField(_("pictogram"), max_length=30, blank=True)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    zonder_personen = ("omschrijving", "trefwoorden")
    objects = RecordManager()

    class Meta:
        verbose_name = _("thema")
        verbose_name_plural = _("thema's")
        ordering = ["volgorde", "naam", "pk"]

    def get_absolute_url(self):
        return recordadres("wijken:thema", self.slug)
