"""Addresses that mail comes back from: nothing is sent there until a person says otherwise."""

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.verwerking import duur

from .bericht import MAIL, WEG_NA, Bericht, Stand

GEWEIGERD = MAIL._replace(
    wat=_("Dat mail naar je adres terugkomt"),
    waarvoor=_("Om niet te blijven mailen naar een adres dat niet meer werkt."),
    hoe_lang=format_lazy(_("{duur}."), duur=duur(WEG_NA)),
)


class GeweigerdAdres(models.Model):
    """An address that mail came back from."""

    is_inhoud = False

    adres = models.EmailField(_("adres"), unique=True, help_text=_("In kleine letters."))
    reden = models.CharField(_("reden"), max_length=300, blank=True)
    sinds = models.DateTimeField(_("sinds"), default=timezone.now)
    persoonsgegevens = dict.fromkeys(("adres", "reden"), GEWEIGERD)

    class Meta:
        app_label = "basis"
        verbose_name = _("adres dat post weigert")
        verbose_name_plural = _("adressen die post weigeren")
        ordering = ["-sinds", "pk"]

    def __str__(self):
        return self.adres


def geweigerd(adres, reden=""):
    """Note that mail to `adres` comes back; what still waits to go there is not sent.

    Gives the GeweigerdAdres; the first reason is kept.
    """
    rij, _nieuw = GeweigerdAdres.objects.get_or_create(
        adres=adres.lower(), defaults={"reden": reden[:300]}
    )
    wachtend = Bericht.objects.annotate(klein=Lower("aan")).filter(klein=rij.adres)
    wachtend.filter(stand=Stand.KLAAR).update(stand=Stand.MISLUKT, laatste_fout=WEIGERT)
    return rij


def geweigerde(adressen):
    """Which of these addresses refuse mail, as a set in lower case; one query."""
    klein = {adres.lower() for adres in adressen}
    return set(GeweigerdAdres.objects.filter(adres__in=klein).values_list("adres", flat=True))


# What a mail says that was not sent because of it.
WEIGERT = "Dit adres weigert post."
