"""Atom feeds (RFC 4287): what is new, for a feed reader."""

import datetime

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import get_language

TYPE = "application/atom+xml; charset=utf-8"
MEESTE = 50
LANG_GELEDEN = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def leesbaar(tekst):
    """`tekst` without the characters that XML and calendars can't hold."""
    return "".join(teken for teken in str(tekst) if teken.isprintable() or teken == "\n")


def heel_adres(pad):
    """A path as an address that works outside the site."""
    return f"{settings.SITE_URL}{pad}"


class _Feed(Atom1Feed):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.bijgewerkt = LANG_GELEDEN

    def latest_post_date(self):
        """When its newest entry changed: the same content gives the same bytes."""
        return self.bijgewerkt


def atom(request, titel, vermeldingen):
    """A response with `vermeldingen`, at most MEESTE: dicts of title, link (a path), unique_id,
    description, updateddate and perhaps pubdate, the newest first."""
    hier = heel_adres(request.get_full_path())
    feed = _Feed(
        title=leesbaar(titel),
        link=heel_adres(request.path),
        description="",
        language=get_language(),
        feed_url=hier,
        feed_guid=hier,
        author_name="buurtnet",
    )
    for vermelding in vermeldingen[:MEESTE]:
        feed.bijgewerkt = max(feed.bijgewerkt, vermelding["updateddate"])
        tekst = {
            "title": leesbaar(vermelding["title"]),
            # Atom1Feed says of a summary that it is HTML.
            "description": linebreaks(leesbaar(vermelding["description"]), autoescape=True),
        }
        feed.add_item(**vermelding | tekst | {"link": heel_adres(vermelding["link"])})
    return HttpResponse(feed.writeString("utf-8"), content_type=TYPE)
