"""A list of who works where on what becomes rows of the site."""

import datetime

import pytest
from django.urls import reverse

from buurtnet.bewerken.inleesbestand import Inleesbestand
from buurtnet.kern.herkomst import Bron
from buurtnet.werkplek.inlezen import lezing
from netwerken.models import Deelname, Hoede, Inzet, Organisatie
from tests.hulp.bouwers import (
    maak_coordinator,
    maak_deelname,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.inleesproef import (
    adres,
    kies,
    kies_kolommen,
    lees_in,
    neem_over,
    standen,
    stuur,
    werkboek,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag"), pytest.mark.eenmaal]


@pytest.fixture
def themas():
    return [maak_thema(naam=naam) for naam in ("Rondkomen en armoede", "Gezondheid", "Opgroeien")]


def test_a_list_in_excel_becomes_rows_with_where_they_come_from(client, eigen, themas):
    maak_organisatie(naam="Humanitas")
    inhoud = werkboek(
        ["Overzicht van de wijk, november 2026"],
        [],
        ["Instelling", "Wijk", "Thema('s)", "Sinds wanneer", "Opmerkingen", "E-mail"],
        ["Humanitas", eigen.wijk.naam, "Gezondheid", datetime.date(2021, 5, 12), "Inloop", "x"],
        [],
        ["Buurtwacht", eigen.wijk.naam, "Gezondheid\nOpgroeien", 2019, None, None],
    )
    bestand, context = lees_in(client, inhoud, "wijk.xlsx")
    assert standen(context) == [(4, "nieuw"), (6, "nieuw"), (6, "nieuw")]
    neem_over(client, bestand)
    eerste = Inzet.objects.get(organisatie__naam="Humanitas")
    assert (eerste.vanaf, eerste.toelichting) == (datetime.date(2021, 5, 12), "Inloop")
    assert (eerste.netwerk, eerste.bron.naam) == (eigen.netwerk, "Import van inzet uit wijk.xlsx")
    assert eerste.vindplaats.endswith(":4")
    nieuw = Organisatie.objects.get(naam="Buurtwacht")
    assert Hoede.objects.van(nieuw).get().netwerk == eigen.netwerk
    assert {str(rij.thema) for rij in nieuw.inzetten.all()} == {"Gezondheid", "Opgroeien"}
    assert {rij.vanaf_precisie for rij in nieuw.inzetten.all()} == {"jaar"}
    assert nieuw.deelnames.get().netwerk == eigen.netwerk


def lijst(eigen, *rijen, kop="organisatie;wijk;thema"):
    return [kop, *(rij.replace("WIJK", eigen.wijk.naam) for rij in rijen)]


def test_the_same_table_again_changes_nothing(client, eigen, themas):
    regels = lijst(eigen, "Buurtwacht;WIJK;Gezondheid", "Kerk;WIJK;Opgroeien")
    neem_over(client, lees_in(client, regels)[0])
    bestand, context = lees_in(client, regels)
    assert standen(context) == [(2, "hetzelfde"), (3, "hetzelfde")]
    antwoord = neem_over(client, bestand)
    assert "Er was niets veranderd" in antwoord.content.decode()
    assert (Inzet.objects.count(), Bron.objects.filter(soort="import").count()) == (2, 1)


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("scheiding", [";", ",", "\t", "|"])
def test_any_separator_and_encoding_is_read(client, eigen, themas, codering, scheiding):
    regels = lijst(eigen, "Café de Brug;WIJK;Gezondheid")
    inhoud = "\r\n".join(regels).replace(";", scheiding).encode(codering)
    _bestand, context = lees_in(client, inhoud)
    assert [een.wie for een in context["pagina"]] == ["Café de Brug"]


def test_sep_and_a_title_above_the_headings_are_read_past(client, eigen, themas):
    regels = ["sep=;", "Wie doet wat; stand van 1-1-2026", "", *lijst(eigen, "A;WIJK;Opgroeien")]
    assert standen(lees_in(client, regels)[1]) == [(5, "nieuw")]


def test_what_is_wrong_is_told_with_its_cell_and_the_rest_goes_in(client, eigen, themas):
    elders = maak_wijk(naam="Elders")
    kop = "organisatie;wijk;thema;sinds"
    rijen = [
        "A;WIJK;Gezondheid;31-2-2020",
        f"B;{elders};Gezondheid;",
        ";WIJK;Gezondheid;",
        "C;WIJK;;",
    ]
    rijen.append("D;WIJK;Gezondheid;2020")
    bestand, context = lees_in(client, lijst(eigen, *rijen, kop=kop))
    zinnen = {een.nummer: " ".join(een.zinnen) for een in context["pagina"]}
    assert zinnen[2].startswith("D2: Die dag bestaat niet")
    assert zinnen[3] == "B3: “Elders” valt buiten je werkgebied."
    assert zinnen[4] == "regel 4: hier staat niet wie het doet."
    assert zinnen[5] == "regel 5: hier staat geen thema."
    neem_over(client, bestand)
    assert [str(rij.organisatie) for rij in Inzet.objects.all()] == ["D"]


def test_a_spelling_is_decided_once_for_the_whole_file(client, eigen, themas):
    wij = maak_organisatie(naam="WIJ Groningen", ook_bekend_als="WIJ-team")
    kop = "organisatie;wijk;thema"
    rijen = ["Wij Groningn;WIJK;Gezondheid", "wij groningn;WIJK;Opgroeien", "B;WIJK;Opgroeien"]
    bestand, context = lees_in(client, lijst(eigen, *rijen, kop=kop))
    assert standen(context) == [(2, "twijfel"), (3, "twijfel"), (4, "nieuw")]
    [(vraag, _naam, keuzes)] = context["vragen"]
    assert vraag.tekst == "Wij Groningn"
    assert [tekst for _w, tekst, gekozen in keuzes if gekozen] == ["WIJ Groningen"]
    context = kies(client, bestand, organisatie={"Wij Groningn": str(wij.pk)})
    assert standen(context) == [(2, "nieuw"), (3, "nieuw"), (4, "nieuw")]
    neem_over(client, bestand)
    assert wij.inzetten.count() == 2


@pytest.mark.parametrize(("besluit", "aantal"), [("nieuw", 2), ("niet", 1), ("", 1), ("onzin", 1)])
def test_a_spelling_is_another_party_or_left_out(client, eigen, themas, besluit, aantal):
    maak_organisatie(naam="Humanitas")
    bestand, _context = lees_in(client, lijst(eigen, "Stichting Humanitas;WIJK;Gezondheid"))
    kies(client, bestand, organisatie={"Stichting Humanitas": besluit})
    neem_over(client, bestand)
    assert Organisatie.objects.count() == aantal


def test_a_wijk_and_a_theme_are_asked_when_they_are_misspelt(client, eigen, themas):
    beijum = maak_wijk(naam="Beijum")
    maak_werkgebied(netwerk=eigen.netwerk, wijk=beijum)
    bestand, context = lees_in(client, lijst(eigen, "A;Beijem;Armoede"))
    assert [(vraag.veld, vraag.tekst) for vraag, *_rest in context["vragen"]] == [
        ("wijk", "Beijem"),
        ("thema", "Armoede"),
    ]
    kies(
        client,
        bestand,
        wijk={"Beijem": str(beijum.pk)},
        thema={"Armoede": str(themas[0].pk)},
    )
    neem_over(client, bestand)
    rij = Inzet.objects.get()
    assert (rij.wijk, rij.thema) == (beijum, themas[0])


def test_what_differs_is_changed_and_what_is_empty_stays(client, eigen, themas):
    humanitas = maak_organisatie(naam="Humanitas")
    rij = maak_inzet(organisatie=humanitas, wijk=eigen.wijk, thema=themas[1], toelichting="Inloop")
    kop = "organisatie;wijk;thema;sinds;toelichting"
    bestand, context = lees_in(client, lijst(eigen, "Humanitas;WIJK;Gezondheid;mei 2020;", kop=kop))
    [uitkomst] = context["pagina"]
    assert uitkomst.stand == "gewijzigd"
    assert [(str(wat), oud, nieuw) for wat, oud, nieuw in uitkomst.anders] == [
        ("vanaf", "", "mei 2020")
    ]
    neem_over(client, bestand)
    rij.refresh_from_db()
    assert (rij.vanaf, rij.toelichting, rij.netwerk) == (datetime.date(2020, 5, 1), "Inloop", None)
    assert rij.history.first().history_change_reason.startswith("Import van inzet")


def test_an_end_in_the_table_ends_the_row(client, eigen, themas):
    rij = maak_inzet(
        organisatie=maak_organisatie(naam="Humanitas"), wijk=eigen.wijk, thema=themas[1]
    )
    kop = "organisatie;wijk;thema;tot en met"
    regels = lijst(eigen, "Humanitas;WIJK;Gezondheid;31-10-2026", kop=kop)
    neem_over(client, lees_in(client, regels)[0])
    rij.refresh_from_db()
    assert (rij.tot, rij.status) == (datetime.date(2026, 10, 31), "gestopt")
    assert standen(lees_in(client, regels)[1]) == [(2, "hetzelfde")]


def test_a_day_that_excel_keeps_as_a_number_is_that_day(client, eigen, themas):
    kop = "organisatie;wijk;thema;sinds"
    neem_over(client, lees_in(client, lijst(eigen, "A;WIJK;Gezondheid;44197", kop=kop))[0])
    assert Inzet.objects.get().vanaf == datetime.date(2021, 1, 1)


def test_merged_cells_say_the_same_for_each_row(client, eigen, themas):
    inhoud = werkboek(
        ["Organisatie", "Wijk", "Thema"],
        ["Humanitas", eigen.wijk.naam, "Gezondheid"],
        [None, eigen.wijk.naam, "Opgroeien"],
        samengevoegd=["A2:A3"],
    )
    assert [een.wie for een in lees_in(client, inhoud)[1]["pagina"]] == ["Humanitas"] * 2


# Columns


def test_what_columns_are_is_remembered_of_tables_with_the_same_headings(client, eigen, themas):
    kop = "abc;def;ghi"
    regels = lijst(eigen, "A;WIJK;Gezondheid", kop=kop)
    bestand, antwoord = stuur(client, regels)
    assert antwoord.url == adres("tabel", bestand)
    antwoord = client.post(adres("tabel", bestand), {"kop": "0:1"})
    assert antwoord.url == adres("kolommen", bestand)
    kies_kolommen(client, bestand, soort="inzet")
    wat = {"kolom-0": "organisatie", "kolom-1": "wijk", "kolom-2": "thema"}
    kies_kolommen(client, bestand, **wat)
    assert standen(client.get(adres("nalopen", bestand)).context) == [(2, "nieuw")]
    opnieuw, antwoord = stuur(client, lijst(eigen, "B;WIJK;Opgroeien", kop=kop))
    client.post(adres("tabel", opnieuw), {"kop": "0:1"})
    assert standen(client.get(adres("nalopen", opnieuw)).context) == [(2, "nieuw")]


def test_of_two_sheets_that_fit_is_asked_which(client, eigen, themas):
    rijen = [["organisatie", "wijk", "thema"], ["A", eigen.wijk.naam, "Gezondheid"]]
    bestand, antwoord = stuur(client, werkboek(Een=rijen, Twee=rijen), "twee.xlsx")
    assert antwoord.url == adres("tabel", bestand)
    assert [naam for naam, *_rest in client.get(antwoord.url).context["bladen"]] == ["Een", "Twee"]


def test_without_a_column_for_the_wijk_it_is_chosen_for_the_whole(client, eigen, themas):
    maak_werkgebied(netwerk=eigen.netwerk)
    regels = ["organisatie;thema", "A;Gezondheid"]
    bestand, _antwoord = stuur(client, regels)
    antwoord = kies_kolommen(client, bestand)
    assert "wijk" in antwoord.context["form"].errors
    assert kies_kolommen(client, bestand, wijk=eigen.wijk.pk).status_code == 302
    neem_over(client, bestand)
    assert Inzet.objects.get().wijk == eigen.wijk


def test_two_columns_are_not_the_same_field(client, eigen, themas):
    bestand, _antwoord = stuur(client, lijst(eigen, "A;WIJK;Gezondheid"))
    antwoord = kies_kolommen(client, bestand, **{"kolom-1": "thema"})
    assert "Dit is een andere kolom ook al" in str(antwoord.context["form"].errors)


# Other kinds


def test_participants_of_a_network(client, eigen):
    humanitas = maak_organisatie(naam="Humanitas")
    rij = maak_deelname(netwerk=eigen.netwerk, organisatie=humanitas)
    regels = ["Deelnemer;Rol;Sinds", "Humanitas;trekker;2020", "Kerk;partner;"]
    bestand, context = lees_in(client, regels, soort="deelname")
    assert standen(context) == [(2, "gewijzigd"), (3, "nieuw")]
    neem_over(client, bestand)
    rij.refresh_from_db()
    assert rij.rol == "trekker"


def test_organisations_alone(client, eigen):
    humanitas = maak_organisatie(naam="Humanitas", soort="welzijn")
    regels = ["Naam;Soort;Website;Wat", "Humanitas;zorg;;", "Kerk;kerk;voorbeeld.nl;Koffie"]
    bestand, context = lees_in(client, regels)
    assert standen(context) == [(2, "fout"), (3, "nieuw")]
    assert "Dit houdt een ander bij" in context["pagina"][0].zinnen[0]
    neem_over(client, bestand)
    kerk = Organisatie.objects.exclude(pk=humanitas.pk).get()
    assert (kerk.soort, kerk.website, Hoede.objects.van(kerk).get().netwerk) == (
        "kerk",
        "https://voorbeeld.nl",
        eigen.netwerk,
    )
    assert Deelname.objects.count() == Inzet.objects.count() == 0


# Whose it is


def test_nobody_else_gets_to_see_the_file(client, eigen, themas):
    bestand, _context = lees_in(client, lijst(eigen, "A;WIJK;Gezondheid"))
    client.force_login(maak_coordinator(eigen.netwerk))
    for stap in ("tabel", "kolommen", "nalopen"):
        assert client.get(adres(stap, bestand)).status_code == 404
    for stap in ("zoeken", "kiezen", "overnemen", "weg"):
        assert client.post(adres(stap, bestand)).status_code == 404
    assert Inleesbestand.objects.filter(pk=bestand.pk).exists()


def test_a_hidden_organisation_is_not_offered(client, eigen, themas):
    maak_organisatie(naam="Geheime club", openbaar=False)
    _bestand, context = lees_in(client, lijst(eigen, "Geheime clup;WIJK;Gezondheid"))
    assert (context["vragen"], standen(context)) == ([], [(2, "nieuw")])


def test_through_a_network_of_others_nothing_is_added(client, eigen, themas):
    ander = maak_netwerk(naam="Ander netwerk")
    kop = "organisatie;wijk;thema;netwerk"
    regels = lijst(eigen, "A;WIJK;Gezondheid;Ander netwerk", kop=kop)
    bestand, context = lees_in(client, regels)
    assert context["pagina"][0].zinnen == [f"“{ander}” is geen netwerk van jou."]
    neem_over(client, bestand)
    assert not Inzet.objects.exists()


def test_the_same_button_twice_makes_one_batch(client, eigen, themas):
    bestand, _context = lees_in(client, lijst(eigen, "A;WIJK;Gezondheid"))
    doelen = {client.post(adres("overnemen", bestand)).url for _keer in range(2)}
    assert (len(doelen), Inzet.objects.count(), Bron.objects.count()) == (1, 1, 1)
    bestand.refresh_from_db()
    assert bestand.bladen == []


def test_a_file_can_be_thrown_away(client, eigen, themas):
    bestand, _context = lees_in(client, lijst(eigen, "A;WIJK;Gezondheid"))
    assert client.post(adres("weg", bestand)).url == reverse("netwerken:inlezen")
    assert not Inleesbestand.objects.exists()


def test_what_is_the_same_is_confirmed_when_asked(client, eigen, themas):
    club = maak_organisatie(naam="Humanitas")
    hier = maak_inzet(organisatie=club, wijk=eigen.wijk, thema=themas[1])
    regels = lijst(eigen, "Humanitas;WIJK;Gezondheid", "Humanitas;WIJK;Gezondheid")
    bestand, context = lees_in(client, regels)
    assert context["te_bevestigen"] == 1
    antwoord = client.post(adres("overnemen", bestand), {"bevestig": "1"}, follow=True)
    assert "1 bevestigd" in antwoord.content.decode()
    hier.refresh_from_db()
    assert (str(hier.bevestigd_op), hier.versie) == ("2026-11-22", 2)
    assert not Bron.objects.filter(soort="import").exists()


def test_what_is_the_same_is_left_alone_when_nobody_asks(client, eigen, themas):
    club = maak_organisatie(naam="Humanitas")
    hier = maak_inzet(organisatie=club, wijk=eigen.wijk, thema=themas[1])
    neem_over(client, lees_in(client, lijst(eigen, "Humanitas;WIJK;Gezondheid"))[0])
    hier.refresh_from_db()
    assert (hier.bevestigd_op, hier.versie) == (None, 1)


@pytest.mark.parametrize(("besluit", "aantal"), [("ja", 1), ("niet", 0), ("", 0)])
def test_a_day_that_can_hardly_be_meant_is_asked_about(client, eigen, themas, besluit, aantal):
    kop = "organisatie;wijk;thema;sinds"
    bestand, context = lees_in(client, lijst(eigen, "A;WIJK;Gezondheid;1951", kop=kop))
    assert standen(context) == [(2, "twijfel")]
    [zin] = context["pagina"][0].zinnen
    kies(client, bestand, dag={zin: besluit})
    neem_over(client, bestand)
    assert Inzet.objects.count() == aantal


def test_a_strange_day_that_is_there_already_is_no_question(client, eigen, themas):
    club = maak_organisatie(naam="Humanitas")
    begin = datetime.date(1951, 1, 1)
    waar = {"wijk": eigen.wijk, "thema": themas[1], "vanaf": begin, "vanaf_precisie": "jaar"}
    maak_inzet(organisatie=club, **waar)
    kop = "organisatie;wijk;thema;sinds"
    _bestand, context = lees_in(client, lijst(eigen, "Humanitas;WIJK;Gezondheid;1951", kop=kop))
    assert standen(context) == [(2, "hetzelfde")]


def test_an_answer_that_is_no_key_is_none(client, eigen, themas):
    bestand, context = lees_in(client, lijst(eigen, "Humanitas;WIJK;Gezondhijd"))
    [(_vraag, naam, _keuzes)] = context["vragen"]
    client.post(adres("kiezen", bestand), {naam: "²"})
    assert standen(client.get(adres("nalopen", bestand)).context) == [(2, "twijfel")]


@pytest.mark.parametrize("teken", ["\0", "\u200b"])
def test_an_answer_with_what_nobody_sees_is_kept_without(client, eigen, themas, teken):
    bestand, _context = lees_in(client, lijst(eigen, "Humanitas;WIJK;Gezondhijd"))
    velden = {f"besluit:thema:gezond{teken}hijd": f"{themas[1].pk}{teken}"}
    assert client.post(adres("kiezen", bestand), velden).status_code == 302
    assert standen(client.get(adres("nalopen", bestand)).context) == [(2, "nieuw")]


def test_cells_that_multiply_are_left_whole(client, eigen, themas, monkeypatch):
    """A row of a thousand wijken and a thousand themes would be a million facts."""
    veel = [";".join([naam] * 11) for naam in (str(eigen.wijk), "Gezondheid")]
    rij = f'Humanitas;"{veel[0]}";"{veel[1]}"'
    _bestand, context = lees_in(client, lijst(eigen, rij))
    assert context["pagina"].paginator.count == 11
    monkeypatch.setattr(lezing, "MEESTE_GESPLITST", 3)
    regels = lijst(eigen, *(f'{naam};WIJK;"Gezondheid;Opgroeien"' for naam in "ABCD"))
    _bestand, context = lees_in(client, regels)
    assert [nummer for nummer, _stand in standen(context)] == [2, 2, 3, 4, 5]
