"""Contacts: how to reach somebody, by their function."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.herkomst import Herkomst
from buurtnet.kern.rechten import BewerkbaarQuerySet
from buurtnet.kern.regels import bekende_keuzes
from initiatieven.models import Accommodatie, Initiatief

from .netwerk import Netwerk
from .organisatie import Organisatie


class ContactpuntQuerySet(BewerkbaarQuerySet):
    def van_coordinator(self, gebruiker):
        return (
            Q(organisatie__in=Organisatie.objects.editable_by(gebruiker))
            | Q(netwerk__in=Netwerk.objects.editable_by(gebruiker))
            | Q(initiatief__in=Initiatief.objects.editable_by(gebruiker))
            | Q(accommodatie__in=Accommodatie.objects.editable_by(gebruiker))
        )


class Zichtbaarheid(models.TextChoices):
    OPENBAAR = "openbaar", _("iedereen")
    COORDINATOREN = "coordinatoren", _("coördinatoren")
    REDACTIE = "redactie", _("alleen de redactie")


class Contactpunt(Bewerkbaar, Herkomst):
    """How to reach somebody: a function first, a name only with recorded consent."""

    organisatie = models.ForeignKey(
        Organisatie,
        verbose_name=_("organisatie"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contactpunten",
    )
    netwerk = models.ForeignKey(
        Netwerk,
        verbose_name=_("netwerk"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contactpunten",
    )
    initiatief = models.ForeignKey(
        Initiatief,
        verbose_name=_("initiatief"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contactpunten",
    )
    accommodatie = models.ForeignKey(
        Accommodatie,
        verbose_name=_("plek"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contactpunten",
    )
    functie = models.CharField(
        _("functie"), max_length=120, help_text=_("Zoals “balie” of “coördinator vrijwilligers”.")
    )
    naam = models.CharField(
        _("naam van de persoon"),
        max_length=120,
        blank=True,
        help_text=_("Alleen met toestemming van die persoon."),
    )
    toestemming_op = models.DateField(_("toestemming gegeven op"), null=True, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    naam_zichtbaar = models.CharField(
        _("wie ziet de naam"),
        max_length=13,
        choices=Zichtbaarheid,
        default=Zichtbaarheid.COORDINATOREN,
    )
    telefoon_zichtbaar = models.CharField(
        _("wie ziet de telefoon"),
        max_length=13,
        choices=Zichtbaarheid,
        default=Zichtbaarheid.COORDINATOREN,
    )
    email_zichtbaar = models.CharField(
        _("wie ziet het e-mailadres"),
        max_length=13,
        choices=Zichtbaarheid,
        default=Zichtbaarheid.COORDINATOREN,
    )

    objects = ContactpuntQuerySet.as_manager()

    @bekende_keuzes(
        naam_zichtbaar=Zichtbaarheid,
        telefoon_zichtbaar=Zichtbaarheid,
        email_zichtbaar=Zichtbaarheid,
    )
    class Meta:
        verbose_name = _("contactpunt")
        verbose_name_plural = _("contactpunten")
        ordering = ["functie", "pk"]
        constraints = [
            models.CheckConstraint(
                name="netwerken_contactpunt_een_eigenaar",
                condition=(
                    Q(organisatie__isnull=False, netwerk=None, initiatief=None, accommodatie=None)
                    | Q(organisatie=None, netwerk__isnull=False, initiatief=None, accommodatie=None)
                    | Q(organisatie=None, netwerk=None, initiatief__isnull=False, accommodatie=None)
                    | Q(organisatie=None, netwerk=None, initiatief=None, accommodatie__isnull=False)
                ),
                violation_error_message=_("Een contactpunt hoort bij precies één ding."),
            ),
            models.CheckConstraint(
                name="netwerken_contactpunt_naam_met_toestemming",
                condition=Q(naam="") | Q(toestemming_op__isnull=False),
                violation_error_message=_("Een naam mag hier alleen met toestemming staan."),
            ),
        ]

    def __str__(self):
        return self.functie

    @property
    def eigenaar(self):
        return self.organisatie or self.netwerk or self.initiatief or self.accommodatie

    def can_see(self, gebruiker, veld):
        """Whether `gebruiker` may read `veld`: "naam", "telefoon" or "email"."""
        wie = getattr(self, f"{veld}_zichtbaar")
        if wie == Zichtbaarheid.OPENBAAR:
            return True
        if not gebruiker.is_authenticated:
            return False
        return gebruiker.is_redacteur or (
            wie == Zichtbaarheid.COORDINATOREN and gebruiker.is_coordinator
        )
