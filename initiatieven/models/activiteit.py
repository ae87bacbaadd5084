"""What is to do, and when."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.periode import Periode
from buurtnet.kern.record import Record, RecordManager
from buurtnet.kern.soorten import Recordsoort
from buurtnet.kern.status import Status
from buurtnet.kern.vermelding import Vermeld
from buurtnet.web.taal import recordadres
from wijken.models import Thema, Wijk

from ..dagenveld import Dagen, DagenField
from ..herhaling import in_woorden, komende, lees_herhaling, lees_regel
from ..herhaling.dagen import weet_dag
from ..herhaling.kalender import Wanneer
from ..herhaling.regel import keur_regel
from ..herhaling.tijden import keur_tijden
from .accommodatie import Accommodatie
from .doelgroep import Doelgroep
from .in_wijken import InWijkenQuerySet
from .initiatief import Initiatief


class ActiviteitQuerySet(InWijkenQuerySet):
    def van_coordinator(self, gebruiker):
        return super().van_coordinator(gebruiker) | Q(
            initiatief__in=Initiatief.objects.editable_by(gebruiker)
        )

    def om_heen_te_gaan(self):
        """Without what is no more than an idea yet, or still being set up."""
        return self.exclude(status__in=(Status.IDEE, Status.IN_OPRICHTING))

    def momenten(self, datum):
        """A Wanneer for each activity that is listed on `datum`, is not over and may have days."""
        met_dagen = ~Q(regel="") | ~Q(ook_op="") | Q(vanaf=F("tot"))
        rijen = self.vermeld_op(datum).niet_voorbij(datum).filter(met_dagen).order_by()
        return (
            Wanneer(*rij) for rij in rijen.values_list(*Wanneer._fields).iterator(chunk_size=2000)
        )


class Activiteit(Vermeld, Periode, Record):
    """What you can go to, with its rhythm as a rule (RFC 5545) and in words."""

    zoekvelden = ("naam", "omschrijving", "ritme")
    rijsoort = Recordsoort(
        kop=_("Activiteiten"),
        woord=_("activiteit"),
        icoon="activiteit",
        volgorde=3,
        pagina="initiatieven:activiteit",
        lijst="initiatieven:activiteiten",
        open_data=4,
        plekken="wijken",
        gevolgd=True,
        nagelopen=True,
    )
    eindigt_met = {"initiatief": 3}

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
        validators=[keur_regel],
        help_text=_("Regel volgens RFC 5545, zoals FREQ=WEEKLY;BYDAY=SU. Leeg: volgt “wanneer”."),
    )
    niet_op = DagenField(_("gaat niet door op"), blank=True, default=Dagen)
    ook_op = DagenField(_("is ook op"), blank=True, default=Dagen)
    begint_om = models.TimeField(_("begint om"), null=True, blank=True)
    eindigt_om = models.TimeField(_("eindigt om"), null=True, blank=True)
    kosten = models.CharField(_("kosten"), max_length=120, blank=True)
    aanmelden = models.CharField(_("aanmelden"), max_length=200, blank=True)

    _history_m2m_fields = ("wijken", "themas", "doelgroepen")
    zonder_personen = (
        "omschrijving",
        "ritme",
        "regel",
        "niet_op",
        "ook_op",
        "kosten",
        "aanmelden",
    )
    objects = RecordManager.from_queryset(ActiviteitQuerySet)()

    class Meta(Periode.Meta):
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")
        ordering = ["naam", "pk"]
        constraints = [
            *Periode.Meta.constraints,
            models.CheckConstraint(
                name="initiatieven_activiteit_eindigt_met_begin",
                condition=Q(eindigt_om__isnull=True) | Q(begint_om__isnull=False),
                violation_error_message=_("Vul ook in hoe laat het begint."),
            ),
        ]

    def get_absolute_url(self):
        return recordadres("initiatieven:activiteit", self.slug)

    def clean(self):
        super().clean()
        if self.ritme and not self.regel:
            self.volg_ritme()
        if self.eindigt_om and not self.begint_om:
            raise ValidationError({"begint_om": _("Vul ook in hoe laat het begint.")})
        try:
            keur_tijden(self.begint_om, self.eindigt_om)
        except ValueError as fout:
            raise ValidationError({"eindigt_om": str(fout)}) from None
        if self.heeft_begin_nodig and not weet_dag(self):
            raise ValidationError(
                {
                    "vanaf": _(
                        "Vul hier de eerste keer in, met dag, maand en jaar: anders is niet te"
                        " zeggen op welke dagen “%(ritme)s” valt."
                    )
                    % {"ritme": self.ritme_in_woorden}
                }
            )

    def volg_ritme(self):
        """Take the rule, its times and its days from the words; none when those are free.

        What was given beside the words stands.
        """
        try:
            herhaling = lees_herhaling(self.ritme)
        except ValueError:
            return
        self.regel = str(herhaling.regel or "")
        self.niet_op = Dagen((*self.niet_op, *herhaling.niet_op))
        if herhaling.tijden and self.begint_om is None:
            self.begint_om, self.eindigt_om = herhaling.tijden
        if herhaling.datum and self.vanaf is None and self.tot is None:
            self.vanaf = self.tot = herhaling.datum
        elif herhaling.vanaf and self.vanaf is None:
            self.vanaf, self.vanaf_precisie = herhaling.vanaf

    @property
    def heeft_begin_nodig(self):
        try:
            return bool(self.regel) and lees_regel(self.regel).heeft_begin_nodig
        except ValueError:
            return False

    @property
    def heeft_vaste_dagen(self):
        """Whether its rule says on which days it is."""
        try:
            return bool(self.regel) and lees_regel(self.regel).heeft_vaste_dagen
        except ValueError:
            return False

    @property
    def ritme_in_woorden(self):
        """How often, in the language of the page: "elke zondagmiddag", or ""."""
        return in_woorden(self.ritme, self.regel, get_language() or "nl")

    @property
    def wanneer(self):
        return Wanneer(*(getattr(self, veld) for veld in Wanneer._fields))

    @property
    def kenmerk(self):
        """What calendars and feed readers know it by, for good."""
        return self.uuid.urn

    def komende(self, van, tot_en_met):
        """The Keren from `van` to `tot_en_met`, both inclusive."""
        return komende(self, van, tot_en_met)
