"""Calendars and feeds of what is on: read back the way a phone or feed reader does."""

import datetime
import json
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from icalendar import Calendar

from buurtnet.lijsten.feed import MEESTE
from buurtnet.paginas.te_doen import ics
from buurtnet.paginas.te_doen.aanbod import nieuwste_eerst
from initiatieven.herhaling.dagen import dagen_van
from tests.hulp.agendaproef import bezwaren, dagen, uitzonderingen
from tests.hulp.bouwers import (
    maak_accommodatie,
    maak_activiteit,
    maak_bijeenkomst,
    maak_doelgroep,
    maak_netwerk,
    maak_thema,
    maak_wijk,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
LIJST = reverse("initiatieven:activiteiten")
ZONDAG = datetime.date(2026, 11, 22)
ATOM = "{http://www.w3.org/2005/Atom}"


def kalender(client, adres=LIJST, **vraag):
    antwoord = client.get(adres, vraag | {"formaat": "ics"})
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert antwoord["ETag"]
    return Calendar.from_ical(antwoord.content)


def gebeurtenissen(client, adres=LIJST, **vraag):
    return kalender(client, adres, **vraag).walk("VEVENT")


def namen(client, **vraag):
    return [str(g["summary"]) for g in gebeurtenissen(client, **vraag)]


HERHALINGEN = {
    "elke zondag": {},
    "om de week op dinsdag en donderdag": {"vanaf": datetime.date(2026, 11, 4)},
    "elke laatste vrijdag van de maand": {"tot": datetime.date(2027, 3, 26)},
    "elke dinsdag, 10 keer": {"vanaf": datetime.date(2026, 11, 24)},
    "elke woensdag, 10 keer": {
        "vanaf": datetime.date(2026, 11, 24),
        "tot": datetime.date(2026, 12, 16),
    },
    "elke 31e van de maand": {},
    "elk jaar op 29 februari": {"vanaf": datetime.date(2024, 1, 1)},
    "elke vrijdag": {
        "niet_op": [datetime.date(2026, 12, 25), datetime.date(2027, 1, 1)],
        "ook_op": [datetime.date(2026, 12, 23)],
    },
    "elke 1e en 30e van de maand": {},
    "elke vierde en laatste zaterdag van de maand": {},
    "elke vijfde zaterdag van de maand": {},
    "elke voorlaatste zaterdag van de maand, 6 keer": {"vanaf": datetime.date(2026, 11, 4)},
    "elke eerste en derde dinsdag van de maand, 7 keer": {
        "vanaf": datetime.date(2026, 11, 4),
        "niet_op": [datetime.date(2026, 12, 1)],
    },
    "om de week op zondag en maandag": {
        "vanaf": datetime.date(2024, 11, 3),
        "niet_op": [datetime.date(2026, 11, 30)],
    },
    "om de maand op de 31e": {"vanaf": datetime.date(2026, 11, 4)},
    "elke laatste dag van de maand in februari en maart": {},
    "elke dag in december": {"niet_op": [datetime.date(2026, 12, n) for n in (1, 25, 31)]},
    "elke dag in de even weken": {},
    "elke dinsdag in de even weken in januari, 6 keer": {"vanaf": datetime.date(2026, 11, 4)},
    "op 12 december 2026": {},
    "op 13 december 2026": {
        "ook_op": [datetime.date(2026, 12, 12), datetime.date(2026, 12, 13)],
        "tot": datetime.date(2026, 12, 13),
    },
    "wisselend": {"ook_op": [datetime.date(2026, 12, 12), datetime.date(2027, 1, 2)]},
    "elke zaterdag": {"ook_op": [datetime.date(2026, 12, 12), datetime.date(2026, 12, 13)]},
    "elke dinsdag behalve in maart en april": {},
    "eerste dinsdag van de maand behalve in april": {},
    "dinsdag in de oneven weken": {},
    "elke maandag behalve 1 januari t/m 30 april 2027": {"vanaf": datetime.date(2026, 11, 4)},
    "elke dinsdag vanaf 1 december 2026 tot 1 mei 2027": {},
    "elke dag behalve zondag": {"tot": datetime.date(2026, 12, 5)},
}


@pytest.mark.parametrize("begint_om", [None, datetime.time(0, 30), datetime.time(23, 30)])
@pytest.mark.parametrize("ritme", HERHALINGEN)
def test_a_calendar_program_finds_the_days_that_we_show(client, ritme, begint_om):
    """Each day once, by rules that every program knows and reads alike."""
    rij = maak_activiteit(ritme=ritme, begint_om=begint_om, **HERHALINGEN[ritme])
    tot = datetime.date(2027, 6, 30)
    if ritme == "elk jaar op 29 februari":
        # Nothing within the year: nothing to put in a calendar yet.
        assert gebeurtenissen(client) == []
        return
    gevonden = gebeurtenissen(client, rij.get_absolute_url())
    assert bezwaren(gevonden) == []
    assert dagen(gevonden, ZONDAG, tot) == dagen_van(rij, ZONDAG, tot) != []


def test_of_a_long_break_only_the_days_that_would_be_are_left_out(client):
    maak_activiteit(ritme="elke maandag behalve in juli en augustus 2027")
    [gebeurtenis] = gebeurtenissen(client)
    weg = uitzonderingen(gebeurtenis)
    assert len(weg) == 9
    assert {dag.weekday() for dag in weg} == {0}


def test_a_first_day_that_is_years_away_is_found(client, time_machine):
    rij = maak_activiteit(ritme="elk jaar op 29 februari", vanaf=datetime.date(2025, 1, 1))
    time_machine.move_to(datetime.datetime(2027, 12, 1, 12, tzinfo=datetime.UTC), tick=False)
    eerste, *_later = gebeurtenissen(client, rij.get_absolute_url())
    assert eerste.decoded("dtstart") == datetime.date(2028, 2, 29)


def test_a_calendar_of_the_past_has_what_was_on_then(client):
    maak_activiteit(ritme="elke zondag", tot=datetime.date(2020, 6, 28), status="gestopt")
    [gebeurtenis] = gebeurtenissen(client, op="2020-06-20")
    begin, einde = datetime.date(2020, 6, 20), datetime.date(2020, 7, 31)
    assert dagen([gebeurtenis], begin, einde) == [
        datetime.date(2020, 6, 21),
        datetime.date(2020, 6, 28),
    ]


def test_the_time_stays_the_same_in_summer(client):
    rij = maak_activiteit(
        ritme="elke zondag", begint_om=datetime.time(19, 30), eindigt_om=datetime.time(21)
    )
    inhoud = kalender(client, rij.get_absolute_url())
    [gebeurtenis] = inhoud.walk("VEVENT")
    begin = gebeurtenis.decoded("dtstart")
    assert gebeurtenis["dtstart"].params["TZID"] == "Europe/Amsterdam"
    assert (begin.hour, begin.minute) == (19, 30)
    assert gebeurtenis.decoded("dtend") - begin == datetime.timedelta(minutes=90)
    [zone] = inhoud.walk("VTIMEZONE")
    eigen = zone.to_tz()
    for maand, uren in ((1, 1), (3, 1), (4, 2), (7, 2), (10, 2), (11, 1)):
        moment = datetime.datetime(2027, maand, 15, 19, 30, tzinfo=eigen)
        assert moment.utcoffset() == datetime.timedelta(hours=uren)
    for dag, uren in ((27, 1), (28, 2)):
        assert datetime.datetime(2027, 3, dag, 12, tzinfo=eigen).utcoffset().seconds == uren * 3600


@pytest.mark.parametrize(
    ("ritme", "namen"),
    [
        ("elke zondag", [""]),
        ("elke eerste en derde zondag van de maand", ["", "-2"]),
        ("elke zondag in mei", [f"-{dag}" for dag in (20270530, 20280528, 20290527)]),
    ],
)
def test_a_part_of_a_calendar_keeps_its_name(client, time_machine, ritme, namen):
    """Also when the record changes and a year goes by: who imports it again gets nothing twice."""
    rij = maak_activiteit(ritme=ritme)

    def gevonden(moment):
        time_machine.move_to(moment, tick=False)
        rij.save()
        hier = gebeurtenissen(client, rij.get_absolute_url())
        return [str(g["uid"]).removeprefix(rij.uuid.urn) for g in hier]

    eerst = gevonden(datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC))
    later = gevonden(datetime.datetime(2027, 3, 23, 12, tzinfo=datetime.UTC))
    assert [naam for naam in eerst if naam in later][: len(namen)] == namen


def test_a_calendar_does_not_begin_years_ago(client):
    """Programs give up on what was thousands of times already."""
    rij = maak_activiteit(ritme="om de dag", vanaf=datetime.date(1990, 1, 1))
    [gebeurtenis] = gebeurtenissen(client, rij.get_absolute_url())
    assert gebeurtenis.decoded("dtstart").year == ZONDAG.year
    assert dagen([gebeurtenis], ZONDAG, datetime.date(2027, 1, 31)) == dagen_van(
        rij, ZONDAG, datetime.date(2027, 1, 31)
    )


def test_what_has_no_time_takes_the_whole_day(client):
    maak_activiteit(ritme="elke zondag")
    [gebeurtenis] = gebeurtenissen(client)
    eerste = gebeurtenis.decoded("dtstart")
    assert type(eerste) is datetime.date
    assert gebeurtenis.decoded("dtend") == eerste + datetime.timedelta(days=1)


def test_a_calendar_says_what_where_and_how_sure(client):
    plek = maak_accommodatie(naam="MFC", adres="Plein 1", postcode="9721 AB")
    rij = maak_activiteit(
        naam="Eten, praten; \\ zingen 🍲",
        omschrijving="Eén\nTwee",
        ritme="elke zondag",
        accommodatie=plek,
        kosten="€ 4",
        aanmelden="aan de balie",
        bevestigd_op=ZONDAG,
    )
    [gebeurtenis] = gebeurtenissen(client)
    assert str(gebeurtenis["uid"]) == rij.uuid.urn
    assert gebeurtenis["sequence"] == rij.versie
    assert gebeurtenis.decoded("dtstamp") == rij.gewijzigd_op.replace(microsecond=0)
    assert str(gebeurtenis["summary"]) == rij.naam
    assert str(gebeurtenis["location"]) == "MFC, Plein 1, 9721 AB"
    assert str(gebeurtenis["url"]).endswith(rij.get_absolute_url())
    assert str(gebeurtenis["status"]) == "CONFIRMED"
    for woorden in ("Eén\nTwee", "elke zondag", "€ 4", "aan de balie", "22 november 2026"):
        assert woorden in str(gebeurtenis["description"])
    inhoud = kalender(client)
    assert inhoud["refresh-interval"].params["VALUE"] == "DURATION"
    assert str(inhoud["x-published-ttl"]) == "PT12H"


def test_what_is_old_or_planned_is_not_certain(client):
    maak_activiteit(naam="A", ritme="elke zondag", bevestigd_op=datetime.date(2018, 12, 4))
    maak_activiteit(
        naam="B",
        ritme="elke zondag",
        status="gepland",
        bevestigd_op=ZONDAG,
        vanaf=datetime.date(2026, 12, 1),
    )
    assert {str(g["status"]) for g in gebeurtenissen(client)} == {"TENTATIVE"}


def test_the_same_activity_gives_the_same_calendar_tomorrow(client, time_machine):
    maak_activiteit(ritme="elke zondag")
    eerst = client.get(LIJST, {"formaat": "ics"}).content
    time_machine.move_to(datetime.datetime(2026, 12, 20, 12, tzinfo=datetime.UTC), tick=False)
    assert client.get(LIJST, {"formaat": "ics"}).content == eerst


def test_a_calendar_holds_what_the_filter_shows(client):
    wijk, thema, ouderen = maak_wijk(naam="Beijum"), maak_thema(naam="Wonen"), maak_doelgroep()
    netwerk = maak_netwerk(naam="Oost")
    maak_activiteit(
        naam="Soep", ritme="elke maandag", wijken=[wijk], themas=[thema], doelgroepen=[ouderen]
    )
    maak_activiteit(naam="Judo", ritme="elke zondag")
    maak_activiteit(naam="Los", ritme="twee keer per week", wijken=[wijk])
    maak_activiteit(naam="Geheim", ritme="elke zondag", openbaar=False)
    maak_bijeenkomst(
        naam="Avond",
        vanaf=datetime.date(2026, 11, 24),
        wijken=[wijk],
        netwerk=netwerk,
        begint_om=datetime.time(20),
        open_voor_bewoners=True,
    )
    assert namen(client) == ["Judo", "Soep", "Avond"]
    assert namen(client, wijk="beijum") == ["Soep", "Avond"]
    assert namen(client, thema="wonen") == ["Soep"]
    assert namen(client, doelgroep=ouderen.slug) == ["Soep"]
    assert namen(client, netwerk="oost") == ["Avond"]
    assert namen(client, q="judo") == ["Judo"]
    assert namen(client, wanneer="vandaag") == ["Judo"]
    assert namen(client, wanneer="zonder-dag") == []
    assert str(kalender(client, wijk="beijum")["x-wr-calname"]) == "Wat is er te doen: Beijum"
    [avond] = [g for g in gebeurtenissen(client, netwerk="oost") if g["summary"] == "Avond"]
    assert str(avond["uid"]).startswith("tag:")
    assert avond.decoded("dtstart").strftime("%Y-%m-%d %H:%M") == "2026-11-24 20:00"


def test_a_very_full_calendar_is_cut_off_and_says_so(client, monkeypatch):
    for n in range(3):
        maak_activiteit(naam=f"Soep {n}", ritme="elke zondag")
    monkeypatch.setattr(ics, "MEESTE", 2)
    inhoud = kalender(client)
    assert len(inhoud.walk("VEVENT")) == 2
    assert "Alleen de eerste 2" in str(inhoud["description"])


@pytest.mark.parametrize("formaat", ["ics", "atom", "csv", "xlsx", "json"])
@pytest.mark.parametrize("waarde", ["\x00", "a" * 3000, "🌷", "-1", "<b>"])
def test_nonsense_gives_the_file(client, formaat, waarde):
    maak_activiteit(naam="Soep", ritme="elke zondag", regel="FREQ=DAILY")
    vraag = dict.fromkeys(("q", "wijk", "thema", "netwerk", "wanneer"), waarde)
    assert client.get(LIJST, vraag | {"formaat": formaat}).status_code == 200
    adres = reverse("initiatieven:activiteit", args=["soep"])
    assert client.get(adres, {"formaat": waarde}).status_code == 200


def test_a_file_has_the_rhythm_in_words_and_the_next_day(client):
    maak_activiteit(naam="Soep", ritme="elke zondag", niet_op=[ZONDAG])
    maak_bijeenkomst(naam="Avond", vanaf=datetime.date(2026, 11, 24), open_voor_bewoners=True)
    soep, avond = json.loads(client.get(LIJST, {"formaat": "json"}).getvalue())
    assert (soep["wanneer"], soep["eerstvolgende"]) == ("elke zondag", "2026-11-29")
    assert soep["niet_op"] == ["2026-11-22"]
    assert (avond["soort"], avond["eerstvolgende"]) == ("bijeenkomst", "2026-11-24")
    for formaat in ("csv", "xlsx"):
        assert client.get(LIJST, {"formaat": formaat}).status_code == 200


# Atom


def feed(client, **vraag):
    antwoord = client.get(LIJST, vraag | {"formaat": "atom"})
    assert antwoord["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert antwoord["ETag"]
    return ET.fromstring(antwoord.content)  # noqa: S314 our own


def test_a_feed_has_all_that_rfc_4287_asks(client, time_machine):
    oud = maak_activiteit(naam="Oud & <b>", ritme="elke zondag", omschrijving="<script>x</script>")
    time_machine.move_to(datetime.datetime(2026, 11, 22, 13, tzinfo=datetime.UTC), tick=False)
    nieuw = maak_activiteit(naam="Nieuw", wijken=[maak_wijk(naam="Beijum")])
    wortel = feed(client)
    assert wortel.tag == f"{ATOM}feed"
    for naam in ("id", "title", "updated"):
        [deel] = wortel.findall(f"{ATOM}{naam}")
        assert deel.text
    assert wortel.find(f"{ATOM}author/{ATOM}name").text
    assert {link.get("rel") for link in wortel.findall(f"{ATOM}link")} == {"alternate", "self"}
    stukken = wortel.findall(f"{ATOM}entry")
    assert [s.find(f"{ATOM}title").text for s in stukken] == ["Nieuw", "Oud & <b>"]
    assert [s.find(f"{ATOM}id").text for s in stukken] == [nieuw.uuid.urn, oud.uuid.urn]
    momenten = [s.find(f"{ATOM}updated").text for s in stukken]
    assert momenten == sorted(momenten, reverse=True)
    assert wortel.find(f"{ATOM}updated").text == momenten[0]
    assert all(datetime.datetime.fromisoformat(m).tzinfo for m in momenten)
    samenvatting = stukken[1].find(f"{ATOM}summary").text
    assert "elke zondag" in samenvatting
    assert "29 november" in samenvatting or "22 november" in samenvatting
    assert "<script>" not in samenvatting
    titels = [s.find(f"{ATOM}title").text for s in feed(client, wijk="beijum").iter(f"{ATOM}entry")]
    assert titels == ["Nieuw"]


def test_a_feed_holds_the_newest_of_many(client):
    for _n in range(3):
        maak_activiteit()
    maak_bijeenkomst(open_voor_bewoners=True)
    assert len(list(feed(client).iter(f"{ATOM}entry"))) == 4 <= MEESTE


def test_what_changed_at_one_moment_has_one_order():
    """However the database gives it: a feed of the same things is the same."""
    records = [maak_activiteit(), maak_bijeenkomst(), maak_activiteit(), maak_bijeenkomst()]
    volgorde = nieuwste_eerst(records)
    assert volgorde == nieuwste_eerst(records[::-1]) == nieuwste_eerst(records[2:] + records[:2])


def test_an_empty_list_is_an_empty_feed_and_calendar(client):
    assert list(feed(client).iter(f"{ATOM}entry")) == []
    assert gebeurtenissen(client) == []
