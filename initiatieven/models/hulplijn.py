"""Doors that are always there: a number to call, for whom anything else would be too late."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.tekst import TekstQuerySet
from buurtnet.kern.webadres import Webadres
from buurtnet.kern.woorden import stam, tokens
from wijken.models import Thema

KIES = frozenset("0123456789+- ")
TUSSEN = re.compile("[- ]")


def keur_nummer(nummer):
    """Raise ValidationError for what can't be dialled."""
    if set(nummer) - KIES or not any(map(str.isdigit, nummer)):
        raise ValidationError(_("Schrijf alleen het nummer, zoals 112 of 0800-2000."))


class HulplijnManager(models.Manager.from_queryset(TekstQuerySet)):
    def get_by_natural_key(self, naam):
        return self.get(naam=naam)


class Hulplijn(Bewerkbaar):
    """A door that is always there, in danger or great need: 112, Veilig Thuis."""

    naam = models.CharField(_("naam"), max_length=80, unique=True)
    naam_en = models.CharField(_("naam in het Engels"), max_length=80, blank=True)
    vraag = models.CharField(
        _("voor wie"),
        max_length=120,
        help_text=_("Als vraag aan wie het leest, zoals “Word je thuis geslagen of bedreigd?”"),
    )
    vraag_en = models.CharField(_("voor wie, in het Engels"), max_length=120, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=20, validators=[keur_nummer])
    bereikbaar = models.CharField(
        _("wanneer"), max_length=120, help_text=_("Zoals “dag en nacht, gratis”.")
    )
    bereikbaar_en = models.CharField(_("wanneer, in het Engels"), max_length=120, blank=True)
    website = Webadres(_("website"), blank=True)
    woorden = models.TextField(
        _("woorden van nood"),
        blank=True,
        help_text=_(
            "Wat mensen dan typen, Nederlands of Engels, gescheiden door komma's. Wie dit zoekt,"
            " krijgt dit nummer als eerste. Meer woorden samen mag: “slaat mij”."
        ),
    )
    themas = models.ManyToManyField(
        Thema,
        verbose_name=_("thema's"),
        related_name="hulplijnen",
        blank=True,
        help_text=_("Wie hulp zoekt bij zo'n thema, krijgt dit nummer als eerste."),
    )
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    bron = models.CharField(
        _("bron"), max_length=200, help_text=_("Waar je het nummer en de tijden vond.")
    )
    opgezocht_op = models.DateField(
        _("opgezocht op"), help_text=_("De dag waarop iemand dit in de bron las.")
    )

    _history_m2m_fields = ("themas",)
    zonder_personen = (
        *("naam", "naam_en", "vraag", "vraag_en", "telefoon"),
        *("bereikbaar", "bereikbaar_en", "website", "woorden", "bron"),
    )
    objects = HulplijnManager()

    class Meta:
        verbose_name = _("hulplijn")
        verbose_name_plural = _("hulplijnen")
        ordering = ["volgorde", "naam", "pk"]

    def __str__(self):
        return self.naam

    def natural_key(self):
        return (self.naam,)

    @property
    def kiesnummer(self):
        """What a phone dials."""
        return TUSSEN.sub("", self.telefoon)

    @cached_property
    def noden(self):
        """[set of stems]: who types all of one set, in whichever order, means this.

        Read once per object: those that pages keep are asked at every search.
        """
        delen = (frozenset(map(stam, tokens(deel))) for deel in self.woorden.split(","))
        return [deel for deel in delen if deel]

    def past_bij(self, vraag):
        """Whether its number, or one of its words of need, stands in what somebody typed."""
        nummer = rf"(?<!\d){re.escape(self.kiesnummer)}(?!\d)"
        getypt = {stam(token) for token in tokens(vraag)}
        return bool(re.search(nummer, TUSSEN.sub("", vraag))) or any(
            nood <= getypt for nood in self.noden
        )
