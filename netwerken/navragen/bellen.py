"""Whom to call, as mail brought no answer; and what is right according to who was called."""

from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtnet.kern.moment import moment_van
from buurtnet.kern.sloten import vergrendel
from buurtnet.post.adressen import geweigerde
from netwerken.models import Contactadres, Navraag
from netwerken.models.navraag import BELLEN_NA, HERINNERINGEN, RUST_ZONDER_ANTWOORD

from .wat import rijen_van, vergrendel_rijen

STAND = Navraag.Stand
LAATSTE = len(HERINNERINGEN) + 1


class TeBellen(NamedTuple):
    """One address: mail to it comes back, or nobody answered since `gevraagd_op` (a date)."""

    adres: Contactadres
    komt_terug: bool
    gevraagd_op: object


def wie_te_bellen(gebruiker, datum):
    """A TeBellen for each address that `gebruiker` keeps and mail brings nothing from.

    Who was asked longest ago comes first.
    """
    stil = {}
    for navraag in zonder_antwoord(datum).prefetch_related("adressen"):
        for adres in navraag.adressen.all():
            stil.setdefault(adres.pk, navraag.begonnen_op)
    eigen = Contactadres.objects.editable_by(gebruiker).te_mailen().met_record()
    alle = list(eigen)
    weigert = geweigerde([adres.email for adres in alle])
    gevonden = [
        TeBellen(adres, adres.email.lower() in weigert, stil.get(adres.pk))
        for adres in alle
        if adres.pk in stil or adres.email.lower() in weigert
    ]
    return sorted(gevonden, key=lambda een: (een.gevraagd_op or datum, een.adres.pk))


def zonder_antwoord(datum):
    """The questions that were asked for the last time a while ago, the oldest first."""
    q = Q(stand=STAND.OPEN, op__lte=datum - BELLEN_NA)
    q |= Q(stand=STAND.GESLOTEN, begonnen_op__gt=datum - RUST_ZONDER_ANTWOORD)
    return Navraag.objects.filter(q, ronde=LAATSTE).order_by("begonnen_op", "pk")


@transaction.atomic
def klopt_volgens_bellen(adres, gebruiker, datum):
    """Confirm all that we show of this Contactadres, as the link in a mail would; gives how many.

    It is the word of who was called: also of what others keep, in networks that `gebruiker` has
    nothing to do with. Nobody calls them again for that, and it need not be asked by mail.
    """
    vragen = Navraag.objects.filter(adressen=adres, stand__in=(STAND.OPEN, STAND.GESLOTEN))
    for navraag in vergrendel(vragen):
        navraag.stand, navraag.beantwoord_op = STAND.BEANTWOORD, moment_van(datum)
        navraag.save(update_fields=["stand", "beantwoord_op"])
    rijen = rijen_van([adres], datum)
    with override("nl"):
        reden = _("bevestigd door het contact van %(naam)s, gebeld") % {"naam": adres.record}
    for rij in vergrendel_rijen(rijen.values()).values():
        rij.bewaar_bevestiging(gebruiker, datum, reden)
    return len(rijen)
