"""Every way to write: it locks before it reads, writes what changed, and the database compares."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from buurtnet.bewerken.handelingen import Handeling
from buurtnet.kern.bewerkbaar import Verouderd
from initiatieven.models import Activiteit
from netwerken.models import Inzet, Netwerk, Organisatie
from netwerken.samenvoegen import voeg_samen
from tests.hulp import adminproef
from tests.hulp.bouwers import (
    log_in_met_tweede_stap,
    maak_accommodatie,
    maak_activiteit,
    maak_afspraak,
    maak_agendapunt,
    maak_beheerder,
    maak_coordinator,
    maak_deelname,
    maak_huisvesting,
    maak_initiatief,
    maak_inzet,
    maak_organisatie,
    maak_redacteur,
    maak_werkgebied,
)
from tests.hulp.cbsproef import maak_groningen, schrijf_tabel
from tests.hulp.naamwoorden import BOUWERS, adres, ingevuld
from tests.hulp.schrijfproef import geschreven
from wijken.models import Agenda, Wijk

pytestmark = pytest.mark.django_db
EINDE = {"tot": "22-11-2026", "reden": "subsidie gestopt", "versie": 1}


@pytest.fixture
def plek():
    return maak_werkgebied()


@pytest.fixture
def redactie(client):
    client.force_login(maak_redacteur())
    return client


@pytest.fixture
def beheer(client):
    log_in_met_tweede_stap(client, maak_beheerder())
    return client


def hoort(gezien, *tabellen):
    """Assert that this wrote the rows of these tables, each the way that every path does."""
    assert {een.tabel for een in gezien} >= {*tabellen}
    for een in gezien:
        assert een.gesloten, f"{een.tabel}: saved without a lock"
        assert een.op_versie, f"{een.tabel}: saved whatever version there was"
        assert not een.gelijk, f"{een.tabel}: wrote {sorted(een.gelijk)}, which did not change"


@pytest.mark.parametrize("soort", BOUWERS, ids=lambda model: model._meta.model_name)
def test_the_form_to_change(redactie, plek, soort):
    rij = BOUWERS[soort](plek)
    teksten = ("omschrijving", "toelichting", "uitkomst")
    veld = next(naam for naam in teksten if hasattr(rij, naam))
    gegevens = ingevuld(redactie, rij) | {veld: "iets anders"}
    with geschreven() as gezien:
        assert redactie.post(adres(rij, "wijzigen"), gegevens).status_code == 302
    hoort(gezien, rij._meta.db_table)


def test_undoing_what_was_done(redactie, plek):
    rij = BOUWERS[Netwerk](plek)
    gegevens = ingevuld(redactie, rij) | {"doel": "iets anders"}
    redactie.post(adres(rij, "wijzigen"), gegevens)
    with geschreven() as gezien:
        redactie.post(reverse("ongedaan"), {"handeling": Handeling.objects.get().pk})
    hoort(gezien, "netwerken_netwerk")


def test_the_form_to_change_with_another_place_in_the_tree(redactie, plek):
    netwerk = BOUWERS[Netwerk](plek)
    gegevens = ingevuld(redactie, netwerk) | {"bovenliggend": ""}
    with geschreven() as gezien:
        assert redactie.post(adres(netwerk, "wijzigen"), gegevens).status_code == 302
    hoort(gezien, "netwerken_netwerk")


def test_the_form_of_an_agenda_with_its_points(redactie, plek):
    agenda = BOUWERS[Agenda](plek)
    punt = maak_agendapunt(agenda=agenda, tekst="Groen")
    gegevens = ingevuld(redactie, agenda) | {
        "punten-TOTAL_FORMS": 1,
        "punten-INITIAL_FORMS": 1,
        "punten-0-sleutel": punt.pk,
        "punten-0-tekst": "Meer groen",
        "punten-0-soort": punt.soort,
        "punten-0-volgorde": punt.volgorde,
    }
    with geschreven() as gezien:
        assert redactie.post(adres(agenda, "wijzigen"), gegevens).status_code == 302
    hoort(gezien, "wijken_agendapunt")


def test_adopting_an_agenda_in_the_place_of_another(redactie, plek):
    oud = BOUWERS[Agenda](plek, stand="vastgesteld")
    concept = BOUWERS[Agenda](plek, stand="concept", vervolg_op=oud)
    maak_agendapunt(agenda=concept, tekst="Groen")
    gegevens = {"versie": concept.versie, "draagvlak": "gedragen", "vervangt": oud.pk}
    gegevens |= {"vanaf": "22-11-2026", "openbaar": "on"}
    with geschreven() as gezien:
        assert redactie.post(adres(concept, "vaststellen"), gegevens).status_code == 302
    assert sum(een.tabel == "wijken_agenda" for een in gezien) == 2
    hoort(gezien, "wijken_agenda")


def test_ending_a_whole(redactie, plek):
    organisatie = maak_organisatie()
    maak_inzet(organisatie=organisatie, wijk=plek.wijk)
    maak_deelname(organisatie=organisatie, netwerk=plek.netwerk)
    maak_huisvesting(organisatie=organisatie)
    with geschreven() as gezien:
        assert redactie.post(adres(organisatie, "beeindigen"), EINDE).status_code == 302
    hoort(
        gezien,
        "netwerken_organisatie",
        "netwerken_inzet",
        "netwerken_deelname",
        "netwerken_huisvesting",
    )


def test_putting_back_a_whole_with_what_ended_along(redactie, plek):
    organisatie = maak_organisatie(omschrijving="toen")
    maak_inzet(organisatie=organisatie, wijk=plek.wijk)
    redactie.post(adres(organisatie, "beeindigen"), EINDE)
    toen = organisatie.history.earliest("history_id")
    gegevens = {"toen": toen.history_id, "versie": 2, "mee": ["inzetten"]}
    with geschreven() as gezien:
        assert redactie.post(adres(organisatie, "geschiedenis"), gegevens).status_code == 302
    hoort(gezien, "netwerken_organisatie", "netwerken_inzet")


def test_a_move_with_what_goes_along(redactie, plek):
    initiatief = maak_initiatief(wijken=[plek.wijk])
    huisvesting = maak_huisvesting(initiatief=initiatief)
    activiteit = maak_activiteit(
        initiatief=initiatief, accommodatie=huisvesting.accommodatie, wijken=[plek.wijk]
    )
    gegevens = {"nieuwe_plek": maak_accommodatie().naam, "laatste_dag": "22-11-2026", "versie": 1}
    pad = reverse("netwerken:huisvesting_verhuizen", args=[huisvesting.pk])
    with geschreven() as gezien:
        antwoord = redactie.post(pad, gegevens | {"activiteiten": [activiteit.pk]})
        assert antwoord.status_code == 302
    hoort(gezien, "netwerken_huisvesting", Activiteit._meta.db_table)


def test_confirming_one_and_many(redactie, plek):
    rijen = [maak_inzet(wijk=plek.wijk), maak_initiatief(wijken=[plek.wijk])]
    waarden = [f"{rij._meta.model_name}:{rij.pk}" for rij in rijen]
    with geschreven() as gezien:
        redactie.post(adres(rijen[0], "bevestigen"))
        redactie.post(reverse("netwerken:werkplek_bevestigen"), {"rij": waarden[1:]})
    hoort(gezien, "netwerken_inzet", "initiatieven_initiatief")


def test_merging(plek):
    blijft, weg = maak_organisatie(), maak_organisatie(omschrijving="van beide")
    maak_inzet(organisatie=weg, wijk=plek.wijk)
    maak_inzet(organisatie=weg, netwerk=plek.netwerk)
    maak_deelname(organisatie=weg, netwerk=plek.netwerk)
    maak_organisatie(koepel=weg)
    maak_afspraak(partijen=[weg])
    with geschreven() as gezien:
        voeg_samen(blijft, weg)
    hoort(
        gezien,
        "netwerken_organisatie",
        "netwerken_inzet",
        "netwerken_deelname",
        "netwerken_afspraak",
        "netwerken_toezegging",
    )


def test_the_admin(beheer, plek):
    maak_deelname(netwerk=plek.netwerk)
    pad = adminproef.adres(Netwerk, "change", plek.netwerk.pk)
    velden = adminproef.formuliervelden(beheer.get(pad)) | {"omschrijving": "iets anders"}
    velden["werkgebieden-0-toelichting"] = "iets anders"
    with geschreven() as gezien:
        assert beheer.post(pad, velden).status_code == 302
    hoort(gezien, "netwerken_netwerk", "netwerken_werkgebied")


def test_an_old_version_in_the_admin(beheer):
    organisatie = maak_organisatie(omschrijving="toen")
    organisatie.omschrijving = "nu"
    organisatie.save()
    toen = organisatie.history.earliest("history_id")
    pad = adminproef.adres(Organisatie, "simple_history", organisatie.pk, toen.history_id)
    velden = adminproef.formuliervelden(beheer.get(pad))
    with geschreven() as gezien:
        assert beheer.post(pad, velden).status_code == 302
    hoort(gezien, "netwerken_organisatie")
    organisatie.refresh_from_db()
    assert (organisatie.omschrijving, organisatie.versie) == ("toen", 3)


def test_giving_somebody_a_network_to_coordinate(plek):
    with geschreven() as gezien:
        plek.netwerk.stel_coordinatoren_bij(erbij=[maak_coordinator()])
    hoort(gezien, "netwerken_netwerk")


def importeer(beheer, model, tekst):
    bestand = SimpleUploadedFile("lijst.csv", tekst.encode())
    pad = adminproef.adres(model, "import")
    antwoord = beheer.post(pad, {"import_file": bestand, "format": "0"})
    bevestigen = antwoord.context["confirm_form"].initial
    with geschreven() as gezien:
        beheer.post(adminproef.adres(model, "process_import"), bevestigen)
    return gezien


def test_an_import_of_records(beheer):
    organisatie = maak_organisatie(naam="Buurtkring")
    gezien = importeer(beheer, Organisatie, "naam,soort,omschrijving\nBuurtkring,anders,nieuw\n")
    hoort(gezien, "netwerken_organisatie")
    organisatie.refresh_from_db()
    assert organisatie.omschrijving == "nieuw"


def test_an_import_of_inzet(beheer):
    inzet = maak_inzet()
    regel = f"{inzet.organisatie.slug},{inzet.wijk.slug},{inzet.thema.slug},nieuw"
    gezien = importeer(beheer, Inzet, f"organisatie,wijk,thema,toelichting\n{regel}\n")
    hoort(gezien, "netwerken_inzet")
    inzet.refresh_from_db()
    assert inzet.toelichting == "nieuw"


def test_the_command_that_loads_inhabitants(tmp_path):
    maak_groningen("BU00141100")
    pad = schrijf_tabel(tmp_path / "kern.csv", ["gwb_code_10,a_inw", "BU00141100,1200"], "\n")
    with geschreven() as gezien:
        call_command("laad_inwoners", str(pad), jaar=2024)
    hoort(gezien, Wijk._meta.db_table)


def test_a_row_that_nobody_read_anew_is_refused_and_keeps_its_number(plek):
    inzet = maak_inzet(wijk=plek.wijk)
    ander = Inzet.objects.get(pk=inzet.pk)
    ander.toelichting = "eerst"
    ander.save()
    inzet.toelichting = "daarna"
    with pytest.raises(Verouderd), transaction.atomic():
        inzet.save()
    assert inzet.versie == 1
    inzet.refresh_from_db()
    assert (inzet.toelichting, inzet.versie) == ("eerst", 2)
