"""What parties agreed, at a meeting or elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.precisie import Precisie, datum_in_woorden
from buurtnet.kern.regels import bekende_keuzes
from initiatieven.models import Accommodatie, Initiatief
from wijken.models import Wijk

from .bespreekpunt import Bespreekpunt
from .bijeenkomst import Bijeenkomst
from .netwerk import Netwerk
from .openbaar import OpenbaarQuerySet
from .organisatie import Organisatie


class Afspraak(Bewerkbaar, Herkomst):
    """What parties agreed: a pact, a decision, a working agreement, a referral."""

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

    naam = models.CharField(_("wat is afgesproken"), max_length=200)
    soort = models.CharField(_("soort"), max_length=12, choices=Soort)
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
    partijen = models.ManyToManyField(
        Organisatie, verbose_name=_("partijen"), blank=True, related_name="afspraken"
    )
    andere_partijen = models.CharField(
        _("andere partijen"), max_length=200, blank=True, help_text=_("Rollen, geen namen.")
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
    deadline = models.DateField(_("uiterlijk klaar"), null=True, blank=True)
    stand = models.CharField(_("stand"), max_length=10, choices=Stand, default=Stand.ONBEKEND)
    uitkomst = models.TextField(_("uitkomst"), blank=True)
    openbaar = models.BooleanField(_("openbaar"), default=True)

    _history_m2m_fields = ("partijen", "wijken")
    objects = OpenbaarQuerySet.as_manager()

    @bekende_keuzes(soort=Soort, stand=Stand)
    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        ordering = [models.F("gemaakt_op").desc(nulls_last=True), "naam", "pk"]

    def __str__(self):
        return self.naam

    @property
    def gemaakt_in_woorden(self):
        return (
            datum_in_woorden(self.gemaakt_op, self.gemaakt_op_precisie) if self.gemaakt_op else ""
        )
