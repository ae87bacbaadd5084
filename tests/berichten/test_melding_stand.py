"""What became of a report is read with its code; something new waits for a coordinator."""

import datetime
import re
import uuid

import pytest
from django.utils import timezone

from netwerken import voorstellen
from netwerken.models import Voorstel
from tests.hulp.bouwers import (
    in_hoede_van,
    maak_activiteit,
    maak_coordinator,
    maak_netwerk,
    maak_redacteur,
    maak_voorstel,
    maak_werkgebied,
)
from tests.hulp.meldproef import HIER, MELDING, NIEUW, tekst_van

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nog_niets_gemeld")]


def test_the_code_is_found_as_people_copy_it_and_nobody_guesses_one(client):
    voorstel = maak_voorstel()
    gevonden = client.get(MELDING, {"code": f" {voorstel.code.upper()} "})
    assert gevonden["Location"] == f"/melding/{voorstel.leesbare_code}/"
    assert "kennen we niet" in tekst_van(client.get(MELDING, {"code": "abcd"}))
    assert client.get("/melding/abcd-efgh-jkmn/").status_code == 404


def test_the_word_back_is_read_by_who_has_the_code(client, plek):
    gebruiker = maak_redacteur()
    for doe, woord in (
        (voorstellen.weiger, "niet overgenomen"),
        (voorstellen.pas_toe, "We hebben er iets mee gedaan"),
    ):
        voorstel = maak_voorstel(plek, {"adres": f"Straat {woord[:2]}"})
        doe([voorstel], gebruiker, antwoord="Bedankt, goed gezien.")
        stand = tekst_van(client.get(f"/melding/{voorstel.code}/"))
        assert woord in stand
        assert "Bedankt, goed gezien." in stand


def test_who_proposed_it_and_who_settled_it_stand_on_no_page_for_others(client, plek):
    nel, co = maak_coordinator(naam="Nel Geheim"), maak_redacteur(naam="Co Geheim")
    voorstel = maak_voorstel(plek, {"adres": "Straat 1"}, voorsteller=nel)
    voorstellen.pas_toe([voorstel], co, antwoord="Dank.")
    for adres in (f"/melding/{voorstel.code}/", plek.get_absolute_url(), "/melding/"):
        pagina = client.get(adres).content.decode()
        for geheim in ("Geheim", nel.email, co.email):
            assert geheim not in pagina


def test_what_is_hidden_meanwhile_is_not_named_to_who_reported_it(client, plek):
    voorstel = maak_voorstel(plek, {"adres": "Straat 1"})
    plek.openbaar = False
    plek.save()
    stand = tekst_van(client.get(f"/melding/{voorstel.code}/"))
    assert "De Stroming" not in stand
    assert "staat niet meer op de site" in stand


def test_who_looks_at_it_is_the_network_that_keeps_it_and_never_a_hidden_one(client, plek):
    netwerk = maak_netwerk(naam="Wijknetwerk")
    in_hoede_van(netwerk, plek)
    voorstel = maak_voorstel(plek)
    assert "coördinatoren van Wijknetwerk" in tekst_van(client.get(f"/melding/{voorstel.code}/"))
    netwerk.openbaar = False
    netwerk.save()
    assert "Wijknetwerk" not in tekst_van(client.get(f"/melding/{voorstel.code}/"))


@pytest.mark.usefixtures("vandaag")
def test_how_long_it_takes_is_measured_once_there_is_enough_to_measure(client, plek):
    for _keer in range(10):
        voorstel = maak_voorstel(plek)
        voorstellen.weiger([voorstel], maak_redacteur())
        dagen = timezone.now() - datetime.timedelta(days=3)
        Voorstel.objects.filter(pk=voorstel.pk).update(op=dagen)
    stand = client.get(f"/melding/{maak_voorstel(plek).code}/")
    assert "Meestal duurt dat 3 dagen." in tekst_van(stand)


# Something new


def nieuw(client, wijk, **velden):
    ingevuld = {
        "wat": "activiteit",
        "naam": "Soep op zondag",
        "omschrijving": "Samen eten.",
        "wijk": wijk.pk,
        "wanneer": "elke zondag om 12.00 uur",
        "waar": "in de kantine",
        "voor_wie": "iedereen",
        "contact": "de balie",
        "sleutel": uuid.uuid4(),
    }
    return client.post(NIEUW, ingevuld | velden, headers=HIER)


def test_something_new_waits_for_who_works_in_that_wijk(client, wijk):
    gebruiker = maak_coordinator(maak_werkgebied(wijk=wijk).netwerk)
    antwoord = nieuw(client, wijk)
    voorstel = Voorstel.objects.get()
    assert antwoord["Location"] == f"/melding/{voorstel.leesbare_code}/"
    assert (voorstel.soort, voorstel.waarover, voorstel.wijk) == ("nieuw", "activiteit", wijk)
    assert {naam: wordt for naam, (_was, wordt) in voorstel.gegevens.items()} == {
        "naam": "Soep op zondag",
        "omschrijving": "Samen eten.",
        "ritme": "elke zondag om 12.00 uur",
        "wijken": [str(wijk.pk)],
    }
    assert voorstel.tekst.splitlines() == [
        "Waar precies? in de kantine",
        "Voor wie is het? iedereen",
        "Bij wie kun je meer vragen? de balie",
    ]
    assert voorstel.can_edit(gebruiker)
    # Until then it stands nowhere.
    assert "Soep op zondag" not in tekst_van(client.get("/activiteiten/"))
    assert "Pas daarna staat het op de site" in tekst_van(client.get(antwoord["Location"]))


def test_what_looks_like_it_is_shown_first(client, wijk):
    maak_activiteit(naam="Soep op zondag", wijken=[wijk])
    assert "Staat het er al?" in tekst_van(nieuw(client, wijk))
    assert not Voorstel.objects.exists()
    assert nieuw(client, wijk, toch="1").status_code == 302


def test_the_link_says_the_kind_and_the_wijk(client, wijk):
    html = client.get(f"{NIEUW}?wat=initiatief&wijk={wijk.slug}").content.decode()
    assert re.search(r'value="initiatief"[^>]*checked', html)
    assert re.search(rf'value="{wijk.pk}" selected', html)


def test_lists_and_the_page_of_a_wijk_lead_to_it(client, wijk):
    for adres, vraag in (
        ("/activiteiten/", "wat=activiteit"),
        ("/initiatieven/", "wat=initiatief"),
        ("/accommodaties/", "wat=accommodatie"),
        (wijk.get_absolute_url(), f"wijk={wijk.slug}"),
    ):
        assert f"{NIEUW}?{vraag}" in client.get(adres).content.decode()
