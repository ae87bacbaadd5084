"""Places where things happen, and the wijken that they serve."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from stdnum.nl import postcode as nl_postcode

from buurtnet.kern.boom import Boom
from buurtnet.kern.periode import Periode
from buurtnet.kern.record import Record, RecordManager
from buurtnet.kern.regels import HELE_POSITIE, bekende_keuzes
from buurtnet.kern.soorten import Recordsoort
from buurtnet.kern.vermelding import Vermeld
from buurtnet.kern.webadres import Webadres
from buurtnet.web.taal import recordadres
from wijken.models import Wijk

from .in_wijken import InHoedeInWijkenQuerySet

ROUTE = "https://www.openstreetmap.org/directions"


def valideer_postcode(waarde):
    if not nl_postcode.is_valid(waarde):
        raise ValidationError(_("Dit is geen postcode. Schrijf hem zo: 9737 AB."))


class Accommodatie(Vermeld, Boom, Periode, Record):
    """A place where people meet: a buurthuis, a sports park, a spot with a bench."""

    boomveld = "onderdeel_van"
    jaren_terug = 1000
    zoekvelden = ("naam", "ook_bekend_als", "omschrijving", "functies", "adres")
    rijsoort = Recordsoort(
        kop=_("Plekken"),
        woord=_("plek"),
        icoon="plek",
        volgorde=5,
        pagina="initiatieven:accommodatie",
        lijst="initiatieven:accommodaties",
        open_data=3,
        plekken="wijken",
        gevolgd=True,
        nagelopen=True,
    )
    # On the map of the page that it is listed on; 0 is not on it.
    nummer = 0

    class Soort(models.TextChoices):
        BUURTHUIS = "buurthuis", _("buurthuis of wijkcentrum")
        DORPSHUIS = "dorpshuis", _("dorpshuis")
        MFC = "mfc", _("multifunctioneel centrum")
        CULTUREEL_CENTRUM = "cultureel_centrum", _("cultureel centrum")
        KRINGLOOP = "kringloop", _("kringloop en ontmoetingsplek")
        WERKPLAATS = "werkplaats", _("werkplaats")
        SPORTPARK = "sportpark", _("sportpark")
        SPEELTUIN = "speeltuin", _("speeltuin")
        SCHOOL = "school", _("school")
        KERK = "kerk", _("kerk")
        WOONZORG = "woonzorg", _("woonzorglocatie")
        FLAT = "flat", _("flat")
        BEDRIJFSPAND = "bedrijfspand", _("bedrijfspand")
        HALTEPLAATS = "halteplaats", _("halteplaats of bankje")
        BUITEN = "buiten", _("buitenruimte")
        ANDERS = "anders", _("andere plek")

    class Gesubsidieerd(models.TextChoices):
        JA = "ja", _("ja")
        NEE = "nee", _("nee")
        DEELS = "deels", _("deels")
        ONBEKEND = "onbekend", _("onbekend")

    class Rol(models.TextChoices):
        WIJKACCOMMODATIE = "wijkaccommodatie", _("wijkaccommodatie")
        INFORMEEL = "informeel", _("informele wijkaccommodatie")
        MOGELIJK = "mogelijk", _("mogelijke wijkaccommodatie")
        GEEN = "geen", _("geen vaste rol")
        ONBEKEND = "onbekend", _("rol onbekend")

    soort = models.CharField(_("soort"), max_length=17, choices=Soort)
    rol = models.CharField(_("rol in de wijk"), max_length=16, choices=Rol, default=Rol.ONBEKEND)
    gesubsidieerd = models.CharField(
        _("gesubsidieerd"), max_length=8, choices=Gesubsidieerd, default=Gesubsidieerd.ONBEKEND
    )
    wijken = models.ManyToManyField(
        Wijk, verbose_name=_("wijken"), related_name="accommodaties", blank=True
    )
    onderdeel_van = models.ForeignKey(
        "self",
        verbose_name=_("onderdeel van"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="onderdelen",
    )
    is_verzameling = models.BooleanField(
        _("is een verzameling"),
        default=False,
        help_text=_("Zoals “kerken in Paddepoel”: wel te zien, niet meegeteld."),
    )
    ook_bekend_als = models.CharField(_("ook bekend als"), max_length=200, blank=True)
    voorheen = models.CharField(
        _("was vroeger"), max_length=200, blank=True, help_text=_("Zoals een schoolgebouw.")
    )
    omschrijving = models.TextField(_("omschrijving"), blank=True)
    functies = models.TextField(
        _("wat er kan"), blank=True, help_text=_("Waar de plek voor dient, in gewone woorden.")
    )
    adres = models.CharField(_("straat en nummer"), max_length=120, blank=True)
    postcode = models.CharField(
        _("postcode"), max_length=7, blank=True, validators=[valideer_postcode]
    )
    lat = models.DecimalField(
        _("breedtegraad"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    lon = models.DecimalField(
        _("lengtegraad"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    openingstijden = models.TextField(_("openingstijden"), blank=True)
    website = Webadres(_("website"), blank=True)

    _history_m2m_fields = ("wijken",)
    zonder_personen = (
        "ook_bekend_als",
        "voorheen",
        "omschrijving",
        "functies",
        "adres",
        "postcode",
        "openingstijden",
        "website",
    )
    objects = RecordManager.from_queryset(InHoedeInWijkenQuerySet)()

    @bekende_keuzes(soort=Soort, rol=Rol, gesubsidieerd=Gesubsidieerd)
    class Meta(Periode.Meta):
        verbose_name = _("plek")
        verbose_name_plural = _("plekken")
        ordering = ["naam", "pk"]
        constraints = [*Periode.Meta.constraints, HELE_POSITIE]

    def get_absolute_url(self):
        return recordadres("initiatieven:accommodatie", self.slug)

    @property
    def routeadres(self):
        """The way there on OpenStreetMap, or "" when nobody knows where it is, or it is many."""
        if self.is_verzameling:
            return ""
        if self.lat is not None and self.lon is not None:
            doel = f"{self.lat},{self.lon}"
        else:
            doel = ", ".join(filter(None, [self.adres, self.postcode])) if self.adres else ""
        return f"{ROUTE}?{urlencode({'to': doel})}" if doel else ""

    def save(self, *args, **kwargs):
        if nl_postcode.is_valid(self.postcode):
            self.postcode = nl_postcode.validate(self.postcode)
        super().save(*args, **kwargs)
