"""What a link is about, and what is said by it: of each row once, under a lock."""

from enum import StrEnum
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtnet.kern.moment import moment_van
from buurtnet.kern.sloten import vergrendel
from netwerken.models import Contactadres, Navraag

from .wat import rijen_van, vergrendel_rijen

STAND, ANTWOORD = Navraag.Stand, Navraag.Antwoord


class Reden(StrEnum):
    """Why a link is of no use."""

    ONBEKEND = "onbekend"
    VERVANGEN = "vervangen"
    BEANTWOORD = "beantwoord"
    VERLOPEN = "verlopen"


VAN_STAND = {
    STAND.VERVANGEN: Reden.VERVANGEN,
    STAND.BEANTWOORD: Reden.BEANTWOORD,
    STAND.GESLOTEN: Reden.VERLOPEN,
    STAND.VERTELD: Reden.VERLOPEN,
}


class NietOpen(Exception):
    """A link is of no use any more: `reden` says why."""

    def __init__(self, reden):
        super().__init__(reden)
        self.reden = reden


class Gevraagd(NamedTuple):
    """What a link that works is about: {name: row} of what we show now, of what was asked."""

    navraag: Navraag
    adressen: list
    rijen: dict

    @property
    def onbeantwoord(self):
        open_ = {*self.navraag.onbeantwoord}
        return {naam: rij for naam, rij in self.rijen.items() if naam in open_}

    @property
    def naam(self):
        """Of whom it is, by the names of the records."""
        return ", ".join(adres.record.naam for adres in self.adressen)


def zoek(sleutel, datum, *, vast=False):
    """The Gevraagd of a key from a link; `vast`: kept from others. Raises NietOpen.

    What was merged, ended or hidden since is not in it, and neither is what is no longer of the
    address that was mailed.
    """
    rijen = Navraag.objects.met_sleutel(sleutel)
    navraag = next(iter(vergrendel(rijen) if vast else rijen), None)
    if navraag is None:
        raise NietOpen(Reden.ONBEKEND)
    if not navraag.is_open:
        raise NietOpen(VAN_STAND[navraag.stand])
    adressen = list(_nog_van(navraag))
    if navraag.geldig_tot < datum or not adressen:
        raise NietOpen(Reden.VERLOPEN)
    getoond = rijen_van(adressen, datum)
    gevraagd = {naam: rij for naam, rij in getoond.items() if naam in navraag.rijen}
    if not gevraagd:
        raise NietOpen(Reden.VERLOPEN)
    return Gevraagd(navraag, adressen, gevraagd)


def _nog_van(navraag):
    """The rows with the address that was mailed, unless somebody objected."""
    gemaild = Contactadres.objects.te_mailen().filter(navragen=navraag, afdruk=navraag.afdruk)
    return gemaild.met_record().order_by("pk")


@transaction.atomic
def bevestig(sleutel, naam, datum):
    """Confirm the row called `naam`, or with None all that nothing was said of yet.

    Gives how many that were. Raises NietOpen.
    """
    gevraagd = zoek(sleutel, datum, vast=True)
    welke = gevraagd.onbeantwoord
    if naam is not None:
        welke = {naam: welke[naam]} if naam in welke else {}
    for rij in vergrendel_rijen(welke.values()).values():
        rij.bewaar_bevestiging(None, datum, reden_van(gevraagd))
    noteer(gevraagd, welke, ANTWOORD.KLOPT, datum)
    return len(welke)


def noteer(gevraagd, namen, antwoord, datum):
    """Keep what was said of these on `datum`; once all is said the link has done its work."""
    navraag = gevraagd.navraag
    navraag.rijen |= dict.fromkeys(namen, antwoord.value)
    if not gevraagd.onbeantwoord:
        navraag.stand, navraag.beantwoord_op = STAND.BEANTWOORD, moment_van(datum)
    navraag.save(update_fields=["rijen", "stand", "beantwoord_op"])


def reden_van(gevraagd):
    """What the history says of it: by the function, never the address. In Dutch, as it is kept."""
    with override("nl"):
        return _("bevestigd door het contact van %(naam)s") % {"naam": gevraagd.naam}
