"""Addresses and languages; every template has these without loading them."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import get_language

from buurtnet.kern.noemen import BESLOTEN, STREEP, delen_van
from buurtnet.kern.tweetalig import in_eigen_taal

from ..taal import in_taal, nl

register = template.Library()
register.filter("nl", nl)


@register.filter
def noem(iets, gebruiker):
    """A row or record by its name, each end of it that `gebruiker` may not see left unnamed."""
    delen = delen_van(iets, gebruiker)
    in_nl = ((deel if deel is BESLOTEN else nl(deel),) for deel in delen)
    return format_html_join(STREEP, "{}", in_nl)


@register.filter
def tweetalig(rij, veld):
    """A field that staff writes in two languages, marked where it has none of this page's."""
    tekst, is_eigen = in_eigen_taal(rij, veld)
    return tekst if is_eigen else nl(tekst)


@register.filter
def adres(naam):
    """The address of a page without arguments, where a tag takes an address as its argument."""
    return reverse(naam)


@register.inclusion_tag("layout/_taalkeuze.html", takes_context=True)
def taalkeuze(context):
    """Links to this same page, its filters kept, in the other languages."""
    verzoek = context.get("request")
    hier = verzoek.get_full_path() if verzoek else "/"
    talen = [
        (code, naam, in_taal(hier, code))
        for code, naam in settings.LANGUAGES
        if code != get_language()
    ]
    return {"talen": talen}


@register.inclusion_tag("layout/_talen.html")
def talen(pad="/"):
    """For the head: where the page at this path stands in each language."""
    adressen = [
        (code, settings.SITE_URL + in_taal(pad, code)) for code, _naam in settings.LANGUAGES
    ]
    return {"adressen": [*adressen, ("x-default", adressen[0][1])]}
