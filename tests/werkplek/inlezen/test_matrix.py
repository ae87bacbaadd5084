"""A sheet with parties down and themes across is understood as well as a list."""

import pytest

from netwerken.models import Inzet, Organisatie
from tests.hulp.bouwers import (
    maak_agenda,
    maak_agendapunt,
    maak_inzet,
    maak_organisatie,
    maak_thema,
)
from tests.hulp.inleesproef import adres, kies, lees_in, neem_over, standen, stuur, werkboek

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag"), pytest.mark.eenmaal]
NAMEN = ("Rondkomen en armoede", "Gezondheid", "Opgroeien", "Veiligheid")


@pytest.fixture
def themas():
    return {naam: maak_thema(naam=naam) for naam in NAMEN}


def matrix(*rijen, kop=NAMEN):
    return werkboek(["Wie doet wat in de wijk?"], [], ["", *kop], *rijen)


def in_woorden():
    return {(str(rij.organisatie), str(rij.thema)) for rij in Inzet.objects.all()}


@pytest.mark.parametrize("kruis", ["x", "X", "●", "ja", "1", "✓", "v", True, 1])
def test_a_cross_is_an_inzet_and_nothing_is_none(client, eigen, themas, kruis):
    bestand, context = lees_in(
        client,
        matrix(["Humanitas", kruis, None, "", "-"], ["Kerk", None, kruis, 0, "nee"]),
        "m.xlsx",
    )
    assert standen(context) == [(4, "nieuw"), (5, "nieuw")]
    neem_over(client, bestand)
    assert in_woorden() == {("Humanitas", NAMEN[0]), ("Kerk", NAMEN[1])}
    assert {rij.wijk for rij in Inzet.objects.all()} == {eigen.wijk}


def test_what_stands_there_already_is_the_same_and_an_empty_cell_ends_nothing(
    client, eigen, themas
):
    humanitas = maak_organisatie(naam="Humanitas")
    for naam in NAMEN[:2]:
        maak_inzet(organisatie=humanitas, wijk=eigen.wijk, thema=themas[naam])
    bestand, context = lees_in(client, matrix(["Humanitas", "x", None, "x", None]))
    assert standen(context) == [(4, "hetzelfde"), (4, "nieuw")]
    neem_over(client, bestand)
    assert Inzet.objects.actueel().count() == 3


def test_words_or_a_year_in_a_cell_are_kept_and_a_question_is_asked(client, eigen, themas):
    bestand, context = lees_in(client, matrix(["A", 2019, "spreekuur", "?", "x"], ["B", "x"]))
    assert standen(context)[:4] == [(4, "nieuw"), (4, "nieuw"), (4, "fout"), (4, "nieuw")]
    assert context["pagina"][2].zinnen == [
        "D4: “?” zegt niet of het zo is. Schrijf x, of maak het leeg."
    ]
    neem_over(client, bestand)
    jaar, woorden, kruis = Inzet.objects.filter(organisatie__naam="A").order_by("thema_id")
    assert (str(jaar.vanaf), jaar.vanaf_precisie) == ("2019-01-01", "jaar")
    assert (woorden.toelichting, kruis.toelichting) == ("spreekuur", "")


def test_headings_in_the_words_of_the_agenda_are_known(client, eigen, themas):
    agenda = maak_agenda(wijken=[eigen.wijk], stand="vastgesteld")
    for woorden, naam in zip(
        ("Minder geldzorgen", "Fit blijven", "Groot worden"), NAMEN, strict=False
    ):
        maak_agendapunt(agenda=agenda, tekst=woorden, thema=themas[naam])
    kop = ("minder geldzorgen", "Fit blijven", "Groot worden", "Veilig heid")
    bestand, _context = lees_in(client, matrix(["A", "x", "x", "x", "x"], kop=kop))
    neem_over(client, bestand)
    assert {thema for _wie, thema in in_woorden()} == set(NAMEN)


def test_totals_and_rows_without_a_cross_are_no_party(client, eigen, themas):
    rijen = [["ZORG"], ["A", "x"], ["Totaal", 1, 0, 0, 0], [None, None, "x"]]
    assert standen(lees_in(client, matrix(*rijen))[1]) == [(5, "nieuw")]


def test_a_messy_sheet_of_forty_by_fourteen(client, eigen):
    """Title rows, merged cells, misspelt names, an empty column, remarks beside it."""
    themas = [maak_thema(naam=f"Thema {letter} van de wijk") for letter in "ABCDEFGHIJKLMN"]
    bekend = [maak_organisatie(naam=f"Stichting Club{nr:02} Zuid") for nr in range(20)]
    rijen = [["Overzicht wie-doet-wat"], ["stand november; nog niet af"], [], ["", "", "Thema's"]]
    rijen.append(["Organisatie", "", *(str(thema).upper() for thema in themas), "Telefoon"])
    for nr in range(20):
        rijen.append(
            [f"club{nr:02} zuid", None, *["x" if (nr + i) % 5 == 0 else None for i in range(14)]]
        )
    rijen.append([])
    for nr in range(20):
        rijen.append(
            [f"Nieuwe partij {nr}", None, *["●" if (nr + i) % 7 == 0 else "" for i in range(14)]]
        )
    inhoud = werkboek(*rijen, samengevoegd=["A1:P1", "C4:P4"])
    bestand, context = lees_in(client, inhoud, "rooster.xlsx")
    vragen = {vraag.tekst: str(vraag.kandidaten[0].pk) for vraag, *_rest in context["vragen"]}
    context = kies(client, bestand, organisatie=vragen)
    assert context["twijfel"] == 0
    neem_over(client, bestand)
    assert Organisatie.objects.count() == 40
    assert bekend[0].inzetten.count() == 3
    assert Inzet.objects.count() == sum(
        (nr + i) % deler == 0 for deler in (5, 7) for nr in range(20) for i in range(14)
    )


def test_the_same_sheet_goes_by_what_was_said_the_last_time(client, eigen, themas):
    inhoud = matrix(["A", "x"])
    neem_over(client, lees_in(client, inhoud)[0])
    bestand, antwoord = stuur(client, inhoud)
    assert antwoord.url == adres("nalopen", bestand)


def test_a_column_of_a_theme_that_is_gone_is_asked_by_its_heading(client, eigen, themas):
    """What a column is, is remembered of tables with the same headings."""
    oud = maak_thema(naam="Buitenspelen")
    regels = ["organisatie;Buitenspelen;Gezondheid", "Humanitas;x;x"]
    lees_in(client, regels, wijk=eigen.wijk.pk)
    oud.delete()
    _bestand, context = lees_in(client, regels)
    assert standen(context) == [(2, "twijfel"), (2, "nieuw")]
