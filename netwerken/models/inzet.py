"""Inzet: which organisation works where on which theme, from when until when."""

from django.db import models, transaction
from django.db.models import Case, F, Q, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.eerste_rij import begin_zoals
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.noemen import noem
from buurtnet.kern.periode import Periode, PeriodeQuerySet
from buurtnet.kern.rechten import BewerkbaarQuerySet
from buurtnet.kern.soorten import Rijsoort
from buurtnet.kern.vermelding import Vermeld
from buurtnet.kern.versheid import termijn_op
from initiatieven.models import Initiatief
from wijken.models import Thema, Wijk

from .netwerk import WIE, Netwerk
from .organisatie import Organisatie

# What a page prints of a row, besides the name of the party.
PRINTVELDEN = (
    "thema",
    "wijk",
    "toelichting",
    "bevestigd_op",
    "termijn",
    "vanaf",
    "vanaf_precisie",
    "tot",
    "tot_precisie",
    "status",
    "organisatie__slug",
    "organisatie__is_verzameling",
    "netwerk__naam",
    "netwerk__slug",
    "netwerk__is_verzameling",
    "initiatief__naam",
    "initiatief__slug",
    "initiatief__openbaar",
)


class InzetQuerySet(PeriodeQuerySet, BewerkbaarQuerySet):
    def in_wijken(self, wijk_ids):
        return self.filter(wijk__in=wijk_ids)

    def visible_to(self, gebruiker):
        """Inzet whose parties are all visible to `gebruiker`."""
        return self.filter(partijen_zichtbaar(gebruiker))

    def in_het_openbaar(self, datum):
        """Inzet on `datum`, without what only a network that isn't public tells."""
        besloten = Netwerk.objects.filter(openbaar=False)
        return self.op(datum).exclude(netwerk__in=besloten.values("pk"))

    def eerste_per(self, veld, aantal, eigen):
        """At most `aantal` rows per value of `veld` ("thema" or "wijk"), as dicts to print.

        What is for one of the places `eigen` goes first; rows of one party stay together.
        """
        hoger = Case(When(wijk__in=eigen, then=Value(0)), default=Value(1))
        rang = Window(
            RowNumber(),
            partition_by=[veld],
            order_by=[hoger, F("organisatie").asc(), F("pk").asc()],
        )
        eerste = self.annotate(rang=rang).filter(rang__lte=aantal).values("pk")
        rijen = self.model.objects.filter(pk__in=eerste).annotate(
            naam=WIE, hoger=hoger, termijn=termijn_op(Inzet)
        )
        return rijen.order_by(veld, "hoger", "naam", "pk").values("naam", *PRINTVELDEN)

    def van_coordinator(self, gebruiker):
        eigen = Q(netwerk__in=gebruiker.netwerk_ids()) | Q(
            wijk__in=Wijk.objects.in_werkgebied_van(gebruiker).values("pk")
        )
        return eigen & partijen_zichtbaar(gebruiker)


def partijen_zichtbaar(gebruiker):
    """Q for rows, or versions of them, of which both the organisation and the network, if any, may
    be read.
    """
    return ~Q(organisatie__in=Organisatie.objects.hidden_from(gebruiker).values("pk")) & ~Q(
        netwerk__in=Netwerk.objects.hidden_from(gebruiker).values("pk")
    )


class Inzet(Vermeld, Periode, Bewerkbaar, Herkomst):
    """The fact table: who works where on which theme, from when to when.

    Who: an organisation, else a described role, else the network itself.
    """

    rijsoort = Rijsoort(
        pagina="wijken:wijk",
        relaties=("organisatie", "wijk", "thema", "netwerk"),
        gevolgd=True,
        nagelopen=True,
    )
    termijn_via = "netwerk"
    eindigt_met = {"organisatie": 1, "netwerk": 2, "initiatief": 1}

    organisatie = models.ForeignKey(
        Organisatie,
        verbose_name=_("organisatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="inzetten",
    )
    omschreven_rol = models.CharField(
        _("omschreven rol"),
        max_length=120,
        blank=True,
        help_text=_("In plaats van een organisatie, zoals “cultuurcoach”. Nooit iemands naam."),
    )
    wijk = models.ForeignKey(
        Wijk, verbose_name=_("wijk of gebied"), on_delete=models.PROTECT, related_name="inzetten"
    )
    thema = models.ForeignKey(
        Thema, verbose_name=_("thema"), on_delete=models.PROTECT, related_name="inzetten"
    )
    netwerk = models.ForeignKey(
        Netwerk,
        verbose_name=_("via netwerk"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="inzetten",
    )
    initiatief = models.ForeignKey(
        Initiatief,
        verbose_name=_("via initiatief"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="inzetten",
    )
    toelichting = models.CharField(
        _("wat er gebeurt"), max_length=250, blank=True, help_text=_("Eén zin.")
    )

    zonder_personen = ("omschreven_rol", "toelichting")
    objects = InzetQuerySet.as_manager()

    class Meta(Periode.Meta):
        verbose_name = _("inzet")
        verbose_name_plural = _("inzet")
        ordering = ["wijk", "thema", "organisatie", "vanaf", "pk"]
        indexes = [
            # All that coverage reads, so that it never looks into the rows themselves.
            models.Index(
                fields=[
                    *("wijk", "thema", "organisatie", "status", "vanaf", "tot"),
                    *("bevestigd_op", "nagaan_elke", "initiatief", "netwerk", "omschreven_rol"),
                    "vermeld_tot",
                ],
                name="inzet_dekking",
            ),
            # All that counting organisations reads, in the order that tells them apart.
            models.Index(
                fields=[
                    *("organisatie", "wijk", "thema", "tot", "vanaf", "status", "netwerk"),
                    "vermeld_tot",
                ],
                name="inzet_facetten",
            ),
        ]
        constraints = [
            *Periode.Meta.constraints,
            models.CheckConstraint(
                name="netwerken_inzet_heeft_wie",
                condition=(
                    Q(organisatie__isnull=False, omschreven_rol="")
                    | (Q(organisatie__isnull=True) & ~Q(omschreven_rol=""))
                    | Q(organisatie__isnull=True, omschreven_rol="", netwerk__isnull=False)
                ),
                violation_error_message=_(
                    "Kies een organisatie of beschrijf een rol, of kies alleen het netwerk."
                ),
            ),
            models.UniqueConstraint(
                Coalesce("organisatie", 0),
                "omschreven_rol",
                "wijk",
                "thema",
                Coalesce("netwerk", 0),
                Coalesce("initiatief", 0),
                condition=Q(tot__isnull=True),
                name="netwerken_inzet_een_lopend",
                violation_error_message=_("Deze inzet staat er al."),
            ),
        ]

    def __str__(self):
        return noem(self, None)

    @transaction.atomic
    def leg_vast(self):
        """Save this row and what it says besides: see `laat_meedoen`, of which it returns that."""
        self.save()
        return self.laat_meedoen()

    def laat_meedoen(self):
        """Who works via a network takes part in it, by whatever door that is told.

        Returns the Deelname when that is new, as long as this row; else None.
        """
        wie = {"organisatie": self.organisatie, "omschreven_rol": self.omschreven_rol}
        if self.netwerk is None or not any(wie.values()):
            return None
        return self.netwerk.neem_op(wie, **begin_zoals(self))

    @property
    def naamdelen(self):
        return (self.wie, self.wijk, self.thema)

    def get_absolute_url(self):
        return self.staat_bij.get_absolute_url()

    @property
    def staat_bij(self):
        return self.wijk

    @property
    def padsleutel(self):
        if self.netwerk:
            return {"netwerk": self.netwerk.slug, "pk": self.pk}
        return {"wijk": self.wijk.slug, "pk": self.pk}

    @property
    def wie(self):
        return self.organisatie or self.omschreven_rol or self.netwerk
