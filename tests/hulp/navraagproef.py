"""Somebody without an account who gets the mail "Klopt dit nog?", and what they do with it."""

import datetime
import re

from django.db import transaction

from buurtnet.berichten.klopt import mailen
from netwerken.models import Navraag
from tests.hulp.bouwers import (
    VANDAAG,
    in_hoede_van,
    maak_contactadres,
    maak_deelname,
    maak_inzet,
    maak_organisatie,
    maak_thema,
    maak_werkgebied,
)
from tests.hulp.postproef import bezorg

EMAIL = "kanarie@humanitas.voorbeeld.nl"
OUD = datetime.date(2025, 1, 1)
HIER = {"Sec-Fetch-Site": "same-origin"}
DAG = datetime.timedelta(days=1)


def maak_partij(netwerk, wijk, aantal=3, **adres):
    """An organisation that nobody confirmed for long, with so many inzetten and one deelname."""
    maak_werkgebied(netwerk=netwerk, wijk=wijk)
    organisatie = in_hoede_van(netwerk, maak_organisatie(naam="Humanitas", bevestigd_op=OUD))
    waar = {"organisatie": organisatie, "wijk": wijk, "bevestigd_op": OUD}
    for nummer in range(aantal):
        thema = maak_thema(naam=f"Thema {nummer}")
        maak_inzet(thema=thema, toelichting=f"Maatjes {nummer}", **waar)
    maak_deelname(organisatie=organisatie, netwerk=netwerk, bevestigd_op=OUD)
    maak_contactadres(organisatie=organisatie, **{"email": EMAIL} | adres)
    return organisatie


def stuur(datum=VANDAAG):
    """What `datum` brings; gives the mails that there are by then."""
    with transaction.atomic():
        mailen.doe(datum)
    return [bericht for bericht in bezorg() if "Klopt dit nog?" in bericht.subject]


def link_uit(bericht):
    """The path of the link in a mail."""
    return re.search(r"https?://[^/]+(/klopt/[\w-]+/)", bericht.body)[1]


def druk(client, pad, headers=HIER, **velden):
    return client.post(pad, velden, headers=headers)


def staat():
    """The last Navraag, as it is kept."""
    return Navraag.objects.order_by("pk").last()
