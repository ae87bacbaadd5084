"""What others proposed is handled on the desk: accepted, changed first, or refused."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from initiatieven.models import Activiteit
from netwerken import voorstellen
from netwerken.models import Voorstel
from tests.hulp import formulier
from tests.hulp.bouwers import (
    in_hoede_van,
    maak_accommodatie,
    maak_activiteit,
    maak_contactpunt,
    maak_coordinator,
    maak_organisatie,
    maak_redacteur,
    maak_voorstel,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
LIJST = "/werkplek/voorstellen/"
OPEN = {"openingstijden": "ma t/m vr 9-17 uur"}


@pytest.fixture
def plek(eigen):
    plek = maak_accommodatie(naam="De Stroming", openingstijden="ma 9-12 uur", wijken=[eigen.wijk])
    return in_hoede_van(eigen.netwerk, plek)


def adres(voorstel, verb=""):
    naam = f"netwerken:voorstel{verb}"
    return reverse(naam, args=[voorstel.pk])


def tekst_van(antwoord):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode()))


def vers(rij):
    rij.refresh_from_db()
    return rij


def test_the_desk_shows_what_would_change_the_oldest_first_and_takes_it_in_one_press(client, plek):
    jong, oud = maak_voorstel(plek, {"adres": "Straat 1"}), maak_voorstel(plek, OPEN)
    Voorstel.objects.filter(pk=oud.pk).update(op="2026-11-01T12:00Z")
    maak_voorstel(maak_accommodatie(naam="Van een ander"), OPEN)
    bureau = client.get("/werkplek/")
    tekst = tekst_van(bureau)
    assert "2 voorstellen van anderen" in tekst
    assert tekst.index("ma t/m vr 9-17 uur") < tekst.index("Straat 1")
    assert "nu: ma 9-12 uur" in tekst
    assert "Van een ander" not in tekst
    gedaan = client.post(LIJST, {"neem_over": oud.pk, "terug": "/werkplek/"}, follow=True)
    assert gedaan.redirect_chain == [("/werkplek/", 302)]
    assert "Voorstel overgenomen: De Stroming." in tekst_van(gedaan)
    assert vers(plek).openingstijden == "ma t/m vr 9-17 uur"
    assert vers(jong).is_open
    assert "1 voorstel van anderen" in tekst_van(gedaan)


def test_several_are_taken_at_once_and_undone_at_once(client, plek):
    een, twee = maak_voorstel(plek, OPEN), maak_voorstel(plek, {"adres": "Straat 1"})
    client.post(LIJST, {"voorstel": [een.pk, twee.pk], "neem_over": "vele"})
    assert (vers(plek).openingstijden, plek.adres) == ("ma t/m vr 9-17 uur", "Straat 1")
    client.post(reverse("ongedaan"), {"handeling": Handeling.objects.get().pk})
    assert (vers(plek).openingstijden, plek.adres) == ("ma 9-12 uur", "")
    assert Voorstel.objects.open().count() == 2


def test_what_changed_meanwhile_is_shown_and_taken_only_by_who_saw_it(client, plek):
    voorstel = maak_voorstel(plek, OPEN)
    plek.openingstijden = "altijd"
    plek.save()
    pagina = client.get(adres(voorstel))
    assert "Bij het voorstel stond er: ma 9-12 uur" in tekst_van(pagina)
    assert "nu: altijd" in tekst_van(pagina)
    for zonder in ({"neem_over": "vele", "voorstel": voorstel.pk}, {"neem_over": voorstel.pk}):
        antwoord = client.post(LIJST, zonder, follow=True)
        assert "intussen gewijzigd" in tekst_van(antwoord)
        assert vers(plek).openingstijden == "altijd"
    gezien = {"neem_over": voorstel.pk, f"gezien_{voorstel.pk}": plek.versie}
    client.post(adres(voorstel), gezien)
    assert vers(plek).openingstijden == "ma t/m vr 9-17 uur"


def test_refusing_gives_a_word_back(client, plek):
    een, twee = maak_voorstel(plek, OPEN), maak_voorstel(plek)
    client.post(adres(een), {"weiger": een.pk, "antwoord": "We zijn maandag dicht."})
    assert (vers(een).stand, een.antwoord) == ("geweigerd", "We zijn maandag dicht.")
    client.post(LIJST, {"weiger": "vele", "voorstel": twee.pk, "antwoord": "Klopt toch."})
    assert (vers(twee).stand, twee.antwoord) == ("geweigerd", "Klopt toch.")
    assert vers(plek).versie == 1


def test_a_word_back_holds_nothing_of_one_person(client, plek):
    voorstel = maak_voorstel(plek, OPEN)
    weg = {"weiger": voorstel.pk, "antwoord": "Bel 06-12345678"}
    antwoord = client.post(adres(voorstel), weg)
    assert "een mobiel nummer" in tekst_van(antwoord)
    assert "Bel 06-12345678" in antwoord.content.decode()
    assert vers(voorstel).is_open


def test_changing_it_first_opens_the_form_filled_in(client, plek):
    voorstel = maak_voorstel(plek, OPEN, tekst="Ik liep langs.")
    pagina = client.get(adres(voorstel, "_aanpassen"))
    assert "ma t/m vr 9-17 uur</textarea>" in pagina.content.decode()
    assert "Ik liep langs." in tekst_van(pagina)
    velden = formulier.velden(pagina) | {
        "openingstijden": "ma t/m do 9-17 uur",
        "antwoord": "Dank.",
    }
    antwoord = client.post(adres(voorstel, "_aanpassen"), velden, follow=True)
    assert antwoord.redirect_chain == [(LIJST, 302)]
    assert vers(plek).openingstijden == "ma t/m do 9-17 uur"
    assert plek.history.first().history_change_reason == "op voorstel van iemand"
    assert (vers(voorstel).stand, voorstel.antwoord) == ("deels", "Dank.")


def test_a_form_saved_as_it_was_filled_in_takes_it_whole(client, plek):
    voorstel = maak_voorstel(plek, OPEN)
    velden = formulier.velden(client.get(adres(voorstel, "_aanpassen")))
    client.post(adres(voorstel, "_aanpassen"), velden)
    assert vers(plek).openingstijden == "ma t/m vr 9-17 uur"
    assert vers(voorstel).stand == "aanvaard"
    client.post(reverse("ongedaan"), {"handeling": Handeling.objects.get().pk})
    assert (vers(plek).openingstijden, vers(voorstel).stand) == ("ma 9-12 uur", "open")


def test_a_form_that_was_opened_before_another_settled_it_saves_nothing(client, plek):
    voorstel = maak_voorstel(plek, OPEN)
    velden = formulier.velden(client.get(adres(voorstel, "_aanpassen")))
    with CaptureQueriesContext(connection):
        voorstellen.weiger([voorstel], maak_redacteur(), "Nee.")
    antwoord = client.post(adres(voorstel, "_aanpassen"), velden, follow=True)
    assert "al afgehandeld" in tekst_van(antwoord)
    assert vers(plek).versie == 1


def test_something_new_is_a_filled_in_form_and_stands_on_the_site_once_saved(client, eigen):
    gegevens = {
        "naam": "Soep op zondag",
        "omschrijving": "Samen eten.",
        "ritme": "elke zondag om 12.00 uur",
        "wijken": [str(eigen.wijk.pk)],
    }
    voorstel = maak_voorstel(
        Activiteit, gegevens, soort="nieuw", wijk=eigen.wijk, tekst="Waar precies? in de kantine"
    )
    assert "Open als formulier" in tekst_van(client.get(LIJST))
    # Nobody takes it in unseen.
    client.post(LIJST, {"neem_over": voorstel.pk})
    assert not Activiteit.objects.exists()
    pagina = client.get(adres(voorstel, "_aanpassen"))
    assert "in de kantine" in tekst_van(pagina)
    velden = formulier.velden(pagina)
    assert (velden["naam"], velden["wijken"]) == (["Soep op zondag"], [str(eigen.wijk.pk)])
    client.post(adres(voorstel, "_aanpassen"), velden)
    soep = Activiteit.objects.get()
    assert (soep.naam, soep.openbaar) == ("Soep op zondag", True)
    assert "BYDAY=SU" in soep.regel
    assert (vers(voorstel).stand, voorstel.record) == ("aanvaard", soep)
    client.post(reverse("ongedaan"), {"handeling": Handeling.objects.get().pk})
    assert not Activiteit.objects.exists()
    assert vers(voorstel).is_open


def test_what_looks_like_something_new_is_shown_before_it_is_added(client, eigen):
    maak_activiteit(naam="Soep op zondag", wijken=[eigen.wijk])
    gegevens = {"naam": "Soep op zondag", "wijken": [str(eigen.wijk.pk)]}
    voorstel = maak_voorstel(Activiteit, gegevens, soort="nieuw", wijk=eigen.wijk)
    velden = formulier.velden(client.get(adres(voorstel, "_aanpassen")))
    antwoord = client.post(adres(voorstel, "_aanpassen"), velden)
    assert "Bedoel je een van deze?" in tekst_van(antwoord)
    client.post(adres(voorstel, "_aanpassen"), velden | {"toch": "1"})
    assert Activiteit.objects.count() == 2


def test_a_report_in_words_is_settled_in_one_press(client, plek):
    voorstel = maak_voorstel(plek, tekst="De deur is stuk.")
    assert "De deur is stuk." in tekst_van(client.get(LIJST))
    client.post(LIJST, {"neem_over": voorstel.pk})
    assert (vers(voorstel).stand, vers(plek).versie) == ("aanvaard", 1)


def test_markup_in_what_was_proposed_is_text(client, plek):
    voorstel = maak_voorstel(plek, {"openingstijden": "<b>altijd</b>"}, tekst="<i>ja</i>")
    for pad in ("/werkplek/", LIJST, adres(voorstel), f"/melding/{voorstel.code}/"):
        html = client.get(pad).content.decode()
        assert "&lt;b&gt;altijd" in html and "&lt;i&gt;ja" in html
        assert "<b>altijd" not in html and "<i>ja" not in html


def test_who_reads_it_but_keeps_it_not_has_no_buttons(client, eigen):
    plek = maak_accommodatie(wijken=[eigen.wijk])
    voorstel = maak_voorstel(plek, OPEN)
    pagina = client.get(adres(voorstel))
    assert "Dit houdt iemand anders bij" in tekst_van(pagina)
    assert 'name="neem_over"' not in pagina.content.decode()
    assert client.post(adres(voorstel), {"neem_over": voorstel.pk}).status_code == 403
    assert client.get(adres(voorstel, "_aanpassen")).status_code == 403
    client.post(LIJST, {"neem_over": voorstel.pk})
    assert vers(voorstel).is_open


def test_the_list_shows_one_stand_and_one_kind(client, plek):
    maak_voorstel(plek, tekst="In woorden.")
    maak_voorstel(plek, OPEN)
    klaar = maak_voorstel(plek, tekst="Allang klaar.")
    voorstellen.weiger([klaar], maak_redacteur())
    assert "Allang klaar." not in tekst_van(client.get(LIJST))
    assert "In woorden." not in tekst_van(client.get(f"{LIJST}?soort=wijziging"))
    assert "Allang klaar." in tekst_van(client.get(f"{LIJST}?stand=klaar"))


@pytest.mark.parametrize("pad", ["/werkplek/", LIJST])
@pytest.mark.eenmaal
def test_many_proposals_cost_no_more_than_one(client, eigen, pad):
    def meet():
        client.get(pad)
        with CaptureQueriesContext(connection) as gezien:
            client.get(pad)
        return len(gezien)

    def voeg_toe():
        club = in_hoede_van(eigen.netwerk, maak_organisatie())
        maak_contactpunt(organisatie=club, telefoon="050 1", telefoon_zichtbaar="openbaar")
        plek = in_hoede_van(eigen.netwerk, maak_accommodatie())
        maak_voorstel(club, {"telefoon": "050 222"}), maak_voorstel(plek, OPEN)
        maak_voorstel(maak_activiteit(wijken=[eigen.wijk]), {"kosten": "gratis"})
        nieuw = {"naam": "Soep", "wijken": [str(eigen.wijk.pk)]}
        maak_voorstel(Activiteit, nieuw, soort="nieuw", wijk=eigen.wijk)

    voeg_toe()
    een = meet()
    for _keer in range(3):
        voeg_toe()
    assert meet() == een


def test_what_is_hidden_is_not_named_in_a_proposal_of_somebody_else(client, eigen):
    geheim = maak_accommodatie(naam="Geheime zaal", wijken=[eigen.wijk], openbaar=False)
    voorstel = maak_voorstel(geheim, OPEN)
    assert client.get(adres(voorstel)).status_code == 404
    assert "Geheim" not in client.get(LIJST).content.decode()
    client.force_login(maak_coordinator())
    assert "Geheim" not in client.get(LIJST).content.decode()
