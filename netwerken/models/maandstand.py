"""How a place, a theme or a network stood at the end of a month, as it was counted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijken.models import Thema, Wijk

from .netwerk import Netwerk

WAARVAN = ("wijk", "thema", "netwerk")
# What is counted, in the order of the page.
GETALLEN = (
    "gedekt",
    "dun",
    "verouderd",
    "witte_vlek",
    "partijen",
    "formeel",
    "informeel",
    "regels",
    "vers",
)


class MaandstandQuerySet(models.QuerySet):
    def van(self, record):
        """Those of one place, theme or network, the first month first."""
        return self.filter(**{record._meta.model_name: record.pk}).order_by("maand", "pk")


class Maandstand(models.Model):
    """The count of one month of one thing; `netwerken/tijdreeks.py` says of what, and when.

    Made of dated facts that are public, and never more than those: it can be counted anew.
    """

    maand = models.DateField(_("laatste dag van de maand"))
    wijk = models.ForeignKey(
        Wijk,
        verbose_name=_("wijk"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="maandstanden",
    )
    thema = models.ForeignKey(
        Thema,
        verbose_name=_("thema"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="maandstanden",
    )
    netwerk = models.ForeignKey(
        Netwerk,
        verbose_name=_("netwerk"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="maandstanden",
    )
    gedekt = models.PositiveIntegerField(_("gedekt"), default=0)
    dun = models.PositiveIntegerField(_("dun"), default=0)
    verouderd = models.PositiveIntegerField(_("lang niet nagegaan"), default=0)
    witte_vlek = models.PositiveIntegerField(_("witte vlek"), default=0)
    partijen = models.PositiveIntegerField(_("partijen"), default=0)
    formeel = models.PositiveIntegerField(_("formeel"), default=0)
    informeel = models.PositiveIntegerField(_("informeel"), default=0)
    regels = models.PositiveIntegerField(_("regels"), default=0)
    vers = models.PositiveIntegerField(_("pas nagegaan"), default=0)

    objects = MaandstandQuerySet.as_manager()

    class Meta:
        verbose_name = _("maandstand")
        verbose_name_plural = _("maandstanden")
        ordering = ["-maand", "pk"]
        constraints = [
            models.CheckConstraint(
                name="netwerken_maandstand_een_waarvan",
                condition=Q(wijk__isnull=False, thema__isnull=True, netwerk__isnull=True)
                | Q(wijk__isnull=True, thema__isnull=False, netwerk__isnull=True)
                | Q(wijk__isnull=True, thema__isnull=True, netwerk__isnull=False),
            ),
            *(
                models.UniqueConstraint(
                    fields=[veld, "maand"], name=f"netwerken_maandstand_een_per_{veld}"
                )
                for veld in WAARVAN
            ),
        ]

    def __str__(self):
        return f"{self.wijk or self.thema or self.netwerk}, {self.maand:%Y-%m}"

    @property
    def waarvan(self):
        """(name of the field, key) of what this is about."""
        return next((veld, pk) for veld in WAARVAN if (pk := getattr(self, f"{veld}_id")))
