"""Writing a story: its picture, what it tells of, and who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from initiatieven.models import Verhaal
from tests.hulp.bouwers import (
    log_in_met_tweede_stap,
    maak_accommodatie,
    maak_afbeelding,
    maak_beheerder,
    maak_bestand,
    maak_coordinator,
    maak_initiatief,
    maak_redacteur,
    maak_verhaal,
    maak_werkgebied,
    maak_wijk,
)

pytestmark = pytest.mark.django_db
NIEUW = "/verhalen/nieuw/"
SLEUTEL = "7d0f0c52-6b0c-4b62-9a53-3c6d0e5c9f12"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def wijk(client):
    """A wijk of the coordinator who is logged in."""
    werkgebied = maak_werkgebied()
    client.force_login(maak_coordinator(werkgebied.netwerk))
    return werkgebied.wijk


PRECISIES = {
    "eind 2021": "ongeveer",
    "half april 2022": "ongeveer",
    "mei 2021": "maand",
    "2021": "jaar",
}


def gegevens(wijk, **anders):
    return {
        "naam": "Een moestuin voor iedereen",
        "inleiding": "In het park groeit iets.",
        "tekst": "Het begon met **drie** bakken.",
        "datum": "2026-11-20",
        "wijken": [wijk.pk],
        "openbaar": "on",
        "sleutel": SLEUTEL,
        **anders,
    }


def pad(verhaal, verb):
    return reverse(f"initiatieven:verhaal_{verb}", args=[verhaal.slug])


def html(antwoord):
    return antwoord.content.decode()


def test_verhaal_nieuw_makes_one_story_however_often_it_is_sent(client, wijk):
    initiatief, plek = maak_initiatief(), maak_accommodatie()
    foto = {"afbeelding_bestand": maak_bestand(maat=(600, 400))}
    meer = {
        "afbeelding_alt": "Bakken met sla.",
        "afbeelding_maker": "Foto: wijkkrant",
        "initiatieven": [initiatief.naam.upper(), "", ""],
        "accommodaties": [f"  {plek.naam} "],
    }
    eerste = client.post(NIEUW, gegevens(wijk, **meer) | foto)
    assert eerste.status_code == 302, eerste.context["form"].errors
    foto["afbeelding_bestand"].seek(0)
    assert client.post(NIEUW, gegevens(wijk, **meer) | foto).url == eerste.url
    verhaal = Verhaal.objects.get()
    assert (verhaal.afbeelding.maten, verhaal.afbeelding_alt) == ((600, 400), "Bakken met sla.")
    assert [*verhaal.initiatieven.all(), *verhaal.accommodaties.all()] == [initiatief, plek]
    assert verhaal.afbeelding.bestaat


def test_a_picture_is_kept_while_the_rest_is_mended(client, wijk):
    foto = {"afbeelding_bestand": maak_bestand()}
    antwoord = client.post(NIEUW, gegevens(wijk, naam="") | foto)
    fouten = antwoord.context["form"].errors
    assert set(fouten) == {"naam", "afbeelding_alt"}
    assert "Je hoeft haar niet opnieuw te kiezen" in html(antwoord)
    assert "Het begon met **drie** bakken." in html(antwoord)
    naam = antwoord.context["form"]["afbeelding"].value().bestand
    assert f'name="afbeelding" value="{naam}"' in html(antwoord)
    # A coordinator sees it, though it is in no story yet.
    assert client.get(naam.adres(20)).status_code == 200
    antwoord = client.post(NIEUW, gegevens(wijk, afbeelding=naam, afbeelding_alt="Sla."))
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    assert Verhaal.objects.get().afbeelding == naam


def test_what_is_no_picture_is_refused_beside_the_field(client, wijk):
    svg = SimpleUploadedFile("foto.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    antwoord = client.post(NIEUW, gegevens(wijk, afbeelding_bestand=svg))
    assert "Dit is een SVG" in antwoord.context["form"].errors["afbeelding"][0]
    assert "Dit is een SVG" in html(antwoord)
    assert not Verhaal.objects.exists()


def test_more_than_memory_may_hold_is_told_beside_the_field_and_keeps_what_was_typed(
    client, wijk, settings
):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    groot = SimpleUploadedFile("foto.jpg", b"x" * (11 * 1024 * 1024))
    antwoord = client.post(NIEUW, gegevens(wijk, afbeelding_bestand=groot))
    form = antwoord.context["form"]
    assert form.errors["afbeelding"] == [
        "Dit bestand is groter dan 10 MB. Maak de afbeelding kleiner."
    ]
    assert "Het begon met **drie** bakken." in html(antwoord)
    assert not Verhaal.objects.exists()


def test_a_refused_file_leaves_the_picture_that_was_there(client, wijk):
    verhaal = maak_verhaal(wijken=[wijk], afbeelding=maak_afbeelding(), afbeelding_alt="Sla.")
    velden = gegevens(wijk, versie=1, afbeelding=verhaal.afbeelding, afbeelding_alt="Sla.")
    kapot = SimpleUploadedFile("foto.jpg", maak_bestand(soort="JPEG").read()[:300])
    antwoord = client.post(pad(verhaal, "wijzigen"), velden | {"afbeelding_bestand": kapot})
    assert antwoord.context["form"].errors["afbeelding"]
    assert f'name="afbeelding" value="{verhaal.afbeelding}"' in html(antwoord)
    verhaal.refresh_from_db()
    assert verhaal.versie == 1


def test_a_full_disk_is_told_and_the_story_can_do_without(client, wijk, settings, media):
    (media / "vol").write_text("no folder")
    settings.MEDIA_ROOT = media / "vol"
    antwoord = client.post(NIEUW, gegevens(wijk, afbeelding_bestand=maak_bestand()))
    assert "geen plek" in antwoord.context["form"].errors["afbeelding"][0]
    assert client.post(NIEUW, gegevens(wijk)).status_code == 302


@pytest.mark.parametrize("naam", ["x", "../../etc/passwd", "0" * 32 + "-20x10", "\x00", "x" * 9000])
def test_a_name_that_is_no_picture_of_ours_is_refused(client, wijk, naam):
    antwoord = client.post(NIEUW, gegevens(wijk, afbeelding=naam, afbeelding_alt="Sla."))
    assert "opnieuw" in antwoord.context["form"].errors["afbeelding"][0]
    assert 'name="afbeelding" value=""' in html(antwoord)


def test_the_database_refuses_a_picture_without_words():
    for alt in ("", "   "):
        with pytest.raises(IntegrityError), transaction.atomic():
            Verhaal(naam="x", tekst="x", afbeelding=maak_afbeelding(), afbeelding_alt=alt).save()


def test_verhaal_wijzigen_replaces_and_removes_a_picture_and_puts_it_back(client, wijk):
    eerste = maak_afbeelding()
    verhaal = maak_verhaal(wijken=[wijk], afbeelding=eerste, afbeelding_alt="Sla.")
    velden = gegevens(wijk, afbeelding=eerste, afbeelding_alt="Kool.", afbeelding_maker="")
    foto = {"afbeelding_bestand": maak_bestand(kleur="navy")}
    antwoord = client.post(pad(verhaal, "wijzigen"), velden | foto | {"versie": 1})
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    verhaal = Verhaal.objects.get()
    assert verhaal.afbeelding not in (eerste, "")
    velden |= {"afbeelding": verhaal.afbeelding, "afbeelding_weg": "on", "versie": 2}
    client.post(pad(verhaal, "wijzigen"), velden)
    verhaal.refresh_from_db()
    assert (verhaal.afbeelding, verhaal.versie) == ("", 3)
    # The history shows the pictures themselves, and can bring them back.
    antwoord = client.get(pad(verhaal, "geschiedenis"))
    assert f'src="{eerste.adres(20)}"' in html(antwoord)
    *_rest, toen = antwoord.context["versies"]
    client.post(pad(verhaal, "geschiedenis"), {"toen": toen.rij.history_id, "versie": 3})
    verhaal.refresh_from_db()
    assert (verhaal.afbeelding, verhaal.afbeelding_alt) == (eerste, "Sla.")


def test_two_people_at_once_see_both_versions(client, wijk):
    verhaal = maak_verhaal(wijken=[wijk])
    ander = Verhaal.objects.get()
    ander.afbeelding, ander.afbeelding_alt = maak_afbeelding(), "Sla."
    ander.save()
    mijn = {"afbeelding_bestand": maak_bestand(kleur="navy"), "versie": 1}
    antwoord = client.post(pad(verhaal, "wijzigen"), gegevens(wijk, afbeelding_alt="Kool.") | mijn)
    verschillen = {rij["label"]: rij for rij in antwoord.context["botsing"].verschillen}
    assert ander.afbeelding in verschillen["Afbeelding"]["ander"]
    assert "<img" in html(antwoord)
    verhaal.refresh_from_db()
    assert verhaal.afbeelding == ander.afbeelding


def test_saving_unchanged_changes_nothing(client, wijk):
    initiatief = maak_initiatief()
    verhaal = maak_verhaal(
        wijken=[wijk],
        initiatieven=[initiatief],
        afbeelding=maak_afbeelding(),
        afbeelding_alt="Sla.",
    )
    form = client.get(pad(verhaal, "wijzigen")).context["form"]
    velden = {naam: form[naam].value() for naam in form.fields}
    velden |= {"wijken": [wijk.pk], "versie": 1}
    assert velden["initiatieven"] == [initiatief.naam]
    client.post(pad(verhaal, "wijzigen"), velden)
    verhaal.refresh_from_db()
    assert (verhaal.versie, verhaal.afbeelding_alt) == (1, "Sla.")


@pytest.mark.parametrize("woorden", ["eind 2021", "half april 2022", "mei 2021", "2021"])
def test_the_date_of_a_story_is_as_precise_as_it_is_written(client, wijk, woorden):
    client.post(NIEUW, gegevens(wijk, datum=woorden))
    verhaal = Verhaal.objects.get()
    assert verhaal.datum.isoformat()[:4] in woorden
    assert f"Verhaal, {woorden}" in html(client.get(verhaal.get_absolute_url()))
    assert f'value="{woorden}"' in html(client.get(pad(verhaal, "wijzigen")))
    client.post(pad(verhaal, "wijzigen"), gegevens(wijk, datum=woorden, versie=1, inleiding="Nu"))
    verhaal.refresh_from_db()
    assert (verhaal.inleiding, str(verhaal.datum_precisie)) == ("Nu", PRECISIES[woorden])


def test_a_story_needs_a_date_that_can_be_read(client, wijk):
    for tekst in ("", "laatst"):
        assert client.post(NIEUW, gegevens(wijk, datum=tekst)).context["form"].errors["datum"]


def test_a_story_is_taken_off_the_site_and_kept(client, wijk):
    verhaal = maak_verhaal(wijken=[wijk])
    velden = gegevens(wijk, versie=1)
    del velden["openbaar"]
    client.post(pad(verhaal, "wijzigen"), velden)
    verhaal.refresh_from_db()
    assert client.get(verhaal.get_absolute_url()).status_code == 200
    client.logout()
    assert client.get(verhaal.get_absolute_url()).status_code == 404
    assert verhaal.history.exists()


def test_names_that_are_not_known_are_told_with_what_looks_like_it(client, wijk):
    maak_initiatief(naam="Moestuin Het Hoekje")
    for _keer in range(2):
        maak_initiatief(naam="Repaircafé")
    velden = gegevens(wijk, initiatieven=["Moestuin t Hoekje", "Repaircafé", "Zzyzx"])
    antwoord = client.post(NIEUW, velden)
    bijna, meer, onbekend = antwoord.context["form"].errors["initiatieven"]
    assert "Moestuin Het Hoekje" in bijna
    assert "repaircafe, repaircafe-2" in meer
    assert "Zzyzx" in onbekend
    assert 'value="Moestuin t Hoekje"' in html(antwoord)
    goed = gegevens(wijk, initiatieven=["moestuin het hoekje", "repaircafe-2"])
    assert client.post(NIEUW, goed).status_code == 302
    assert Verhaal.objects.get().initiatieven.count() == 2


@pytest.mark.parametrize("tekst", ["\x00", "x" * 30_000, "99999999999999999999999"])
def test_bad_input_gets_an_answer(client, wijk, tekst):
    verhaal = maak_verhaal(wijken=[wijk])
    form = client.get(pad(verhaal, "wijzigen")).context["form"]
    antwoord = client.post(pad(verhaal, "wijzigen"), dict.fromkeys(form.fields, tekst))
    assert {"datum", "afbeelding"} <= set(antwoord.context["form"].errors)


def test_a_coordinator_writes_about_own_wijken_only(client, wijk):
    antwoord = client.post(NIEUW, gegevens(maak_wijk()))
    assert antwoord.context["form"].errors["wijken"]
    vreemd = maak_verhaal(wijken=[maak_wijk()])
    assert client.get(pad(vreemd, "wijzigen")).status_code == 403
    client.force_login(maak_redacteur())
    assert client.get(pad(vreemd, "wijzigen")).status_code == 200


def test_the_page_of_a_story_offers_its_forms_to_who_may(client, wijk):
    verhaal = maak_verhaal(wijken=[wijk])
    tekst = html(client.get(verhaal.get_absolute_url()))
    assert pad(verhaal, "wijzigen") in tekst
    assert "Beëindig" not in tekst
    client.logout()
    assert pad(verhaal, "wijzigen") not in html(client.get(verhaal.get_absolute_url()))


def test_the_admin_takes_a_picture_too_and_keeps_it_on_an_error(client):
    log_in_met_tweede_stap(client, maak_beheerder())
    adres = reverse("admin:initiatieven_verhaal_add")
    velden = {"naam": "Tuin", "tekst": "Groen.", "openbaar": "on"}
    velden |= {"datum": "2026-11-20", "datum_precisie": "dag"}
    antwoord = client.post(adres, velden | {"afbeelding_bestand": maak_bestand()})
    assert "voor wie haar niet kan zien" in html(antwoord)
    naam = antwoord.context["adminform"].form["afbeelding"].value().afbeelding
    assert f'name="afbeelding" value="{naam}"' in html(antwoord)
    antwoord = client.post(adres, velden | {"afbeelding": naam, "afbeelding_alt": "Sla."})
    assert antwoord.status_code == 302, antwoord.context["errors"]
    assert Verhaal.objects.get().afbeelding == naam


def test_a_text_that_comes_back_from_a_browser_as_it_was_is_unchanged(client, wijk):
    client.post(NIEUW, gegevens(wijk, tekst="Een\r\n\r\ntwee", naam="Twee\u202e  regels"))
    verhaal = Verhaal.objects.get()
    assert (verhaal.naam, verhaal.tekst) == ("Twee regels", "Een\n\ntwee")
    versie = verhaal.versie
    terug = gegevens(wijk, tekst="Een\r\n\r\ntwee", naam="Twee regels", versie=versie)
    # Somebody else changed another field meanwhile: what came back as it was is no conflict.
    Verhaal.objects.get().save()
    antwoord = client.post(f"/verhalen/{verhaal.slug}/wijzigen/", terug)
    assert antwoord.status_code == 302
    verhaal.refresh_from_db()
    assert verhaal.tekst == "Een\n\ntwee"


def test_who_sends_it_once_more_from_the_page_of_an_outage_adds_no_second_one(client, wijk):
    """It was kept after all; the picture was not chosen anew, for a browser keeps none."""
    velden = gegevens(wijk)
    foto = {"afbeelding_bestand": maak_bestand(), "afbeelding_alt": "Een muur"}
    eerst = client.post(NIEUW, velden | foto)
    assert eerst.status_code == 302, eerst.context["form"].errors
    zonder = velden | {"afbeelding_alt": "Een muur"}
    assert client.post(NIEUW, zonder | {"nog_eens": "1"}).url == eerst.url
    assert Verhaal.objects.count() == 1
    # What was filled in anew, or comes from any other page, is a form of its own.
    client.post(NIEUW, velden | {"naam": "Een ander", "toch": "1", "nog_eens": "1"})
    assert Verhaal.objects.count() == 2


def test_the_form_of_a_story_asks_each_field_once(client, eigen):
    tekst = client.get("/verhalen/nieuw/").content.decode()
    assert tekst.count('name="inleiding"') == 1
