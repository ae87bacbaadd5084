"""Signals: what is noticed in a wijk, and what came of it; and what was measured there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.periode import Periode, PeriodeQuerySet
from buurtnet.kern.regels import bekende_keuzes
from buurtnet.kern.webadres import Webadres
from initiatieven.models import Accommodatie, Initiatief
from wijken.models import Thema, Wijk

from .netwerk import Netwerk
from .openbaar import OpenbaarQuerySet
from .organisatie import Organisatie


class SignaalQuerySet(OpenbaarQuerySet):
    def open(self):
        """What has no answer yet."""
        return self.exclude(stand=Signaal.Stand.BEANTWOORD)

    def per_plek(self, sleutels):
        """{key of a wijk: how many of these are for that very place}, for the wijken `sleutels`."""
        rijen = self.filter(wijken__in=sleutels).order_by().values_list("wijken")
        return dict(rijen.annotate(models.Count("pk", distinct=True)))


class Signaal(Bewerkbaar, Herkomst):
    """Something heard in a wijk, or an open question, and what came of it."""

    class Soort(models.TextChoices):
        SIGNAAL = "signaal", _("signaal")
        VRAAGSTUK = "vraagstuk", _("vraagstuk")

    class Stand(models.TextChoices):
        NIEUW = "nieuw", _("nieuw")
        BESPROKEN = "besproken", _("besproken")
        OPGEPAKT = "opgepakt", _("opgepakt")
        DOORGEZET = "doorgezet", _("doorgezet naar de stad")
        BEANTWOORD = "beantwoord", _("beantwoord")

    naam = models.CharField(_("in één zin"), max_length=200)
    soort = models.CharField(_("soort"), max_length=10, choices=Soort)
    stand = models.CharField(_("stand"), max_length=10, choices=Stand, default=Stand.NIEUW)
    omschrijving = models.TextField(_("omschrijving"), blank=True)
    antwoord = models.TextField(_("antwoord of gevolg"), blank=True)
    netwerk = models.ForeignKey(
        Netwerk,
        verbose_name=_("netwerk"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signalen",
    )
    wijken = models.ManyToManyField(
        Wijk, verbose_name=_("wijken"), blank=True, related_name="signalen"
    )
    themas = models.ManyToManyField(
        Thema, verbose_name=_("thema's"), blank=True, related_name="signalen"
    )
    accommodatie = models.ForeignKey(
        Accommodatie,
        verbose_name=_("plek"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signalen",
    )
    leidde_tot = models.ManyToManyField(
        Initiatief, verbose_name=_("leidde tot"), blank=True, related_name="signalen"
    )
    openbaar = models.BooleanField(_("openbaar"), default=True)

    _history_m2m_fields = ("wijken", "themas", "leidde_tot")
    objects = SignaalQuerySet.as_manager()

    @bekende_keuzes(soort=Soort, stand=Stand)
    class Meta:
        verbose_name = _("signaal of vraagstuk")
        verbose_name_plural = _("signalen en vraagstukken")
        ordering = ["soort", "naam", "pk"]

    def __str__(self):
        return self.naam


class PeilingQuerySet(PeriodeQuerySet, OpenbaarQuerySet):
    pass


class Peiling(Periode, Bewerkbaar, Herkomst):
    """A survey, scan or poll: evidence of what residents want."""

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
    vraag = models.TextField(_("wat is gevraagd"), blank=True)
    uitkomst = models.TextField(_("uitkomst"), blank=True)
    aantal = models.PositiveIntegerField(_("aantal deelnemers"), null=True, blank=True)
    uitvoerders = models.ManyToManyField(
        Organisatie, verbose_name=_("uitvoerders"), blank=True, related_name="peilingen"
    )
    andere_uitvoerders = models.CharField(
        _("andere uitvoerders"), max_length=200, blank=True, help_text=_("Rollen, geen namen.")
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
    openbaar = models.BooleanField(_("openbaar"), default=True)

    _history_m2m_fields = ("uitvoerders", "wijken")
    objects = PeilingQuerySet.as_manager()

    @bekende_keuzes(soort=Soort)
    class Meta(Periode.Meta):
        verbose_name = _("peiling")
        verbose_name_plural = _("peilingen")
        ordering = [models.F("vanaf").desc(nulls_last=True), "naam", "pk"]

    def __str__(self):
        return self.naam
