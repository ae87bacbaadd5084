"""Organisations, and the kinds of them."""

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.boom import Boom
from buurtnet.kern.periode import Periode, PeriodeQuerySet
from buurtnet.kern.rechten import InHoedeQuerySet
from buurtnet.kern.record import Record, RecordManager, RecordQuerySet
from buurtnet.kern.regels import bekende_keuzes
from buurtnet.kern.sloten import vergrendel
from buurtnet.kern.soorten import Recordsoort
from buurtnet.kern.vermelding import Vermeld
from buurtnet.kern.webadres import Webadres
from buurtnet.web.taal import recordadres

from ..samenvoegen import voeg_samen


class OrganisatieQuerySet(InHoedeQuerySet, PeriodeQuerySet, RecordQuerySet):
    pass


class Organisatie(Vermeld, Boom, Periode, Record):
    """A party that works in wijken: an institution, an association, a church."""

    boomveld = "koepel"
    # A church is older than all else here.
    jaren_terug = 1000
    zoekvelden = ("naam", "afkorting", "ook_bekend_als", "omschrijving")
    rijsoort = Recordsoort(
        kop=_("Organisaties"),
        woord=_("organisatie"),
        icoon="organisatie",
        volgorde=6,
        pagina="netwerken:organisatie",
        lijst="netwerken:organisaties",
        open_data=1,
        plekken="inzetten",
        plekken_op="in_het_openbaar",
        gevolgd=True,
        nagelopen=True,
    )

    class Soort(models.TextChoices):
        GEMEENTE = "gemeente", _("gemeente")
        OVERHEID = "overheid", _("andere overheid")
        WELZIJN = "welzijn", _("welzijn")
        ZORG = "zorg", _("zorg")
        VRIJWILLIGERS = "vrijwilligers", _("vrijwilligersorganisatie")
        BEWONERS = "bewoners", _("bewonersorganisatie")
        KERK = "kerk", _("kerk of kerkelijk verband")
        ONDERWIJS = "onderwijs", _("onderwijs")
        STUDENTEN = "studenten", _("studentenvereniging")
        CORPORATIE = "corporatie", _("woningcorporatie")
        SPORT = "sport", _("sport")
        CULTUUR = "cultuur", _("cultuur")
        VEILIGHEID = "veiligheid", _("veiligheid")
        KENNIS = "kennis", _("kennis en advies")
        BEDRIJF = "bedrijf", _("bedrijf")
        KOEPEL = "koepel", _("koepel")
        ANDERS = "anders", _("anders of onbekend")

    class Formeel(models.TextChoices):
        FORMEEL = "formeel", _("formeel")
        INFORMEEL = "informeel", _("informeel")
        ONBEKEND = "onbekend", _("onbekend")

    soort = models.CharField(_("soort"), max_length=13, choices=Soort, default=Soort.ANDERS)
    formeel = models.CharField(
        _("formeel of informeel"),
        max_length=9,
        choices=Formeel,
        default=Formeel.ONBEKEND,
        help_text=_("Formeel: beroepskrachten. Informeel: bewoners en vrijwilligers."),
    )
    koepel = models.ForeignKey(
        "self",
        verbose_name=_("onderdeel van"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="leden",
    )
    is_verzameling = models.BooleanField(
        _("is een verzameling"),
        default=False,
        help_text=_("Zoals “kerken in Paddepoel”: wel te zien, niet meegeteld."),
    )
    afkorting = models.CharField(_("afkorting"), max_length=20, blank=True)
    ook_bekend_als = models.CharField(
        _("ook bekend als"), max_length=200, blank=True, help_text=_("Gescheiden door komma's.")
    )
    omschrijving = models.TextField(_("omschrijving"), blank=True)
    website = Webadres(_("website"), blank=True)

    zonder_personen = ("afkorting", "ook_bekend_als", "omschrijving", "website")
    objects = RecordManager.from_queryset(OrganisatieQuerySet)()

    @bekende_keuzes(soort=Soort, formeel=Formeel)
    class Meta(Periode.Meta):
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["naam", "pk"]
        indexes = [
            # The few exceptions, found without reading all organisations.
            models.Index(fields=["id"], condition=Q(openbaar=False), name="organisatie_besloten"),
            models.Index(
                fields=["id"], condition=Q(is_verzameling=True), name="organisatie_verzameling"
            ),
            # All that the list counts by, so that it never looks into the rows themselves. Of
            # public rows only: SQLite would take it for the exceptions above as well.
            models.Index(
                fields=[
                    *("openbaar", "tot", "vanaf"),
                    *("soort", "formeel", "is_verzameling", "bevestigd_op", "nagaan_elke"),
                    "vermeld_tot",
                ],
                condition=Q(openbaar=True),
                name="organisatie_facetten",
            ),
        ]

    def get_absolute_url(self):
        return recordadres("netwerken:organisatie", self.slug)

    def save(self, *args, **kwargs):
        """As always; how to reach a church is gevoelig from the moment that it is one."""
        if self.soort != self.Soort.KERK or self._state.adding:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            # Held first: a contact that is added meanwhile waits for what this becomes.
            vergrendel(type(self)._base_manager.filter(pk=self.pk))
            for punt in vergrendel(self.contactpunten.filter(gevoelig=False)):
                punt.gevoelig = True
                punt.save()
            super().save(*args, **kwargs)

    def neem_over(self, andere):
        """Merge `andere`, the same organisation under another name, into this one."""
        return voeg_samen(self, andere)
