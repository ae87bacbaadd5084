"""The key that stops a weekbericht: signed, for one person and this one purpose."""

from django.core import signing

from buurtnet.accounts.models import Gebruiker

TEKENAAR = signing.Signer(salt="berichten.weekbericht")


def sleutel_voor(gebruiker):
    return TEKENAAR.sign(gebruiker.pk)


def gebruiker_van(sleutel):
    """The Gebruiker of such a key, None when there is none."""
    try:
        return Gebruiker.objects.filter(pk=TEKENAAR.unsign(sleutel)).first()
    except signing.BadSignature:
        return None
