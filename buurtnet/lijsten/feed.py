"""Atom feeds (RFC 4287): what is new, for a feed reader."""

import datetime
import re

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.html import linebreaks
from django.utils.translation import get_language

from buurtnet.web.adres import heel_adres

TYPE = "application/atom+xml; charset=utf-8"
MEESTE = 50
LANG_GELEDEN = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
# What XML and calendars can't hold, line ends apart.
ONLEESBAAR = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def leesbaar(tekst):
    """`tekst` without the characters that XML and calendars can't hold."""
    return ONLEESBAAR.sub("", str(tekst))


def bijlage(afbeelding):
    """The largest file of a picture as an Enclosure; None when there is none."""
    if not (afbeelding and afbeelding.bestaat):
        return None
    breedte = afbeelding.breedtes[-1]
    grootte = afbeelding.pad(breedte).stat().st_size
    return Enclosure(heel_adres(afbeelding.adres(breedte)), str(grootte), "image/webp")


class _Feed(Atom1Feed):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.bijgewerkt = LANG_GELEDEN

    def latest_post_date(self):
        """When its newest entry changed: the same content gives the same bytes."""
        return self.bijgewerkt


def atom(request, titel, vermeldingen):
    """A response with `vermeldingen`, at most MEESTE: dicts of title, link (a path), unique_id,
    description, updateddate and perhaps pubdate, categories and enclosures, the newest first.

    Its page is the same address without `formaat`.
    """
    vraag = request.GET.copy()
    vraag.pop("formaat", None)
    pagina = heel_adres(f"{request.path}?{vraag.urlencode()}" if vraag else request.path)
    feed = _Feed(
        title=leesbaar(titel),
        link=pagina,
        description="",
        language=get_language(),
        feed_url=heel_adres(request.get_full_path()),
        feed_guid=pagina,
        author_name="buurtnet",
    )
    for vermelding in vermeldingen[:MEESTE]:
        feed.bijgewerkt = max(feed.bijgewerkt, vermelding["updateddate"])
        tekst = {
            "title": leesbaar(vermelding["title"]),
            # Atom1Feed says of a summary that it is HTML.
            "description": linebreaks(leesbaar(vermelding["description"]), autoescape=True),
            "categories": [leesbaar(rubriek) for rubriek in vermelding.get("categories", ())],
        }
        feed.add_item(**vermelding | tekst | {"link": heel_adres(vermelding["link"])})
    return HttpResponse(feed.writeString("utf-8"), content_type=TYPE)
