"""Who may keep an answer: nobody what is somebody's own, every visitor what is everybody's."""

import pytest

from tests.hulp.wereld import SITE

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
# They say it themselves, the same to everybody: health, and what never changes.
ZEGT_ZELF = {"live", "ready", "media", "kaart"}
# Behind a login, or of one visitor: the account pages, the forms and the desk, and what is sent
# without an account.
EIGEN = ("account", "mfa", "mijn", "overal", "uitnodiging", "melding", "klopt", "volgen", "week")
# A page for everybody with a form for anybody: what is sent there is that of one visitor.
MET_FORMULIER = tuple(f"netwerken:{wat}_volgen" for wat in ("wijk", "thema", "netwerk"))


def antwoorden(wereld, rol, *methoden):
    """[(name, answer)] of every address, however it answers."""
    for naam, argumenten in SITE:
        if naam not in ZEGT_ZELF:
            for methode in methoden:
                yield naam, wereld.vraag(methode, wereld.adres(naam, argumenten)[0], rol)


def test_nobody_keeps_what_somebody_got_who_is_logged_in(wereld):
    """Whatever the answer is: a page, a file, a refusal or where to go."""
    fout = {
        (naam, antwoord.status_code): antwoord.get("Cache-Control")
        for naam, antwoord in antwoorden(wereld, "eigen", "get")
        if antwoord.get("Cache-Control") != "no-store, private"
    }
    assert fout == {}


def test_a_visitor_asks_again_and_is_given_nothing_of_one_person(wereld):
    fout = {}
    for naam, antwoord in antwoorden(wereld, "bezoeker", "get", "post"):
        bewaard = antwoord.get("Cache-Control", "")
        if antwoord.status_code != 200 or naam.startswith((*EIGEN, *MET_FORMULIER)):
            goed = bewaard in {"no-cache", "no-store, private"} or "no-store" in bewaard
        else:
            goed = bewaard == "no-cache" and not antwoord.cookies
        if not goed:
            fout[naam, antwoord.status_code] = bewaard, list(antwoord.cookies)
    assert fout == {}
