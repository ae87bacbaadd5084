"""Two agendas side by side: which points belong together, and what became of each."""

import itertools

import pytest

from wijken.models import Agendapunt
from wijken.vergelijken import vergelijk_punten

_nummer = itertools.count(1)


def punt(tekst, thema=None, soort="thema"):
    """A point that is not saved; `thema` is the key of its theme."""
    return Agendapunt(pk=next(_nummer), tekst=tekst, thema_id=thema, soort=soort)


def naast(oud, nieuw):
    return [
        (paar.oud and paar.oud.tekst, paar.nieuw and paar.nieuw.tekst, paar.wat)
        for paar in vergelijk_punten(oud, nieuw)
    ]


def test_what_says_the_same_stays_whatever_its_place_and_capitals():
    oud, nieuw = [punt("Eten", 1), punt("Groen", 2)], [punt("groen ", 2), punt("Eten", 1)]
    assert naast(oud, nieuw) == [("Groen", "groen ", "blijft"), ("Eten", "Eten", "blijft")]


def test_the_same_theme_in_other_words_is_said_otherwise():
    assert naast([punt("Eten", 1)], [punt("Samen eten", 1)]) == [("Eten", "Samen eten", "anders")]


def test_the_same_words_with_another_theme_are_said_otherwise():
    assert naast([punt("Eten", 1)], [punt("Eten", 2)]) == [("Eten", "Eten", "anders")]


def test_what_is_gone_comes_after_what_is_new():
    assert naast([punt("Eten", 1)], [punt("Groen", 2)]) == [
        (None, "Groen", "nieuw"),
        ("Eten", None, "weg"),
    ]


def test_without_a_theme_other_words_are_another_point():
    assert [wat for *_wie, wat in naast([punt("Eten")], [punt("Groen")])] == ["nieuw", "weg"]


def test_a_motto_does_not_become_a_point_of_the_same_theme():
    paren = naast([punt("Doe mee", 1, "motto")], [punt("Eten", 1)])
    assert [wat for *_wie, wat in paren] == ["nieuw", "weg"]


def test_the_same_goes_before_the_same_theme():
    oud, nieuw = [punt("Eten", 1), punt("Koken", 1)], [punt("Bakken", 1), punt("Eten", 1)]
    assert naast(oud, nieuw) == [("Koken", "Bakken", "anders"), ("Eten", "Eten", "blijft")]


@pytest.mark.parametrize(("oud", "nieuw"), [([], []), ([punt("Eten")], []), ([], [punt("Eten")])])
def test_each_point_is_told_once(oud, nieuw):
    assert len(vergelijk_punten(oud, nieuw)) == len(oud) + len(nieuw)
