"""Who follows a place, a theme or a network by mail, without an account."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.versleuteling import ontsleutel, versleutel
from buurtnet.kern.verwerking import Rechtsgrond, Verwerking, Wie, duur
from wijken.models import Thema, Wijk

from .contactadres import afdruk_van
from .een_van import een_van, precies_een_van
from .netwerk import Netwerk

# {name of the field: model} of what may be followed.
WAT = {"wijk": Wijk, "thema": Thema, "netwerk": Netwerk}
# What nobody confirmed for so long is forgotten: somebody else typed this address, or had second
# thoughts.
ONBEVESTIGD_WEG_NA = datetime.timedelta(days=7)
GEVOLGD = Verwerking(
    van=Wie.VOLGER,
    wat=_("Je e-mailadres, versleuteld, en wat je volgt"),
    waarvoor=_("Om je één keer in de week te mailen wat er nieuw is."),
    grond=Rechtsgrond.TOESTEMMING,
    wie_ziet=_("Niemand."),
    hoe_lang=format_lazy(
        _("Tot je stopt met volgen. Bevestig je niet, dan {duur}."), duur=duur(ONBEVESTIGD_WEG_NA)
    ),
)


class VolgerQuerySet(models.QuerySet):
    def van(self, record):
        """Those who follow `record`, confirmed or not."""
        return self.filter(**{record._meta.model_name: record})

    def bevestigd(self):
        """Those who said by a link in their mail that it is theirs."""
        return self.filter(bevestigd_op__isnull=False)

    def van_adres(self, email):
        """All that this address follows."""
        return self.filter(afdruk=afdruk_van(email))


class Volger(models.Model):
    """That an address follows one thing; until it is confirmed, nothing is sent but the question.

    The address is encrypted, and looked up by `afdruk`: who has a copy of the data has no list of
    addresses, and nobody on the site reads one.
    """

    # It stands on no page: who follows makes no page new.
    is_inhoud = False
    is_persoon = True
    persoonsgegevens = dict.fromkeys(("adres", "afdruk"), GEVOLGD)
    zonder_personen = ("taal",)

    wijk = een_van(Wijk, _("wijk"), "gevolgd_door")
    thema = een_van(Thema, _("thema"), "gevolgd_door")
    netwerk = een_van(Netwerk, _("netwerk"), "gevolgd_door")
    adres = models.TextField(_("e-mailadres"), editable=False)
    afdruk = models.CharField(max_length=64, db_index=True, editable=False)
    taal = models.CharField(_("taal"), max_length=10, default=settings.LANGUAGE_CODE)
    op = models.DateTimeField(_("aangemeld op"), default=timezone.now)
    bevestigd_op = models.DateTimeField(_("bevestigd op"), null=True, blank=True)
    # Up to this day, exclusive, they were told.
    verteld_tot = models.DateField(_("verteld tot"), null=True, blank=True)

    objects = VolgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("volger")
        verbose_name_plural = _("volgers")
        ordering = ["-op", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="netwerken_volger_een_ding",
                condition=precies_een_van(WAT),
                violation_error_message=_("Een volger volgt precies één ding."),
            ),
            *(
                models.UniqueConstraint(
                    fields=[naam, "afdruk"],
                    name=f"netwerken_volger_een_per_{naam}",
                    violation_error_message=_("Dit adres volgt dit al."),
                )
                for naam in WAT
            ),
        ]

    def __str__(self):
        # Never the address.
        return f"{self._meta.verbose_name} {self.waarvan}"

    @property
    def waarvan(self):
        """The record that is followed."""
        return next(filter(None, (getattr(self, naam) for naam in WAT)))

    @property
    def email(self):
        """The address, to mail to. Raises Onleesbaar."""
        return ontsleutel(self.adres)

    @email.setter
    def email(self, email):
        self.adres, self.afdruk = versleutel(email), afdruk_van(email)
