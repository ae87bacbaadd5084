from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buurtnet.basis.models import Periode, Record, RecordManager
from wijken.models import Thema, Wijk

from .accommodatie import Accommodatie, InWijkenQuerySet
from .doelgroep import Doelgroep
from .initiatief import Initiatief


class ActiviteitQuerySet(InWijkenQuerySet):
    def van_coordinator(self, user):
        return super().van_coordinator(user) | Q(
            initiatief__in=Initiatief.objects.editable_by(user)
        )


class Activiteit(Periode, Record):
    """What you can go to, with its rhythm as a rule (RFC 5545) and in words."""

    zoekvelden = ("naam", "omschrijving", "ritme")

    initiatief = models.ForeignKey(
        Initiatief,
        verbose_name=_("hoort bij initiatief"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activiteiten",
    )
    accommodatie = models.ForeignKey(
        Accommodatie,
        verbose_name=_("plek"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activiteiten",
    )
    wijken = models.ManyToManyField(
        Wijk, verbose_name=_("wijken"), related_name="activiteiten", blank=True
    )
    themas = models.ManyToManyField(
        Thema, verbose_name=_("thema's"), related_name="activiteiten", blank=True
    )
    doelgroepen = models.ManyToManyField(
        Doelgroep, verbose_name=_("voor wie"), related_name="activiteiten", blank=True
    )
    omschrijving = models.TextField(_("omschrijving"), blank=True)
    ritme = models.CharField(
        _("wanneer"), max_length=160, blank=True, help_text=_("Zoals “elke zondagmiddag”.")
    )
    regel = models.CharField(
        _("herhaling"),
        max_length=200,
        blank=True,
        help_text=_("Regel volgens RFC 5545, zoals FREQ=WEEKLY;BYDAY=SU."),
    )
    begint_om = models.TimeField(_("begint om"), null=True, blank=True)
    eindigt_om = models.TimeField(_("eindigt om"), null=True, blank=True)
    kosten = models.CharField(_("kosten"), max_length=120, blank=True)
    aanmelden = models.CharField(_("aanmelden"), max_length=200, blank=True)

    _history_m2m_fields = ("wijken", "themas", "doelgroepen")
    objects = RecordManager.from_queryset(ActiviteitQuerySet)()

    class Meta(Periode.Meta):
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")
        ordering = ["naam", "pk"]

    def get_absolute_url(self):
        return reverse("initiatieven:activiteit", args=[self.slug])
