"""A refusal of the database is tried again where that is safe, or told in words of our own."""

import io
import logging
from contextlib import closing

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, ProgrammingError, connection, transaction
from django.http import Http404
from django.urls import reverse

from buurtnet.web.storing.soort import Storing, storing_van
from netwerken.models import Inzet
from tests.hulp import inzetproef
from tests.hulp.bouwers import (
    maak_bestand,
    maak_coordinator,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_redacteur,
    maak_thema,
    maak_verhaal,
    maak_werkgebied,
)
from tests.hulp.naamwoorden import adres, ingevuld
from tests.hulp.storingsproef import (
    REDENEN,
    Storingspagina,
    botst_bij_het_vastleggen,
    fout,
    klant_van,
    schijffout,
    volle_schijf,
    weigert,
)
from wijken.models import Thema

WEG, VOL = "no connection", "disk full"
BLIJFT = [reden for reden in REDENEN if storing_van(fout(reden)) != Storing.BEZET]


@pytest.fixture
def plek(transactional_db):
    return maak_werkgebied()


@pytest.fixture
def klant(plek):
    return klant_van(maak_coordinator(plek.netwerk))


def nieuwe_inzet(plek, **meer):
    """(address, what is posted) of an inzet of a new organisation."""
    velden = inzetproef.velden(plek.wijk, maak_thema(), organisatie=maak_organisatie().naam)
    return inzetproef.nieuw(plek.netwerk), velden | {"toelichting": "Twee\nregels"} | meer


# What it is


@pytest.mark.parametrize("reden", REDENEN)
def test_every_refusal_that_passes_is_known(reden):
    assert storing_van(fout(reden))


def test_a_full_disk_is_known_whoever_finds_it_full():
    assert {storing_van(schijffout()), storing_van(fout(VOL))} == {Storing.VOL}
    assert storing_van(fout("disk full on the server")) == Storing.VOL


def test_a_refusal_is_known_by_whatever_came_of_it():
    try:
        try:
            raise fout(VOL)
        except OperationalError:
            raise RuntimeError("the session was deleted") from None
    except RuntimeError as gevolg:
        assert storing_van(gevolg) == Storing.VOL


@pytest.mark.parametrize("onzin", ["SELECT nergens FROM niets", "ONZIN"])
def test_a_mistake_of_ours_is_no_refusal(db, onzin):
    with pytest.raises((OperationalError, ProgrammingError)) as gevangen, transaction.atomic():
        connection.cursor().execute(onzin)
    assert storing_van(gevangen.value) is None


def test_what_is_not_there_or_not_yours_is_no_refusal():
    assert {storing_van(er) for er in (Http404(), PermissionDenied(), KeyError())} == {None}


# Who reads


@pytest.mark.parametrize("pad", ["/", "/bestaat-niet/", "/wijken/", "/werkplek/"])
def test_who_reads_is_told_when_to_come_back(klant, pad):
    bezoekers = [klant] if pad == "/werkplek/" else [klant, klant_van(None)]
    for reden in ("deadlock", *BLIJFT):
        for wie in bezoekers:
            with weigert(reden):
                antwoord = wie.get(pad)
            assert "Dit lukt nu even niet" in Storingspagina(antwoord).tekst
            assert not antwoord.cookies
            assert "default-src 'none'" in antwoord["Content-Security-Policy"]


def test_it_is_told_in_the_language_of_the_address(klant):
    with weigert(WEG):
        assert "half a minute" in Storingspagina(klant.get("/en/wijken/")).tekst


def test_programs_get_no_page(klant):
    pad = reverse("netwerken:organisaties")
    with weigert(WEG):
        json, csv = klant.get(f"{pad}?formaat=json"), klant.get(f"{pad}?formaat=csv")
        kop = klant.head(pad)
    assert json["Content-Type"] == "application/json" and "gegevens" in json.json()["fout"]
    assert csv["Content-Type"] == "text/plain; charset=utf-8"
    assert {antwoord.status_code for antwoord in (json, csv, kop)} == {503}
    assert all("no-store" in antwoord["Cache-Control"] for antwoord in (json, csv, kop))
    assert all("Retry-After" in antwoord for antwoord in (json, csv, kop))


def test_an_error_page_that_needs_the_database_fails_in_words_too(klant):
    with weigert(WEG, bij="django_session"):
        Storingspagina(klant.get("/werkplek/bestaat-niet/"))


def test_what_is_written_down_is_a_line_or_two(klant):
    handler = next(een for een in logging.getLogger("django").handlers if een.filters)
    geschreven = io.StringIO()
    eerder = handler.setStream(geschreven)
    try:
        with weigert(WEG):
            klant.get("/werkplek/")
    finally:
        handler.setStream(eerder)
    assert geschreven.getvalue().count("\n") <= 2
    assert "Service Unavailable: /werkplek/" in geschreven.getvalue()


def test_a_full_disk_keeps_nobody_from_reading(klant, plek):
    inzet = maak_inzet(wijk=plek.wijk)
    klant.post(adres(inzet, "bevestigen"), {"versie": 1})  # there is a message to show now
    with weigert(VOL, bij='UPDATE "django_session"') as geweigerd:
        antwoord = klant.get("/werkplek/")
    assert antwoord.status_code == 200 and geweigerd
    assert "Bevestigd" in antwoord.content.decode()
    assert "Bevestigd" in klant.get("/werkplek/").content.decode()


def test_a_full_disk_is_not_called_too_often(transactional_db):
    velden = {"login": "a@voorbeeld.nl", "password": "x" * 12}
    with volle_schijf():
        pagina = Storingspagina(klant_van(None).post(reverse("account_login"), velden))
    assert "schijf van de site is vol" in pagina.tekst
    assert pagina.formulier is None


def test_with_a_full_disk_one_reads_and_hears_why_nothing_is_kept(transactional_db):
    klant, verhaal = klant_van(maak_redacteur()), maak_verhaal()
    velden = ingevuld(klant, verhaal) | {"tekst": "Lang. " * 3000}
    with volle_schijf():
        pagina = Storingspagina(klant.post(adres(verhaal, "wijzigen"), velden))
        assert klant.get("/werkplek/").status_code == 200
    assert "schijf van de site is vol. Lezen kan" in pagina.tekst
    assert "Er is niets bewaard." in pagina.tekst
    assert klant.post(adres(verhaal, "wijzigen"), pagina.velden).status_code == 302
    verhaal.refresh_from_db()
    assert (verhaal.versie, verhaal.tekst.count("Lang.")) == (2, 3000)


# Who writes


def test_what_was_typed_comes_back_and_can_be_sent_once_more(plek):
    klant = klant_van(maak_coordinator(plek.netwerk), enforce_csrf_checks=True)
    pad, velden = nieuwe_inzet(plek, password="geheim-woord")
    velden["csrfmiddlewaretoken"] = klant.get(pad).cookies["csrftoken"].value
    for reden in ("deadlock", *BLIJFT):
        with weigert(reden, bij='INSERT INTO "netwerken_inzet"'):
            antwoord = klant.post(f"{pad}?organisatie=x", velden)
        pagina = Storingspagina(antwoord)
        assert ("Er is niets bewaard." in pagina.tekst) != ("Misschien is het" in pagina.tekst)
        assert "Toelichting Tweeregels" in pagina.tekst.replace("Toelichting", "Toelichting ", 1)
        assert "geheim" not in antwoord.content.decode()
        assert pagina.formulier.get("action") == f"{pad}?organisatie=x"
        assert pagina.velden["sleutel"] == [inzetproef.SLEUTEL]
    opnieuw = klant.post(pagina.formulier.get("action"), pagina.velden)
    assert opnieuw.status_code == 302
    assert Inzet.objects.get().toelichting.split() == ["Twee", "regels"]


@pytest.mark.parametrize("reden", [WEG, VOL])
def test_what_was_chosen_comes_back_by_its_name_also_without_a_database(klant, plek, reden):
    pad, velden = nieuwe_inzet(plek)
    klant.get(pad)
    with weigert(reden, bij="" if reden == WEG else "INSERT"):
        pagina = Storingspagina(klant.post(pad, velden))
    thema = Thema.objects.get(pk=velden["thema"])
    assert f"Thema{thema}" in pagina.tekst
    assert f"Wijk{plek.wijk}" in pagina.tekst
    assert pagina.velden["thema"] == [str(thema.pk)]


@pytest.mark.parametrize("bij", ["django_session", "accounts_gebruiker", "basis_inzending"])
def test_what_was_typed_comes_back_wherever_it_fails(klant, plek, bij):
    pad, velden = nieuwe_inzet(plek)
    with weigert(WEG, bij=bij):
        pagina = Storingspagina(klant.post(pad, velden))
    assert pagina.velden["toelichting"] == ["Twee\nregels"]
    assert klant.post(pad, pagina.velden).status_code == 302


def test_a_change_comes_back_with_the_version_it_was_made_on(klant, plek):
    inzet = maak_inzet(wijk=plek.wijk)
    velden = ingevuld(klant, inzet) | {"toelichting": "Nieuw"}
    with weigert(WEG, bij='UPDATE "netwerken_inzet"'):
        pagina = Storingspagina(klant.post(adres(inzet, "wijzigen"), velden))
    assert pagina.velden["versie"] == ["1"]
    assert klant.post(pagina.formulier.get("action"), pagina.velden).status_code == 302
    inzet.refresh_from_db()
    assert (inzet.toelichting, inzet.versie) == ("Nieuw", 2)


def test_files_are_asked_for_anew(transactional_db):
    klant, verhaal = klant_van(maak_redacteur()), maak_verhaal()
    foto = SimpleUploadedFile("foto.png", b"geen", "image/png")
    with weigert(WEG, bij="initiatieven_verhaal"):
        antwoord = klant.post(
            adres(verhaal, "wijzigen"), {"tekst": "Hoi", "afbeelding_bestand": foto}
        )
    pagina = Storingspagina(antwoord)
    assert pagina.formulier.get("enctype") == "multipart/form-data"
    bestand = pagina.formulier.find(".//input[@type='file']")
    label = pagina.formulier.find(f".//label[@for='{bestand.get('id')}']")
    assert (bestand.get("name"), label.text) == ("afbeelding_bestand", "Afbeelding bestand")
    assert pagina.velden["tekst"] == ["Hoi"] and pagina.velden["nog_eens"] == ["1"]


@pytest.mark.parametrize("origin", ["https://elders.example", "null"])
def test_what_another_site_sends_is_not_given_back(klant, plek, origin):
    pad, velden = nieuwe_inzet(plek)
    with weigert(WEG):
        antwoord = klant.post(pad, velden, headers={"origin": origin})
    assert Storingspagina(antwoord).formulier is None


def test_what_breaks_by_a_mistake_of_ours_gives_back_what_was_typed_too(klant, plek):
    pad, velden = nieuwe_inzet(plek)

    def breek(execute, sql, *rest):
        if sql.startswith('INSERT INTO "netwerken_inzet"'):
            raise KeyError("a mistake")
        return execute(sql, *rest)

    with connection.execute_wrapper(breek):
        antwoord = klant.post(pad, velden)
    assert antwoord.status_code == 500
    tekst = antwoord.content.decode()
    assert "Er ging bij ons iets mis" in tekst and inzetproef.SLEUTEL in tekst


# Once more


@pytest.mark.parametrize("reden", ["deadlock", "serialisation", "lock time-out", "locked"])
def test_what_the_database_undid_for_somebody_else_is_tried_again(klant, plek, reden):
    pad, velden = nieuwe_inzet(plek)
    with weigert(reden, bij='INSERT INTO "netwerken_inzet"', keren=2) as geweigerd:
        assert klant.post(pad, velden).status_code == 302
    assert len(geweigerd) == 2
    assert Inzet.objects.count() == 1
    meldingen = klant.get("/werkplek/").content.decode()
    assert meldingen.count("Inzet toegevoegd") == 1


def test_what_somebody_else_saved_first_is_looked_at_again(klant, plek):
    """A path that forgot to lock would meet this: the database refuses, and it begins anew."""
    inzet = maak_inzet(wijk=plek.wijk, netwerk=plek.netwerk)
    velden = ingevuld(klant, inzet) | {"toelichting": "van mij"}
    eerder = []

    def ander_eerst(execute, sql, *rest):
        if sql.startswith('UPDATE "netwerken_inzet"') and not eerder:
            eerder.append(sql)
            with closing(connection.connection.cursor()) as cursor:
                cursor.execute("UPDATE netwerken_inzet SET versie = versie + 1")
        return execute(sql, *rest)

    with connection.execute_wrapper(ander_eerst):
        assert klant.post(adres(inzet, "wijzigen"), velden).status_code == 302
    inzet.refresh_from_db()
    assert (len(eerder), inzet.toelichting) == (1, "van mij")


def test_what_stays_in_the_way_is_told_after_a_few_times(klant, plek):
    pad, velden = nieuwe_inzet(plek)
    with weigert("deadlock", bij='INSERT INTO "netwerken_inzet"') as geweigerd:
        pagina = Storingspagina(klant.post(pad, velden))
    assert 2 <= len(geweigerd) <= 6
    assert "Er is niets bewaard." in pagina.tekst
    assert not Inzet.objects.exists()


@pytest.mark.parametrize("reden", [WEG, VOL, "statement time-out", "read-only file"])
def test_what_would_fail_again_is_not_tried_again(klant, plek, reden):
    pad, velden = nieuwe_inzet(plek)
    with weigert(reden, bij='INSERT INTO "netwerken_inzet"') as geweigerd:
        Storingspagina(klant.post(pad, velden))
    assert len(geweigerd) == 1


def test_nothing_is_tried_again_once_something_was_committed(transactional_db):
    """A first step that was committed would be taken twice."""
    klant = klant_van(maak_redacteur())
    velden = {"email": "nel@voorbeeld.nl", "naam": "Nel", "netwerken": [maak_netwerk().slug]}
    with weigert("deadlock", bij='INSERT INTO "accounts_gebruiker"') as geweigerd:
        pagina = Storingspagina(klant.post(reverse("netwerken:uitnodigen"), velden))
    assert len(geweigerd) == 1
    assert "Misschien is het toch bewaard." in pagina.tekst


def test_a_rule_that_is_broken_at_the_commit_is_looked_at_again(klant, plek):
    pad, velden = nieuwe_inzet(plek)
    with botst_bij_het_vastleggen("netwerken_inzet", "organisatie_id", keren=1) as rijen:
        assert klant.post(pad, velden).status_code == 302
    assert len(rijen) == 1
    assert Inzet.objects.get().organisatie.naam == velden["organisatie"]


def test_a_rule_that_stays_broken_at_the_commit_gives_back_what_was_typed(klant, plek):
    pad, velden = nieuwe_inzet(plek)
    with botst_bij_het_vastleggen("netwerken_inzet", "organisatie_id") as rijen:
        pagina = Storingspagina(klant.post(pad, velden))
    assert len(rijen) == 2
    assert "Er is niets bewaard." in pagina.tekst
    assert pagina.velden["sleutel"] == [inzetproef.SLEUTEL]
    # Nothing was added, so nothing says so later.
    assert "toegevoegd" not in klant.get("/werkplek/").content.decode()


def test_a_second_try_has_the_picture_of_the_first(transactional_db):
    """The body was read by then, and the file to its end."""
    klant, verhaal = klant_van(maak_redacteur()), maak_verhaal()
    foto = maak_bestand()
    velden = ingevuld(klant, verhaal) | {"afbeelding_alt": "Een muur", "afbeelding_bestand": foto}
    with weigert("locked", bij='UPDATE "initiatieven_verhaal"', keren=1) as geweigerd:
        assert klant.post(adres(verhaal, "wijzigen"), velden).status_code == 302
    assert geweigerd
    verhaal.refresh_from_db()
    assert verhaal.afbeelding
