"""What was entered lately of a place, a network or a theme, for a feed reader."""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from buurtnet.lijsten import feed
from netwerken.nieuws import nieuws_van

# What is older than this is no news; a reader keeps what it saw.
TERUG = datetime.timedelta(days=365)


def atom_van(request, record):
    """A response with the newest Nieuws of `record`; of today's, whatever day the page shows."""
    morgen = timezone.localdate() + datetime.timedelta(days=1)
    tot = timezone.make_aware(datetime.datetime.combine(morgen, datetime.time()))
    nieuws = nieuws_van(record, tot - TERUG, tot, feed.MEESTE)
    titel = _("Nieuw en veranderd: %(naam)s") % {"naam": record.naam}
    return feed.atom(request, titel, [_vermelding(een, record) for een in nieuws])


def _vermelding(nieuws, record):
    naam = nieuws.naam(record)
    return {
        "title": f"{capfirst(str(nieuws.woord))}: {naam}",
        "link": nieuws.pagina(record),
        "unique_id": _kenmerk(nieuws),
        "description": f"{nieuws.kop}: {naam}",
        "updateddate": nieuws.op,
        "categories": [str(nieuws.kop)],
    }


def _kenmerk(nieuws):
    """A tag URI (RFC 4151): rows that tie records together have no address of their own."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{nieuws.kenmerk}"
