"""Files as people have them go in, or are refused by the row, the cell and what would do."""

import io
import unicodedata
from decimal import Decimal

import openpyxl
import pytest
from django.core.cache import cache
from django.urls import reverse

from buurtnet.bewerken.cellen import Geheel, Tekst, plat
from buurtnet.kern.tekst import een_regel, meer_regels
from buurtnet.lijsten.uitvoer import veilig
from initiatieven.models import Accommodatie, Initiatief
from netwerken.models import Inzet, Organisatie
from tests.hulp.bouwers import (
    log_in_met_tweede_stap,
    maak_accommodatie,
    maak_beheerder,
    maak_coordinator,
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


def geweigerd(antwoord):
    """The sentence with which the whole file is refused."""
    return str(fouten(antwoord)["import_file"])


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_a_file_in_any_usual_encoding_is_read(staf, codering):
    regels = "naam;soort;omschrijving\r\nCafé Élan;bewoners;koffie à €1,50 – ’s middags\r\n"
    importeer(staf, Organisatie, regels.encode(codering))
    rij = Organisatie.objects.get()
    assert (rij.naam, rij.omschrijving) == ("Café Élan", "koffie à €1,50 – ’s middags")


def test_a_character_of_no_encoding_is_told_with_its_line(staf):
    inhoud = b"naam;soort\nGoed;zorg\nF\x81ut;zorg\n"
    assert "Regel 3: hier staat een teken dat niet te lezen is" in geweigerd(
        proef(staf, Organisatie, inhoud)
    )


@pytest.mark.parametrize("formaat", [CSV, XLSX])
def test_the_file_says_what_it_is_whatever_was_chosen(staf, formaat):
    importeer(staf, Organisatie, xlsx(["naam", "soort"], ["Een", "zorg"]), formaat)
    importeer(staf, Organisatie, csv("naam;soort", "Twee;zorg"), formaat)
    assert Organisatie.objects.count() == 2


@pytest.mark.parametrize(
    ("begin", "zin"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Bewaar het als .xlsx, zonder wachtwoord"),
        (b"PK\x03\x04 onzin", "beschadigd"),
        (b"", "leeg"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_what_would_do(staf, begin, zin):
    assert zin in geweigerd(proef(staf, Organisatie, begin))


LIJKEND = [
    "Nul Spatie",
    "Nul\u00a0Spatie",
    "Nul  Spatie ",
    "Nul\u200b Spatie",
    "\u2003Nul\u3000Spatie\ufeff",
    "Nul\u2800Spatie",
    "N\u00adul Spatie",
]


@pytest.mark.parametrize("naam", LIJKEND, ids=ascii)
def test_names_that_look_alike_are_one(staf, naam):
    maak_organisatie(naam="Nul Spatie")
    importeer(staf, Organisatie, csv("naam;afkorting", f"{naam};NS"))
    assert Organisatie.objects.get().afkorting == "NS"


@pytest.mark.parametrize("vorm", ["NFC", "NFD"])
def test_accents_written_another_way_are_the_same_in_names_references_and_headings(staf, vorm):
    def anders(tekst):
        return unicodedata.normalize(vorm, tekst)

    maak_organisatie(naam="Café Ĳsvogel")
    wijk, thema = maak_wijk(naam="Lewenbörg"), maak_thema(naam="Één thema")
    regel = f"{anders('Café Ĳsvogel')};{anders('Lewenbörg')}\u00a0;{anders('Één  thema')}"
    importeer(staf, Inzet, csv(anders("organisatie;wijk\u00a0of gebied;\u200bthema "), regel))
    inzet = Inzet.objects.get()
    assert (inzet.organisatie.naam, inzet.wijk, inzet.thema) == ("Café Ĳsvogel", wijk, thema)
    importeer(staf, Organisatie, csv("naam;soort", f"{anders('Café Ĳsvogel')};zorg"))
    assert Organisatie.objects.count() == 1


def test_lists_of_references_are_read_with_any_space(staf):
    wijken = [maak_wijk(naam="Selwerd"), maak_wijk(naam="Ten Boer")]
    inhoud = csv("naam,soort,wijken", "Tuin,project,Selwerd ;\u00a0ten\u00a0boer")
    importeer(staf, Initiatief, inhoud)
    assert list(Initiatief.objects.get().wijken.order_by("naam")) == wijken


@pytest.mark.parametrize(
    "inhoud",
    [
        csv("Naam;Soort;;", "Een;zorg;;"),
        csv("Naam;;Soort", "Een;;zorg"),
        csv(";Naam;Soort", ";Een;zorg"),
        csv("Naam;Soort;\u00a0", "Een;zorg;\u200b"),
        csv("sep=;", "Naam;Soort", "Een;zorg"),
        csv("Lijst van organisaties, 2026", "", "Naam;Soort", "", "Een;zorg", ";", ""),
        xlsx([None, "Naam", "Soort", None], [None, "Een", "zorg", " "]),
        xlsx(["Overzicht"], [], ["Naam", "Soort"], [], ["Een", "zorg"]),
    ],
)
def test_empty_columns_and_rows_and_titles_are_passed_over(staf, inhoud):
    importeer(staf, Organisatie, inhoud)
    assert Organisatie.objects.get().soort == "zorg"


def test_rows_have_the_number_that_they_have_in_the_file(staf):
    inhoud = csv("Titel", "", "naam;soort", "Goed;zorg", "", "Fout;onzin")
    antwoord = proef(staf, Organisatie, inhoud)
    assert set(fouten(antwoord)) == {5}
    assert "<td>6</td>" in antwoord.content.decode()
    importeer(staf, Organisatie, csv("Titel", "", "naam;soort", "", "Goed;zorg"))
    assert Organisatie.objects.get().vindplaats.endswith(":5")


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (csv("naam;soort;doel", "Kort;zorg", "Goed;zorg;x"), "Regel 2 heeft 2 kolommen;"),
        (csv("naam;soort", "Lang;zorg;x;y"), "Regel 2 heeft 4 kolommen;"),
        (csv("naam;soort;", "Een;zorg;iets"), "Regel 2, kolom C: hier staat “iets”"),
        (xlsx(["naam", None], ["Een", "iets"]), "Regel 2, kolom B: hier staat “iets”"),
        (xlsx(["naam"], ["Een", None, "iets"]), "Regel 2, kolom C: hier staat “iets”"),
        (csv("naam;Naam", "Een;Twee"), "meer dan één keer: naam"),
        (csv('naam;soort\nEen;"zorg'), "Regel 2: geen goede CSV"),
        (csv("naam;soort", ";", ""), "geen enkele rij"),
    ],
)
def test_a_file_is_refused_by_its_row_and_cell(staf, inhoud, zin):
    assert zin in geweigerd(proef(staf, Organisatie, inhoud))
    assert not Organisatie.objects.exists()


@pytest.mark.parametrize("formaat", [CSV, XLSX])
def test_positions_are_rounded_to_what_is_kept(staf, formaat):
    rij = ["Plek", "buurthuis of wijkcentrum", 53.219384, 6.566502]
    koppen = ["naam", "soort", "breedtegraad", "lengtegraad"]
    if formaat == CSV:
        inhoud = csv(";".join(koppen), ";".join(str(cel).replace(".", ",") for cel in rij))
    else:
        inhoud = xlsx(koppen, rij)
    importeer(staf, Accommodatie, inhoud, formaat)
    plek = Accommodatie.objects.get()
    assert (plek.lat, plek.lon) == (Decimal("53.2194"), Decimal("6.5665"))


@pytest.mark.parametrize("cel", [1.234, -0.5, 1234.5, Decimal("1.234"), float("nan"), True])
def test_a_number_of_a_spreadsheet_that_is_not_whole_is_refused(cel):
    with pytest.raises(ValueError, match=f"“{cel}” is geen heel getal"):
        Geheel().clean(cel)


def test_of_a_text_a_point_may_stand_between_thousands():
    cellen = [1234, 1234.0, "1.234", "1234", Decimal(1234)]
    assert [Geheel().clean(cel) for cel in cellen] == [1234] * 5
    assert [Geheel().clean(cel) for cel in (0, 0.0, "0", "", None)] == [0, 0, 0, None, None]


def test_a_position_that_is_no_number_is_told_with_its_cell(staf):
    inhoud = csv("naam;soort;breedtegraad;lengtegraad", "Plek;kerk;53..2;oost")
    assert "“53..2” is geen getal." in str(fouten(proef(staf, Accommodatie, inhoud))[1])


def test_the_forms_of_the_admin_round_positions_too_and_know_thousands(staf):
    plek = maak_accommodatie(wijken=[maak_wijk()])
    pad = reverse("admin:initiatieven_accommodatie_change", args=[plek.pk])
    form = staf.get(pad).context["adminform"].form
    gegevens = {naam: waarde for naam, waarde in form.initial.items() if waarde is not None}
    gegevens |= {"lat": "53,219384", "lon": "6.5665021", "wijken": [plek.wijken.get().pk]}
    antwoord = staf.post(pad, gegevens)
    assert antwoord.status_code == 302, antwoord.context["adminform"].form.errors
    plek.refresh_from_db()
    assert (plek.lat, plek.lon) == (Decimal("53.2194"), Decimal("6.5665"))


@pytest.mark.parametrize(
    ("getypt", "budget"),
    [
        ("12.500,50", "12500.50"),
        ("12500.50", "12500.50"),
        ("12500,50", "12500.50"),
        ("1.000", None),
    ],
)
def test_a_budget_of_a_thousand_is_never_one(client, getypt, budget):
    netwerk = maak_netwerk()
    client.force_login(maak_coordinator(netwerk))
    pad = reverse("netwerken:netwerk_wijzigen", args=[netwerk.slug])
    form = client.get(pad).context["form"]
    gegevens = {naam: form[naam].value() or "" for naam in form.fields}
    antwoord = client.post(pad, gegevens | {"budget": getypt, "versie": netwerk.versie})
    netwerk.refresh_from_db()
    if budget is None:
        assert "kan 1 of 1000 zijn" in str(antwoord.context["form"].errors["budget"])
    assert netwerk.budget == (budget and Decimal(budget))


def test_of_what_is_no_amount_the_field_says_how_one_writes_it(client):
    netwerk = maak_netwerk(budget="12500.50")
    client.force_login(maak_coordinator(netwerk))
    pad = reverse("netwerken:netwerk_wijzigen", args=[netwerk.slug])
    form = client.get(pad).context["form"]
    assert form["budget"].as_widget().count('value="12500,50"') == 1
    gegevens = {naam: form[naam].value() or "" for naam in form.fields}
    antwoord = client.post(pad, gegevens | {"budget": "veel", "versie": netwerk.versie})
    zin = "“veel” is geen bedrag. Schrijf het zo: 12500,50."
    assert antwoord.context["form"].errors["budget"] == [zin]


@pytest.mark.parametrize(
    "naam", ["netwerken_netwerk", "netwerken_peiling", "initiatieven_accommodatie", "wijken_wijk"]
)
def test_no_number_is_typed_in_a_box_that_drops_what_it_cannot_read(staf, naam):
    """A browser sends nothing of "12.500,50" that was typed in a field of type number."""
    pagina = staf.get(reverse(f"admin:{naam}_add")).content.decode()
    assert 'inputmode="' in pagina
    assert 'type="number"' not in pagina


@pytest.mark.parametrize("pagina", ["export", "export_xlsx"])
def test_line_ends_survive_a_file_and_back(staf, pagina):
    rij = maak_organisatie(omschrijving="Een\x0btwee\r\n\ndrie\x01", soort="zorg")
    antwoord = staf.get(adres(Organisatie, pagina))
    inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
    importeer(staf, Organisatie, inhoud)
    rij.refresh_from_db()
    assert (rij.omschrijving, rij.versie) == ("Een\ntwee\n\ndrie", 1)


@pytest.mark.parametrize(
    "tekst", ["=x", "+x", "-x", "＝x", " -x", "  = x", "'-x", "''@x", " '+x", "'t Huis", "' x"]
)
def test_what_an_export_did_to_a_text_an_import_undoes(tekst):
    assert plat(veilig(tekst)) == een_regel(tekst)
    assert Tekst().clean(veilig(tekst)) == meer_regels(tekst).strip()


def test_control_characters_of_a_spreadsheet_become_line_ends(staf):
    rij = ["Een\nTwee", "zorg", "a_x000B_b_x000D_\nc\u2028d"]
    importeer(staf, Organisatie, xlsx(["naam", "soort", "omschrijving"], rij), XLSX)
    gelezen = Organisatie.objects.get()
    assert (gelezen.naam, gelezen.omschrijving) == ("Een Twee", "a\nb\nc\nd")


def test_a_text_that_no_cell_holds_is_told_and_never_put_back_shorter(staf):
    rij = maak_organisatie(omschrijving="x" * 40_000, soort="zorg")
    boek = openpyxl.load_workbook(io.BytesIO(staf.get(adres(Organisatie, "export_xlsx")).content))
    cellen = [cel.value for cel in boek.active[2]]
    assert any(str(cel).endswith("[ingekort: de hele tekst staat op de site]") for cel in cellen)
    inhoud = staf.get(adres(Organisatie, "export_xlsx")).content
    assert "ingekort" in str(fouten(proef(staf, Organisatie, inhoud, XLSX))[1])
    rij.refresh_from_db()
    assert len(rij.omschrijving) == 40_000


def test_a_file_that_is_gone_when_somebody_agrees_is_asked_for_again(staf):
    eerst = proef(staf, Organisatie, csv("naam;soort", "Een;zorg"))
    cache.clear()
    velden = eerst.context["confirm_form"].initial
    antwoord = staf.post(adres(Organisatie, "process_import"), velden, follow=True)
    assert "Kies het opnieuw" in antwoord.content.decode()
    assert not Organisatie.objects.exists()


def test_what_a_hidden_character_would_hide_is_seen_before_it_goes_in(staf):
    eerst = proef(staf, Initiatief, csv("naam;soort", "live\u202emoc;project"))
    assert "livemoc" in eerst.content.decode()
    assert "\u202e" not in eerst.content.decode()
