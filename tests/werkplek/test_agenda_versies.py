"""A new version of an agenda: begun from the old one, laid beside it, and put in its place."""

import datetime

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from netwerken.dekking import bereken
from netwerken.models import Inzet
from tests.hulp.bouwers import (
    VANDAAG,
    maak_afspraak,
    maak_agenda,
    maak_agendapunt,
    maak_bespreekpunt,
    maak_inzet,
    maak_organisatie,
    maak_redacteur,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.formulier import velden
from tests.hulp.pagina import Pagina
from wijken.models import Thema

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]
MORGEN = VANDAAG + datetime.timedelta(days=1)
GISTEREN = VANDAAG - datetime.timedelta(days=1)


def adres(agenda, verb):
    return reverse(f"wijken:agenda_{verb}", args=[agenda.slug])


@pytest.fixture
def oud(eigen):
    agenda = maak_agenda(
        naam="Wijkagenda 2023", wijken=[eigen.wijk], stand="vastgesteld", vanaf="2023-01-01"
    )
    for plaats, tekst in enumerate(("Eten", "Groen"), start=1):
        maak_agendapunt(
            agenda=agenda,
            tekst=tekst,
            volgorde=plaats * 10,
            thema=maak_thema(naam=f"Thema {tekst}"),
            toelichting=f"Over {tekst}",
        )
    return agenda


@pytest.fixture
def concept(eigen, oud):
    agenda = maak_agenda(
        naam="Wijkagenda 2026",
        wijken=[eigen.wijk],
        stand="concept",
        status="in_oprichting",
        vervolg_op=oud,
        openbaar=False,
    )
    maak_agendapunt(agenda=agenda, tekst="Spelen", thema=maak_thema(naam="Thema Spelen"))
    return agenda


def lees(client, pad):
    """The text of a page as who is logged in reads it, with single spaces."""
    boom = html5lib.parse(client.get(pad).content, namespaceHTMLElements=False)
    return " ".join("".join(boom.find(".//main").itertext()).split())


def vaststelling(concept, oud, **anders):
    return {
        "versie": concept.versie,
        "draagvlak": "gedragen",
        "vervangt": oud.pk if oud else "",
        "vanaf": "22-11-2026",
        "openbaar": "on",
    } | anders


def op_de_agenda(wijk, dag):
    """The themes on the agenda of a wijk on a day, by name."""
    dekking = bereken(Inzet.objects, [wijk], dag, maak_redacteur())
    return {een.naam for een in Thema.objects.all() if dekking.cel(wijk.pk, een.pk).op_agenda}


# Beginning one


def test_a_new_version_begins_with_the_points_of_the_old_one(client, oud):
    form = client.get(adres(oud, "nieuwe_versie")).context["form"]
    regels = [regel["tekst"].value() for regel in form.punten.op_volgorde]
    assert [tekst for tekst in regels if tekst] == ["Eten", "Groen"]
    assert form["naam"].value() == "Wijkagenda 2026"


def test_a_new_version_takes_along_what_is_not_left_out(client, oud, eigen):
    gestuurd = velden(client.get(adres(oud, "nieuwe_versie")))
    gestuurd |= {"punten-1-weg": "on", "punten-2-tekst": "Spelen"}
    antwoord = client.post(adres(oud, "nieuwe_versie"), gestuurd)
    concept = oud.vervolgen.get()
    assert antwoord["Location"] == adres(concept, "vergelijken")
    assert [(punt.tekst, punt.toelichting) for punt in concept.punten.all()] == [
        ("Eten", "Over Eten"),
        ("Spelen", ""),
    ]
    assert (concept.stand, concept.status, concept.openbaar) == ("concept", "in_oprichting", False)
    assert list(concept.wijken.all()) == [eigen.wijk]
    assert concept.soort == oud.soort
    assert [punt.tekst for punt in oud.punten.actueel()] == ["Eten", "Groen"]


def test_one_may_go_on_to_adopting_at_once(client, oud):
    gestuurd = velden(client.get(adres(oud, "nieuwe_versie"))) | {"verder": "1"}
    antwoord = client.post(adres(oud, "nieuwe_versie"), gestuurd)
    assert antwoord["Location"] == adres(oud.vervolgen.get(), "vaststellen")


def test_the_same_form_sent_twice_begins_one_version(client, oud):
    gestuurd = velden(client.get(adres(oud, "nieuwe_versie")))
    for _keer in range(2):
        assert client.post(adres(oud, "nieuwe_versie"), gestuurd).status_code == 302
    assert oud.vervolgen.count() == 1


def test_a_second_concept_for_the_same_place_is_asked_about(client, oud, concept):
    gestuurd = velden(client.get(adres(oud, "nieuwe_versie")))
    antwoord = client.post(adres(oud, "nieuwe_versie"), gestuurd)
    assert antwoord.context["gelijkende"] == [concept]
    assert client.post(adres(oud, "nieuwe_versie"), gestuurd | {"toch": "1"}).status_code == 302


def test_lines_move_before_a_version_is_begun(client, oud):
    gestuurd = velden(client.get(adres(oud, "nieuwe_versie"))) | {"verplaats": "omhoog punten-1"}
    form = client.post(adres(oud, "nieuwe_versie"), gestuurd).context["form"]
    regels = [regel["tekst"].value() for regel in form.punten.op_volgorde]
    assert regels[:2] == ["Groen", "Eten"]
    assert not oud.vervolgen.exists()


# While it is a concept


def test_a_concept_counts_nowhere_and_shows_to_who_keeps_it_only(client, oud, concept, eigen):
    assert op_de_agenda(eigen.wijk, VANDAAG) == {"Thema Eten", "Thema Groen"}
    assert "Nieuwe versie in de maak Wijkagenda 2026" in lees(client, oud.get_absolute_url())
    client.logout()
    pagina = Pagina(client, oud.get_absolute_url())
    assert "Wijkagenda 2026" not in pagina
    assert "in de maak" not in pagina


def test_comparing_says_what_stays_changes_goes_and_comes(client, oud, concept, eigen):
    eten, groen = oud.punten.all()
    maak_agendapunt(agenda=concept, tekst="eten", thema=eten.thema)
    maak_agendapunt(agenda=concept, tekst="Meer groen", thema=groen.thema)
    maak_agendapunt(agenda=oud, tekst="Motto", soort="motto")
    maak_inzet(wijk=eigen.wijk, thema=eten.thema, organisatie=maak_organisatie(naam="Humanitas"))
    maak_afspraak(naam="Elke vrijdag", punt=maak_bespreekpunt(agendapunt=eten))
    antwoord = client.get(adres(concept, "vergelijken"))
    regels = antwoord.context["regels"]
    assert [(regel.paar.wat, regel.wordt_wit) for regel in regels] == [
        ("nieuw", True),
        ("blijft", False),
        ("anders", True),
        ("weg", False),
    ]
    for naam in ("Humanitas", "Elke vrijdag"):
        assert naam in antwoord.content.decode()
    assert antwoord.context["oud"] == oud


def test_it_may_be_laid_beside_any_other_agenda_there(client, concept, eigen):
    ander = maak_agenda(naam="Programma", wijken=[eigen.wijk], soort="programma")
    maak_agenda(naam="Elders", wijken=[maak_wijk()])
    antwoord = client.get(adres(concept, "vergelijken"), {"met": ander.slug})
    assert antwoord.context["oud"] == ander
    assert "Elders" not in [een.naam for een in antwoord.context["kandidaten"]]
    zonder = client.get(adres(concept, "vergelijken"), {"met": "elders"})
    assert zonder.context["oud"] == concept.vervolg_op


@pytest.mark.eenmaal
def test_comparing_costs_the_same_for_many_points(client, oud, concept, eigen):
    def telling():
        with CaptureQueriesContext(connection) as vragen:
            client.get(adres(concept, "vergelijken"))
        return len(vragen)

    def meer(aantal):
        for _n in range(aantal):
            thema = maak_thema()
            maak_agendapunt(agenda=concept, thema=thema)
            maak_inzet(wijk=eigen.wijk, thema=thema)

    meer(1)
    eerst = telling()
    meer(20)
    assert telling() == eerst


def test_the_form_to_change_a_concept_leaves_adopting_to_its_own_page(client, oud, concept):
    gestuurd = velden(client.get(adres(concept, "wijzigen"))) | {"stand": "vastgesteld"}
    antwoord = client.post(adres(concept, "wijzigen"), gestuurd)
    assert "Kies “Stel vast”" in str(antwoord.context["form"].errors["stand"])
    concept.refresh_from_db()
    assert concept.is_concept


def test_who_adds_an_agenda_where_one_holds_is_led_to_a_new_version(client, oud, eigen):
    maak_agenda(naam="Voorbij", wijken=[eigen.wijk], tot="2020-01-01", status="afgerond")
    nieuw = reverse("wijken:agenda_nieuw", args=[eigen.wijk.slug])
    antwoord = client.get(nieuw)
    assert antwoord.context["form"].al_geldend == [oud]
    assert f'href="{adres(oud, "nieuwe_versie")}"' in antwoord.content.decode()
    onzin = {"wijken": ["onzin", "999999"], "naam": "x"}
    assert client.post(nieuw, onzin).status_code == 200


def test_who_adds_a_second_agenda_of_a_kind_is_told_that_both_count(client, oud, eigen):
    nieuw = reverse("wijken:agenda_nieuw", args=[eigen.wijk.slug])
    gestuurd = velden(client.get(nieuw)) | {"naam": "Nieuw beleid", "soort": "wijkagenda"}
    zin = "Hier telt ook “Wijkagenda 2023” mee"
    assert zin in client.post(nieuw, gestuurd, follow=True).content.decode()
    gestuurd |= {"naam": "Wijkdeal", "soort": "programma", "sleutel": ""}
    assert zin not in client.post(nieuw, gestuurd, follow=True).content.decode()


# Adopting it


def test_an_adopted_concept_takes_the_place_of_the_old_one_from_its_day(
    client, oud, concept, eigen
):
    antwoord = client.post(adres(concept, "vaststellen"), vaststelling(concept, oud))
    assert antwoord["Location"] == concept.get_absolute_url()
    oud.refresh_from_db()
    concept.refresh_from_db()
    assert (oud.tot, oud.status, oud.stand) == (GISTEREN, "afgerond", "vastgesteld")
    assert (concept.vanaf, concept.status, concept.stand) == (VANDAAG, "actief", "vastgesteld")
    assert (concept.draagvlak, concept.openbaar) == ("gedragen", True)
    assert concept.bevestigd_op == VANDAAG
    assert op_de_agenda(eigen.wijk, VANDAAG) == {"Thema Spelen"}
    assert op_de_agenda(eigen.wijk, GISTEREN) == {"Thema Eten", "Thema Groen"}
    client.logout()
    assert "Eten" in Pagina(client, oud.get_absolute_url())
    assert "Opgevolgd door Wijkagenda 2026" in Pagina(client, oud.get_absolute_url())
    nieuw = Pagina(client, concept.get_absolute_url())
    assert "Komt in de plaats van Wijkagenda 2023" in nieuw


def test_until_a_day_to_come_the_old_one_counts(client, oud, concept, eigen):
    gegevens = vaststelling(concept, oud, vanaf="2027")
    client.post(adres(concept, "vaststellen"), gegevens)
    oud.refresh_from_db()
    concept.refresh_from_db()
    assert (oud.tot, oud.status) == (datetime.date(2026, 12, 31), "actief")
    assert concept.vanaf_precisie == "jaar"
    assert "Wordt opgevolgd door Wijkagenda 2026" in lees(client, oud.get_absolute_url())
    assert op_de_agenda(eigen.wijk, VANDAAG) == {"Thema Eten", "Thema Groen"}
    assert op_de_agenda(eigen.wijk, datetime.date(2027, 1, 1)) == {"Thema Spelen"}


def test_adopting_is_undone_in_one_go(client, oud, concept, eigen):
    client.post(adres(concept, "vaststellen"), vaststelling(concept, oud))
    gedaan = Handeling.objects.get()
    client.post(reverse("ongedaan"), {"handeling": gedaan.pk})
    oud.refresh_from_db()
    concept.refresh_from_db()
    assert (oud.tot, oud.status) == (None, "actief")
    assert (concept.stand, concept.vanaf, concept.openbaar) == ("concept", None, False)
    assert op_de_agenda(eigen.wijk, VANDAAG) == {"Thema Eten", "Thema Groen"}


def test_a_concept_may_come_beside_what_there_is(client, oud, concept, eigen):
    client.post(adres(concept, "vaststellen"), vaststelling(concept, None))
    oud.refresh_from_db()
    assert oud.tot is None
    assert op_de_agenda(eigen.wijk, VANDAAG) == {"Thema Eten", "Thema Groen", "Thema Spelen"}


def test_an_end_that_came_before_stays(client, oud, concept):
    oud.tot = MORGEN
    oud.save()
    client.post(adres(concept, "vaststellen"), vaststelling(concept, oud, vanaf="2027"))
    oud.refresh_from_db()
    assert oud.tot == MORGEN


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"draagvlak": ""}, "draagvlak"),
        ({"draagvlak": "onbekend"}, "draagvlak"),
        ({"vanaf": "2022"}, "vanaf"),
        ({"vanaf": "ooit"}, "vanaf"),
        ({"vervangt": "999999"}, "vervangt"),
        ({"vervangt": "niets"}, "vervangt"),
    ],
)
def test_what_can_not_be_is_said_beside_its_field(client, oud, concept, anders, veld):
    gegevens = vaststelling(concept, oud, **anders)
    antwoord = client.post(adres(concept, "vaststellen"), gegevens)
    assert veld in antwoord.context["form"].errors
    concept.refresh_from_db()
    assert concept.stand == "concept"


def test_a_concept_without_points_is_not_adopted(client, oud, concept):
    concept.punten.all().delete()
    antwoord = client.post(adres(concept, "vaststellen"), vaststelling(concept, oud))
    assert "Er staat nog geen punt op" in antwoord.content.decode()


def test_what_changed_meanwhile_is_looked_at_first(client, oud, concept):
    gegevens = vaststelling(concept, oud)
    concept.omschrijving = "Anders"
    concept.save()
    antwoord = client.post(adres(concept, "vaststellen"), gegevens)
    assert "Iemand anders wijzigde deze agenda net" in antwoord.content.decode()
    concept.refresh_from_db()
    assert concept.stand == "concept"


def test_adopting_twice_does_it_once(client, oud, concept):
    gegevens = vaststelling(concept, oud)
    for _keer in range(2):
        antwoord = client.post(adres(concept, "vaststellen"), gegevens)
        assert antwoord["Location"] == concept.get_absolute_url()
    assert Handeling.objects.count() == 1


def test_one_agenda_is_replaced_once(client, oud, concept, eigen):
    ander = maak_agenda(naam="Ander", wijken=[eigen.wijk], stand="concept", vervolg_op=oud)
    maak_agendapunt(agenda=ander)
    client.post(adres(concept, "vaststellen"), vaststelling(concept, oud))
    antwoord = client.post(adres(ander, "vaststellen"), vaststelling(ander, oud))
    assert "Kies opnieuw" in str(antwoord.context["form"].errors["vervangt"])
    form = client.get(adres(ander, "vaststellen")).context["form"]
    assert form["vervangt"].value() == concept.pk


def test_the_agenda_of_another_is_not_replaced(client, concept, eigen):
    elders = maak_agenda(wijken=[maak_wijk()], stand="vastgesteld")
    for vreemd in (elders, maak_agenda(wijken=[eigen.wijk], stand="vervallen")):
        antwoord = client.post(adres(concept, "vaststellen"), vaststelling(concept, vreemd))
        assert "vervangt" in antwoord.context["form"].errors


def test_what_holds_elsewhere_too_is_not_replaced_by_what_does_not(client, oud, concept):
    elders = maak_wijk()
    oud.wijken.add(elders)
    antwoord = client.post(adres(concept, "vaststellen"), vaststelling(concept, oud))
    assert "vervangt" in antwoord.context["form"].errors


def test_a_new_version_holds_where_the_old_one_did_outside_ones_own_area_too(client, oud, eigen):
    elders = maak_wijk()
    oud.wijken.add(elders)
    client.post(adres(oud, "nieuwe_versie"), velden(client.get(adres(oud, "nieuwe_versie"))))
    concept = oud.vervolgen.get()
    assert set(concept.wijken.all()) == {eigen.wijk, elders}
    client.post(adres(concept, "vaststellen"), vaststelling(concept, oud))
    oud.refresh_from_db()
    assert oud.tot == GISTEREN


def test_adopted_agendas_say_so_instead_of_asking(client, oud):
    assert "Dit is geen concept meer: vastgesteld" in lees(client, adres(oud, "vaststellen"))


def test_the_page_of_an_agenda_leads_to_what_one_may_do_with_it(client, oud, concept):
    pagina = client.get(oud.get_absolute_url()).content.decode()
    assert f'href="{adres(oud, "nieuwe_versie")}"' in pagina
    pagina = client.get(concept.get_absolute_url()).content.decode()
    for verb in ("vaststellen", "vergelijken"):
        assert f'href="{adres(concept, verb)}"' in pagina
    client.logout()
    assert adres(oud, "nieuwe_versie") not in Pagina(client, oud.get_absolute_url()).links()


def test_an_agenda_of_somebody_else_is_not_begun_anew(client, eigen):
    elders = maak_werkgebied(wijk=maak_wijk()).wijk
    vreemd = maak_agenda(wijken=[elders], stand="concept")
    for verb in ("nieuwe_versie", "vergelijken", "vaststellen"):
        assert client.get(adres(vreemd, verb)).status_code == 403


def test_an_agenda_that_stands_alone_is_compared_with_nothing(client, oud):
    antwoord = lees(client, adres(oud, "vergelijken"))
    assert "geen andere agenda om naast te leggen" in antwoord
    assert "Verschil" not in antwoord
