"""What search engines get to know in the words of schema.org, and that it harms no page."""

import datetime
import json
import re

import pytest
from django.template import Context, Template

from buurtnet.paginas.schemaherhaling import schema_van_regel
from buurtnet.web.linkeddata import als_script
from tests.hulp.bouwers import (
    VANDAAG,
    maak_accommodatie,
    maak_activiteit,
    maak_afbeelding,
    maak_agenda,
    maak_gebied,
    maak_initiatief,
    maak_netwerk,
    maak_organisatie,
    maak_stad,
    maak_thema,
    maak_verhaal,
    maak_wijk,
)
from tests.hulp.schemaproef import keur

BLOK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def blokken(html):
    """[the data of each block] in a page; all of them parse and name their context."""
    gevonden = [json.loads(blok) for blok in BLOK.findall(html)]
    assert all(blok["@context"] == "https://schema.org" for blok in gevonden)
    return gevonden


def van(client, record):
    """The block about the record on its own page."""
    gevonden = blokken(client.get(record.get_absolute_url()).content.decode())
    for blok in gevonden:
        keur(blok)
    eigen = [blok for blok in gevonden if blok["@type"] != "BreadcrumbList"]
    assert len(eigen) == 1 and len(gevonden) == 2
    return eigen[0]


# Not one page breaks


ERG = '</script><script>alert(1)</script><!-- "\\ & \u2028 \u2029 ]]> {{ x }}'


def test_a_text_can_not_end_the_block_it_is_in():
    blok = als_script({"name": ERG})
    assert blok.count("<") == 2 and "\u2028" not in blok and "&" not in blok
    assert json.loads(BLOK.fullmatch(blok)[1]) == {"name": ERG}


@pytest.mark.django_db
def test_a_name_with_an_attack_in_it_stays_a_name(client):
    record = maak_organisatie(naam=ERG, omschrijving=ERG, ook_bekend_als=ERG)
    html = client.get(record.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    # A name is one line: of its separators of lines no more than a space is kept.
    een_regel = " ".join(ERG.split())
    assert {blok.get("name") for blok in blokken(html)} == {een_regel, None}


def test_what_is_not_known_is_not_said():
    blok = als_script({"a": "", "b": None, "c": [], "d": {"e": ""}, "f": 0})
    assert json.loads(BLOK.fullmatch(blok)[1]) == {"f": 0}


# What each kind of record is


@pytest.mark.django_db
def test_an_organisation_names_what_it_belongs_to(client):
    koepel = maak_organisatie(naam="Kerken samen")
    record = maak_organisatie(
        naam="Stichting Zon", afkorting="SZ", website="https://zon.nl/", koepel=koepel
    )
    blok = van(client, record)
    assert (blok["@type"], blok["name"], blok["sameAs"]) == (
        *("Organization", "Stichting Zon"),
        "https://zon.nl/",
    )
    assert blok["alternateName"] == ["SZ"]
    record = maak_organisatie(naam="GON", afkorting="GON", ook_bekend_als="GON, De Gon, De Gon")
    assert van(client, record)["alternateName"] == ["De Gon"]
    assert blok["parentOrganization"]["name"] == "Kerken samen"


@pytest.mark.django_db
def test_what_is_hidden_is_not_named(client):
    koepel = maak_organisatie(naam="Geheim", openbaar=False)
    record = maak_organisatie(koepel=koepel)
    assert "Geheim" not in json.dumps(van(client, record))
    plek = maak_accommodatie(naam="Stil", openbaar=False)
    activiteit = maak_activiteit(accommodatie=plek, vanaf=VANDAAG, tot=VANDAAG)
    assert "Stil" not in client.get(activiteit.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_a_collection_is_no_organisation(client):
    assert van(client, maak_organisatie(is_verzameling=True))["@type"] == "WebPage"
    assert van(client, maak_netwerk(is_verzameling=True))["@type"] == "WebPage"
    assert van(client, maak_accommodatie(is_verzameling=True))["@type"] == "WebPage"


@pytest.mark.django_db
def test_a_programme_is_a_project_and_a_network_an_organisation(client):
    assert van(client, maak_netwerk())["@type"] == "Organization"
    assert van(client, maak_netwerk(soort="programma"))["@type"] == "Project"
    assert van(client, maak_initiatief())["@type"] == "Project"


@pytest.mark.django_db
def test_a_place_to_meet_says_where_it_is(client):
    plek = maak_accommodatie(
        adres="Dorpsweg 1", postcode="9737 AB", lat="53.2500", lon="6.6000", openingstijden="soms"
    )
    plek.wijken.add(maak_wijk(naam="Beijum"))
    blok = van(client, plek)
    assert blok["@type"] == "CivicStructure"
    assert blok["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Dorpsweg 1",
        "postalCode": plek.postcode,
        "addressCountry": "NL",
    }
    assert (blok["geo"]["latitude"], blok["geo"]["longitude"]) == (53.25, 6.6)
    assert [deel["name"] for deel in blok["containedInPlace"]] == ["Beijum"]
    assert "openingHours" not in blok


@pytest.mark.django_db
def test_a_wijk_lies_in_its_gebied(client):
    gebied = maak_gebied(naam="Oost", ligt_in=maak_stad())
    wijk = van(client, maak_wijk(naam="Beijum", ligt_in=gebied))
    assert (wijk["@type"], wijk["containedInPlace"]["name"]) == ("AdministrativeArea", "Oost")
    assert van(client, gebied)["containedInPlace"]["name"] == "Groningen"
    assert van(client, gebied.ligt_in)["@type"] == "City"


@pytest.mark.django_db
def test_a_story_is_an_article_with_its_picture(client):
    foto = maak_afbeelding(maat=(40, 20))
    blok = van(client, maak_verhaal(afbeelding=foto, afbeelding_alt="Een tuin"))
    assert (blok["@type"], blok["datePublished"]) == ("Article", VANDAAG.isoformat())
    assert blok["image"].endswith(foto.adres(40))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("precisie", "dag"),
    [("dag", "2021-12-31"), ("maand", "2021-12"), ("jaar", "2021"), ("ongeveer", "2021")],
)
def test_a_story_came_out_as_precisely_as_is_known(client, precisie, dag):
    verhaal = maak_verhaal(datum=datetime.date(2021, 12, 31), datum_precisie=precisie)
    assert van(client, verhaal)["datePublished"] == dag
    html = client.get(verhaal.get_absolute_url()).content.decode()
    assert f'<meta property="article:published_time" content="{dag}">' in html


@pytest.mark.django_db
def test_what_changed_after_midnight_changed_that_day(client, time_machine):
    time_machine.move_to(datetime.datetime(2026, 7, 1, 22, 30, tzinfo=datetime.UTC))
    for record in (maak_thema(), maak_verhaal(datum=datetime.date(2026, 6, 1))):
        assert van(client, record)["dateModified"] == "2026-07-02"


@pytest.mark.django_db
def test_a_theme_and_an_agenda_are_pages(client):
    assert van(client, maak_thema())["@type"] == "WebPage"
    assert van(client, maak_agenda())["@type"] == "WebPage"


# When


@pytest.mark.django_db
def test_an_activity_on_one_day_is_an_event_on_that_day(client):
    plek = maak_accommodatie(naam="Het Huis", adres="Dorpsweg 1")
    record = maak_activiteit(
        accommodatie=plek, vanaf=VANDAAG, tot=VANDAAG, begint_om=datetime.time(14)
    )
    blok = van(client, record)
    assert (blok["@type"], blok["startDate"]) == ("Event", f"{VANDAAG}T14:00")
    assert blok["location"]["address"]["streetAddress"] == "Dorpsweg 1"


@pytest.mark.django_db
def test_an_activity_without_a_certain_day_is_no_event(client):
    assert van(client, maak_activiteit(ritme="soms"))["@type"] == "WebPage"
    vaag = maak_activiteit(vanaf=VANDAAG, vanaf_precisie="jaar", tot=VANDAAG)
    assert van(client, vaag)["@type"] == "WebPage"


@pytest.mark.django_db
def test_an_activity_that_comes_back_has_a_schedule(client):
    record = maak_activiteit(
        regel="FREQ=WEEKLY;BYDAY=SU", begint_om=datetime.time(14), eindigt_om=datetime.time(16, 30)
    )
    record.wijken.add(maak_wijk(naam="Beijum"))
    blok = van(client, record)
    assert blok["@type"] == "Event" and blok["location"][0]["name"] == "Beijum"
    assert blok["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": ["https://schema.org/Sunday"],
        "startTime": "14:00",
        "endTime": "16:30",
        "scheduleTimezone": "Europe/Amsterdam",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("regel", ["FREQ=WEEKLY;BYDAY=SU", "FREQ=MONTHLY;BYDAY=1SU,3SU,5SU"])
def test_an_activity_that_comes_back_is_on_the_next_time_its_page_names(
    client, time_machine, regel
):
    time_machine.move_to(datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC))
    tijden = {"begint_om": datetime.time(20), "eindigt_om": datetime.time(1)}
    record = maak_activiteit(regel=regel, vanaf=datetime.date(2021, 1, 1), **tijden)
    record.wijken.add(maak_wijk())
    blok = van(client, record)
    assert (blok["startDate"], blok["endDate"]) == ("2026-11-29T20:00", "2026-11-30T01:00")
    record.niet_op = [datetime.date(2026, 11, 29)]
    record.save()
    assert van(client, record)["startDate"] > "2026-12-01"


def schema(regel, **velden):
    record = maak_activiteit(regel="")
    for naam, waarde in (velden | {"regel": regel}).items():
        setattr(record, naam, waarde)
    gevonden = schema_van_regel(record)
    return gevonden and {naam: waarde for naam, waarde in gevonden.items() if waarde}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("regel", "deel"),
    [
        ("FREQ=DAILY", {"repeatFrequency": "P1D"}),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", {"repeatFrequency": "P2W"}),
        ("FREQ=MONTHLY;BYDAY=-1FR", {"byMonthWeek": -1, "byDay": ["https://schema.org/Friday"]}),
        ("FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=21", {"byMonth": [9], "byMonthDay": [21]}),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20271231", {"endDate": "2027-12-31"}),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=10", {"repeatCount": 10}),
    ],
)
def test_a_rule_is_said_in_the_words_of_schema_org(regel, deel):
    assert deel.items() <= schema(regel).items()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "regel",
    [
        "FREQ=MONTHLY;BYDAY=1MO,3MO",
        "FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO",
        "FREQ=HOURLY",
        "onzin",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;INTERVAL=-1",
        "FREQ=WEEKLY;INTERVAL=",
        "FREQ=WEEKLY;COUNT=x",
    ],
)
def test_a_rule_that_can_not_be_said_whole_is_not_said(regel):
    assert schema(regel) is None


# The way to a page, and the site


@pytest.mark.django_db
def test_the_way_to_a_page_is_the_way_that_is_shown(client):
    wijk = maak_wijk(naam="Beijum", ligt_in=maak_gebied(naam="Oost"))
    html = client.get(f"{wijk.get_absolute_url()}?op=2021-06-30").content.decode()
    pad = next(blok for blok in blokken(html) if blok["@type"] == "BreadcrumbList")
    stappen = pad["itemListElement"]
    assert [stap["name"] for stap in stappen] == ["Begin", "Oost", "Beijum"]
    assert [stap["position"] for stap in stappen] == [1, 2, 3]
    assert stappen[1]["item"].endswith("/wijken/oost/") and "item" not in stappen[2]


@pytest.mark.django_db
def test_a_step_on_the_way_is_a_name_without_markup_in_every_language(client):
    wijk = maak_wijk(naam="Tuin & <b>Plein</b>", ligt_in=maak_gebied(naam="Oost"))
    html = client.get(f"/en{wijk.get_absolute_url()}").content.decode()
    (pad,) = (blok for blok in blokken(html) if blok["@type"] == "BreadcrumbList")
    namen = [stap["name"] for stap in pad["itemListElement"]]
    assert namen[-2:] == ["Oost", "Tuin & <b>Plein</b>"]


@pytest.mark.django_db
def test_the_front_page_tells_how_to_search(client):
    html = client.get("/en/").content.decode()
    site = next(blok for blok in blokken(html) if blok["@type"] == "WebSite")
    keur(site)
    doel = site["potentialAction"]["target"]["urlTemplate"]
    assert doel.endswith("/en/zoeken/?q={search_term_string}")


@pytest.mark.django_db
def test_pages_that_are_not_to_be_found_say_nothing(client):
    for adres in ("/bestaat-niet/", "/accounts/login/"):
        assert blokken(client.get(adres).content.decode()) == []


def test_the_way_to_a_page_works_without_a_request():
    pad = Template('{% kruimelpad %}{% kruimel "Hier" %}{% endkruimelpad %}').render(Context())
    assert "Hier" in pad and "script" not in pad
