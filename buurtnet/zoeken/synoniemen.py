"""What people type, and the words that the site has for it."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.tekst import TekstQuerySet
from buurtnet.kern.woorden import stam, zoektermen


class Betekenis(NamedTuple):
    """How a synonym is written, and the terms that it means, each a list of words."""

    geschreven: str
    termen: list


class SynoniemManager(models.Manager.from_queryset(TekstQuerySet)):
    def get_by_natural_key(self, woord):
        return self.get(woord=woord)

    def tabel(self):
        """{stems of what people type: Betekenis}."""
        resultaat = {}
        for woord, bedoelt in self.order_by("woord", "pk").values_list("woord", "bedoelt"):
            getypt = zoektermen(woord)
            termen = [delen for deel in bedoelt.split(",") if (delen := zoektermen(deel))]
            resultaat[tuple(map(stam, getypt))] = Betekenis(" ".join(getypt), termen)
        return resultaat


class Synoniem(Bewerkbaar):
    """What people type, and the words that the site has for it."""

    woord = models.CharField(
        _("wat mensen typen"),
        max_length=80,
        unique=True,
        help_text=_("Een woord of een paar woorden, zoals “geldzorgen” of “opa en oma”."),
        error_messages={"unique": _("Dit woord staat al in de lijst.")},
    )
    bedoelt = models.CharField(
        _("waar we dan ook op zoeken"),
        max_length=250,
        help_text=_(
            "Gescheiden door komma's, het beste woord eerst. De naam van een thema mag ook, zoals"
            " “Rondkomen en armoede”."
        ),
    )

    zonder_personen = ("woord", "bedoelt")
    objects = SynoniemManager()

    class Meta:
        app_label = "basis"
        verbose_name = _("synoniem")
        verbose_name_plural = _("synoniemen")
        ordering = ["woord", "pk"]

    def __str__(self):
        return self.woord

    def clean(self):
        self.woord = " ".join(self.woord.lower().split())
        for veld in ("woord", "bedoelt"):
            if not zoektermen(getattr(self, veld)):
                raise ValidationError({veld: _("Hier staat geen woord om op te zoeken.")})

    def natural_key(self):
        return (self.woord,)
