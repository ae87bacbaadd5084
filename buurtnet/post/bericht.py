"""A mail as it is kept until it went out, and for a while after that."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.regels import bekende_keuzes
from buurtnet.kern.versleuteling import ontsleutel
from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie, duur

# Who has hold of a mail for longer than this is gone; whether it went out, nobody knows.
ONZEKER_NA = datetime.timedelta(minutes=15)
# What was due this long ago and still waits, waits for somebody.
VAST_NA = datetime.timedelta(hours=1)
# From then on nothing of a person is left in what was sent or withdrawn; the mark stays longer.
LEEG_NA = datetime.timedelta(days=90)
WEG_NA = datetime.timedelta(days=2 * 365)


MAIL = Verwerking(
    van=Wie.CONTACT,
    wat=_("De mails die we je sturen"),
    waarvoor=_("Om ze precies één keer te sturen, en te zien of ze aankomen."),
    grond=Rechtsgrond.BELANG,
    wie_ziet=_("De beheerder."),
    hoe_lang=format_lazy(
        _("Wat erin staat tot de mail weg is. Je adres nog {duur}."), duur=duur(LEEG_NA)
    ),
)


class Stand(models.TextChoices):
    KLAAR = "klaar", _("wacht op verzending")
    GECLAIMD = "geclaimd", _("wordt verstuurd")
    VERSTUURD = "verstuurd", _("verstuurd")
    ONZEKER = "onzeker", _("onzeker of het aankwam")
    MISLUKT = "mislukt", _("mislukt")
    INGETROKKEN = "ingetrokken", _("ingetrokken")


# Of these nothing will be sent any more unless a person decides so.
AF = (Stand.VERSTUURD, Stand.INGETROKKEN)
VASTGELOPEN = (Stand.ONZEKER, Stand.MISLUKT)


class BerichtQuerySet(models.QuerySet):
    def aan_de_beurt(self, nu):
        """What may be sent at `nu`, what is in a hurry first."""
        return self.filter(stand=Stand.KLAAR, niet_voor__lte=nu).order_by(
            "-spoed", "niet_voor", "pk"
        )

    def blijven_liggen(self, nu):
        """What somebody took to send, and who never came back to tell."""
        return self.filter(stand=Stand.GECLAIMD, geclaimd_op__lt=nu - ONZEKER_NA)

    def vast(self, nu):
        """What should have gone out long ago."""
        return self.aan_de_beurt(nu).filter(wacht_sinds__lt=nu - VAST_NA)

    def vastgelopen(self):
        """What waits for a person to decide."""
        return self.filter(stand__in=VASTGELOPEN)

    def probeer_opnieuw(self, nu):
        """Send once more what a person saw did not arrive; gives how many that is.

        Of what came back after it was sent, nothing is left to send.
        """
        return (
            self.vastgelopen()
            .exclude(tekst="")
            .update(stand=Stand.KLAAR, claim=None, pogingen=0, niet_voor=nu, wacht_sinds=nu)
        )

    def trek_in(self):
        """Never send these, unless somebody is at it now; gives how many that is."""
        dicht = self.filter(stand__in=(Stand.KLAAR, *VASTGELOPEN))
        return dicht.update(stand=Stand.INGETROKKEN, claim=None, tekst="")


class Bericht(models.Model):
    """A mail to one address. Nobody changes what it says once it is written.

    Its text is kept until it went out: who has a copy of the data has no letters. What opens a
    door, such as the link to a new password, is encrypted before that (`geheim`).
    """

    is_inhoud = False

    kenmerk = models.CharField(
        _("kenmerk"),
        max_length=200,
        unique=True,
        help_text=_("Waarom deze mail er is. Met hetzelfde kenmerk komt er geen tweede."),
    )
    soort = models.CharField(_("soort"), max_length=40)
    aan = models.EmailField(_("aan"), blank=True)
    antwoord_aan = models.EmailField(_("antwoord aan"), blank=True)
    onderwerp = models.CharField(_("onderwerp"), max_length=250, blank=True)
    tekst = models.TextField(_("tekst"), blank=True)
    taal = models.CharField(_("taal"), max_length=10, default=settings.LANGUAGE_CODE)
    koppen = models.JSONField(_("koppen"), default=dict, blank=True)
    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    spoed = models.BooleanField(
        _("spoed"), default=False, help_text=_("Iemand zit erop te wachten.")
    )
    stand = models.CharField(_("stand"), max_length=12, choices=Stand.choices, default=Stand.KLAAR)
    pogingen = models.PositiveIntegerField(_("pogingen"), default=0)
    niet_voor = models.DateTimeField(_("niet eerder dan"), default=timezone.now)
    wacht_sinds = models.DateTimeField(_("wacht sinds"), default=timezone.now)
    geldig_tot = models.DateTimeField(
        _("geldig tot"), null=True, blank=True, help_text=_("Daarna heeft sturen geen zin meer.")
    )
    claim = models.UUIDField(null=True, blank=True, editable=False)
    geclaimd_op = models.DateTimeField(null=True, blank=True, editable=False)
    laatste_fout = models.CharField(_("laatste fout"), max_length=300, blank=True)
    op = models.DateTimeField(_("geschreven op"), default=timezone.now)
    verstuurd_op = models.DateTimeField(_("verstuurd op"), null=True, blank=True)

    persoonsgegevens = dict.fromkeys(
        ("aan", "antwoord_aan", "onderwerp", "tekst", "koppen", "laatste_fout"), MAIL
    )
    zonder_personen = ("kenmerk", "soort", "taal", "message_id")
    objects = BerichtQuerySet.as_manager()

    @bekende_keuzes(stand=Stand)
    class Meta:
        app_label = "basis"
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-op", "-pk"]
        indexes = [models.Index(fields=["stand", "niet_voor"], name="basis_bericht_stand")]

    def __str__(self):
        return self.kenmerk

    @property
    def inhoud(self):
        """The text as somebody is to read it. Raises Onleesbaar."""
        return ontsleutel(self.tekst)
