"""The language of a page follows from its address alone: English below /en/, Dutch elsewhere."""

from functools import lru_cache, partial

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.html import format_html

# Of the default language the addresses have no prefix.
VOORVOEGSELS = {
    code: f"/{code}/" for code, _naam in settings.LANGUAGES if code != settings.LANGUAGE_CODE
}


class TaalMiddleware:
    """Makes each answer in the language of its address; no cookie or browser is asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with translation.override(taal_van(request.path_info)):
            return self.get_response(request)


def taal_van(pad):
    """The code of the language that an address is in."""
    met_streep = pad if pad.endswith("/") else f"{pad}/"
    return next(
        (code for code, begin in VOORVOEGSELS.items() if met_streep.startswith(begin)),
        settings.LANGUAGE_CODE,
    )


def zonder_taal(pad):
    """The address as it is in Dutch: "/en/wijken/" is "/wijken/"."""
    begin = VOORVOEGSELS.get(taal_van(pad))
    # Never two slashes in front: that would be the address of another host.
    return f"/{pad[len(begin) :].lstrip('/')}" if begin else pad


def in_taal(pad, code):
    """The same address in another language."""
    kaal = zonder_taal(pad)
    return f"{VOORVOEGSELS[code]}{kaal[1:]}" if code in VOORVOEGSELS else kaal


def beginadres():
    """The address of the first page, in the language of this one: "/" or "/en/"."""
    begin = VOORVOEGSELS.get(translation.get_language(), "/")
    return f"{get_script_prefix()}{begin[1:]}"


def recordadres(naam, slug):
    """As reverse(naam, args=[slug]), but the pattern is looked up once: pages have many links."""
    begin, einde = _adresvorm(naam, translation.get_language(), get_script_prefix())
    return f"{begin}{slug}{einde}"


@lru_cache(maxsize=500)
def _adresvorm(naam, _taal, _voorvoegsel):
    """What stands before and after the slug in the addresses of this name and language."""
    begin, _slug, einde = reverse(naam, args=["0"]).rpartition("0")
    return begin, einde


def adresmaker(naam):
    """A function from a slug to its address, for many links of one kind."""
    return partial(recordadres, naam)


def nl(tekst):
    """Content for a page: names and texts stay Dutch, and are marked so in another language."""
    return nlmaker()(tekst) if tekst else tekst


def nlmaker():
    """`nl` for many texts: which language the page is in was asked once."""
    return _zoals_het_is if translation.get_language() == settings.LANGUAGE_CODE else _in_nl


def _zoals_het_is(tekst):
    return tekst


def _in_nl(tekst):
    return format_html('<span lang="nl">{}</span>', tekst) if tekst else tekst
