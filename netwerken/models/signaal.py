"""Signals: what is noticed in a wijk, and what came of it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.regels import bekende_keuzes
from buurtnet.kern.soorten import Rijsoort
from initiatieven.models import Accommodatie, Initiatief
from wijken.models import Thema, Wijk

from .bijeenkomst import Bijeenkomst
from .netwerk import Netwerk
from .openbaar import OpenbaarQuerySet


class SignaalQuerySet(OpenbaarQuerySet):
    def open(self):
        """What has no answer yet."""
        return self.exclude(stand=Signaal.Stand.BEANTWOORD)

    def beantwoord(self):
        """What has an answer: the latest first."""
        rijen = self.filter(stand=Signaal.Stand.BEANTWOORD)
        return rijen.order_by(models.F("beantwoord_op").desc(nulls_last=True), "naam", "pk")

    def van_bijeenkomst(self, bijeenkomst):
        """What was heard at a meeting, or was on its table."""
        hier = models.Q(bijeenkomst=bijeenkomst) | models.Q(bespreekpunten__bijeenkomst=bijeenkomst)
        return self.filter(hier).distinct()

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

    # All that can become of it, in order; each leaves its day in the field "<stand>_op".
    STAPPEN = (Stand.BESPROKEN, Stand.OPGEPAKT, Stand.DOORGEZET, Stand.BEANTWOORD)
    termijn_via = "netwerk"
    rijsoort = Rijsoort(
        pagina="netwerken:signaal",
        gevolgd=True,
        nagelopen=False,
        relaties=("netwerk",),
    )

    naam = models.CharField(
        _("in één zin"),
        max_length=200,
        help_text=_("Wat hoor of zie je? Zoals “Jongeren hebben geen plek om te zitten”."),
    )
    soort = models.CharField(
        _("soort"),
        max_length=10,
        choices=Soort,
        default=Soort.SIGNAAL,
        help_text=_("Een signaal is iets wat opvalt. Een vraagstuk is een vraag zonder antwoord."),
    )
    stand = models.CharField(
        _("stand"),
        max_length=10,
        choices=Stand,
        default=Stand.NIEUW,
        help_text=_("Hoe ver het is. Bij “beantwoord” hoort een antwoord."),
    )
    omschrijving = models.TextField(
        _("omschrijving"),
        blank=True,
        help_text=_("Wat er speelt, en voor hoeveel mensen. Niets over één persoon."),
    )
    antwoord = models.TextField(
        _("antwoord of gevolg"),
        blank=True,
        help_text=_("Wat eruit kwam. Dit staat overal waar het signaal staat."),
    )
    netwerk = models.ForeignKey(
        Netwerk,
        verbose_name=_("netwerk"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signalen",
    )
    bijeenkomst = models.ForeignKey(
        Bijeenkomst,
        verbose_name=_("gehoord op bijeenkomst"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signalen",
        help_text=_("Daar is het antwoord straks ook te lezen."),
    )
    wijken = models.ManyToManyField(
        Wijk, verbose_name=_("wijken"), blank=True, related_name="signalen"
    )
    themas = models.ManyToManyField(
        Thema,
        verbose_name=_("thema's"),
        blank=True,
        related_name="signalen",
        help_text=_("Zo zie je of hetzelfde ook in andere wijken speelt."),
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
    gehoord_op = models.DateField(_("gehoord op"), null=True, blank=True)
    besproken_op = models.DateField(_("besproken op"), null=True, blank=True)
    opgepakt_op = models.DateField(_("opgepakt op"), null=True, blank=True)
    doorgezet_op = models.DateField(_("doorgezet op"), null=True, blank=True)
    beantwoord_op = models.DateField(_("beantwoord op"), null=True, blank=True)
    openbaar = models.BooleanField(
        _("openbaar"),
        default=False,
        help_text=_(
            "Aan: iedereen kan het lezen. Uit: alleen wie dit netwerk of deze wijk bijhoudt, en de"
            " redactie."
        ),
    )

    _history_m2m_fields = ("wijken", "themas", "leidde_tot")
    zonder_personen = ("naam", "omschrijving", "antwoord")
    objects = SignaalQuerySet.as_manager()

    @bekende_keuzes(soort=Soort, stand=Stand)
    class Meta:
        verbose_name = _("signaal of vraagstuk")
        verbose_name_plural = _("signalen en vraagstukken")
        ordering = ["soort", "naam", "pk"]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("netwerken:signaal", args=[self.pk])

    def clean(self):
        super().clean()
        if self.stand == self.Stand.BEANTWOORD and not self.antwoord.strip():
            raise ValidationError({"antwoord": _("Wat is het antwoord, of wat kwam ervan?")})

    @property
    def stappen(self):
        """[(Stand, day or None)] of all that became of it until now, in order."""
        tot_hier = self.STAPPEN[: self._plaats]
        dagen = [(stap, getattr(self, f"{stap}_op")) for stap in tot_hier]
        return [(stap, dag) for stap, dag in dagen if dag or stap == self.stand]

    @property
    def volgende(self):
        """The Standen that may come next, but for the answer, which is written."""
        return [stap for stap in self.STAPPEN[self._plaats :] if stap != self.Stand.BEANTWOORD]

    @property
    def _plaats(self):
        """How many of STAPPEN are behind it, the present one included."""
        return [self.Stand.NIEUW, *self.STAPPEN].index(self.stand)

    def zet_stand(self, stand, datum):
        """Take it to `stand` on `datum`, without saving; what would come later is forgotten."""
        self.stand = stand
        for stap in self.STAPPEN[self._plaats :]:
            setattr(self, f"{stap}_op", None)
        if stand != self.Stand.NIEUW:
            setattr(self, f"{stand}_op", datum)
