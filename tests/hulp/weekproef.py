"""The weekly mail of a coordinator, as she gets it."""

import datetime
import re

from django.db import transaction

from buurtnet.berichten.weekbericht import mailen
from tests.hulp.bouwers import VANDAAG
from tests.hulp.postproef import bezorg

# VANDAAG is a Sunday.
MAANDAG = VANDAAG + datetime.timedelta(days=1)


def stuur(datum=MAANDAG):
    """What `datum` brings; gives the mails that there are by then."""
    with transaction.atomic():
        mailen.doe(datum)
    return [bericht for bericht in bezorg() if bericht.subject == "Deze week op buurtnet"]


def pad_uit(kop):
    """The path of the address in a header List-Unsubscribe."""
    return re.search(r"<https?://[^/]+(/.+)>", kop)[1]
