"""Drafts: what is typed is kept for who types it, until it is saved or dropped."""

import datetime
import threading

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from buurtnet.bewerken.concepten.concept import MEESTE, MEESTE_BYTES, Concept, bewaar
from buurtnet.bewerken.inzending import Inzending
from initiatieven.models import Verhaal
from tests.hulp.bouwers import (
    maak_bespreekpunt,
    maak_bijeenkomst,
    maak_coordinator,
    maak_gebruiker,
    maak_verhaal,
)
from tests.hulp.formulier import velden

pytestmark = pytest.mark.django_db
NIEUW = "/verhalen/nieuw/"
SLEUTEL = "initiatieven:verhaal_nieuw:"
JSON = {"HTTP_ACCEPT": "application/json"}


def typ(client, adres, nummer=0, **getypt):
    """What a page sends while somebody types in the form at `adres`."""
    sleutel = in_formulier(client, adres)["concept_sleutel"]
    gegevens = {"concept_sleutel": sleutel, "concept_adres": adres, **getypt}
    return client.post(reverse("concept"), gegevens | {"concept_nummer": nummer}, **JSON)


def gooi_weg(client, **velden):
    waar = {"concept_sleutel": SLEUTEL, "concept_adres": NIEUW, **velden}
    return client.post(reverse("concept_weggooien"), waar)


def haal_terug(client):
    waar = {"concept_sleutel": SLEUTEL, "concept_adres": NIEUW}
    return client.post(reverse("concept_terughalen"), waar)


def in_formulier(client, adres):
    return velden(client.get(adres))


def test_what_was_typed_comes_back_with_a_word_and_can_be_dropped(client, eigen):
    assert typ(client, NIEUW, naam="Soep", wijken=[eigen.wijk.pk]).json()["nummer"] == 1
    antwoord = client.get(NIEUW)
    assert "Dit is je concept van" in antwoord.content.decode()
    assert velden(antwoord)["naam"] == ["Soep"]
    assert str(eigen.wijk.pk) in velden(antwoord)["wijken"]
    assert not Verhaal.objects.exists()
    assert gooi_weg(client).url == NIEUW
    assert in_formulier(client, NIEUW)["naam"] == [""]


def test_a_draft_is_for_who_typed_it_alone(client, eigen):
    typ(client, NIEUW, naam="Van mij")
    ander = maak_coordinator(eigen.netwerk)
    client.force_login(ander)
    assert in_formulier(client, NIEUW)["naam"] == [""]
    gooi_weg(client)
    assert Concept.objects.count() == 1


def test_it_is_one_draft_in_every_language(client, eigen):
    typ(client, f"/en{NIEUW}", naam="Soup")
    assert in_formulier(client, NIEUW)["naam"] == ["Soup"]


def test_once_it_is_saved_the_draft_is_gone(client, eigen):
    typ(client, NIEUW, naam="Soep")
    gegevens = in_formulier(client, NIEUW)
    gegevens |= {"tekst": "Er was soep.", "datum": "2021", "wijken": [eigen.wijk.pk]}
    assert client.post(NIEUW, gegevens).status_code == 302
    assert not Concept.objects.exists()
    adres = reverse("initiatieven:verhaal_wijzigen", args=[Verhaal.objects.get().slug])
    typ(client, adres, **in_formulier(client, adres) | {"naam": "Meer soep"})
    client.post(adres, in_formulier(client, adres) | {"naam": "Meer soep"})
    assert not Concept.objects.exists()


def test_a_draft_that_was_on_the_way_while_it_was_saved_comes_too_late(client, eigen):
    gegevens = in_formulier(client, NIEUW)
    gegevens |= {
        "naam": "Soep",
        "tekst": "Er was soep.",
        "datum": "2021",
        "wijken": [eigen.wijk.pk],
    }
    assert client.post(NIEUW, gegevens).status_code == 302
    assert client.post(reverse("concept"), gegevens, **JSON).status_code == 409
    assert client.post(reverse("concept"), gegevens).url == NIEUW
    assert not Concept.objects.exists()
    Inzending.objects.update(op=timezone.now() - datetime.timedelta(minutes=1))
    assert client.post(reverse("concept"), gegevens, **JSON).status_code == 200


def test_a_draft_of_an_older_version_overwrites_nobody(client, eigen):
    verhaal = maak_verhaal(naam="Eerst", wijken=[eigen.wijk])
    adres = reverse("initiatieven:verhaal_wijzigen", args=[verhaal.slug])
    gegevens = in_formulier(client, adres)
    typ(client, adres, **gegevens | {"naam": "Van mij"})
    verhaal.naam = "Van jou"
    verhaal.save()
    # The address of a form is no longer what it was; its draft is still there.
    adres = reverse("initiatieven:verhaal_wijzigen", args=[verhaal.slug])
    terug = in_formulier(client, adres)
    assert (terug["versie"], terug["naam"]) == (["1"], ["Van mij"])
    antwoord = client.post(adres, terug)
    assert antwoord.context["botsing"].verschillen
    verhaal.refresh_from_db()
    assert verhaal.naam == "Van jou"


def test_two_tabs_lose_nothing_and_the_last_letter_comes_first(client, eigen):
    assert typ(client, NIEUW, 0, naam="Eerste tabblad").json() | {"om": ""} == {
        "nummer": 1,
        "om": "",
        "ander": False,
    }
    assert typ(client, NIEUW, 0, naam="Tweede tabblad").json()["ander"]
    antwoord = client.get(NIEUW)
    assert velden(antwoord)["naam"] == ["Tweede tabblad"]
    assert "In een ander tabblad typte je iets anders" in antwoord.content.decode()
    vorige = in_formulier(client, f"{NIEUW}?concept=vorige")
    assert vorige["naam"] == ["Eerste tabblad"]
    # Who types on in that one, keeps the other.
    typ(client, NIEUW, int(vorige["concept_nummer"][0]), naam="Eerste verder")
    concept = Concept.objects.get()
    assert (concept.velden["naam"], concept.vorige["naam"]) == (
        ["Eerste verder"],
        ["Tweede tabblad"],
    )


class Tabblad:
    """A page with the form of a new story, open beside others."""

    def __init__(self, client, wijk):
        self.client, self.velden = client, in_formulier(client, NIEUW)
        self.velden |= {"tekst": "Er was soep.", "datum": "2021", "wijken": [wijk.pk]}

    def typ(self, naam):
        self.velden["naam"] = naam
        antwoord = self.client.post(reverse("concept"), self.velden, **JSON).json()
        self.velden["concept_nummer"] = antwoord["nummer"]
        return antwoord["ander"]

    def bewaar(self):
        assert self.client.post(NIEUW, self.velden).status_code == 302


@pytest.fixture
def twee(client, eigen):
    return [Tabblad(client, eigen.wijk) for _n in range(2)]


@pytest.mark.parametrize("laatste", [0, 1])
def test_saving_one_tab_keeps_what_the_other_typed(client, twee, laatste):
    for tabblad, naam in zip(twee, ("Eerste", "Tweede"), strict=True):
        tabblad.typ(naam)
    twee[laatste].bewaar()
    over = 1 - laatste
    assert in_formulier(client, NIEUW)["naam"] == [twee[over].velden["naam"]]
    assert not twee[over].typ("Verder"), "it is still the draft of that tab"
    assert in_formulier(client, NIEUW)["naam"] == ["Verder"]
    twee[over].bewaar()
    assert set(Verhaal.objects.values_list("naam", flat=True)) == {
        twee[laatste].velden["naam"],
        "Verder",
    }
    assert not Concept.objects.exists()


def test_saving_a_tab_that_kept_nothing_keeps_what_the_other_typed(client, twee):
    twee[0].typ("Eerste")
    twee[1].velden["naam"] = "Tweede"
    twee[1].bewaar()
    assert in_formulier(client, NIEUW)["naam"] == ["Eerste"]


def test_what_a_tab_kept_on_its_way_to_saving_is_its_own(client, twee):
    twee[0].typ("Soe")
    nummer = twee[0].velden["concept_nummer"]
    twee[0].typ("Soep")
    # The answer to that one never came back to the page.
    twee[0].velden |= {"concept_nummer": nummer, "naam": "Soepje"}
    twee[0].bewaar()
    assert not Concept.objects.exists()


def test_a_form_that_comes_back_with_a_fault_is_the_same_tab(client, twee):
    twee[0].typ("Soep")
    terug = velden(client.post(NIEUW, twee[0].velden | {"datum": "morgen misschien"}))
    assert terug["concept_tabblad"] == twee[0].velden["concept_tabblad"]
    assert not client.post(reverse("concept"), terug | {"naam": "Soepje"}, **JSON).json()["ander"]


def test_of_two_drafts_the_one_that_is_shown_is_dropped(client, twee):
    for tabblad, naam in zip(twee, ("Eerste", "Tweede"), strict=True):
        tabblad.typ(naam)
    gooi_weg(client)
    assert in_formulier(client, NIEUW)["naam"] == ["Eerste"]
    twee[1].typ("Tweede")
    assert in_formulier(client, f"{NIEUW}?concept=vorige")["naam"] == ["Eerste"]
    gooi_weg(client, concept_vorige="1")
    assert in_formulier(client, NIEUW)["naam"] == ["Tweede"]
    assert not Concept.objects.niet_weg().get().is_van_twee


def test_what_was_dropped_is_brought_back_in_one_press(client, eigen):
    typ(client, NIEUW, naam="Soep")
    gooi_weg(client)
    pagina = client.get(NIEUW)
    assert "Haal het terug" in pagina.content.decode()
    assert velden(pagina)["naam"] == [""]
    assert haal_terug(client).url == NIEUW
    assert in_formulier(client, NIEUW)["naam"] == ["Soep"]
    assert "Haal het terug" not in client.get(NIEUW).content.decode()
    # Pressed once more there is nothing to bring back.
    haal_terug(client)
    assert Concept.objects.count() == 1


def test_what_was_dropped_comes_back_beside_what_was_typed_since(client, twee):
    twee[0].typ("Eerste")
    gooi_weg(client)
    twee[1].typ("Later")
    haal_terug(client)
    assert in_formulier(client, NIEUW)["naam"] == ["Eerste"]
    assert in_formulier(client, f"{NIEUW}?concept=vorige")["naam"] == ["Later"]


def test_beside_two_nothing_is_brought_back_over_either(client, twee):
    twee[0].typ("Weg ermee")
    gooi_weg(client)
    for tabblad, naam in zip(twee, ("Een", "Twee"), strict=True):
        tabblad.typ(naam)
    haal_terug(client)
    assert in_formulier(client, NIEUW)["naam"] == ["Twee"]
    assert in_formulier(client, f"{NIEUW}?concept=vorige")["naam"] == ["Een"]


def test_of_two_the_dropped_one_is_brought_back_as_well(client, twee):
    for tabblad, naam in zip(twee, ("Eerste", "Tweede"), strict=True):
        tabblad.typ(naam)
    gooi_weg(client, concept_vorige="1")
    haal_terug(client)
    assert in_formulier(client, NIEUW)["naam"] == ["Eerste"]
    assert in_formulier(client, f"{NIEUW}?concept=vorige")["naam"] == ["Tweede"]


def test_what_was_dropped_is_nobody_elses_and_goes_after_a_day(client, eigen):
    typ(client, NIEUW, naam="Soep")
    gooi_weg(client)
    ander = Client()
    ander.force_login(maak_coordinator(eigen.netwerk))
    haal_terug(ander)
    assert "Haal het terug" not in ander.get(NIEUW).content.decode()
    assert not Concept.objects.niet_weg().exists()
    Concept.objects.update(gewijzigd_op=timezone.now() - datetime.timedelta(days=1, minutes=1))
    assert "Haal het terug" not in client.get(NIEUW).content.decode()
    haal_terug(client)
    assert in_formulier(client, NIEUW)["naam"] == [""]
    Concept.objects.verlopen(timezone.now()).delete()
    assert not Concept.objects.exists()


def test_a_tab_that_types_on_is_no_other_tab(client, eigen):
    nummer = 0
    for tekst in ("So", "Soe", "Soep"):
        antwoord = typ(client, NIEUW, nummer, naam=tekst).json()
        assert not antwoord["ander"]
        nummer = antwoord["nummer"]


def test_secrets_of_the_page_are_not_kept(client, eigen):
    typ(client, NIEUW, naam="Soep", sleutel="abc", csrfmiddlewaretoken="x", password="y")
    assert Concept.objects.get().velden == {"naam": ["Soep"]}


def test_what_is_too_much_or_of_no_form_is_refused(client, eigen):
    assert typ(client, NIEUW, naam="x" * MEESTE_BYTES).status_code == 413
    for waar in (
        {"concept_sleutel": SLEUTEL, "concept_adres": "https://elders.example/"},
        {"concept_sleutel": "iets anders", "concept_adres": NIEUW},
        {"concept_sleutel": "\x00", "concept_adres": NIEUW},
    ):
        assert client.post(reverse("concept"), waar).status_code == 400
    assert not Concept.objects.exists()


def test_what_no_database_holds_is_left_out(client, eigen):
    assert typ(client, NIEUW, naam="So\x00ep", **{"a\x00b": "x"}).status_code == 200
    assert in_formulier(client, NIEUW)["naam"] == ["Soep"]
    assert "a\x00b" not in Concept.objects.get().velden


def test_the_oldest_of_very_many_drafts_give_way():
    gebruiker = maak_gebruiker()
    for nummer in range(MEESTE + 2):
        bewaar(gebruiker, f"a:b:{nummer}", NIEUW, QueryDict("naam=x"), 0)
    assert gebruiker.concepten.count() == MEESTE


def test_a_button_keeps_a_draft_without_a_script(client, eigen):
    bijeenkomst = maak_bijeenkomst(netwerk=eigen.netwerk)
    punt = maak_bespreekpunt(bijeenkomst=bijeenkomst)
    adres = reverse("netwerken:bijeenkomst", kwargs=bijeenkomst.padsleutel)
    gegevens = in_formulier(client, adres)
    gegevens |= {
        f"punt-{punt.pk}-notitie": "Half af",
        "nieuw-0-besluit": "Zonder onderwerp",
        "erbij-rol": "buur",
        "verslag": "Nog niet klaar",
    }
    antwoord = client.post(reverse("concept"), gegevens)
    assert antwoord.url == adres
    pagina = client.get(adres)
    assert "Nog niet bewaard" not in pagina.content.decode()
    terug = velden(pagina)
    for naam in (f"punt-{punt.pk}-notitie", "nieuw-0-besluit", "erbij-rol", "verslag"):
        assert terug[naam] == [gegevens[naam]]
    bijeenkomst.refresh_from_db()
    assert bijeenkomst.verslag == ""
    terug["nieuw-0-onderwerp"] = "Soep"
    assert client.post(adres, terug).status_code == 302
    assert not Concept.objects.exists()
    bijeenkomst.refresh_from_db()
    assert bijeenkomst.verslag == "Nog niet klaar"


def test_opruimen_clears_what_lies_for_sixty_days(client, eigen):
    typ(client, NIEUW, naam="Oud")
    dagen = datetime.timedelta(days=1)
    Concept.objects.update(gewijzigd_op=timezone.now() - 59 * dagen)
    call_command("opruimen")
    assert Concept.objects.exists()
    Concept.objects.update(gewijzigd_op=timezone.now() - 61 * dagen)
    call_command("opruimen")
    assert not Concept.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_keep_both_texts():
    gebruiker = maak_gebruiker()
    hek = threading.Barrier(2)

    def typ_in(tekst):
        hek.wait()
        bewaar(gebruiker, SLEUTEL, NIEUW, QueryDict(f"naam={tekst}"), 0)
        connection.close()

    draden = [threading.Thread(target=typ_in, args=[tekst]) for tekst in ("een", "twee")]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    concept = Concept.objects.get()
    assert {concept.velden["naam"][0], concept.vorige["naam"][0]} == {"een", "twee"}
