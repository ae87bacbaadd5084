"""What is not public is named nowhere, whatever public things hang on it."""

import re

import pytest

from tests.hulp import bouwers

pytestmark = pytest.mark.django_db
NOOIT = re.compile(r".{,60}(?:geheim|050 9998877).{,60}", re.IGNORECASE)
LIJSTEN = ("initiatieven", "accommodaties", "organisaties", "netwerken", "dekking")
BEGIN = [
    *(
        "/",
        "/en/",
        "/kaart.svg",
        "/zoeken/suggesties/?q=zaal",
        "/zoeken/?q=open",
        "/zoeken/?q=9737AB",
    ),
    *(f"/activiteiten/?formaat={soort}" for soort in ("ics", "atom", "csv", "json")),
    *(f"/verhalen/?formaat={soort}" for soort in ("atom", "csv")),
    *(f"/signalen/?formaat={soort}" for soort in ("csv", "json")),
    *(f"/{lijst}/?formaat=json" for lijst in LIJSTEN),
    *(
        f"/sitemap-{deel}.xml"
        for deel in ("wijk", "thema", "organisatie", "wijkgids", "wijkpact", "jaarbericht")
    ),
    "/waar-kan-ik-terecht/?wijk=open-wijk&thema=open-thema&doelgroep=",
    "/waar-kan-ik-terecht/?wijk=&thema=&doelgroep=",
]
# Other languages and forms of a page that is seen anyway.
NIET_VERDER = re.compile(r"/(en|accounts|static|media)/|.*formaat=|.*[?&].*[?&]")


def paar(maak, soort, **velden):
    """A public record of a kind and one that is not."""
    return [
        maak(naam=f"Open {soort}", **velden),
        maak(naam=f"Geheim {soort}", openbaar=False, **velden),
    ]


@pytest.fixture
def stad():
    """Public and hidden records of every kind, each hanging on both."""
    stad = bouwers.maak_stad()
    wijken = paar(bouwers.maak_wijk, "wijk", ligt_in=stad)
    bouwers.maak_postcode("9737AB", wijken[1])
    themas, waar = paar(bouwers.maak_thema, "thema"), {"wijken": wijken}
    plekken = paar(bouwers.maak_accommodatie, "zaal", **waar)
    clubs, netwerken = (
        paar(bouwers.maak_organisatie, "club"),
        paar(bouwers.maak_netwerk, "netwerk"),
    )
    initiatieven = paar(bouwers.maak_initiatief, "initiatief", themas=themas, **waar)
    for open_, dicht, boven in (
        (*clubs, "koepel"),
        (*netwerken, "bovenliggend"),
        (*plekken, "onderdeel_van"),
        (*initiatieven, "onderdeel_van"),
    ):
        setattr(open_, boven, dicht)
        open_.save()
    for soort, rijen in (
        ("organisatie", clubs),
        ("accommodatie", plekken),
        ("netwerk", netwerken),
        ("initiatief", initiatieven),
    ):
        maak_besloten(**{soort: rijen[0]})
        maak_bereikbaar(**{soort: rijen[1]})
    for een in (0, 1):
        for ander in (0, 1):
            via = {"netwerk": netwerken[ander], "initiatief": initiatieven[ander]}
            club, plek, netwerk = clubs[een], plekken[ander], netwerken[een]
            bouwers.maak_inzet(organisatie=club, wijk=wijken[ander], thema=themas[0], **via)
            bouwers.maak_inzet(organisatie=club, wijk=wijken[0], thema=themas[ander])
            bouwers.maak_huisvesting(organisatie=club, accommodatie=plek)
            bouwers.maak_huisvesting(initiatief=initiatieven[een], accommodatie=plek)
            bouwers.maak_deelname(netwerk=netwerk, organisatie=clubs[ander])
            bouwers.maak_werkgebied(netwerk=netwerk, wijk=wijken[ander])
            hoort_bij = waar | {"accommodatie": plek, "initiatief": initiatieven[een]}
            bouwers.maak_activiteit(ritme="elke dag", regel="FREQ=DAILY", **hoort_bij)
            bouwers.maak_bijeenkomst(ritme="elke dag", open_voor_bewoners=True, **hoort_bij)
    gaat_over = waar | {"initiatieven": initiatieven, "accommodaties": plekken}
    paar(bouwers.maak_activiteit, "soep", ritme="elke dag", regel="FREQ=DAILY", **waar)
    paar(bouwers.maak_verhaal, "verhaal", **gaat_over)
    agendas = paar(bouwers.maak_agenda, "agenda", **waar)
    for agenda, netwerk in zip(agendas, netwerken, strict=True):
        netwerk.agenda = agenda
        netwerk.save()
        for thema in themas:
            bouwers.maak_agendapunt(agenda=agenda, thema=thema)
        van = waar | {"netwerk": netwerk}
        paar(bouwers.maak_afspraak, "afspraak", partijen=clubs, **van)
        paar(bouwers.maak_peiling, "peiling", uitvoerders=clubs, **van)
        avond = bouwers.maak_bijeenkomst(naam="Geheime avond", openbaar=False)
        hier = van | {"bijeenkomst": avond, "accommodatie": plekken[1]}
        paar(bouwers.maak_signaal, "signaal", themas=themas, leidde_tot=initiatieven, **hier)


def maak_besloten(**eigenaar):
    """A contact of something public, that isn't for everybody."""
    toestemming = {
        "toestemming_grond": "toestemming",
        "toestemming_op": bouwers.VANDAAG,
        "toestemming_tekst": "Geheim gesprek",
    }
    for niveau in ("redactie", "netwerk", "coordinatoren"):
        zichtbaar = {f"{veld}_zichtbaar": niveau for veld in ("naam", "telefoon", "email")}
        bouwers.maak_contactpunt(
            functie=f"geheime {niveau}",
            naam="Geheime Jo",
            telefoon="050 9998877",
            email="geheim@voorbeeld.nl",
            **toestemming,
            **zichtbaar,
            **eigenaar,
        )


def maak_bereikbaar(**eigenaar):
    telefoon = {"telefoon": "050 9998877", "telefoon_zichtbaar": "openbaar"}
    bouwers.maak_contactpunt(functie="geheime balie", **telefoon, **eigenaar)


def test_what_is_not_public_is_named_on_no_page_and_in_no_file(client, stad):
    te_doen, gezien, gevonden = [*BEGIN], set(), {}
    while te_doen:
        adres = te_doen.pop()
        gezien.add(adres)
        antwoord = client.get(adres)
        assert antwoord.status_code == 200, adres
        inhoud = b"".join(antwoord) if antwoord.streaming else antwoord.content
        if woorden := NOOIT.findall(inhoud.decode()):
            gevonden[adres] = woorden[:3]
        if antwoord["Content-Type"].startswith("text/html"):
            links = re.findall(r'href="(/[^"#]*)', inhoud.decode().replace("&amp;", "&"))
            nieuw = {link for link in links if not NIET_VERDER.match(link)} - gezien
            te_doen += sorted(nieuw - set(te_doen))
    assert not gevonden
    assert len(gezien) > 50
