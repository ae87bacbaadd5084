"""Which network looks after an organisation, an initiative or a place."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.rechten import BewerkbaarQuerySet
from initiatieven.models import Accommodatie, Initiatief

from .netwerk import Netwerk
from .organisatie import Organisatie


class HoedeQuerySet(BewerkbaarQuerySet):
    def van(self, record):
        """The row of `record`, at most one."""
        return self.filter(**{record._meta.model_name: record})

    def visible_to(self, gebruiker):
        """Rows of which the network, if any, and the record may both be read."""
        zichtbaar = Q(netwerk__isnull=True) | Q(netwerk__in=Netwerk.objects.visible_to(gebruiker))
        for naam, model in Hoede.SOORTEN.items():
            q = Q(**{f"{naam}__in": model.objects.visible_to(gebruiker)})
            zichtbaar &= Q(**{f"{naam}__isnull": True}) | q
        return self.filter(zichtbaar)

    def van_coordinator(self, gebruiker):
        return Q(netwerk__in=gebruiker.netwerk_ids())


class Hoede(Bewerkbaar):
    """That a network looks after a record: its coordinators keep it true, others propose.

    A record without a row, or with one that names no network, is the redactie's.
    """

    # {name of the field: model} of what can be looked after.
    SOORTEN = {"organisatie": Organisatie, "initiatief": Initiatief, "accommodatie": Accommodatie}

    organisatie = models.ForeignKey(
        Organisatie,
        verbose_name=_("organisatie"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="hoeden",
    )
    initiatief = models.ForeignKey(
        Initiatief,
        verbose_name=_("initiatief"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="hoeden",
    )
    accommodatie = models.ForeignKey(
        Accommodatie,
        verbose_name=_("plek"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="hoeden",
    )
    netwerk = models.ForeignKey(
        Netwerk,
        verbose_name=_("wordt bijgehouden door"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="hoeden",
        help_text=_("Leeg: de redactie."),
    )

    objects = HoedeQuerySet.as_manager()

    class Meta:
        verbose_name = _("hoede")
        verbose_name_plural = _("wie wat bijhoudt")
        ordering = ["netwerk", "pk"]
        constraints = [
            models.CheckConstraint(
                name="netwerken_hoede_een_record",
                condition=(
                    Q(organisatie__isnull=False, initiatief=None, accommodatie=None)
                    | Q(organisatie=None, initiatief__isnull=False, accommodatie=None)
                    | Q(organisatie=None, initiatief=None, accommodatie__isnull=False)
                ),
                violation_error_message=_("Kies één ding: een organisatie, initiatief of plek."),
            ),
            *(
                models.UniqueConstraint(
                    fields=[naam],
                    name=f"netwerken_hoede_een_per_{naam}",
                    violation_error_message=_("Dit wordt al bijgehouden. Wijzig die regel."),
                )
                for naam in ("organisatie", "initiatief", "accommodatie")
            ),
        ]

    def __str__(self):
        return f"{self.record} – {self.netwerk or _('redactie')}"

    def get_absolute_url(self):
        return self.record.get_absolute_url()

    @property
    def record(self):
        return self.organisatie or self.initiatief or self.accommodatie
