"""What is on the table at a meeting, and what was said of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.rechten import BewerkbaarQuerySet
from wijken.models import Agendapunt

from .bijeenkomst import Bijeenkomst
from .signaal import Signaal


class BespreekpuntQuerySet(BewerkbaarQuerySet):
    def van_coordinator(self, gebruiker):
        return Q(bijeenkomst__in=Bijeenkomst.objects.editable_by(gebruiker))

    def visible_to(self, gebruiker):
        """What the report says of what `gebruiker` may read; what is about a signal or an agenda
        that is hidden from them is too."""
        heel = Q(bijeenkomst__verslag_openbaar=Bijeenkomst.VerslagOpenbaar.JA)
        openbaar = heel & Q(bijeenkomst__in=Bijeenkomst.objects.visible_to(gebruiker))
        openbaar &= Q(signaal=None) | Q(signaal__in=Signaal.objects.visible_to(gebruiker))
        openbaar &= Q(agendapunt=None) | Q(agendapunt__agenda__openbaar=True)
        return self.openbaar_of_eigen(openbaar, gebruiker)

    def open(self):
        """What was not talked about."""
        return self.filter(besproken=False)


class Bespreekpunt(Bewerkbaar):
    """A point of a meeting: of the agenda of a wijk, about a signal, or as it comes up."""

    bijeenkomst = models.ForeignKey(
        Bijeenkomst,
        verbose_name=_("bijeenkomst"),
        on_delete=models.CASCADE,
        related_name="punten",
    )
    volgorde = models.PositiveIntegerField(_("volgorde"), default=0)
    onderwerp = models.CharField(_("onderwerp"), max_length=200)
    agendapunt = models.ForeignKey(
        Agendapunt,
        verbose_name=_("agendapunt"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bespreekpunten",
        help_text=_("Het punt van de agenda waar dit over gaat."),
    )
    signaal = models.ForeignKey(
        Signaal,
        verbose_name=_("signaal"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bespreekpunten",
        help_text=_("Het signaal of vraagstuk waar dit over gaat."),
    )
    vorige = models.ForeignKey(
        "self",
        verbose_name=_("bleef open"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vervolg",
        help_text=_("Hetzelfde punt van een eerdere bijeenkomst, dat toen bleef liggen."),
    )
    notitie = models.TextField(
        _("notitie"),
        blank=True,
        help_text=_("Wat erover gezegd is. Niets over één persoon."),
    )
    besproken = models.BooleanField(_("besproken"), default=False)

    zonder_personen = ("onderwerp", "notitie")
    objects = BespreekpuntQuerySet.as_manager()

    class Meta:
        verbose_name = _("bespreekpunt")
        verbose_name_plural = _("bespreekpunten")
        ordering = ["bijeenkomst", "volgorde", "pk"]

    def __str__(self):
        return self.onderwerp
