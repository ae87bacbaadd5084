"""What schema.org asks of a block of data in a page."""

import re

# Per type what a page about it can't do without.
VEREIST = {
    "WebSite": {"name", "url", "potentialAction"},
    "WebPage": {"name", "url", "dateModified"},
    "BreadcrumbList": {"itemListElement"},
    "Organization": {"name", "url"},
    "Project": {"name", "url"},
    "City": {"name", "url"},
    "AdministrativeArea": {"name", "url"},
    "Place": {"name", "url"},
    "CivicStructure": {"name", "url"},
    "Playground": {"name", "url"},
    "School": {"name", "url"},
    "PlaceOfWorship": {"name", "url"},
    "Event": {"name", "url", "location"},
    "Article": {"headline", "datePublished", "publisher", "url"},
}


def keur(blok):
    """Fail on a block without what its type needs, and on an address that isn't whole."""
    assert VEREIST[blok["@type"]] <= blok.keys(), blok
    if blok["@type"] == "Event":
        assert {"startDate", "eventSchedule"} & blok.keys(), blok
    for naam, waarde in _paren(blok):
        assert waarde not in ("", None), (naam, blok)
        if naam in {"url", "item", "image"}:
            assert re.match("https?://[^/]+/", waarde), blok


def _paren(waarde, naam=""):
    if isinstance(waarde, dict):
        for sleutel, deel in waarde.items():
            yield from _paren(deel, sleutel)
    elif isinstance(waarde, list):
        for deel in waarde:
            yield from _paren(deel, naam)
    else:
        yield naam, waarde
