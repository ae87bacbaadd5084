"""Tables go in after a dry run, all or nothing, and come out safe for a spreadsheet."""

import datetime
import io

import openpyxl
import pytest

from buurtnet.kern.herkomst import Bron
from buurtnet.kern.zoekindex import Zoekingang
from initiatieven.models import Accommodatie, Initiatief
from netwerken.models import Inzet, Organisatie
from tests.hulp.bouwers import (
    log_in_met_tweede_stap,
    maak_accommodatie,
    maak_beheerder,
    maak_gebruiker,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_thema,
    maak_wijk,
)
from tests.hulp.importproef import CSV, XLSX, adres, csv, fouten, importeer, proef, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def staf(client):
    log_in_met_tweede_stap(client, maak_beheerder(naam="Bea"))
    return client


def test_import_of_organisations_after_a_dry_run(staf):
    inhoud = csv(
        "naam;soort;formeel of informeel;afkorting;vanaf;openbaar",
        "Humanitas;vrijwilligersorganisatie;formeel;HUM;2019-01-01;ja",
        "Kerk van Zuid;kerk of kerkelijk verband;;;1-3-2020;nee",
    )
    eerst = proef(staf, Organisatie, inhoud)
    assert fouten(eerst) == {}
    assert eerst.context["result"].totals["new"] == 2
    assert not Organisatie.objects.exists()
    assert not Bron.objects.exists()
    importeer(staf, Organisatie, inhoud)
    humanitas, kerk = Organisatie.objects.order_by("naam")
    assert (humanitas.slug, humanitas.soort, humanitas.afkorting) == (
        "humanitas",
        "vrijwilligers",
        "HUM",
    )
    assert (kerk.formeel, kerk.openbaar, kerk.vanaf) == (
        "onbekend",
        False,
        datetime.date(2020, 3, 1),
    )
    assert humanitas.pad == f"/{humanitas.pk}/"
    assert Zoekingang.objects.filter(naam="Humanitas").exists()
    bron = Bron.objects.get()
    assert (bron.soort, bron.naam) == ("import", "Import van organisaties uit lijst.csv")
    assert humanitas.bron == kerk.bron == bron
    assert (humanitas.vindplaats, kerk.vindplaats) == (f"{bron.slug}:2", f"{bron.slug}:3")
    versie = humanitas.history.get()
    assert (str(versie.history_user), versie.history_change_reason) == ("Bea", bron.naam)


def test_the_same_file_again_changes_nothing(staf):
    inhoud = csv("naam,soort,ook bekend als", "Humanitas,zorg,", '"Kerk, klein",kerk,')
    inhoud = inhoud.replace(b"kerk,", b"kerk of kerkelijk verband,")
    importeer(staf, Organisatie, inhoud)
    _eerst, daarna = importeer(staf, Organisatie, inhoud)
    assert "0 nieuw, 0 gewijzigd, 2 ongewijzigd" in daarna.content.decode()
    assert Organisatie.objects.count() == 2
    assert set(Organisatie.objects.values_list("versie", flat=True)) == {1}
    assert Bron.objects.count() == 1


def test_how_often_something_is_checked_goes_in_by_its_words_or_its_months(staf):
    inhoud = csv(
        "naam;soort;hoe vaak nagaan",
        "Humanitas;welzijn;elke drie maanden",
        "Kerk;kerk of kerkelijk verband;12",
        "Zeeman;welzijn;",
    )
    importeer(staf, Organisatie, inhoud)
    termijnen = Organisatie.objects.order_by("naam").values_list("nagaan_elke", flat=True)
    assert list(termijnen) == [3, 12, None]
    anders = csv("naam;soort;hoe vaak nagaan", "Bank;welzijn;2")
    assert "kan hier niet. Kies uit: elke maand" in str(fouten(proef(staf, Organisatie, anders)))


def test_what_comes_out_can_go_in_again(staf):
    wijk, thema = maak_wijk(naam="Beijum"), maak_thema(naam="Groen, schoon; heel")
    initiatief = maak_initiatief(naam="Tuin", wijken=[wijk, maak_wijk()], themas=[thema])
    maak_inzet(wijk=wijk, thema=thema, initiatief=initiatief, vanaf=datetime.date(2021, 5, 1))
    maak_accommodatie(naam="-Plek", wijken=[wijk], postcode="9737 AB", lat="53.24", lon="6.58")
    maak_organisatie(naam="=SOM(A1)", omschrijving="+31 50\nregel twee", nagaan_elke=3)
    for model in (Organisatie, Initiatief, Accommodatie, Inzet):
        for pagina, formaat in (("export", CSV), ("export_xlsx", XLSX)):
            antwoord = staf.get(adres(model, pagina))
            inhoud = (
                b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
            )
            eerst = proef(staf, model, inhoud, formaat)
            assert fouten(eerst) == {}, model
            totalen = eerst.context["result"].totals
            assert totalen["skip"] == model.objects.count(), (model, totalen)


def test_export_is_safe_for_a_spreadsheet(staf):
    # A text with a tab in front is kept with a space there, which no spreadsheet runs.
    for begin in ("=", "+", "-", "@", "\r"):
        maak_organisatie(naam=f"Naam {begin!r}", omschrijving=f"{begin}cmd|' /C calc'!A0")
    regels = b"".join(staf.get(adres(Organisatie, "export")).streaming_content).decode()
    blad = openpyxl.load_workbook(
        io.BytesIO(staf.get(adres(Organisatie, "export_xlsx")).content)
    ).active
    kop = [cel.value for cel in blad[1]].index("omschrijving")
    assert "'=cmd" in regels
    for rij in blad.iter_rows(min_row=2):
        assert rij[kop].value.startswith("'")
        assert rij[kop].data_type != "f"


def test_export_follows_the_search_and_the_filters(staf):
    maak_organisatie(naam="Humanitas", soort="zorg")
    maak_organisatie(naam="Kerk", soort="kerk")
    for vraag in ("q=humanitas", "soort__exact=zorg"):
        antwoord = staf.get(f"{adres(Organisatie, 'export')}?{vraag}")
        assert antwoord["Content-Disposition"].startswith("attachment;")
        tekst = b"".join(antwoord.streaming_content).decode()
        assert "Humanitas" in tekst
        assert "Kerk" not in tekst


@pytest.mark.eenmaal
def test_export_costs_the_same_for_many_rows(staf, django_assert_max_num_queries):
    for _keer in range(8):
        maak_initiatief(wijken=[maak_wijk()], themas=[maak_thema()])
    with django_assert_max_num_queries(12):
        b"".join(staf.get(adres(Initiatief, "export")).streaming_content)


def test_import_changes_what_is_there_and_keeps_its_source(staf):
    oud = maak_organisatie(naam="Humanitas", vindplaats="s4:11 F029", omschrijving="Helpt.")
    importeer(staf, Organisatie, csv("adres,naam,soort", "humanitas,Humanitas,zorg"))
    oud.refresh_from_db()
    assert (oud.soort, oud.omschrijving, oud.versie) == ("zorg", "Helpt.", 2)
    assert oud.vindplaats.startswith("s4:11 F029; import-")
    assert oud.bron.soort == Bron.Soort.IMPORT


def test_an_old_address_still_finds_the_record(staf):
    organisatie = maak_organisatie(naam="Oud")
    organisatie.naam = "Nieuw"
    organisatie.save()
    importeer(staf, Organisatie, csv("adres,naam,afkorting", "oud,Nieuw,NW"))
    organisatie.refresh_from_db()
    assert organisatie.afkorting == "NW"
    assert Organisatie.objects.count() == 1


def test_a_name_that_two_records_have_makes_no_third(staf):
    een, ander = maak_organisatie(naam="Dubbel"), maak_organisatie(naam="Dubbel")
    antwoord = proef(staf, Organisatie, csv("naam,afkorting", "Dubbel,DB"))
    assert "meer dan één “Dubbel”" in str(fouten(antwoord)[1])
    importeer(staf, Organisatie, csv("adres,naam,afkorting", f"{ander.slug},Dubbel,DB"))
    een.refresh_from_db()
    ander.refresh_from_db()
    assert (een.afkorting, ander.afkorting, Organisatie.objects.count()) == ("", "DB", 2)


def test_errors_are_told_per_row_and_column_and_nothing_goes_in(staf):
    inhoud = csv(
        "naam;soort;onderdeel van;vanaf;tot en met;status;website;openbaar",
        "Goed;zorg;;;;;;",
        "Fout;onzin;Bestaat niet;gisteren;;;geen adres;misschien",
        "Om;zorg;;2021-01-01;2020-01-01;;;",
        ";zorg;;;;gestopt;;",
    )
    antwoord = proef(staf, Organisatie, inhoud)
    per_rij = fouten(antwoord)
    assert set(per_rij) == {2, 3, 4}
    assert set(per_rij[2]) == {"soort", "onderdeel van", "vanaf", "website", "openbaar"}
    assert "Kies uit: gemeente" in per_rij[2]["soort"][0]
    assert "kennen we niet als organisatie" in per_rij[2]["onderdeel van"][0]
    assert "Het einde ligt voor het begin." in str(per_rij[3])
    assert "Dit veld" in str(per_rij[4]["naam"])
    assert "einddatum" in str(per_rij[4])
    assert "confirm_form" not in antwoord.context
    assert not Organisatie.objects.exists()


def test_a_circle_is_refused(staf):
    boven = maak_organisatie(naam="Boven")
    maak_organisatie(naam="Onder", koepel=boven)
    antwoord = proef(staf, Organisatie, csv("naam,onderdeel van", "Boven,Onder"))
    assert "kring" in str(fouten(antwoord))


def test_columns_and_files_that_make_no_sense_are_told(staf):
    onbekend = proef(staf, Organisatie, csv("naam,kleur", "Humanitas,rood"))
    assert fouten(onbekend) == ["Deze kolommen kennen we niet: kleur."]
    assert "Er is niets geïmporteerd" in onbekend.content.decode()
    assert "Traceback" not in onbekend.content.decode()
    mist = proef(staf, Organisatie, csv("soort", "zorg"))
    assert fouten(mist) == ["Deze kolommen ontbreken: naam."]
    for inhoud, formaat in ((b"\xff\xfe\x00", CSV), (b"geen zip", XLSX), (b"naam", CSV)):
        assert proef(staf, Organisatie, inhoud, formaat).status_code == 200
    assert not Organisatie.objects.exists()


def test_import_of_a_spreadsheet_with_real_dates(staf):
    wijk, thema, netwerk = maak_wijk(naam="Beijum"), maak_thema(naam="Groen"), maak_netwerk()
    maak_organisatie(naam="Humanitas")
    koppen = ["organisatie", "wijk of gebied", "thema", "via netwerk", "vanaf", "status"]
    rijen = [
        ["Humanitas", "Beijum", "Groen", netwerk.slug, datetime.date(2021, 5, 1), "actief"],
        ["humanitas", "beijum", "groen", None, datetime.date(2022, 1, 1), None],
    ]
    importeer(staf, Inzet, xlsx(koppen, *rijen), XLSX)
    eerste, tweede = Inzet.objects.order_by("vanaf")
    assert (eerste.wijk, eerste.thema, eerste.netwerk) == (wijk, thema, netwerk)
    assert eerste.vanaf == datetime.date(2021, 5, 1)
    assert (tweede.netwerk, tweede.status) == (None, "actief")


def test_import_takes_short_names_of_columns(staf):
    wijk, thema, organisatie = maak_wijk(), maak_thema(), maak_organisatie()
    rij = f"{organisatie.slug},{wijk.slug},{thema.slug}"
    importeer(staf, Inzet, csv("Organisatie,wijk,THEMA", rij))
    assert Inzet.objects.get().wijk == wijk


def test_import_of_inzet_ends_what_runs(staf):
    inzet = maak_inzet(vanaf=datetime.date(2020, 1, 1))
    regel = f"{inzet.organisatie.slug},{inzet.wijk.slug},{inzet.thema.slug}"
    kop = "organisatie,wijk of gebied,thema,vanaf,tot en met,status"
    importeer(staf, Inzet, csv(kop, f"{regel},2020-01-01,2021-12-31,gestopt"))
    inzet.refresh_from_db()
    assert (inzet.tot, inzet.status) == (datetime.date(2021, 12, 31), "gestopt")
    importeer(staf, Inzet, csv(kop, f"{regel},2023-01-01,,actief"))
    assert Inzet.objects.count() == 2
    zonder = proef(staf, Inzet, csv(kop, f",{inzet.wijk.slug},{inzet.thema.slug},,,"))
    assert "Kies een organisatie" in str(fouten(zonder))


def test_what_changed_meanwhile_stops_the_import(staf):
    wijk = maak_wijk(naam="Beijum")
    eerst = proef(staf, Initiatief, csv("naam;soort;wijken", "Tuin;project;beijum", "Pad;project;"))
    wijk.delete()
    velden = eerst.context["confirm_form"].initial
    antwoord = staf.post(adres(Initiatief, "process_import"), velden, follow=True)
    assert "Er is niets geïmporteerd" in antwoord.content.decode()
    assert not Initiatief.objects.exists()
    assert not Bron.objects.exists()


def test_a_file_that_is_too_long_is_refused(staf, monkeypatch):
    monkeypatch.setattr("buurtnet.bewerken.tabellen.MEESTE_RIJEN", 2)
    antwoord = proef(staf, Organisatie, csv("naam", "Een", "Twee", "Drie"))
    assert fouten(antwoord) == ["Het bestand heeft meer dan 2 rijen. Knip het in stukken."]


def test_a_file_that_is_too_big_is_refused(staf, monkeypatch):
    monkeypatch.setattr("buurtnet.bewerken.admin.tabellen.MEESTE_BYTES", 20)
    antwoord = proef(staf, Organisatie, csv("naam", "Een hele lange naam"))
    assert "te groot" in str(fouten(antwoord))


@pytest.mark.parametrize("model", [Organisatie, Initiatief, Accommodatie, Inzet])
@pytest.mark.parametrize("pagina", ["import", "export", "export_xlsx"])
def test_only_staff_imports_and_exports(client, model, pagina):
    client.force_login(maak_gebruiker())
    assert client.get(adres(model, pagina)).status_code == 403
    log_in_met_tweede_stap(client, maak_gebruiker(is_staff=True))
    assert client.get(adres(model, pagina)).status_code == 200
