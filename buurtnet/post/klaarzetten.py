"""Writing a mail: a row, in the transaction of whatever it tells of."""

import uuid
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import get_language

from buurtnet.kern.tekst import een_regel
from buurtnet.kern.versleuteling import versleutel

from .adressen import WEIGERT, geweigerde
from .bericht import Bericht, Stand
from .meteen import na_vastleggen

LANGSTE_ONDERWERP = Bericht._meta.get_field("onderwerp").max_length


def zet_klaar(
    soort,
    kenmerk,
    aan,
    onderwerp,
    tekst,
    *,
    antwoord_aan="",
    afmelden="",
    koppen=None,
    niet_voor=None,
    geldig_tot=None,
    op=None,
    spoed=False,
    geheim=False,
):
    """Write a mail to the address `aan`, unless there is one with this `kenmerk` already.

    Gives (the Bericht, whether it is new). Call it within the transaction of the change: the mail
    is there when, and only when, the change is. `kenmerk` says for what the mail is, and never to
    which address: it is kept for years.

    `tekst` is plain text, from which the HTML is made (see `opmaak`), in the language of the
    moment. `afmelden` is the full address that stops these mails by one POST (RFC 8058). Nothing is
    sent before `niet_voor` or after `geldig_tot`. `op`: the moment that it is of; now. `spoed`:
    somebody waits for it, so it goes at once. `geheim`: what it says opens a door.
    """
    if not aan:
        raise ValueError("a mail to nobody")
    if "@" in kenmerk:
        raise ValueError("an address in the mark of a mail would be kept for years")
    koppen = dict(koppen or {})
    if afmelden:
        koppen["List-Unsubscribe"] = f"<{afmelden}>"
        koppen["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    velden = {
        "soort": soort,
        "aan": aan,
        "antwoord_aan": antwoord_aan,
        "onderwerp": een_regel(onderwerp)[:LANGSTE_ONDERWERP],
        "tekst": versleutel(tekst) if geheim else tekst,
        "taal": get_language() or settings.LANGUAGE_CODE,
        "koppen": koppen,
        "message_id": _message_id(),
        "geldig_tot": geldig_tot,
        "spoed": spoed,
    }
    if op:
        velden["op"] = op
    if niet_voor:
        velden |= {"niet_voor": niet_voor, "wacht_sinds": niet_voor}
    _eis_te_versturen(velden)
    if geweigerde([aan]):
        velden |= {"stand": Stand.MISLUKT, "laatste_fout": WEIGERT}
    bericht, nieuw = Bericht.objects.get_or_create(kenmerk=kenmerk, defaults=velden)
    if nieuw and bericht.stand == Stand.KLAAR:
        transaction.on_commit(partial(na_vastleggen, bericht.pk, spoed), robust=True)
    return bericht, nieuw


def _message_id():
    """Fixed when the mail is written, so that who gets it twice after all can see that."""
    return f"<{uuid.uuid4().hex}@{urlsplit(settings.SITE_URL).hostname}>"


def _eis_te_versturen(velden):
    """What no mail can hold stops who writes it, not who sends it. Raises ValueError."""
    antwoord = [velden["antwoord_aan"]] if velden["antwoord_aan"] else []
    EmailMessage(
        velden["onderwerp"], "", to=[velden["aan"]], reply_to=antwoord, headers=velden["koppen"]
    ).message()
