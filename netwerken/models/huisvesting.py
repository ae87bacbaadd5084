"""Which organisation is housed in which place."""

import datetime

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.noemen import noem
from buurtnet.kern.periode import Periode, PeriodeQuerySet
from buurtnet.kern.rechten import BewerkbaarQuerySet
from buurtnet.kern.soorten import Rijsoort
from buurtnet.kern.status import Status
from buurtnet.kern.vermelding import Vermeld
from initiatieven.models import Accommodatie, Initiatief

from .organisatie import Organisatie

EEN_DAG = datetime.timedelta(days=1)


class HuisvestingQuerySet(PeriodeQuerySet, BewerkbaarQuerySet):
    def visible_to(self, gebruiker):
        """Stays whose place and guest are both visible to `gebruiker`."""
        plek = Q(accommodatie__in=Accommodatie.objects.visible_to(gebruiker))
        return self.filter(plek & _gast_zichtbaar(gebruiker))

    def van_coordinator(self, gebruiker):
        plek = Q(accommodatie__in=Accommodatie.objects.te_gebruiken_door(gebruiker))
        return plek & _gast_zichtbaar(gebruiker)


def _gast_zichtbaar(gebruiker):
    """Q for rows of which the guest may be read."""
    organisatie = Q(organisatie__in=Organisatie.objects.visible_to(gebruiker))
    initiatief = Q(initiatief__in=Initiatief.objects.visible_to(gebruiker))
    return (Q(organisatie__isnull=True) | organisatie) & (Q(initiatief__isnull=True) | initiatief)


class Huisvesting(Vermeld, Periode, Bewerkbaar, Herkomst):
    """Who is housed where, from when to when; a move ends one row and opens the next."""

    rijsoort = Rijsoort(
        pagina="initiatieven:accommodatie",
        relaties=("accommodatie", "organisatie", "initiatief"),
        gevolgd=False,
        nagelopen=False,
    )
    eindigt_met = {"accommodatie": 1, "organisatie": 3, "initiatief": 2}

    accommodatie = models.ForeignKey(
        Accommodatie, verbose_name=_("plek"), on_delete=models.PROTECT, related_name="huisvestingen"
    )
    organisatie = models.ForeignKey(
        Organisatie,
        verbose_name=_("organisatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="huisvestingen",
    )
    initiatief = models.ForeignKey(
        Initiatief,
        verbose_name=_("initiatief"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="huisvestingen",
    )
    toelichting = models.CharField(_("toelichting"), max_length=250, blank=True)

    zonder_personen = ("toelichting",)
    objects = HuisvestingQuerySet.as_manager()

    class Meta(Periode.Meta):
        verbose_name = _("huisvesting")
        verbose_name_plural = _("huisvestingen")
        ordering = ["accommodatie", models.F("vanaf").desc(nulls_last=True), "pk"]
        constraints = [
            *Periode.Meta.constraints,
            models.CheckConstraint(
                name="netwerken_huisvesting_een_wie",
                condition=(
                    Q(organisatie__isnull=False, initiatief__isnull=True)
                    | Q(organisatie__isnull=True, initiatief__isnull=False)
                ),
                violation_error_message=_("Kies een organisatie of een initiatief, niet allebei."),
            ),
            models.UniqueConstraint(
                "accommodatie",
                Coalesce("organisatie", 0),
                Coalesce("initiatief", 0),
                condition=Q(tot__isnull=True),
                name="netwerken_huisvesting_een_lopend",
                violation_error_message=_("Deze huisvesting staat er al."),
            ),
        ]

    def __str__(self):
        return noem(self, None)

    @property
    def naamdelen(self):
        return (self.wie, self.accommodatie)

    def get_absolute_url(self):
        return self.staat_bij.get_absolute_url()

    @property
    def staat_bij(self):
        return self.accommodatie

    @property
    def wie(self):
        return self.organisatie or self.initiatief

    def kan_verhuizen(self, vandaag):
        """Whether somebody is here on `vandaag` and nothing said yet that this is over."""
        return self.geldt_op(vandaag) and not self.is_voorbij(vandaag)

    def verhuis(self, nieuwe_plek, laatste_dag, **velden):
        """End this stay on `laatste_dag` and open the next at `nieuwe_plek` the day after.

        An end that was announced goes along. `velden` go to the new row (Herkomst, toelichting).
        Returns the new row. Raises ValidationError when the new place, or who moves, has ended.
        """
        # Who is to move later on has not stopped yet.
        status = Status.GESTOPT if laatste_dag <= timezone.localdate() else None
        if self.tot and self.tot > laatste_dag:
            velden |= {"tot": self.tot, "tot_precisie": self.tot_precisie}
        with transaction.atomic():
            self.beeindig(laatste_dag, status)
            self.save()
            volgende = Huisvesting(
                accommodatie=nieuwe_plek,
                organisatie=self.organisatie,
                initiatief=self.initiatief,
                vanaf=laatste_dag + EEN_DAG,
                **velden,
            )
            volgende.keur_geheel()
            volgende.save()
        return volgende
