"""Mail from a form to several people: one each, and the same form sent again adds none."""

from django.db import transaction
from django.utils.crypto import salted_hmac

from buurtnet.post.klaarzetten import zet_klaar

ZOUT = "buurtnet.werkplek.post"


def schrijf_ieder(adressen, soort, kenmerk, onderwerp, tekst, antwoord_aan):
    """Write a mail to each of these addresses: nobody sees those of others.

    `kenmerk`: the fields of the Inzending that this form is, see `kenmerk_van`.
    """
    formulier = f"{kenmerk['gebruiker_id']}:{kenmerk['sleutel']}:{kenmerk['afdruk']}"
    with transaction.atomic():
        for adres in adressen:
            wie = salted_hmac(ZOUT, adres.lower()).hexdigest()[:16]
            eigen = f"{soort}:{formulier}:{wie}"
            zet_klaar(soort, eigen, adres, onderwerp, tekst, antwoord_aan=antwoord_aan)
