"""The points of an agenda: added, reworded, ended, told in its history and put back."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from netwerken.dekking import bereken
from netwerken.models import Inzet
from tests.hulp.bouwers import maak_agenda, maak_agendapunt, maak_redacteur, maak_thema
from tests.hulp.formulier import velden

pytestmark = pytest.mark.django_db


def punten(*rijen, bestaand=0):
    gegevens = {"punten-TOTAL_FORMS": len(rijen), "punten-INITIAL_FORMS": bestaand}
    for i, rij in enumerate(rijen):
        rij = {"soort": "thema", "volgorde": i} | rij
        gegevens |= {f"punten-{i}-{naam}": waarde for naam, waarde in rij.items()}
    return gegevens


def agenda_van(plek):
    agenda = maak_agenda(naam="Wijkagenda", wijken=[plek.wijk])
    pad = reverse("wijken:agenda_wijzigen", args=[agenda.slug])
    gegevens = {"naam": "Wijkagenda", "soort": "wijkagenda", "wijken": [plek.wijk.pk]}
    gegevens |= {"stand": "onbekend", "draagvlak": "onbekend", "status": "actief"}
    return agenda, pad, gegevens | {"openbaar": "on"}


def test_agenda_wijzigen_adds_changes_and_takes_away_points(client, eigen):
    agenda, pad, gegevens = agenda_van(eigen)
    een = maak_agendapunt(agenda=agenda, tekst="Samen eten")
    twee = maak_agendapunt(agenda=agenda, tekst="Oud punt")
    thema = maak_thema()
    antwoord = client.post(
        pad,
        gegevens
        | {"versie": 1}
        | punten(
            {"sleutel": een.pk, "tekst": "Samen koken", "thema": thema.pk},
            {"sleutel": twee.pk, "tekst": "Oud punt", "weg": "on"},
            {"tekst": "Meer groen"},
            {"tekst": ""},
            bestaand=2,
        ),
    )
    assert antwoord.status_code == 302
    assert [(punt.tekst, punt.thema) for punt in agenda.punten.actueel()] == [
        ("Samen koken", thema),
        ("Meer groen", None),
    ]
    agenda.refresh_from_db()
    assert agenda.versie == 2


def test_two_points_change_places_in_one_save(client, eigen):
    agenda, pad, gegevens = agenda_van(eigen)
    een, twee = (maak_agendapunt(agenda=agenda, tekst=tekst) for tekst in ("Groen", "Samen"))
    rijen = [{"sleutel": een.pk, "tekst": "Samen"}, {"sleutel": twee.pk, "tekst": "Groen"}]
    antwoord = client.post(pad, gegevens | {"versie": 1} | punten(*rijen, bestaand=2))
    assert antwoord.status_code == 302
    op_sleutel = agenda.punten.order_by("pk").values_list("pk", "tekst")
    assert [*op_sleutel] == [(een.pk, "Samen"), (twee.pk, "Groen")]


def test_a_point_takes_the_words_of_one_that_goes_at_once(client, eigen):
    agenda, pad, gegevens = agenda_van(eigen)
    een, twee = (maak_agendapunt(agenda=agenda, tekst=tekst) for tekst in ("Groen", "Meer groen"))
    rijen = [
        {"sleutel": een.pk, "tekst": "Meer groen"},
        {"sleutel": twee.pk, "tekst": "Meer groen", "weg": "on"},
    ]
    antwoord = client.post(pad, gegevens | {"versie": 1} | punten(*rijen, bestaand=2))
    assert antwoord.status_code == 302
    assert [(punt.pk, punt.tekst) for punt in agenda.punten.actueel()] == [(een.pk, "Meer groen")]


def test_a_theme_without_words_is_no_point_and_is_told(client, eigen):
    agenda, pad, gegevens = agenda_van(eigen)
    thema = maak_thema()
    antwoord = client.post(pad, gegevens | {"versie": 1} | punten({"thema": thema.pk}))
    [fout] = antwoord.context["form"].punten.forms[0].errors["tekst"]
    assert "Schrijf in eigen woorden wat de wijk wil" in fout
    assert not agenda.punten.exists()


def test_more_empty_points_are_had_without_saving_or_losing_anything(client, eigen):
    agenda, pad, gegevens = agenda_van(eigen)
    punt = maak_agendapunt(agenda=agenda, tekst="Eten")
    nieuw = reverse("wijken:agenda_nieuw", args=[eigen.wijk.slug])
    rij = {"sleutel": punt.pk, "tekst": "Samen eten", "weg": "on"}
    gevuld = [{"tekst": tekst} for tekst in ("Groen", "Spelen")]
    for waar, rijen in ((pad, [rij, *gevuld, {}]), (nieuw, [*gevuld, {}])):
        bestaand = punten(*rijen, bestaand=len(rijen) - 3)
        anders = {"meer": "1", "naam": "Half af", "vanaf": "straks", "versie": 1}
        antwoord = client.post(waar, gegevens | anders | bestaand)
        form = antwoord.context["form"]
        assert (form["naam"].value(), form["vanaf"].value()) == ("Half af", "straks")
        teksten = [een["tekst"].value() or "" for een in form.punten.forms]
        assert teksten == [een.get("tekst", "") for een in rijen] + [""] * 3
        assert "straks" in antwoord.content.decode()
        assert "Dit lezen we niet" not in antwoord.content.decode()
    assert agenda.punten.get().tekst == "Eten"


def test_agenda_wijzigen_says_when_a_point_is_there_twice(client, eigen):
    _agenda, pad, gegevens = agenda_van(eigen)
    gegevens |= {"versie": 1} | punten({"tekst": "Groen"}, {"tekst": "Groen"})
    antwoord = client.post(pad, gegevens)
    assert "Dit punt staat al op de agenda." in antwoord.content.decode()


def test_agenda_wijzigen_touches_no_point_of_another_agenda(client, eigen):
    agenda, pad, gegevens = agenda_van(eigen)
    ander = maak_agendapunt(tekst="Van een ander")
    client.post(pad, gegevens | {"versie": 1} | punten({"sleutel": ander.pk, "tekst": "Gekaapt"}))
    ander.refresh_from_db()
    assert ander.tekst == "Van een ander"
    assert agenda.punten.get().tekst == "Gekaapt"


def test_points_that_each_of_two_added_are_both_kept(client, eigen):
    agenda, pad, gegevens = agenda_van(eigen)
    client.post(pad, gegevens | {"versie": 1} | punten({"tekst": "Groen"}))
    antwoord = client.post(pad, gegevens | {"versie": 1} | punten({"tekst": "Grijs"}), follow=True)
    assert "Beide wijzigingen zijn bewaard" in antwoord.content.decode()
    assert {punt.tekst for punt in agenda.punten.all()} == {"Groen", "Grijs"}


def test_a_point_that_two_reworded_is_shown_twice_and_the_rest_is_kept(client, eigen):
    agenda, pad, gegevens = agenda_van(eigen)
    een, twee = (maak_agendapunt(agenda=agenda, tekst=tekst) for tekst in ("Eten", "Groen"))

    def stuur(versie, eerste, tweede, *meer):
        rijen = [{"sleutel": een.pk} | eerste, {"sleutel": twee.pk} | tweede, *meer]
        rijen = [rij | {"volgorde": 0} for rij in rijen]
        return client.post(pad, gegevens | {"versie": versie} | punten(*rijen, bestaand=2))

    stuur(1, {"tekst": "Samen eten"}, {"tekst": "Meer groen"})
    antwoord = stuur(1, {"tekst": "Samen koken"}, {"tekst": "Groen"}, {"tekst": "Mijn punt"})
    [verschil] = antwoord.context["botsing"].verschillen
    assert (verschil["mijn"], verschil["ander"]) == (
        "Samen koken (plaats 0)",
        "Samen eten (plaats 0)",
    )
    rijen = antwoord.context["form"].punten.forms
    assert [rij["tekst"].value() for rij in rijen[:3]] == ["Samen koken", "Meer groen", "Mijn punt"]
    stuur(2, {"tekst": "Samen koken"}, {"tekst": "Meer groen"}, {"tekst": "Mijn punt"})
    teksten = set(agenda.punten.values_list("tekst", flat=True))
    assert teksten == {"Samen koken", "Meer groen", "Mijn punt"}


def test_a_point_that_another_took_off_stays_off(client, eigen):
    agenda, pad, gegevens = agenda_van(eigen)
    punt = maak_agendapunt(agenda=agenda, tekst="Eten")
    rij = {"sleutel": punt.pk, "tekst": "Eten", "volgorde": 0}
    weg = punten(rij | {"weg": "on"}, bestaand=1)
    client.post(pad, gegevens | {"versie": 1} | weg)
    anders = gegevens | {"versie": 1, "omschrijving": "Nieuw"} | punten(rij, bestaand=1)
    assert client.post(pad, anders).status_code == 302
    agenda.refresh_from_db()
    assert (agenda.omschrijving, agenda.punten.actueel().exists()) == ("Nieuw", False)


@pytest.mark.parametrize("ik_haal_weg", [False, True])
def test_a_point_that_one_takes_off_and_another_rewords_says_so(client, eigen, ik_haal_weg):
    agenda, pad, gegevens = agenda_van(eigen)
    punt = maak_agendapunt(agenda=agenda, tekst="Eten")
    rij = {"sleutel": punt.pk, "tekst": "Eten", "volgorde": 0}
    weg, anders = rij | {"weg": "on"}, rij | {"tekst": "Samen eten"}
    eerst, dan = (anders, weg) if ik_haal_weg else (weg, anders)
    client.post(pad, gegevens | {"versie": 1} | punten(eerst, bestaand=1))
    antwoord = client.post(pad, gegevens | {"versie": 1} | punten(dan, bestaand=1))
    [verschil] = antwoord.context["botsing"].verschillen
    gehaald, herschreven = "van de agenda gehaald", "Samen eten (plaats 0)"
    samen = (gehaald, herschreven) if ik_haal_weg else (herschreven, gehaald)
    assert (verschil["mijn"], verschil["ander"]) == samen
    assert f">{gehaald}</td>" in antwoord.content.decode()


def test_a_point_taken_off_still_counts_on_the_days_that_it_was_there(client, eigen):
    agenda, pad, gegevens = agenda_van(eigen)
    thema = maak_thema()
    punt = maak_agendapunt(agenda=agenda, tekst="Samen eten", thema=thema)
    rij = {"sleutel": punt.pk, "tekst": "Samen eten", "thema": thema.pk, "weg": "on"}
    client.post(pad, gegevens | {"versie": 1} | punten(rij, bestaand=1))
    vandaag = timezone.localdate()
    gisteren = vandaag - datetime.timedelta(days=1)
    punt.refresh_from_db()
    assert (punt.tot, punt.status) == (gisteren, "gestopt")
    for dag, op_agenda in ((vandaag, False), (gisteren, True)):
        dekking = bereken(Inzet.objects, [eigen.wijk], dag, maak_redacteur())
        assert dekking.cel(eigen.wijk.pk, thema.pk).op_agenda == op_agenda
        for adres in (agenda, eigen.wijk, thema):
            pagina = client.get(adres.get_absolute_url(), {"op": dag.isoformat()})
            assert ("Samen eten" in pagina.content.decode()) == op_agenda, adres
    assert "Samen eten" not in client.get(pad).content.decode()


def test_a_point_that_comes_back_leaves_the_gap_it_had(client, eigen):
    agenda, pad, gegevens = agenda_van(eigen)
    maak_agendapunt(agenda=agenda, tekst="Groen", tot=datetime.date(2020, 1, 1), status="gestopt")
    client.post(pad, gegevens | {"versie": 1} | punten({"tekst": "Groen"}))
    assert agenda.punten.actueel().get().vanaf == timezone.localdate()
    assert not agenda.punten.op(datetime.date(2021, 1, 1)).exists()


@pytest.mark.parametrize(
    ("welke", "waarheen", "volgorde"),
    [
        (2, "omhoog", ["Eten", "Spelen", "Groen"]),
        (0, "omlaag", ["Groen", "Eten", "Spelen"]),
        (0, "omhoog", ["Eten", "Groen", "Spelen"]),
        (2, "omlaag", ["Eten", "Groen", "Spelen"]),
    ],
)
def test_a_line_moves_by_a_button_and_keeps_all_that_was_typed(
    client, eigen, welke, waarheen, volgorde
):
    agenda, pad, gegevens = agenda_van(eigen)
    rijen = [{"tekst": tekst, "volgorde": ""} for tekst in ("Eten", "Groen", "Spelen")]
    nieuw = reverse("wijken:agenda_nieuw", args=[eigen.wijk.slug])
    for waar in (pad, nieuw):
        knop = {"verplaats": f"{waarheen} punten-{welke}", "naam": "Half af", "versie": 1}
        form = client.post(waar, gegevens | knop | punten(*rijen)).context["form"]
        regels = form.punten.op_volgorde
        assert [regel["tekst"].value() for regel in regels[:3]] == volgorde
        assert form["naam"].value() == "Half af"
    assert not agenda.punten.exists()


def test_points_stand_as_they_were_moved_once_they_are_saved(client, eigen):
    agenda, pad, gegevens = agenda_van(eigen)
    een, twee = (
        maak_agendapunt(agenda=agenda, tekst=tekst, volgorde=plaats)
        for tekst, plaats in (("Eten", 10), ("Groen", 20))
    )
    rijen = [
        {"sleutel": een.pk, "tekst": "Eten", "volgorde": 10},
        {"sleutel": twee.pk, "tekst": "Groen", "volgorde": 20},
        {"tekst": "Spelen", "volgorde": ""},
    ]
    gegevens |= {"versie": 1}
    knop = {"verplaats": "omhoog punten-2"}
    antwoord = client.post(pad, gegevens | knop | punten(*rijen, bestaand=2))
    gestuurd = velden(antwoord)
    assert client.post(pad, gestuurd).status_code == 302
    teksten = agenda.punten.order_by("volgorde").values_list("tekst", "volgorde")
    assert list(teksten) == [("Eten", 10), ("Spelen", 20), ("Groen", 30)]


def test_no_place_in_the_order_is_typed(client, eigen):
    _agenda, pad, _gegevens = agenda_van(eigen)
    pagina = client.get(pad).content.decode()
    assert 'type="number"' not in pagina
    assert 'name="punten-0-volgorde"' in pagina


@pytest.mark.parametrize("knop", ["", "omhoog", "opzij punten-0", "omhoog punten-99", "omhoog x"])
def test_a_button_that_names_no_line_moves_nothing(client, eigen, knop):
    _agenda, pad, gegevens = agenda_van(eigen)
    rijen = [{"tekst": "Eten"}, {"tekst": "Groen"}]
    antwoord = client.post(pad, gegevens | {"versie": 1, "verplaats": knop} | punten(*rijen))
    regels = antwoord.context["form"].punten.op_volgorde
    assert [regel["tekst"].value() for regel in regels[:2]] == ["Eten", "Groen"]


@pytest.fixture
def gewijzigd(client, eigen):
    """An agenda of which one point was reworded, one ended and one added."""
    agenda, pad, gegevens = agenda_van(eigen)
    een, twee = (maak_agendapunt(agenda=agenda, tekst=tekst) for tekst in ("Eten", "Groen"))
    rijen = [
        {"sleutel": een.pk, "tekst": "Samen eten", "volgorde": 0},
        {"sleutel": twee.pk, "tekst": "Groen", "volgorde": 0, "weg": "on"},
        {"tekst": "Spelen"},
    ]
    client.post(pad, gegevens | {"versie": 1} | punten(*rijen, bestaand=2))
    agenda.refresh_from_db()
    return agenda


def test_the_history_of_an_agenda_tells_of_its_points(client, gewijzigd):
    pad = reverse("wijken:agenda_geschiedenis", args=[gewijzigd.slug])
    nieuw, oud = client.get(pad).context["versies"]
    assert set(nieuw.verschillen) == {
        ("“Eten”: in eigen woorden", "Eten", "Samen eten"),
        ("Agendapunt beëindigd", "Groen", ""),
        ("Agendapunt toegevoegd", "", "Spelen"),
    }
    erbij = [verschil for verschil in oud.verschillen if "Agendapunt" in verschil.label]
    assert erbij == [
        ("Agendapunt toegevoegd", "", "Eten"),
        ("Agendapunt toegevoegd", "", "Groen"),
    ]


def test_putting_an_agenda_back_puts_its_points_back(client, gewijzigd):
    pad = reverse("wijken:agenda_geschiedenis", args=[gewijzigd.slug])

    def zet_terug(versie):
        gewijzigd.refresh_from_db()
        toen = gewijzigd.history.filter(versie=versie).first()
        gegevens = {"toen": toen.history_id, "versie": gewijzigd.versie}
        assert client.post(pad, gegevens).status_code == 302
        return {punt.tekst for punt in gewijzigd.punten.actueel()}

    assert zet_terug(1) == {"Eten", "Groen"}
    assert zet_terug(2) == {"Samen eten", "Spelen"}
    assert zet_terug(3) == {"Eten", "Groen"}
    nieuwste = client.get(pad).context["versies"][0]
    assert "Aan de velden veranderde niets" not in client.get(pad).content.decode()
    assert ("Agendapunt beëindigd", "Spelen", "") in nieuwste.verschillen


def test_a_point_that_was_deleted_comes_back_with_its_version(client, eigen):
    agenda, _pad, _gegevens = agenda_van(eigen)
    maak_agendapunt(agenda=agenda, tekst="Eten")
    agenda.save()
    agenda.punten.get().delete()
    toen = agenda.history.filter(versie=1).first()
    pad = reverse("wijken:agenda_geschiedenis", args=[agenda.slug])
    client.post(pad, {"toen": toen.history_id, "versie": 2})
    assert agenda.punten.actueel().get().tekst == "Eten"


@pytest.mark.eenmaal
def test_the_history_costs_the_same_for_many_points(client, eigen):
    agenda, _pad, _gegevens = agenda_van(eigen)
    pad = reverse("wijken:agenda_geschiedenis", args=[agenda.slug])
    tellingen = []
    for aantal in (1, 6):
        for _n in range(aantal):
            maak_agendapunt(agenda=agenda, thema=maak_thema())
            agenda.save()
        with CaptureQueriesContext(connection) as vragen:
            client.get(pad)
        tellingen.append(len(vragen))
    assert tellingen[0] == tellingen[1]


@pytest.mark.parametrize("tekst", ["\x00", "x" * 10_000, "-1", "99999999999999999999"])
def test_agenda_wijzigen_answers_a_broken_set_of_points(client, eigen, tekst):
    agenda, pad, gegevens = agenda_van(eigen)
    stuk = {"tekst": tekst, "thema": tekst, "soort": tekst, "volgorde": tekst, "sleutel": tekst}
    assert client.post(pad, gegevens | {"versie": 1} | punten(stuk)).status_code == 200
    zonder = client.post(pad, gegevens | {"versie": 1})
    assert zonder.status_code == 200
    assert client.post(pad, gegevens | {"punten-TOTAL_FORMS": tekst}).status_code == 200
    assert not agenda.punten.exists()
