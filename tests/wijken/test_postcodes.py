"""A postcode in a question leads to the wijken where it lies."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from tests.hulp.bouwers import (
    log_in_met_tweede_stap,
    maak_beheerder,
    maak_postcode,
    maak_thema,
    maak_wijk,
)
from wijken.models import Postcode

pytestmark = pytest.mark.django_db
BEZOEKER = AnonymousUser()


def bij(vraag):
    return Postcode.objects.lees_vraag(vraag, BEZOEKER)


@pytest.fixture
def beijum():
    wijk = maak_wijk(naam="Beijum")
    maak_postcode("9737AB", wijk, 12)
    return wijk


@pytest.mark.parametrize(
    ("vraag", "rest"),
    [
        ("9737AB", ""),
        ("9737 ab", ""),
        ("9737-Ab", ""),
        ("9737  aB", ""),
        ("97 37 AB", ""),
        ("97 37 ab", ""),
        ("9 7 3 7 A B", ""),
        ("9737 A.B", ""),
        ("NL-9737AB", ""),
        ("nl 9737 ab", ""),
        ("hulp 97 37 AB", "hulp"),
        ("hulp bij geld 9737 ab Groningen", "hulp bij geld Groningen"),
        ("(9737ab)", "( )"),
    ],
)
def test_any_spelling_of_a_postcode_leads_to_the_wijk(beijum, vraag, rest):
    antwoord = bij(vraag)
    assert (antwoord.postcode, antwoord.wijken, antwoord.rest) == ("9737 AB", [beijum], rest)


@pytest.mark.parametrize(
    "vraag",
    [
        *("", "beijum", "973", "97371", "9737abc", "19737ab", "2019", "sinds 2019 in Beijum"),
        *("van 97 37", "10 12 in Beijum", "06 12 34 56 78", "sinds 2019 a", "anl9737ab"),
    ],
)
def test_what_is_no_postcode_stays_an_ordinary_question(beijum, vraag):
    antwoord = bij(vraag)
    assert not antwoord
    assert (antwoord.rest, antwoord.wijken) == (vraag, [])


def test_the_wijk_with_most_of_the_postcode_comes_first(beijum):
    meer = maak_wijk(naam="Zuidwending")
    maak_postcode("9737AB", meer, 30)
    assert bij("9737 ab").wijken == [meer, beijum]


def test_four_digits_count_for_all_their_postcodes(beijum):
    ander = maak_wijk(naam="De Hunze")
    maak_postcode("9737XA", ander, 7)
    maak_postcode("9737XB", ander, 6)
    maak_postcode("9738AA", maak_wijk(), 90)
    antwoord = bij("9737")
    assert (antwoord.postcode, antwoord.wijken) == ("9737", [ander, beijum])


def test_an_unknown_postcode_falls_back_on_its_digits(beijum):
    antwoord = bij("geldzorgen 9737 ZZ")
    assert (antwoord.postcode, antwoord.wijken, antwoord.rest) == ("9737", [beijum], "geldzorgen")


def test_of_an_unknown_postcode_the_answer_says_so(beijum):
    assert bij("9737 ZZ").onbekend == bij("97 37 zz").onbekend == "9737 ZZ"
    assert bij("9737 AB").onbekend == bij("9737 en Beijum").onbekend == ""


@pytest.mark.parametrize("vraag", ["9737A", "9737 a", "97 37 A", "NL-9737a"])
def test_an_unfinished_postcode_counts_for_all_that_begin_so(beijum, vraag):
    maak_postcode("9737BA", maak_wijk(), 99)
    antwoord = bij(vraag)
    assert (antwoord.postcode, antwoord.wijken) == ("9737 A", [beijum])


def test_a_word_after_the_digits_is_no_part_of_the_postcode(beijum):
    antwoord = bij("9737 en Beijum")
    assert (antwoord.postcode, antwoord.rest) == ("9737", "en Beijum")


@pytest.mark.parametrize("vraag", ["0000 zz", "1234AB", "wie helpt in 1234 AB"])
def test_a_postcode_that_is_not_known_is_recognised_all_the_same(beijum, vraag):
    antwoord = bij(vraag)
    assert antwoord
    assert (antwoord.wijken, antwoord.geladen) == ([], True)


def test_without_postcodes_a_question_knows_that_none_are_loaded():
    assert not bij("9737 ab").geladen


def test_a_wijk_that_is_not_public_is_not_named_by_its_postcode():
    maak_postcode("9737AB", maak_wijk(openbaar=False))
    assert bij("9737 ab").wijken == []


def test_staff_find_a_postcode_and_cannot_change_it(client, beijum):
    log_in_met_tweede_stap(client, maak_beheerder())
    lijst = reverse("admin:wijken_postcode_changelist")
    assert "9737 AB" in client.get(lijst, {"q": "9737AB"}).content.decode()
    assert "9737 AB" not in client.get(lijst, {"q": "9738"}).content.decode()
    postcode = Postcode.objects.get()
    blad = client.get(reverse("admin:wijken_postcode_change", args=[postcode.pk]))
    assert 'name="_save"' not in blad.content.decode()
    assert client.get(reverse("admin:wijken_postcode_add")).status_code == 403


# On the page


def zoek(client, q, pagina="zoeken"):
    antwoord = client.get(reverse(pagina), {"q": q})
    assert antwoord.status_code == 200
    return antwoord.content.decode()


@pytest.mark.parametrize("q", ["9737AB", "9737 ab", "9737-ab"])
def test_a_postcode_leads_to_the_wijk_and_says_why(client, beijum, q):
    html = zoek(client, q)
    assert "1 wijk bij postcode 9737 AB" in html
    assert f'href="{beijum.get_absolute_url()}"' in html
    assert "Niets gevonden" not in html


def test_the_rest_of_the_question_is_searched_below_the_wijk(client, beijum):
    maak_thema(naam="Geldzorgen")
    html = zoek(client, "geldzorgen 9737 ab")
    assert html.index("1 wijk bij postcode 9737 AB") < html.index("1 resultaat")
    assert "Geldzorgen</a>" in html


def test_an_unknown_postcode_gets_plain_words_and_the_map(client, beijum):
    html = zoek(client, "0000 zz")
    assert "Postcode 0000 ZZ kennen we niet" in html
    assert "Misschien is de postcode nieuw" in html
    assert reverse("home") + "#wijken" in html
    assert reverse("wijken:wijken") in html


def test_the_page_says_that_only_the_digits_are_known(client, beijum):
    html = zoek(client, "9737 AC")
    assert "1 wijk bij postcode 9737" in html
    assert "Postcode 9737 AC kennen we niet" in html
    assert "kennen we niet" not in zoek(client, "9737 AB")


def test_digits_that_nothing_is_found_for_may_be_an_unknown_postcode(client, beijum):
    assert "Postcode 1234 kennen we niet" in zoek(client, "1234")
    maak_thema(naam="Plan 1234")
    html = zoek(client, "1234")
    assert "kennen we niet" not in html
    assert "Plan 1234" in html


@pytest.mark.parametrize("q", ["9737 ab", "9737", "9737A"])
def test_without_postcodes_the_search_says_so(client, q):
    html = zoek(client, q)
    assert "Niets gevonden" not in html
    assert "kun je nog niet op postcode zoeken" in html
    assert reverse("home") + "#wijken" in html


def test_a_postcode_is_suggested_while_typing(client, beijum):
    html = zoek(client, "9737ab", "zoeken_suggesties")
    assert f'data-adres="{beijum.get_absolute_url()}"' in html
    assert "postcode 9737 AB" in html
    assert "suggestie" in zoek(client, "1234zz", "zoeken_suggesties")


def test_a_search_box_names_the_postcode_once_it_is_known(client):
    for adres in (reverse("home"), reverse("zoeken")):
        assert "postcode" not in client.get(adres).content.decode()
    maak_postcode("9737AB", maak_wijk())
    for adres in (reverse("home"), reverse("zoeken")):
        html = client.get(adres).content.decode()
        assert "Wijk, postcode, thema, initiatief of organisatie</label>" in html
        assert "Zoek op een wijk, een postcode" in html or "Zoek een wijk, een postcode" in html


def test_new_postcodes_are_found_at_once(client, beijum):
    assert "kennen we niet" in zoek(client, "1234AB")
    maak_postcode("1234AB", beijum)
    assert "1 wijk bij postcode 1234 AB" in zoek(client, "1234AB")


@pytest.mark.parametrize("vraag", ["1234ab", "1 2345 6789 " * 10, "1234ab " * 17, "1234 " * 24])
@pytest.mark.eenmaal
def test_a_question_full_of_numbers_asks_no_more_than_one_with_a_few(
    beijum, vraag, django_assert_max_num_queries
):
    with django_assert_max_num_queries(7):
        bij(vraag)
