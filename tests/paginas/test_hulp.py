"""What may not wait comes before anything else: by the word of need, the theme, or at first."""

import pytest
from django.core.exceptions import ValidationError

from buurtnet.demo import gegevens
from initiatieven.models import Hulplijn
from tests.hulp.bouwers import maak_hulplijn, maak_thema, maak_wijk
from tests.hulp.lijstproef import open_pagina

pytestmark = pytest.mark.django_db


@pytest.fixture
def alarm():
    return maak_hulplijn(
        naam="Alarmnummer",
        naam_en="Emergency number",
        vraag="Is er nu gevaar?",
        vraag_en="Is there danger?",
        woorden="gevaar, wil dood",
        volgorde=1,
    )


def voor(tekst, eerst, daarna):
    assert eerst in tekst and daarna in tekst
    return tekst.index(eerst) < tekst.index(daarna)


def test_a_word_of_need_gets_the_number_before_all_results(client, alarm):
    maak_wijk(naam="Gevaarlijke hoek")
    tekst, _n = open_pagina(client, "/zoeken/?q=gevaar")
    assert voor(tekst, 'href="tel:112"', "Gevaarlijke hoek")
    assert "dag en nacht" in tekst


def test_a_word_of_need_gets_the_number_where_nothing_else_is_found(client, alarm):
    tekst, _n = open_pagina(client, "/zoeken/?q=ik+wil+dood")
    assert voor(tekst, 'href="tel:112"', "Niets gevonden")


@pytest.mark.parametrize(
    ("vraag", "past"),
    [
        ("er is gevaar!", True),
        ("GEVAAR", True),
        ("Ik wil echt dood", True),
        ("doodlopende straat", False),
        ("bel 112", True),
        ("112", True),
        ("1125", False),
        ("straat 9112", False),
        ("koffie", False),
        ("", False),
    ],
)
def test_words_of_need_are_whole_words_in_any_order(alarm, vraag, past):
    assert alarm.past_bij(vraag) is past


def test_a_number_is_known_however_it_is_written():
    veilig = maak_hulplijn(telefoon="0800-2000")
    assert veilig.kiesnummer == "08002000"
    assert veilig.past_bij("0800 2000") and veilig.past_bij("08002000")


@pytest.mark.parametrize("nummer", ["bel ons", "0800-HULP", "-", "112; rm"])
def test_what_can_not_be_dialled_is_refused(nummer):
    with pytest.raises(ValidationError, match="alleen het nummer"):
        maak_hulplijn(telefoon=nummer)


def test_terecht_begins_with_the_first_two(client, alarm):
    for nummer in range(3):
        maak_hulplijn(naam=f"Lijn {nummer}", volgorde=nummer + 2, telefoon=f"0800-{nummer}000")
    tekst, _n = open_pagina(client, "/waar-kan-ik-terecht/")
    assert voor(tekst, 'href="tel:112"', "Waar woon je?")
    assert tekst.count('href="tel:') == 2
    # Only before the first question: who goes on has read it.
    assert "tel:" not in open_pagina(client, "/waar-kan-ik-terecht/?wijk=")[0]


def test_terecht_answers_a_word_of_need_with_its_number_alone(client, alarm):
    maak_hulplijn(naam="Dokter", woorden="spoedpost", telefoon="088 1", volgorde=9)
    tekst, _n = open_pagina(client, "/waar-kan-ik-terecht/?zoek=spoedpost")
    assert 'href="tel:0881"' in tekst and 'href="tel:112"' not in tekst


def test_an_answer_on_a_theme_begins_with_the_number_of_that_theme(client, alarm):
    geld, groen = maak_thema(naam="Geld"), maak_thema(naam="Groen")
    maak_hulplijn(naam="Geldlijn", telefoon="0800-1", themas=[geld])
    adres = "/waar-kan-ik-terecht/?wijk=&doelgroep=&thema="
    tekst, _n = open_pagina(client, f"{adres}{geld.slug}")
    assert voor(tekst, 'href="tel:08001"', 'id="gevonden"')
    assert 'href="tel:112"' not in tekst
    assert "tel:" not in open_pagina(client, f"{adres}{groen.slug}")[0]


def test_in_english_it_says_what_staff_wrote_in_english(client, alarm):
    maak_hulplijn(naam="Alleen Nederlands", volgorde=2)
    tekst, _n = open_pagina(client, "/en/nu-hulp/")
    assert "Is there danger?" in tekst and "Is er nu gevaar?" not in tekst
    assert '<span lang="nl">Alleen Nederlands</span>' in tekst
    assert "Is er nu gevaar?" in open_pagina(client, "/nu-hulp/")[0]


def test_the_page_names_the_source_and_the_day(client, alarm):
    tekst, _n = open_pagina(client, "/nu-hulp/")
    assert "de gids" in tekst and "22 november 2026" in tekst
    assert voor(tekst, "Nu hulp nodig", "Is er nu gevaar?")


def test_without_any_it_still_says_whom_to_call(client):
    assert "Bel 112" in open_pagina(client, "/nu-hulp/")[0]
    assert "tel:" not in open_pagina(client, "/waar-kan-ik-terecht/")[0]


def test_a_change_is_seen_at_once(client, alarm):
    open_pagina(client, "/nu-hulp/")
    alarm.telefoon = "0800-9"
    alarm.save()
    assert 'href="tel:08009"' in open_pagina(client, "/nu-hulp/")[0]


NOOD = {
    "112": ["er is brand", "inbreker in huis", "danger", "emergency"],
    "113": ["zelfmoord", "ik wil niet meer leven", "suicide", "i want to die"],
    "08002000": ["mijn man slaat mij", "huiselijk geweld", "domestic violence", "abuse"],
    "08000432": ["ik word gepest"],
    "0883301330": ["huisartsenpost", "dokter in het weekend"],
    "08008115": ["deurwaarder aan de deur", "i have debts"],
    "14050": ["morgen huis uitgezet", "honger", "evicted tomorrow", "hungry"],
}


@pytest.mark.parametrize(
    ("nummer", "vraag"), [(nummer, vraag) for nummer, alle in NOOD.items() for vraag in alle]
)
def test_the_demo_knows_the_words_of_people_in_need(nummer, vraag):
    gegevens.laad(("bronnen", "themas", "hulplijnen"))
    assert nummer in {rij.kiesnummer for rij in Hulplijn.objects.all() if rij.past_bij(vraag)}


@pytest.mark.parametrize(
    "vraag", ["koffie drinken", "moestuin", "meer leven in de wijk", "brandweerstraat", "beijum"]
)
def test_the_demo_leaves_other_questions_alone(vraag):
    gegevens.laad(("bronnen", "themas", "hulplijnen"))
    assert not [rij for rij in Hulplijn.objects.all() if rij.past_bij(vraag)]
