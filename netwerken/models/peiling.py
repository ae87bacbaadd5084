"""Surveys: what residents were asked, who decides on it, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.periode import Periode, PeriodeQuerySet
from buurtnet.kern.regels import bekende_keuzes
from buurtnet.kern.soorten import Rijsoort
from buurtnet.kern.webadres import Webadres
from initiatieven.models import Accommodatie, Initiatief
from wijken.models import Wijk

from .netwerk import Netwerk
from .openbaar import OpenbaarQuerySet, pagina_van_overleg
from .organisatie import Organisatie


class PeilingQuerySet(PeriodeQuerySet, OpenbaarQuerySet):
    pass


class Peiling(Periode, Bewerkbaar, Herkomst):
    """A survey, scan or poll: evidence of what residents want, and what was done with it."""

    termijn_via = "netwerk"
    rijsoort = Rijsoort(
        pagina="netwerken:netwerk", relaties=("netwerk",), gevolgd=True, nagelopen=False
    )

    class Soort(models.TextChoices):
        BEHOEFTEPEILING = "behoeftepeiling", _("behoeftepeiling")
        SCAN = "scan", _("scan")
        POLL = "poll", _("poll")
        INTERVIEWS = "interviews", _("interviews")
        VERKENNING = "verkenning", _("verkenning")
        ONDERZOEK = "onderzoek", _("onderzoek")
        PLATFORM = "platform", _("digitaal platform")

    naam = models.CharField(_("naam"), max_length=160)
    soort = models.CharField(_("soort"), max_length=15, choices=Soort)
    vraag = models.TextField(
        _("wat is gevraagd"),
        blank=True,
        help_text=_("De vraag aan bewoners, zo kort als het kan."),
    )
    aantal = models.PositiveIntegerField(
        _("aantal deelnemers"), null=True, blank=True, help_text=_("Hoeveel mensen meededen.")
    )
    uitvoerders = models.ManyToManyField(
        Organisatie, verbose_name=_("uitvoerders"), blank=True, related_name="peilingen"
    )
    andere_uitvoerders = models.CharField(
        _("andere uitvoerders"),
        max_length=200,
        blank=True,
        help_text=_("Rollen, geen namen."),
    )
    beslissers = models.ManyToManyField(
        Organisatie,
        verbose_name=_("wie erover beslist"),
        blank=True,
        related_name="besliste_peilingen",
    )
    andere_beslissers = models.CharField(
        _("wie er verder over beslist"),
        max_length=200,
        blank=True,
        help_text=_("Rollen, geen namen."),
    )
    uitkomst = models.TextField(
        _("uitkomst"),
        blank=True,
        help_text=_("Wat bewoners zeiden, in een paar zinnen."),
    )
    gevolg = models.TextField(
        _("wat ermee is gedaan"),
        blank=True,
        help_text=_("Wat er is besloten of veranderd. Of waarom er niets gebeurde."),
    )
    leidde_tot = models.ManyToManyField(
        Initiatief, verbose_name=_("leidde tot"), blank=True, related_name="peilingen"
    )
    netwerk = models.ForeignKey(
        Netwerk,
        verbose_name=_("netwerk"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="peilingen",
    )
    wijken = models.ManyToManyField(
        Wijk, verbose_name=_("wijken"), blank=True, related_name="peilingen"
    )
    accommodatie = models.ForeignKey(
        Accommodatie,
        verbose_name=_("plek"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="peilingen",
    )
    website = Webadres(_("website"), blank=True)
    openbaar = models.BooleanField(
        _("openbaar"), default=True, help_text=_("Uit: alleen te lezen door wie het bijhoudt.")
    )

    _history_m2m_fields = ("uitvoerders", "beslissers", "leidde_tot", "wijken")
    zonder_personen = (
        "naam",
        "vraag",
        "andere_uitvoerders",
        "andere_beslissers",
        "uitkomst",
        "gevolg",
        "website",
    )
    objects = PeilingQuerySet.as_manager()

    @bekende_keuzes(soort=Soort)
    class Meta(Periode.Meta):
        verbose_name = _("peiling")
        verbose_name_plural = _("peilingen")
        ordering = [models.F("vanaf").desc(nulls_last=True), "naam", "pk"]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return pagina_van_overleg(self, "peilingen", (self.accommodatie,))

    @property
    def staat_bij(self):
        return self.netwerk or self
