"""What is on: by day, with its meetings, as a page and as the files of it."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from buurtnet.paginas.te_doen.te_doen import komende_dagen
from netwerken.models import Bijeenkomst
from tests.hulp.bouwers import (
    log_in,
    maak_accommodatie,
    maak_activiteit,
    maak_bijeenkomst,
    maak_coordinator,
    maak_doelgroep,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.lijstproef import open_pagina

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
LIJST = reverse("initiatieven:activiteiten")
FACET = "Van een netwerk"
ZONDAG = datetime.date(2026, 11, 22)


@pytest.fixture
def week():
    """Something today, later this week, this month, in spring, and on no known day."""
    maak_activiteit(naam="Soep", ritme="elke zondag", begint_om=datetime.time(12))
    maak_activiteit(naam="Judo", ritme="elke woensdag")
    maak_activiteit(naam="Film", ritme="elke laatste vrijdag van de maand")
    maak_activiteit(naam="Koor", ritme="elke derde dinsdag van de maand")
    maak_activiteit(naam="Fietsen", ritme="elk jaar op 5 mei")
    maak_activiteit(naam="Klussen", ritme="twee dagen per week")
    maak_activiteit(naam="Praten")


def regels(client, vraag=""):
    """The names and headings of days of a list, in order."""
    antwoord = client.get(f"{LIJST}{vraag}")
    return [(dag, [rij.naam for rij in rijen]) for dag, rijen in antwoord.context["dagen"]]


def dag(maand, dagnummer, jaar=2026):
    return datetime.date(jaar, maand, dagnummer)


def test_the_list_goes_by_day_and_ends_with_what_has_none(client, week):
    assert regels(client) == [
        (ZONDAG, ["Soep"]),
        (dag(11, 25), ["Judo"]),
        (dag(11, 27), ["Film"]),
        (dag(12, 15), ["Koor"]),
        (dag(5, 5, 2027), ["Fietsen"]),
        (None, ["Klussen"]),
        ("doorlopend", ["Praten"]),
    ]
    tekst, _n = open_pagina(client, LIJST)
    for woorden in (
        "Vandaag, zondag 22 november",
        "Woensdag 25 november",
        "Woensdag 5 mei 2027",
        "Vanaf 12:00 uur",
        "Zonder vaste dag",
        "7 activiteiten",
    ):
        assert woorden in tekst


@pytest.mark.parametrize(
    ("wanneer", "namen", "aantal"),
    [
        ("vandaag", ["Soep"], 1),
        ("week", ["Soep"], 1),
        ("maand", ["Soep", "Judo", "Film", "Soep"], 3),
        ("zonder-dag", ["Klussen", "Praten"], 2),
    ],
)
def test_a_stretch_of_days_shows_every_time_and_counts_each_thing_once(
    client, week, wanneer, namen, aantal
):
    gevonden = [naam for _dag, rijen in regels(client, f"?wanneer={wanneer}") for naam in rijen]
    assert gevonden == namen
    tekst, _n = open_pagina(client, f"{LIJST}?wanneer={wanneer}")
    assert f"{aantal} activiteit" in tekst


def test_the_choices_of_when_say_how_much_they_give(client, week):
    wijk = maak_wijk(naam="Beijum")
    maak_activiteit(naam="Eten", ritme="elke dag", wijken=[wijk])
    tabs = client.get(f"{LIJST}?wijk=beijum").context["te_doen"].tabs
    assert [tab.aantal for tab in tabs] == [1, 1, 1, 1, 0]
    tabs = client.get(LIJST).context["te_doen"].tabs
    assert [tab.aantal for tab in tabs] == [8, 2, 2, 4, 2]


def test_this_week_lasts_through_sunday_and_this_month_through_its_last_day(client, week):
    maandag = "&op=2026-11-23"
    assert [d for d, _namen in regels(client, f"?wanneer=week{maandag}")] == [
        dag(11, 25),
        dag(11, 27),
        dag(11, 29),
    ]
    tekst, _n = open_pagina(client, f"{LIJST}?wanneer=week{maandag}")
    assert "Van maandag 23 november tot en met zondag 29 november." in tekst
    tekst, _n = open_pagina(client, f"{LIJST}?wanneer=maand")
    assert "tot en met maandag 30 november." in tekst
    for woorden in ("Vandaag", "Deze week", "Deze maand"):
        assert f">{woorden} <small" in tekst


def test_what_has_no_rhythm_stands_last_and_does_not_read_as_something_on(client, week):
    maak_bijeenkomst(naam="Avond", ritme="2 keer per jaar", open_voor_bewoners=True)
    assert regels(client)[-2:] == [(None, ["Klussen", "Avond"]), ("doorlopend", ["Praten"])]
    tekst, _n = open_pagina(client, LIJST)
    assert tekst.index("Zonder vaste dag</h3>") < tekst.index("Ook in de buurt</h3>")


def test_the_facets_count_what_is_on_in_those_days(client):
    wijk, thema, ouderen = maak_wijk(), maak_thema(), maak_doelgroep()
    erbij = {"wijken": [wijk], "themas": [thema], "doelgroepen": [ouderen]}
    maak_activiteit(ritme="elke zondag", **erbij)
    maak_activiteit(ritme="elke maandag", **erbij)
    for wanneer, aantal in (("vandaag", 1), ("maand", 2), ("", 2)):
        blokken = client.get(f"{LIJST}?wanneer={wanneer}").context["lijst"].blokken
        assert [keuze.aantal for blok in blokken for keuze in blok.keuzes] == [aantal] * 3


def test_sorted_by_name_there_are_no_days_but_the_next_one_is_told(client, week):
    [(_geen, namen)] = regels(client, "?sorteer=naam")
    tekst, _n = open_pagina(client, f"{LIJST}?sorteer=naam")
    assert namen[0] == "Fietsen"
    assert "Woensdag 5 mei 2027" in tekst
    assert "Wanneer: vraag na" in tekst


def test_an_unknown_day_is_told(client, week):
    assert (
        "“gisteren” kennen we niet bij Wanneer"
        in open_pagina(client, f"{LIJST}?wanneer=gisteren")[0]
    )


def test_the_list_is_honest_about_what_was_confirmed_long_ago(client):
    maak_activiteit(naam="Oud", ritme="elke zondag", bevestigd_op=dag(12, 4, 2018))
    tekst, _n = open_pagina(client, LIJST)
    assert "al jaren niet nagegaan" in tekst.lower()
    assert "Vraag eerst na of het doorgaat." in tekst
    tekst, _n = open_pagina(client, reverse("initiatieven:activiteit", args=["oud"]))
    assert "Vraag na of het nog klopt" in tekst


def test_an_exception_and_the_end_are_kept_to(client):
    maak_activiteit(naam="Weg", ritme="elke zondag", niet_op=[ZONDAG], tot=dag(11, 28))
    maak_activiteit(naam="Voorbij", ritme="elke zondag", tot=dag(11, 21), status="gestopt")
    assert regels(client, "?wanneer=maand") == []
    assert regels(client) == [(None, ["Weg"])]


def test_another_day_has_its_own_coming_days(client, week):
    assert regels(client, "?wanneer=vandaag&op=2026-11-25") == [(dag(11, 25), ["Judo"])]
    assert "Vandaag" not in open_pagina(client, f"{LIJST}?op=2026-11-25")[0].partition("<h3")[2]


def test_activiteit_page_tells_its_coming_days(client):
    rij = maak_activiteit(naam="Soep", ritme="elke zondag", niet_op=[dag(11, 29)])
    tekst, _n = open_pagina(client, rij.get_absolute_url())
    for woorden in ("Vandaag, zondag 22 november", "Zondag 6 december", "29 november 2026"):
        assert woorden in tekst
    assert "Zondag 29 november" not in tekst
    assert f"webcal://testserver{rij.get_absolute_url()}?formaat=ics" in tekst


# Networks and their meetings


def test_meetings_open_to_residents_stand_among_it(client):
    netwerk, wijk = maak_netwerk(naam="Oost"), maak_wijk(naam="Beijum")
    maak_activiteit(naam="Soep", ritme="elke dinsdag")
    open_ = {"netwerk": netwerk, "open_voor_bewoners": True}
    maak_bijeenkomst(
        naam="Bewonersavond", vanaf=dag(11, 24), begint_om=datetime.time(20), wijken=[wijk], **open_
    )
    maak_bijeenkomst(naam="Maandelijks", ritme="elke eerste maandag van de maand", **open_)
    maak_bijeenkomst(naam="Ooit", ritme="2 keer per jaar", **open_)
    maak_bijeenkomst(naam="Geweest", vanaf=dag(3, 1), **open_)
    maak_bijeenkomst(naam="Besloten", vanaf=dag(11, 24), netwerk=netwerk)
    maak_bijeenkomst(naam="Geheim", vanaf=dag(11, 24), openbaar=False, **open_)
    assert regels(client) == [
        (dag(11, 24), ["Bewonersavond", "Soep"]),
        (dag(12, 7), ["Maandelijks"]),
        (None, ["Ooit"]),
    ]
    tekst, _n = open_pagina(client, f"{LIJST}?wijk=beijum")
    assert "geen activiteiten en 1 bijeenkomst" in " ".join(tekst.split()).lower()
    assert f'href="{netwerk.get_absolute_url()}#bijeenkomsten"' in tekst
    assert regels(client, "?q=bewoners")[0][1] == ["Bewonersavond"]
    maak_thema(naam="Wonen")
    assert regels(client, "?thema=wonen") == []


def test_a_meeting_of_a_hidden_network_is_for_its_own_people(client):
    netwerk = maak_netwerk(openbaar=False)
    maak_bijeenkomst(naam="Stil", vanaf=ZONDAG, netwerk=netwerk, open_voor_bewoners=True)
    assert regels(client) == []
    assert komende_dagen(AnonymousUser(), "", ZONDAG, 4) == []
    log_in(client, maak_coordinator(netwerk))
    assert regels(client) == [(ZONDAG, ["Stil"])]


def test_the_calendar_of_a_network_holds_what_is_its_own(client):
    """By way of its inzet, and its meetings for residents; not all that is on where it works."""
    wijk = maak_wijk(naam="De Wijert")
    netwerk = maak_werkgebied(netwerk=maak_netwerk(naam="Samen Zuid"), wijk=wijk).netwerk
    maak_netwerk(naam="Zonder iets")
    via = {"wijken": [wijk], "ritme": "elke dinsdag"}
    for naam, velden in (
        ("Soep", {}),
        ("Voorbij", {"tot": dag(1, 1)}),
        ("Stil", {"organisatie": maak_organisatie(openbaar=False)}),
    ):
        initiatief = maak_initiatief(naam=naam)
        maak_inzet(netwerk=netwerk, initiatief=initiatief, wijk=wijk, **velden)
        maak_activiteit(naam=naam, initiatief=initiatief, **via)
    maak_inzet(netwerk=netwerk, initiatief=maak_initiatief(), wijk=wijk)
    maak_activiteit(naam="Judo", **via)
    maak_bijeenkomst(naam="Avond", netwerk=netwerk, ritme="per jaar", open_voor_bewoners=True)
    verwacht = [(dag(11, 24), ["Soep"]), (None, ["Avond"])]
    assert regels(client, "?netwerk=samen-zuid") == verwacht
    assert regels(client, "?netwerk=zonder-iets") == []
    assert regels(client, "?netwerk=samen-zuid&wijk=de-wijert") == verwacht[:1]

    def aantallen(vraag):
        [blok] = [b for b in client.get(LIJST + vraag).context["lijst"].blokken if b.titel == FACET]
        return [(keuze.waarde, keuze.aantal) for keuze in blok.keuzes]

    assert aantallen("") == aantallen("?netwerk=samen-zuid&sorteer=naam") == [("samen-zuid", 2)]
    assert aantallen("?wanneer=zonder-dag") == [("samen-zuid", 1)]
    assert aantallen("?wijk=de-wijert") == [("samen-zuid", 1)]


def test_netwerk_page_leads_to_its_own_and_apart_to_all_where_it_works(client):
    netwerk = maak_netwerk(naam="Samen Zuid")
    for naam in ("De Wijert", "Helpman"):
        maak_werkgebied(netwerk=netwerk, wijk=maak_wijk(naam=naam))
    tekst, _n = open_pagina(client, netwerk.get_absolute_url())
    assert f"webcal://testserver{LIJST}?netwerk=samen-zuid&amp;formaat=ics" in tekst
    assert f'href="{LIJST}?wijk=de-wijert&amp;wijk=helpman"' in tekst


def test_a_meeting_leads_to_its_network_its_subject_or_the_list():
    plek = maak_accommodatie()
    assert maak_bijeenkomst(accommodatie=plek).get_absolute_url() == plek.get_absolute_url()
    stil = {"initiatief": maak_initiatief(openbaar=False)}
    assert maak_bijeenkomst(accommodatie=plek, **stil).get_absolute_url() == plek.get_absolute_url()
    assert maak_bijeenkomst(**stil).get_absolute_url() == LIJST
    assert Bijeenkomst(ritme="elke maan").regel == ""


# How much it costs


@pytest.mark.parametrize("vraag", ["", "?wanneer=week", "?q=soep&wijk=beijum", "?sorteer=naam"])
@pytest.mark.eenmaal
def test_the_list_costs_the_same_for_1_and_30(client, vraag):
    wijk, netwerk = maak_wijk(naam="Beijum"), maak_netwerk()

    def maak():
        maak_werkgebied(wijk=wijk)
        for n in range(2):
            maak_activiteit(
                naam=f"Soep {n}",
                ritme="elke zondag" if n else "",
                accommodatie=maak_accommodatie(),
                wijken=[wijk, maak_wijk()],
                doelgroepen=[maak_doelgroep()],
                themas=[maak_thema()],
            )
        maak_bijeenkomst(
            naam="Soep en praat",
            netwerk=netwerk,
            vanaf=ZONDAG,
            open_voor_bewoners=True,
            wijken=[wijk],
        )

    maak()
    een = open_pagina(client, f"{LIJST}{vraag}")[1]
    for _n in range(14):
        maak()
    assert open_pagina(client, f"{LIJST}{vraag}")[1] <= een


def test_the_front_page_gets_what_is_on_first_this_week(
    client, week, django_assert_max_num_queries
):
    maak_activiteit(naam="Geheim", ritme="elke zondag", openbaar=False)
    maak_bijeenkomst(naam="Avond", vanaf=dag(11, 24), open_voor_bewoners=True)
    with django_assert_max_num_queries(5):
        gevonden = komende_dagen(AnonymousUser(), "", ZONDAG, 4)
    assert [(d, rij.naam) for d, rij in gevonden] == [
        (ZONDAG, "Soep"),
        (dag(11, 24), "Avond"),
        (dag(11, 25), "Judo"),
        (dag(11, 27), "Film"),
    ]
