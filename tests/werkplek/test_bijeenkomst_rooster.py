"""The rooster beside the meeting: one sheet, one save, one undo, and nothing of either is lost."""

import pytest
from django.urls import reverse

from buurtnet.bewerken.concepten.concept import Concept
from buurtnet.bewerken.handelingen import Handeling
from netwerken.models import Inzet, Organisatie
from tests.hulp.bouwers import (
    VANDAAG,
    maak_bijeenkomst,
    maak_deelname,
    maak_inzet,
    maak_organisatie,
    maak_thema,
    maak_werkgebied,
)
from tests.hulp.formulier import velden
from tests.hulp.roosterproef import sleutel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag")]


@pytest.fixture
def bijeenkomst(eigen):
    return maak_bijeenkomst(netwerk=eigen.netwerk, vanaf=VANDAAG, tot=VANDAAG)


@pytest.fixture
def inzet(eigen):
    deelname = maak_deelname(netwerk=eigen.netwerk, organisatie=maak_organisatie(naam="Humanitas"))
    return maak_inzet(wijk=eigen.wijk, netwerk=eigen.netwerk, organisatie=deelname.organisatie)


@pytest.fixture
def adres(bijeenkomst):
    return reverse("netwerken:bijeenkomst", kwargs=bijeenkomst.padsleutel)


@pytest.fixture
def blad(client, adres, inzet):
    """What the page sends as it stands there, with one party that works on one theme."""
    return velden(client.get(adres))


def erbij(blad, wie, thema):
    vakje = {sleutel(wie): [*blad.get(sleutel(wie), []), str(thema.pk)]}
    return blad | vakje


def test_of_the_only_wijk_it_stands_open(client, eigen, blad, inzet, adres):
    assert client.get(adres).context["rooster"].wijk == eigen.wijk
    assert blad[sleutel(inzet.organisatie)] == [str(inzet.thema_id)]


def test_of_more_wijken_one_is_opened_and_what_was_typed_is_saved(client, eigen, blad, adres):
    ander = maak_werkgebied(netwerk=eigen.netwerk).wijk
    assert client.get(adres).context["rooster"] is None
    antwoord = client.post(
        adres, velden(client.get(adres)) | {"wijk": ander.slug, "open": "1", "verslag": "Dit ook."}
    )
    assert antwoord.url == f"{adres}?wijk={ander.slug}#wijk"
    pagina = client.get(antwoord.url)
    assert pagina.context["rooster"].wijk == ander
    assert pagina.context["tafel"].bijeenkomst.verslag == "Dit ook."
    assert client.get(f"{adres}?wijk=elders").context["rooster"] is None


def test_one_press_saves_what_is_typed_and_what_is_pressed(client, blad, inzet, adres, bijeenkomst):
    thema = maak_thema()
    antwoord = client.post(adres, erbij(blad, inzet.organisatie, thema) | {"verslag": "Het begon."})
    assert antwoord.url == adres
    assert Inzet.objects.filter(organisatie=inzet.organisatie, thema=thema).exists()
    bijeenkomst.refresh_from_db()
    assert bijeenkomst.verslag == "Het begon."
    zin = f"verslag bijgewerkt. Rooster van {inzet.wijk}: 1 erbij."
    assert zin in client.get(antwoord.url).content.decode()


def test_one_undo_takes_both_back(client, blad, inzet, adres, bijeenkomst):
    client.post(adres, erbij(blad, inzet.organisatie, maak_thema()) | {"verslag": "Het begon."})
    gedaan = Handeling.objects.get()
    antwoord = client.post(reverse("ongedaan"), {"handeling": gedaan.pk})
    assert antwoord.url == adres
    bijeenkomst.refresh_from_db()
    assert bijeenkomst.verslag == ""
    assert list(Inzet.objects.all()) == [inzet]


def test_what_stops_stops_on_the_chosen_day(client, blad, inzet, adres):
    client.post(adres, blad | {sleutel(inzet.organisatie): [], "tot": "1-5-2026", "reden": "Weg"})
    inzet.refresh_from_db()
    assert f"{inzet.tot:%d-%m-%Y}" == "01-05-2026"


def test_what_is_wrong_in_the_rooster_keeps_all_that_was_typed(client, blad, inzet, adres):
    weg = blad | {sleutel(inzet.organisatie): [], "tot": "ooit", "verslag": "Niet kwijt."}
    antwoord = client.post(adres, weg | {"wie": [sleutel(inzet.organisatie)]})
    assert antwoord.status_code == 200
    assert "Nog niet bewaard" in antwoord.content.decode()
    assert velden(antwoord)["verslag"] == ["Niet kwijt."]
    assert velden(antwoord)["wie"] == [sleutel(inzet.organisatie)]
    assert velden(antwoord)["tot"] == ["ooit"]
    assert velden(antwoord)[sleutel(inzet.organisatie)] == []
    assert antwoord.context["rooster"].form.errors
    inzet.refresh_from_db()
    assert inzet.tot is None
    # Put right, it is all saved.
    goed = velden(antwoord) | {"tot": "vandaag"}
    assert client.post(adres, goed).status_code == 302


def test_what_is_wrong_at_the_table_keeps_what_was_pressed(client, blad, inzet, adres):
    thema = maak_thema()
    fout = {"nieuw-0-besluit": "Zonder onderwerp"}
    antwoord = client.post(adres, erbij(blad, inzet.organisatie, thema) | fout)
    assert antwoord.status_code == 200
    assert str(thema.pk) in velden(antwoord)[sleutel(inzet.organisatie)]
    assert Inzet.objects.count() == 1


def test_of_what_another_changed_meanwhile_both_are_shown(client, blad, inzet, adres):
    inzet.toelichting = "Anders"
    inzet.save()
    weg = blad | {sleutel(inzet.organisatie): [], "verslag": "Niet kwijt."}
    antwoord = client.post(adres, weg)
    assert len(antwoord.context["rooster"].botsingen) == 1
    assert velden(antwoord)["verslag"] == ["Niet kwijt."]
    assert "Iemand anders was je voor" in antwoord.content.decode()
    assert client.post(adres, velden(antwoord)).status_code == 302


def test_who_may_be_meant_is_asked_beside_the_line(client, blad, adres):
    maak_organisatie(naam="Humanitas Groningen")
    nieuw = blad | {"nieuw0": "Humanitas Gronigen", "verslag": "Niet kwijt."}
    antwoord = client.post(adres, nieuw)
    assert "Welke bedoel je?" in antwoord.content.decode()
    assert velden(antwoord)["verslag"] == ["Niet kwijt."]
    antwoord = client.post(adres, velden(antwoord) | {"nieuw0_keuze": "nieuw"})
    assert antwoord.status_code == 302
    assert Organisatie.objects.filter(naam="Humanitas Gronigen").exists()


def test_another_line_is_asked_for_without_saving(client, blad, adres, bijeenkomst):
    antwoord = client.post(adres, blad | {"nieuw0": "Buurttuin", "verslag": "Nog", "meer": "1"})
    assert {"nieuw0", "nieuw1", "nieuw2"} <= velden(antwoord).keys()
    assert velden(antwoord)["verslag"] == ["Nog"]
    assert "Nog niet bewaard" not in antwoord.content.decode()
    bijeenkomst.refresh_from_db()
    assert bijeenkomst.verslag == ""


def test_a_draft_keeps_what_was_pressed_too(client, blad, inzet, adres):
    thema = maak_thema()
    client.post(reverse("concept"), erbij(blad, inzet.organisatie, thema) | {"reden": "Gehoord"})
    pagina = client.get(adres)
    assert str(thema.pk) in velden(pagina)[sleutel(inzet.organisatie)]
    assert velden(pagina)["reden"] == ["Gehoord"]
    assert Inzet.objects.count() == 1
    assert client.post(adres, velden(pagina)).status_code == 302
    assert not Concept.objects.exists()
    assert Inzet.objects.count() == 2


def test_a_wijk_that_the_network_left_says_so_and_keeps_what_was_typed(
    client, eigen, blad, inzet, adres
):
    inzet.netwerk = None
    inzet.save()
    eigen.wijk = maak_werkgebied().wijk
    eigen.save()
    antwoord = client.post(adres, blad | {"verslag": "Niet kwijt."})
    assert "heeft in die wijk geen rooster meer" in antwoord.content.decode()
    assert velden(antwoord)["verslag"] == ["Niet kwijt."]


def test_the_same_sheet_sent_twice_is_saved_once(client, blad, inzet, adres):
    gevuld = erbij(blad, inzet.organisatie, maak_thema())
    assert client.post(adres, gevuld).url == client.post(adres, gevuld).url == adres
    assert Inzet.objects.count() == 2
    assert Handeling.objects.count() == 1
