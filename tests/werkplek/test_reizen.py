"""What a coordinator does, once by keys alone in English without scripts, once on a narrow phone.

The phone has letters twice as large. Each journey says by name what is pressed, filled in and
chosen; what became of it is read from the database. A journey ends by undoing it.
"""

import datetime

import pytest
from django.utils import timezone

from netwerken.models import (
    Afspraak,
    Bijeenkomst,
    Huisvesting,
    Inzet,
    Netwerk,
    Organisatie,
    Peiling,
    Signaal,
)
from tests.hulp.browserproef import DUBBEL_ZO_GROOT
from tests.hulp.inleesproef import werkboek
from tests.hulp.proefsite import rijen_van
from tests.hulp.reiziger import MetVingers, OpToetsen
from tests.hulp.schermproef import GAAF
from wijken.models import Agenda

pytestmark = pytest.mark.eenmaal

BEIJUM = "/netwerken/sterk-netwerk-beijum/"
# What is wrong on a screen of 360 px, and what of it is seen.
MISLUKT = """<meta name="viewport" content="width=device-width"><body style="margin: 0">
<p style="width: 500px">Breed</p><button>x</button>
<button style="width: 50px; overflow-wrap: anywhere">Maak ongedaan</button>
<p style="width: 60px; overflow: hidden; white-space: nowrap">Dit past hier niet in</p>
<a href="#a">Eerste</a><a href="#b" style="margin-left: -20px">Tweede</a>"""


@pytest.fixture(scope="module")
def rijen(eigen_site, django_db_blocker):
    """What the site has recorded: a function from model to queryset."""
    with django_db_blocker.unblock(), rijen_van(eigen_site) as van_model:
        yield van_model


@pytest.fixture(scope="module")
def browsers(browser, launch_browser, browser_type_launch_args):
    groot = launch_browser(args=[*browser_type_launch_args["args"], DUBBEL_ZO_GROOT])
    yield {OpToetsen: browser, MetVingers: groot}
    groot.close()


@pytest.fixture(scope="module")
def maak_reiziger(browsers, eigen_site, browser_context_args):
    """A function from a kind of traveller and a role to a Reiziger, who logs in once."""
    bekend = {}

    def maak(soort, rol):
        if (soort, rol) not in bekend:
            opties = browser_context_args | {"reduced_motion": "reduce"} | soort.opties
            context = browsers[soort].new_context(**opties)
            context.set_default_timeout(5000)
            bekend[soort, rol] = soort(context.new_page(), eigen_site)
            bekend[soort, rol].log_in(rol)
        return bekend[soort, rol]

    yield maak
    for reiziger in bekend.values():
        reiziger.venster.context.close()


@pytest.fixture(params=[OpToetsen, MetVingers], ids=["keys", "phone"])
def als(request, maak_reiziger):
    """Whoever travels, by role; at the end no page on the way was wrong to look at."""
    gebruikt = []

    def kies(rol):
        gebruikt.append(maak_reiziger(request.param, rol))
        return gebruikt[-1]

    yield kies
    gebreken = [gebrek for reiziger in gebruikt for gebrek in reiziger.geef_gebreken()]
    assert "\n".join(gebreken) == ""


@pytest.fixture
def coordinator(als):
    return als("coordinator_beijum")


@pytest.fixture
def redacteur(als):
    return als("redacteur")


def maak_ongedaan(reiziger):
    """Press the button beside what was said of it."""
    reiziger.druk("Maak ongedaan")


def test_a_wijkpact_of_three_parties(coordinator, rijen):
    naam = "Niemand in Beijum eet alleen"
    partijen = [
        ("WIJ Groningen", "zoekt uit wie alleen eet", datetime.date(2027, 3, 1)),
        ("Humanitas", "zoekt twaalf mensen die koken", datetime.date(2027, 3, 1)),
        ("GON", "nodigt mensen uit", datetime.date(2027, 3, 1)),
    ]
    coordinator.open("/wijken/beijum/wijkpact/")
    coordinator.druk("Afspraak toevoegen")
    coordinator.vul("Wat is afgesproken", naam)
    for nummer, (wie, wat, _uiterlijk) in enumerate(partijen):
        coordinator.vul("Wie (organisatie)", wie, nummer=nummer)
        coordinator.vul("Wat die doet", wat, nummer=nummer)
        coordinator.vul("Uiterlijk", "1-3-2027", nummer=nummer)
    coordinator.druk("Toevoegen")
    coordinator.leest(naam)
    pact = rijen(Afspraak).filter(naam=naam).latest("pk")
    assert pact.soort == "wijkpact"
    regels = pact.toezeggingen.values_list("organisatie__naam", "wat", "uiterlijk")
    assert sorted(regels) == sorted(partijen)
    maak_ongedaan(coordinator)


def test_a_signal_and_its_answer(coordinator, rijen):
    naam = "Er is geen bankje bij het plein"
    coordinator.open(BEIJUM)
    coordinator.druk("Signalen")
    coordinator.druk("Signaal toevoegen")
    coordinator.vul("In één zin", naam)
    coordinator.kruis("Eenzaamheid en ontmoeting")
    coordinator.druk("Toevoegen")
    coordinator.druk("Opgepakt")
    assert rijen(Signaal).filter(naam=naam).latest("pk").stand == "opgepakt"
    coordinator.druk("Antwoord geven")
    coordinator.vul("Antwoord of gevolg", "In april komt er een bankje.")
    coordinator.druk("Bewaar")
    signaal = rijen(Signaal).filter(naam=naam).latest("pk")
    assert (signaal.stand, signaal.antwoord) == ("beantwoord", "In april komt er een bankje.")
    assert [thema.naam for thema in signaal.themas.all()] == ["Eenzaamheid en ontmoeting"]


def test_a_survey_with_its_decision(coordinator, rijen):
    coordinator.open("/wijken/beijum/")
    coordinator.druk("Peiling toevoegen")
    coordinator.vul("Naam", "Deur aan deur")
    coordinator.kies("Soort", "behoeftepeiling")
    coordinator.vul("Wat is gevraagd", "Wat mist u in Beijum?")
    eerste = coordinator.in_eigen_taal("Naam %(nr)s", nr=1)
    coordinator.vul(eerste, "Humanitas", bij="Wie het uitvoert")
    coordinator.vul(eerste, "WIJ Groningen", bij="Wie erover beslist")
    coordinator.vul("Vanaf", "oktober 2026")
    coordinator.vul("Uitkomst", "Een plek om samen te eten.")
    coordinator.vul("Wat ermee is gedaan", "De Stroming gaat elke donderdag open.")
    coordinator.druk("Toevoegen")
    peiling = rijen(Peiling).filter(naam="Deur aan deur").latest("pk")
    assert (peiling.soort, peiling.vanaf) == ("behoeftepeiling", datetime.date(2026, 10, 1))
    assert [wie.naam for wie in peiling.uitvoerders.all()] == ["Humanitas"]
    assert [wie.naam for wie in peiling.beslissers.all()] == ["WIJ Groningen"]
    assert peiling.gevolg == "De Stroming gaat elke donderdag open."
    maak_ongedaan(coordinator)


def test_a_new_agenda_takes_the_place_of_the_old_one(coordinator, rijen):
    punten = [
        ("Samen eten", "Eenzaamheid en ontmoeting"),
        ("Rondkomen zonder zorgen", "Rondkomen en armoede"),
        ("Een groene buurt", "Groen en duurzaamheid"),
        ("Veilig over straat", "Veiligheid"),
        ("Jong en oud samen", "Samenleven en inclusie"),
    ]
    # The draft stays when adopting it is undone: each traveller replaces an agenda of its own.
    oud = {"en": "sociale-wijkagenda-beijum", "nl": "wijkvernieuwing-beijum"}[coordinator.taal]
    coordinator.open(f"/agendas/{oud}/")
    coordinator.druk("Nieuwe versie")
    for nummer, (tekst, thema) in enumerate(punten):
        coordinator.vul("In eigen woorden", tekst, nummer=nummer)
        coordinator.kies("Thema", thema, nummer=nummer)
    coordinator.druk("Bewaar en stel vast")
    coordinator.kruis("Gedragen door bewoners: zij staan erachter")
    coordinator.druk("Stel vast")
    nieuw = rijen(Agenda).get(vervolg_op__slug=oud)
    assert list(nieuw.punten.values_list("tekst", "thema__naam")) == punten
    assert (nieuw.stand, nieuw.draagvlak) == ("vastgesteld", "gedragen")
    assert nieuw.vervolg_op.tot + datetime.timedelta(days=1) == nieuw.vanaf
    maak_ongedaan(coordinator)


def test_a_move(redacteur, rijen):
    redacteur.open("/accommodaties/groenhuis/")
    redacteur.druk("Wie hier zit")
    redacteur.druk("Verhuis", over="GroenHuis – GroenHuis")
    redacteur.vul("Nieuwe plek", "De Oude Bieb")
    redacteur.druk("Verhuis")
    plekken = rijen(Huisvesting).filter(initiatief__naam="GroenHuis").order_by("pk")
    assert [zit.accommodatie.naam for zit in plekken] == ["GroenHuis", "De Oude Bieb"]
    assert plekken[0].tot + datetime.timedelta(days=1) == plekken[1].vanaf
    maak_ongedaan(redacteur)
    assert plekken.get().tot is None


def test_handing_over(coordinator, rijen):
    netwerk = rijen(Netwerk).get(slug="sterk-netwerk-beijum")
    coordinator.open("/werkplek/")
    coordinator.druk("Collega's")
    coordinator.druk("Ik stop: draag over")
    coordinator.vul("E-mailadres van de opvolger", "opvolger@voorbeeld.test")
    coordinator.vul("En de naam", "Olga Opvolger")
    coordinator.druk("Draag over")
    assert [wie.naam for wie in netwerk.coordinatoren.all()] == ["Olga Opvolger"]
    maak_ongedaan(coordinator)
    assert [wie.naam for wie in netwerk.coordinatoren.all()] == ["Coördinator Beijum"]


def test_a_network_like_that_of_beijum(redacteur, rijen):
    partijen = ["GON", "Humanitas", "WIJ Groningen"]
    redacteur.open(BEIJUM)
    redacteur.druk("Nieuw netwerk zoals dit")
    redacteur.vul("Naam", "Sterk Netwerk Selwerd")
    redacteur.klap_open("West")
    redacteur.kruis("Selwerd", *partijen)
    redacteur.druk("Toevoegen")
    netwerk = rijen(Netwerk).get(naam="Sterk Netwerk Selwerd")
    assert sorted(netwerk.deelnames.values_list("organisatie__naam", flat=True)) == partijen
    assert [gebied.wijk.naam for gebied in netwerk.werkgebieden.all()] == ["Selwerd"]
    assert netwerk.agenda.stand == "concept"
    maak_ongedaan(redacteur)


def test_a_meeting_of_eight_with_two_decisions(coordinator, rijen):
    coordinator.open(BEIJUM)
    coordinator.druk("Bijeenkomsten")
    coordinator.druk("Nieuwe bijeenkomst")
    coordinator.druk("Toevoegen")
    wie = ["WIJ Groningen", "GON", "Humanitas", "Kerk in Beijum"]
    wie += ["WerkPro", "De Wiershoeck", "Beijum Beweegt", "Buurthuizen in Beijum"]
    coordinator.kruis(*wie)
    besluiten = ["Elke dinsdag soep", "We vragen om een bankje"]
    for nummer, besluit in enumerate(besluiten):
        coordinator.vul("Onderwerp", f"Punt {nummer}", nummer=nummer)
        coordinator.vul("Besluit", besluit, nummer=nummer)
    coordinator.druk("Bewaar en rond af")
    bijeenkomst = rijen(Bijeenkomst).order_by("pk").last()
    assert bijeenkomst.gehouden_op is not None
    aanwezig = bijeenkomst.aanwezigen.values_list("organisatie__naam", flat=True)
    assert sorted(aanwezig) == sorted(wie)
    assert sorted(bijeenkomst.afspraken.values_list("naam", flat=True)) == sorted(besluiten)
    maak_ongedaan(coordinator)


def test_a_meeting_over_the_rooster(coordinator, rijen):
    beijum = rijen(Inzet).filter(wijk__slug="beijum", organisatie__naam="Humanitas")
    coordinator.open(f"{BEIJUM}inzet/?q=humanitas")
    coordinator.kruis("Meer thema's")
    kaart = "Humanitas 5 thema's"
    if coordinator.ziet(kaart):
        coordinator.kruis(kaart)
    coordinator.kruis("Humanitas Gezondheid")
    coordinator.laat_los("Humanitas verminderen eenzaamheid")
    coordinator.vul("Waarom?", "afgesproken in het overleg")
    coordinator.druk("Bewaar")
    erbij = beijum.get(thema__naam="Gezondheid")
    weg = beijum.get(thema__naam="Eenzaamheid en ontmoeting")
    assert (erbij.tot, weg.tot) == (None, timezone.localdate())
    spoor = rijen(Inzet.history.model).filter(id=weg.pk).latest("history_id")
    assert spoor.history_change_reason == "afgesproken in het overleg"
    maak_ongedaan(coordinator)
    assert beijum.get(thema__naam="Eenzaamheid en ontmoeting").tot is None
    assert not beijum.filter(thema__naam="Gezondheid").exists()


def test_a_messy_sheet(coordinator, rijen):
    blad = werkboek(
        ["WIE DOET WAT IN BEIJUM"],
        [],
        # Columns that were pointed out once are known the next time.
        ["Organisatie", "", "Armoede", "Gezondheid", f"telefoon {coordinator.taal}"],
        ["WIJ Groningn", None, None, "x", "050 1234567"],
        ["Naaiclub Zoomlicht", None, "X", None, "050 1234567"],
    )
    coordinator.open("/werkplek/inlezen/")
    coordinator.geef("Je bestand", {"name": "wie doet wat.xlsx", "mimeType": "", "buffer": blad})
    coordinator.druk("Verder")
    coordinator.druk("Verder")
    coordinator.druk("Verder met deze keuzes")
    neem = ("Neem %(n)s regel over", "Neem %(n)s regels over")
    coordinator.druk(coordinator.in_eigen_taal(*neem, n=2))
    club = rijen(Organisatie).get(naam="Naaiclub Zoomlicht")
    assert [inzet.thema.naam for inzet in club.inzetten.all()] == ["Rondkomen en armoede"]
    maak_ongedaan(coordinator)
    assert not rijen(Organisatie).filter(naam="Naaiclub Zoomlicht").exists()


def test_many_rows_at_once(coordinator, rijen):
    jong = rijen(Inzet).filter(wijk__slug="beijum", thema__slug="opgroeien", tot=None)
    aantal = jong.count()
    coordinator.open(f"{BEIJUM}inzet/regels/?thema=opgroeien")
    coordinator.kruis("Neem alles")
    coordinator.druk("Beëindig", bij="Doe iets met wat je aankruiste")
    coordinator.vul("Laatste dag", "31-10-2026")
    coordinator.vul("Waarom stopt het?", "subsidie gestopt")
    coordinator.druk("Kijk wat er gebeurt")
    doe = ("Doe dit met %(n)s regel", "Doe dit met %(n)s regels")
    coordinator.druk(coordinator.in_eigen_taal(*doe, n=aantal))
    assert (aantal > 5, jong.count()) == (True, 0)
    maak_ongedaan(coordinator)
    assert jong.count() == aantal


def test_what_is_wrong_on_a_narrow_screen_is_seen(maak_reiziger):
    """Or the phone above would find every page right."""
    venster = maak_reiziger(MetVingers, "coordinator_beijum").venster.context.new_page()
    venster.set_content(MISLUKT)
    gezien = " ".join(venster.evaluate(GAAF))
    for wat in ("page of", "sticks out", "cut off", "px: button", "over each other", "broken word"):
        assert wat in gezien
    venster.close()
