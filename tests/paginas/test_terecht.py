"""Where can I turn to? Three questions that end in a short list, the nearest first."""

import re

import pytest
from django.urls import reverse

from initiatieven.models.doelgroep import VOOR_IEDEREEN
from tests.hulp.bouwers import (
    maak_accommodatie,
    maak_activiteit,
    maak_contactpunt,
    maak_doelgroep,
    maak_huisvesting,
    maak_inzet,
    maak_organisatie,
    maak_postcode,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.lijstproef import open_pagina
from tests.hulp.terechtproef import BEGIN, KLAAR, Stad, vondsten
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def stad():
    return Stad()


def keuzes(client, adres):
    """{name: (address, number)} of the answers to the question at `adres`."""
    inhoud, _queries = open_pagina(client, adres)
    blok = inhoud[inhoud.index('aria-labelledby="vraag"') :]
    kaal = re.sub(r"<svg.*?</svg>|</?(span|b)[^>]*>", "", " ".join(blok.split()))
    paren = re.findall(r'href="([^"]*)"[^>]*>([^<]*)</a>\s*<small[^>]*>(\d+)', kaal)
    paren += re.findall(r'href="([^"]*)"[^>]*>\s*([^<]*)<small>(\d+)', kaal)
    return {naam.strip(): (adres.replace("&amp;", "&"), int(n)) for adres, naam, n in paren}


def namen(client, adres=KLAAR):
    return [naam for naam, _tekst in vondsten(client, adres)]


# The questions


def test_the_questions_lead_from_one_to_the_next(client, stad):
    ouderen = maak_doelgroep(naam="Ouderen")
    stad.initiatief("Budgetcafé", doelgroepen=[ouderen])
    assert "Waar woon je?" in open_pagina(client, BEGIN)[0]
    adres, aantal = keuzes(client, BEGIN)["Beijum"]
    assert (adres, aantal) == (f"{BEGIN}?wijk=beijum", 1)
    assert "Wat zoek je?" in open_pagina(client, adres)[0]
    adres, aantal = keuzes(client, adres)["Geld"]
    assert (adres, aantal) == (f"{BEGIN}?wijk=beijum&thema=geld", 1)
    assert "Voor wie zoek je iets?" in open_pagina(client, adres)[0]
    adres, aantal = keuzes(client, adres)["Ouderen"]
    assert (adres, aantal) == (f"{BEGIN}?wijk=beijum&thema=geld&doelgroep=ouderen", 1)
    assert namen(client, adres) == ["Budgetcafé"]


def test_only_answers_that_lead_somewhere_are_offered(client, stad):
    maak_doelgroep(naam="Kinderen")
    stad.initiatief("Budgetcafé")
    stad.initiatief("Voorbij", themas=[stad.taal], status="gestopt", tot="2020-01-01")
    stad.initiatief("Plan", stad.lewenborg, themas=[stad.taal], status="idee")
    assert set(keuzes(client, BEGIN)) == {"Heel Oost", "Beijum"}
    assert set(keuzes(client, f"{BEGIN}?wijk=beijum")) == {"Geld"}


def test_a_last_question_without_anything_to_choose_is_not_asked(client, stad):
    stad.initiatief("Budgetcafé")
    adres = f"{BEGIN}?wijk=beijum&thema=geld"
    assert keuzes(client, f"{BEGIN}?wijk=beijum")["Geld"] == (adres, 1)
    inhoud, _queries = open_pagina(client, adres)
    assert "Voor wie zoek je iets?" not in inhoud
    assert namen(client, adres) == ["Budgetcafé"]


def test_what_holds_for_the_whole_city_counts_in_every_wijk(client, stad):
    stad.initiatief("Overal", stad.stad)
    maak_inzet(wijk=stad.oost, thema=stad.geld)
    maak_activiteit(wijken=[stad.lewenborg], themas=[stad.taal])
    telling = {naam: aantal for naam, (_adres, aantal) in keuzes(client, BEGIN).items()}
    assert telling == {"Heel Oost": 3, "Beijum": 2, "Lewenborg": 3}


def test_every_question_can_be_skipped_and_taken_back(client, stad):
    stad.initiatief("Budgetcafé")
    inhoud, _queries = open_pagina(client, f"{BEGIN}?wijk=beijum")
    assert f'href="{BEGIN}?wijk=beijum&amp;thema="' in inhoud
    inhoud, _queries = open_pagina(client, KLAAR)
    for zonder in ("thema=geld&amp;doelgroep=", "wijk=beijum&amp;doelgroep="):
        assert f'href="{BEGIN}?{zonder}"' in inhoud
    assert namen(client, f"{BEGIN}?wijk=&thema=&doelgroep=") == ["Budgetcafé"]


@pytest.mark.parametrize("onzin", ["bestaat-niet", "\x00", "geld'", "9" * 200])
def test_an_answer_we_do_not_know_is_asked_again(client, stad, onzin):
    inhoud = client.get(BEGIN, {"wijk": "beijum", "thema": onzin}).content.decode()
    assert "Wat zoek je?" in inhoud


def test_themes_without_anything_here_are_named_with_a_way_on(client, stad):
    stad.initiatief("Budgetcafé")
    stad.initiatief("Leeskring", stad.lewenborg, themas=[stad.taal])
    inhoud, _queries = open_pagina(client, f"{BEGIN}?wijk=beijum")
    assert "Hiervoor kennen we nog niets in Beijum" in inhoud
    assert f'<a href="{BEGIN}?wijk=&amp;thema=taal" lang="nl">Taal</a>.' in inhoud
    assert "nog niets in" not in open_pagina(client, f"{BEGIN}?wijk=")[0]


def test_each_question_says_which_it_is_and_how_to_skip_it(client, stad):
    stad.initiatief("Budgetcafé")
    assert f"Sla over: zoek in heel {stad.stad.naam}" in open_pagina(client, BEGIN)[0]
    tekst, _n = open_pagina(client, f"{BEGIN}?wijk=beijum")
    assert "Vraag 2 van 3" in tekst and "Sla over: laat alles zien" in tekst


def test_a_postcode_is_asked_for_only_where_we_know_postcodes(client, stad):
    stad.initiatief("Budgetcafé")
    assert "postcode" not in open_pagina(client, BEGIN)[0]
    maak_postcode("9737AB", stad.beijum)
    assert "of je postcode" in open_pagina(client, BEGIN)[0]


@pytest.mark.parametrize("status", ["idee", "in_oprichting", "gepland"])
def test_what_is_no_more_than_a_plan_is_nowhere_to_turn_to(client, stad, status):
    plan = {"status": status, "wijken": [stad.beijum], "themas": [stad.geld]}
    maak_activiteit(naam="Plan om te eten", **plan)
    stad.initiatief("Plan om te wonen", status=status)
    assert namen(client) == []
    maak_activiteit(naam="Eten", **plan | {"status": "incidenteel"})
    assert namen(client) == ["Eten"]
    assert "1 plek waar je terechtkunt" in open_pagina(client, KLAAR)[0]


def test_the_first_is_large_with_a_button_to_call(client, stad):
    for naam in ("A eerste", "B tweede"):
        maak_contactpunt(
            initiatief=stad.initiatief(naam), telefoon="050 1", telefoon_zichtbaar="openbaar"
        )
    tekst, _n = open_pagina(client, KLAAR)
    assert tekst.count("Bel 050 1") == 1
    assert tekst.index("eerst-groot") < tekst.index("A eerste") < tekst.index("Bel 050 1")
    assert tekst.index("Bel 050 1") < tekst.index("B tweede")


def test_that_nobody_knows_how_to_reach_them_is_said_once(client, stad):
    for nummer in range(3):
        stad.initiatief(f"Initiatief {nummer}")
    tekst, _n = open_pagina(client, KLAAR)
    assert tekst.count("Van deze organisaties en groepen hebben we nog geen telefoonnummer") == 1
    stad.initiatief("Met site", website="https://voorbeeld.nl/")
    assert open_pagina(client, KLAAR)[0].count("Van 3 plekken hebben we nog geen") == 1


def test_a_wijk_is_found_by_name_slip_or_postcode_and_leads_to_the_next_question(client, stad):
    stad.initiatief("Budgetcafé")
    maak_postcode("9737AB", stad.beijum)
    for vraag in ("Beijum", "beyum", "9737 ab", "9737", "Bei"):
        antwoord = client.get(BEGIN, {"zoek": vraag, "thema": "geld"})
        assert (antwoord.status_code, antwoord.url) == (302, f"{BEGIN}?wijk=beijum&thema=geld")
    inhoud = client.get(BEGIN, {"zoek": "Atlantis<"}).content.decode()
    assert "Bij “Atlantis&lt;” vinden we geen wijk of dorp" in inhoud
    assert "Waar woon je?" in inhoud


def test_more_wijken_than_one_are_offered(client, stad):
    stad.initiatief("Budgetcafé")
    maak_postcode("9737AB", stad.beijum)
    maak_postcode("9737AB", stad.lewenborg)
    inhoud = client.get(BEGIN, {"zoek": "9737AB"}).content.decode()
    for slug in ("beijum", "lewenborg"):
        assert f'<li><a href="{BEGIN}?wijk={slug}"' in inhoud


def test_for_everybody_is_no_answer_beside_it_does_not_matter(client, stad):
    iedereen = maak_doelgroep(naam="Alle bewoners", slug=VOOR_IEDEREEN)
    stad.initiatief("Budgetcafé", doelgroepen=[iedereen, maak_doelgroep(naam="Ouderen")])
    assert set(keuzes(client, f"{BEGIN}?wijk=beijum&thema=geld")) == {"Ouderen"}


def test_a_theme_says_what_it_is_about(client, stad):
    stad.geld.omschrijving = "Rondkomen met weinig geld."
    stad.geld.save()
    stad.initiatief("Budgetcafé")
    assert "Rondkomen met weinig geld." in open_pagina(client, f"{BEGIN}?wijk=beijum")[0]


# The answer


def test_the_nearest_comes_first_and_says_where_it_holds(client, stad):
    stad.initiatief("A stad", stad.stad)
    stad.initiatief("B oost", stad.oost)
    stad.initiatief("C beijum")
    stad.initiatief("D pleintje", maak_wijk(naam="Plein", soort="plek", ligt_in=stad.beijum))
    stad.initiatief("E lewenborg", stad.lewenborg)
    stad.initiatief("F taal", themas=[stad.taal])
    gevonden = dict(vondsten(client))
    assert list(gevonden) == ["C beijum", "D pleintje", "B oost", "A stad"]
    assert "heel Oost" in gevonden["B oost"]
    assert "stadsbreed" in gevonden["A stad"]


def test_the_short_list_shows_some_of_each_kind(client, stad):
    for nummer in range(12):
        stad.initiatief(f"Initiatief {nummer}")
    maak_activiteit(naam="Spreekuur", wijken=[stad.beijum], themas=[stad.geld])
    maak_inzet(
        wijk=stad.beijum, thema=stad.geld, organisatie=maak_organisatie(naam="Schuldhulpmaatjes")
    )
    lijst = namen(client)
    assert len(lijst) == 10
    assert {"Spreekuur", "Schuldhulpmaatjes"} <= set(lijst[:3])
    inhoud, _queries = open_pagina(client, KLAAR)
    assert "10 van 14 plekken waar je terechtkunt" in inhoud
    assert 'href="/initiatieven/?wijk=beijum&amp;thema=geld"' in inhoud


def test_what_is_for_them_goes_before_what_is_for_everybody(client, stad):
    ouderen, kinderen = maak_doelgroep(naam="Ouderen"), maak_doelgroep(naam="Kinderen")
    iedereen = maak_doelgroep(naam="Alle bewoners", slug=VOOR_IEDEREEN)
    stad.initiatief("A iedereen", doelgroepen=[iedereen])
    stad.initiatief("B onbekend")
    stad.initiatief("C ouderen", doelgroepen=[ouderen, kinderen])
    stad.initiatief("D kinderen", doelgroepen=[kinderen])
    stad.initiatief("E heel oost", stad.oost, doelgroepen=[ouderen])
    maak_inzet(
        wijk=stad.beijum, thema=stad.geld, organisatie=maak_organisatie(naam="A organisatie")
    )
    verwacht = ["C ouderen", "E heel oost", "A iedereen", "A organisatie", "B onbekend"]
    assert namen(client, f"{KLAAR}ouderen") == verwacht


def test_every_way_to_reach_somebody_is_told(client, stad):
    zaal = maak_accommodatie(naam="Het Trefpunt", adres="Dorpsweg 1", wijken=[stad.beijum])
    maak_activiteit(
        naam="Spreekuur",
        wijken=[stad.beijum],
        themas=[stad.geld],
        accommodatie=zaal,
        ritme="elke maandag",
        kosten="gratis",
        aanmelden="niet nodig",
    )
    maak_contactpunt(
        accommodatie=zaal, telefoon="050 123 45 67", telefoon_zichtbaar="openbaar", functie="balie"
    )
    (_naam, tekst), *_rest = vondsten(client)
    for stuk in ("elke maandag (gratis)", "Het Trefpunt", "Dorpsweg 1", "niet nodig", "balie"):
        assert stuk in tekst
    assert "050 123 45 67" in tekst
    assert "geen telefoonnummer" not in open_pagina(client, KLAAR)[0]


def test_an_initiative_is_reached_through_its_place_or_whoever_runs_it(client, stad):
    gehuisvest = stad.initiatief("A gehuisvest")
    maak_huisvesting(initiatief=gehuisvest, accommodatie=maak_accommodatie(naam="Het Trefpunt"))
    gerund = stad.initiatief("B gerund")
    maak_inzet(initiatief=gerund, organisatie=maak_organisatie(naam="Humanitas"), thema=stad.taal)
    stad.initiatief("C site", website="https://voorbeeld.nl/")
    gevonden = dict(vondsten(client))
    assert "Het Trefpunt" in gevonden["A gehuisvest"]
    assert "Vraag ernaar bij: Humanitas" in gevonden["B gerund"]
    assert "Website van C site" in gevonden["C site"]


def test_what_is_not_public_is_not_told(client, stad):
    besloten = {"telefoon": "06 11 22 33 44", "telefoon_zichtbaar": "coordinatoren"}
    initiatief = stad.initiatief("Budgetcafé")
    maak_contactpunt(initiatief=initiatief, **besloten)
    geheim = maak_accommodatie(naam="Geheime zaal", openbaar=False, wijken=[stad.beijum])
    maak_huisvesting(initiatief=initiatief, accommodatie=geheim)
    maak_inzet(
        initiatief=initiatief,
        thema=stad.geld,
        wijk=stad.beijum,
        organisatie=maak_organisatie(naam="Geheime club", openbaar=False),
    )
    inhoud, _queries = open_pagina(client, KLAAR)
    assert "06 11" not in inhoud
    assert "Geheime" not in inhoud
    assert "hebben we nog geen telefoonnummer of adres" in inhoud


@pytest.mark.parametrize("wijk", ["beijum", ""])
def test_what_a_public_activity_hangs_on_is_only_told_when_it_is_public(client, stad, wijk):
    bereik = {"telefoon": "06 11 22 33 44", "telefoon_zichtbaar": "openbaar"}
    initiatief = stad.initiatief("Geheim plan", openbaar=False)
    zaal = maak_accommodatie(naam="Geheime zaal", openbaar=False, wijken=[stad.beijum])
    maak_contactpunt(initiatief=initiatief, **bereik)
    maak_contactpunt(accommodatie=zaal, **bereik)
    maak_huisvesting(initiatief=initiatief, accommodatie=maak_accommodatie(naam="Zolder"))
    maak_activiteit(
        naam="Spreekuur",
        wijken=[stad.beijum],
        themas=[stad.geld],
        initiatief=initiatief,
        accommodatie=zaal,
    )
    inhoud, _queries = open_pagina(client, f"{BEGIN}?wijk={wijk}&thema=geld&doelgroep=")
    assert "Spreekuur" in inhoud
    assert "06 11" not in inhoud
    assert "Geheim" not in inhoud
    assert "Zolder" not in inhoud


def test_nothing_found_says_so_and_widens_in_one_link(client, stad):
    maak_doelgroep(naam="Ouderen")
    maak_accommodatie(naam="Het Trefpunt", wijken=[stad.beijum])
    for adres, wat, ruimer in (
        (f"{KLAAR}ouderen", "zonder “Ouderen”", "wijk=beijum&amp;thema=geld&amp;doelgroep="),
        (KLAAR, f"Zoek in heel {stad.stad.naam}", "wijk=&amp;thema=geld&amp;doelgroep="),
        (
            f"{BEGIN}?wijk=&thema=geld&doelgroep=",
            "zonder “Geld”",
            "wijk=&amp;thema=&amp;doelgroep=",
        ),
    ):
        inhoud, _queries = open_pagina(client, adres)
        assert "Hiervoor kennen we nog niets" in inhoud
        assert wat in inhoud
        assert f'href="{BEGIN}?{ruimer}"' in inhoud
    assert "Het Trefpunt" in open_pagina(client, KLAAR)[0]


@pytest.mark.eenmaal
def test_terecht_costs_the_same_number_of_queries_for_1_and_30_rows(client, stad):
    ouderen = maak_doelgroep(naam="Ouderen")
    maak_werkgebied(wijk=stad.beijum)
    adressen = [
        BEGIN,
        f"{BEGIN}?wijk=beijum",
        f"{KLAAR}ouderen",
        f"{BEGIN}?wijk=&thema=&doelgroep=",
    ]

    def vul(aantal):
        for _ in range(aantal):
            zaal = maak_accommodatie(wijken=[stad.beijum])
            maak_contactpunt(accommodatie=zaal, telefoon="1", telefoon_zichtbaar="openbaar")
            initiatief = stad.initiatief("Iets", doelgroepen=[ouderen])
            maak_huisvesting(initiatief=initiatief, accommodatie=zaal)
            waar = {"wijk": stad.beijum, "thema": stad.geld}
            maak_inzet(initiatief=initiatief, **waar)
            maak_activiteit(
                wijken=[stad.beijum], themas=[stad.geld], accommodatie=zaal, doelgroepen=[ouderen]
            )

    vul(1)
    een = [open_pagina(client, adres)[1] for adres in adressen]
    vul(29)
    assert [open_pagina(client, adres)[1] for adres in adressen] == een
    assert max(een) <= 20


# The demo


def test_no_answer_of_the_demo_is_a_dead_end(demo, client):
    """Each choice that is offered leads to something, for every theme in some wijken."""
    for wijk in Wijk.objects.filter(slug__in=["de-wijert", "oost"]):
        adressen = keuzes(client, f"{BEGIN}?wijk={wijk.slug}")
        assert len(adressen) >= 3
        for adres, aantal in adressen.values():
            lijst = vondsten(client, f"{adres}&doelgroep=")
            assert len(lijst) == min(aantal, 10), adres


def test_home_and_foot_lead_to_it(client):
    assert open_pagina(client, reverse("home"))[0].count(f'href="{BEGIN}"') == 2
