"""A list as an Atom feed, for a feed reader."""

import datetime
import re
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.timezone import make_aware
from django.utils.translation import get_language

MEESTE = 50
# What XML can't hold.
ONLEESBAAR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Stuk(NamedTuple):
    """One entry: `record` has a uuid, an address and a day on which it changed."""

    record: object
    tekst: str
    datum: datetime.date
    rubrieken: list
    bijlage: Enclosure | None = None


def is_gevraagd(request):
    return request.GET.get("formaat") == "atom"


def bijlage(afbeelding):
    """The largest file of a picture as an Enclosure; None when there is none."""
    if not (afbeelding and afbeelding.bestaat):
        return None
    breedte = afbeelding.breedtes[-1]
    grootte = afbeelding.pad(breedte).stat().st_size
    adres = f"{settings.SITE_URL}{afbeelding.adres(breedte)}"
    return Enclosure(adres, str(grootte), "image/webp")


def antwoord(request, titel, stukken):
    """The feed at the address of `request`; its page is the same address without `formaat`."""
    vraag = request.GET.copy()
    vraag.pop("formaat", None)
    pagina = f"{settings.SITE_URL}{request.path}{f'?{vraag.urlencode()}' if vraag else ''}"
    feed = Atom1Feed(
        title=_leesbaar(titel),
        link=pagina,
        description="",
        language=get_language(),
        author_name="buurtnet",
        feed_url=f"{settings.SITE_URL}{request.get_full_path()}",
        feed_guid=pagina,
    )
    for stuk in stukken:
        record = stuk.record
        feed.add_item(
            title=_leesbaar(record.naam),
            link=f"{settings.SITE_URL}{record.get_absolute_url()}",
            description=_leesbaar(stuk.tekst),
            unique_id=f"urn:uuid:{record.uuid}",
            pubdate=make_aware(datetime.datetime.combine(stuk.datum, datetime.time())),
            updateddate=record.gewijzigd_op,
            categories=[_leesbaar(rubriek) for rubriek in stuk.rubrieken],
            enclosures=[stuk.bijlage] if stuk.bijlage else [],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _leesbaar(tekst):
    return ONLEESBAAR.sub("", tekst)
