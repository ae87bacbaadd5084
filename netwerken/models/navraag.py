"""A mail "Klopt dit nog?", and what was answered by its link."""

import datetime
import hashlib
import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.regels import bekende_keuzes

from .contactadres import GEVRAAGD, Contactadres

# An address is asked when something of it would no longer be fresh in so many days: two weeks are
# left to call who did not answer the reminders either. `manage.py simuleer` shows what that does.
AANLOOP = datetime.timedelta(days=49)
# After the mail, so many days without an answer bring the same question once more.
HERINNERINGEN = (datetime.timedelta(days=14), datetime.timedelta(days=28))
# How long a link lives.
GELDIG = datetime.timedelta(days=30)
# After the last reminder, so many days without an answer bring it on the list to call.
BELLEN_NA = datetime.timedelta(days=7)
# An address is asked again no sooner than this: what is to be confirmed each month is asked each
# month, of who answers.
RUST = datetime.timedelta(days=28)
RUST_ZONDER_ANTWOORD = datetime.timedelta(days=90)


def nieuwe_sleutel():
    """256 random bits, as they stand in a link. Kept nowhere: see `gehakt`."""
    return secrets.token_urlsafe(32)


def gehakt(sleutel):
    """What is kept of the key of a link; nobody makes a link from it."""
    return hashlib.sha256(sleutel.encode()).hexdigest()


class NavraagQuerySet(models.QuerySet):
    def open(self):
        return self.filter(stand=Navraag.Stand.OPEN)

    def met_sleutel(self, sleutel):
        return self.filter(sleutel=gehakt(sleutel))


class Navraag(models.Model):
    """One mail of a question, to one address, about all that is of it.

    `rijen` is {"inzet-12": what was answered, "" for nothing yet}: what the link is about, and no
    more. A reminder is a Navraag too: it takes the place of the one before, and its link does.
    What only tells somebody that they are kept asks nothing (VERTELD): its link is to object by.
    """

    is_inhoud = False

    class Stand(models.TextChoices):
        OPEN = "open", _("wacht op antwoord")
        BEANTWOORD = "beantwoord", _("beantwoord")
        VERVANGEN = "vervangen", _("opnieuw gevraagd")
        GESLOTEN = "gesloten", _("geen antwoord")
        VERTELD = "verteld", _("alleen verteld")

    class Antwoord(models.TextChoices):
        KLOPT = "klopt", _("klopt nog")
        ANDERS = "anders", _("er is iets veranderd")
        GESTOPT = "gestopt", _("gestopt")

    adressen = models.ManyToManyField(
        Contactadres, verbose_name=_("contactadressen"), related_name="navragen"
    )
    # Of the address that it went to: when that becomes another, the link is of nobody.
    afdruk = models.CharField(max_length=64, db_index=True, editable=False)
    sleutel = models.CharField(max_length=64, unique=True, editable=False)
    ronde = models.PositiveSmallIntegerField(_("de hoeveelste mail"), default=1)
    vorige = models.OneToOneField(
        "self",
        verbose_name=_("vorige mail"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="volgende",
    )
    begonnen_op = models.DateField(_("voor het eerst gevraagd op"))
    op = models.DateField(_("gevraagd op"))
    geldig_tot = models.DateField(_("de link werkt tot en met"))
    rijen = models.JSONField(_("waarover"), default=dict)
    stand = models.CharField(_("stand"), max_length=10, choices=Stand, default=Stand.OPEN)
    beantwoord_op = models.DateTimeField(_("beantwoord op"), null=True, blank=True)
    # Of the first mail, so that reminders stand below it.
    message_id = models.CharField(max_length=200, blank=True, editable=False)

    persoonsgegevens = dict.fromkeys(("adressen", "afdruk"), GEVRAAGD)
    zonder_personen = ("sleutel", "rijen", "message_id")
    objects = NavraagQuerySet.as_manager()

    @bekende_keuzes(stand=Stand)
    class Meta:
        verbose_name = _("navraag")
        verbose_name_plural = _("navragen")
        ordering = ["-op", "-pk"]
        indexes = [models.Index(fields=["stand", "op"], name="netwerken_navraag_stand")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.op:%Y-%m-%d}"

    @property
    def is_open(self):
        return self.stand == self.Stand.OPEN

    @property
    def onbeantwoord(self):
        """The names of the rows that nothing was said of yet, as a list."""
        return [naam for naam, antwoord in self.rijen.items() if not antwoord]
