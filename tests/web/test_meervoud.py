"""One is one and more are more: no singular stands where the plural belongs, in either language."""

import re

import pytest

from buurtnet.web import vertalingen

WOORD = re.compile(r"[^\W\d_]+(?:['’]s)?")
# What no rule of spelling says, singular first.
ONREGELMATIG = {
    "en": {
        ("is", "are"),
        ("was", "were"),
        ("has", "have"),
        ("it", "they"),
        ("its", "their"),
        ("other", "others"),
        ("person", "people"),
    },
    "nl": {
        ("is", "zijn"),
        ("het", "de"),
        ("het", "ze"),
        ("dat", "die"),
        ("staat", "staan"),
        ("gaat", "gaan"),
        ("werkt", "werken"),
        ("klopt", "kloppen"),
    },
}
# Verbs lose the s that nouns get.
WERKWOORDEN = {"work", "stay"}
KLINKERS = "aeiou"


def _engels(woord):
    yield f"{woord}s"
    yield f"{woord}es"
    if woord.endswith("y"):
        yield f"{woord[:-1]}ies"


def _nederlands(woord):
    yield from (f"{woord}s", f"{woord}'s", f"{woord}en", f"{woord}n", f"{woord}{woord[-1]}en")
    if woord.endswith("heid"):
        yield f"{woord[:-4]}heden"
    zacht = {"f": "v", "s": "z"}.get(woord[-1], woord[-1])
    yield f"{woord[:-1]}{zacht}en"
    if len(woord) > 3 and woord[-2] == woord[-3] and woord[-2] in KLINKERS:
        yield f"{woord[:-2]}{zacht}en"


MEERVOUDEN = {"en": _engels, "nl": _nederlands}


def is_meervoud(een, meer, taal):
    """Whether the word `meer` is that for more of the word `een`."""
    if (een, meer) in ONREGELMATIG[taal]:
        return True
    return een not in WERKWOORDEN and meer in MEERVOUDEN[taal](een)


def bezwaar(enkelvoud, meervoud, taal):
    """What is wrong with two forms of a sentence, or ""."""
    een, meer = (set(WOORD.findall(zin.casefold())) for zin in (enkelvoud, meervoud))
    een, meer = een - meer, meer - een
    if any(is_meervoud(m, e, taal) for e in een for m in meer):
        return "swapped"
    goed = any(is_meervoud(e, m, taal) for e in een for m in meer)
    return "" if goed else "no word that is one and then more"


def tellingen():
    """[(Dutch forms, English forms)] of every sentence that counts."""
    catalogus = vertalingen.lees_catalogus("en")
    return [(b.id, b.string) for b in catalogus if isinstance(b.id, tuple) and b.id[0]]


def test_dutch_has_its_plural_behind_its_singular():
    fout = {nl: zegt for nl, _en in tellingen() if nl[0] != nl[1] and (zegt := bezwaar(*nl, "nl"))}
    assert fout == {}


def test_english_has_two_forms_where_dutch_has_and_in_that_order():
    fout = {
        en: bezwaar(*en, "en") or "one form"
        for nl, en in tellingen()
        if (en[0] == en[1] and nl[0] != nl[1]) or (en[0] != en[1] and bezwaar(*en, "en"))
    }
    assert fout == {}


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_a_swap_of_any_of_them_is_seen(taal):
    """The rule itself: it says no to every sentence with its forms the other way round."""
    vormen = [paar[taal == "en"] for paar in tellingen()]
    ongezien = [paar for paar in vormen if paar[0] != paar[1] and not bezwaar(*paar[::-1], taal)]
    assert ongezien == []
