"""Following a place, a theme or a network by mail: asked for, confirmed by a link, and stopped.

A link is signed, for one Volger and one purpose; it is kept nowhere, and works as long as the row
is there: who stopped, or is forgotten, has no key that opens anything.
"""

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from buurtnet.kern.sloten import vergrendel
from buurtnet.post.adressen import geweigerde
from buurtnet.post.bericht import Bericht

from .models import Volger
from .models.contactadres import afdruk_van
from .models.volger import ONBEVESTIGD_WEG_NA, WAT

BEVESTIGEN, STOPPEN = "bevestigen", "stoppen"
ZOUT = "netwerken.volgen"


class OnbekendeLink(Exception):
    """Nobody follows anything by this key: it was never made, or what it was for is over."""


def meld_aan(record, email):
    """The Volger of `record` with this address, who is still to confirm; None without a question.

    None is asked of who follows it already, and of an address that refuses mail. Call it in a
    transaction.
    """
    if geweigerde([email]):
        return None
    waar = {record._meta.model_name: record, "afdruk": afdruk_van(email)}
    nieuw = Volger(**waar, taal=get_language())
    nieuw.email = email
    volger, _nieuw = Volger.objects.get_or_create(
        **waar, defaults={"adres": nieuw.adres, "taal": nieuw.taal}
    )
    return None if volger.bevestigd_op else volger


def sleutel_voor(volger, doel):
    """What stands in a link to do `doel` (BEVESTIGEN, STOPPEN)."""
    return _tekenaar(doel).sign(volger.pk)


def zoek(sleutel, doel):
    """The Volger that this key is of. Raises OnbekendeLink."""
    return _van_sleutel(Volger.objects.select_related(*WAT), sleutel, doel)


@transaction.atomic
def bevestig(sleutel):
    """Follow from now on; gives the Volger. Once more changes nothing. Raises OnbekendeLink."""
    volger = _van_sleutel(Volger.objects.select_for_update(), sleutel, BEVESTIGEN)
    if volger.bevestigd_op is None:
        volger.bevestigd_op = timezone.now()
        volger.verteld_tot = timezone.localdate()
        volger.save(update_fields=["bevestigd_op", "verteld_tot"])
    return volger


@transaction.atomic
def stop(sleutel):
    """Follow no longer, and forget who did; what waits to be sent is not. Raises OnbekendeLink."""
    volger = _van_sleutel(Volger.objects.select_for_update(), sleutel, STOPPEN)
    _vergeet([volger])


@transaction.atomic
def wis(adres):
    """Forget all that this address follows; gives how many rows that were."""
    return _vergeet(vergrendel(Volger.objects.van_adres(adres)))


@transaction.atomic
def vergeet_onbevestigde(nu):
    """Forget who did not confirm in time; gives how many that were."""
    lang_geleden = Volger.objects.filter(bevestigd_op=None, op__lt=nu - ONBEVESTIGD_WEG_NA)
    return _vergeet(vergrendel(lang_geleden))


def kenmerk_van(volger, wat):
    """The mark of a mail to this Volger."""
    return f"volgen:{volger.pk}:{wat}"


def _vergeet(volgers):
    for volger in volgers:
        Bericht.objects.filter(kenmerk__startswith=kenmerk_van(volger, "")).trek_in()
    Volger.objects.filter(pk__in=[volger.pk for volger in volgers]).delete()
    return len(volgers)


def _tekenaar(doel):
    return signing.Signer(salt=f"{ZOUT}.{doel}")


def _van_sleutel(volgers, sleutel, doel):
    try:
        pk = _tekenaar(doel).unsign(sleutel)
        return volgers.get(pk=pk)
    except (signing.BadSignature, Volger.DoesNotExist):
        raise OnbekendeLink from None
