"""Somebody without an account who follows a wijk, a theme or a network by mail."""

import datetime
import re

from django.db import transaction
from django.urls import reverse

from buurtnet.berichten.volgen import mailen
from tests.hulp.bouwers import VANDAAG
from tests.hulp.postproef import bezorg

EMAIL = "kanarie@voorbeeld.nl"
HIER = {"Sec-Fetch-Site": "same-origin"}
# VANDAAG is a Sunday.
MAANDAG = VANDAAG + datetime.timedelta(days=1)


def adres_van(record):
    return reverse(f"netwerken:{record._meta.model_name}_volgen", args=[record.slug])


def meld_aan(client, record, email=EMAIL, headers=HIER, **velden):
    return client.post(adres_van(record), {"email": email} | velden, headers=headers)


def link_uit(bericht, doel):
    """The path of the link in a mail to do this."""
    return re.search(rf"https?://[^/]+((?:/en)?/volgen/[\w:-]+/{doel}/)", bericht.body)[1]


def stuur(datum=MAANDAG):
    """What `datum` brings; gives the weekly mails that there are by then."""
    with transaction.atomic():
        mailen.doe(datum)
    return [b for b in bezorg() if "List-Unsubscribe" in b.extra_headers]
