"""Serving pictures: to everybody once they are on the site, kept for good, and nothing else."""

import datetime
import os
import time

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from buurtnet.fotos import bewaren
from tests.hulp.bouwers import maak_afbeelding, maak_coordinator, maak_gebruiker, maak_verhaal

pytestmark = pytest.mark.django_db


def maak_verhaal_met(afbeelding, **velden):
    return maak_verhaal(afbeelding=afbeelding, afbeelding_alt="Een tuin.", **velden)


@pytest.fixture
def afbeelding(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return maak_afbeelding(maat=(600, 400))


def test_media_serves_a_picture_that_may_be_kept_for_good(client, afbeelding):
    maak_verhaal_met(afbeelding)
    antwoord = client.get(afbeelding.adres(480))
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == "image/webp"
    assert antwoord["Cache-Control"] == "public, max-age=31536000, immutable"
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert antwoord["Content-Length"] == str(afbeelding.pad(480).stat().st_size)
    assert "Cookie" not in antwoord.get("Vary", "")
    assert not antwoord.cookies
    assert antwoord.content == afbeelding.pad(480).read_bytes()


def test_media_tells_a_browser_that_has_it_so(client, afbeelding):
    maak_verhaal_met(afbeelding)
    etag = client.get(afbeelding.adres(600))["ETag"]
    antwoord = client.get(afbeelding.adres(600), headers={"if-none-match": etag})
    assert (antwoord.status_code, antwoord.content) == (304, b"")
    kop = client.head(afbeelding.adres(600))
    assert (kop.status_code, kop["ETag"]) == (200, etag)


def test_media_waits_until_the_story_is_on_the_site(client, afbeelding):
    morgen = timezone.localdate() + datetime.timedelta(days=1)
    for verhaal in ({"openbaar": False}, {"datum": morgen}):
        maak_verhaal_met(afbeelding, **verhaal)
        antwoord = client.get(afbeelding.adres(480))
        assert (antwoord.status_code, antwoord["Cache-Control"]) == (404, "no-store")
    client.force_login(maak_gebruiker())
    assert client.get(afbeelding.adres(480)).status_code == 404
    client.force_login(maak_coordinator())
    antwoord = client.get(afbeelding.adres(480))
    assert (antwoord.status_code, antwoord["Cache-Control"]) == (200, "private, no-store")


@pytest.mark.parametrize(
    "pad",
    [
        "/media/",
        "/media/../settings.py",
        "/media/%2e%2e/%2e%2e/db.sqlite3",
        "/media/afbeeldingen/x.webp",
        "/media/{naam}/481.webp",
        "/media/{naam}/480.png",
        "/media/{naam}/480.webp/",
        "/media/{naam}/00480.webp",
        "/media/{naam}/../480.webp",
        "/media/{naam}\x00/480.webp",
        "/media/" + "0" * 32 + "-600x400/480.webp",
        "/media/" + "A" * 32 + "-600x400/480.webp",
        "/media/" + "0" * 32 + "-600x٣00/480.webp",
    ],
)
def test_media_has_nothing_at_another_address(client, afbeelding, pad):
    maak_verhaal_met(afbeelding)
    assert client.get(pad.format(naam=afbeelding)).status_code == 404


def test_media_that_is_missing_from_the_disk_is_not_there(client, afbeelding):
    maak_verhaal_met(afbeelding)
    afbeelding.pad(480).unlink()
    assert client.get(afbeelding.adres(480)).status_code == 404


def test_opruimen_keeps_what_any_version_of_a_record_shows(afbeelding, capsys):
    eerder, nooit = afbeelding, maak_afbeelding(kleur="red")
    verhaal = maak_verhaal_met(eerder)
    verhaal.afbeelding = maak_afbeelding(kleur="blue")
    verhaal.save()
    lang_geleden = time.time() - bewaren.VERS - 60
    for een in (eerder, nooit, verhaal.afbeelding):
        os.utime(een.map, (lang_geleden, lang_geleden))
    call_command("opruimen")
    assert "1 afbeeldingen opgeruimd" in capsys.readouterr().out
    assert (eerder.bestaat, nooit.bestaat, verhaal.afbeelding.bestaat) == (True, False, True)


def test_more_than_a_form_may_hold_is_refused(client, settings):
    settings.MEESTE_BYTES_VERSTUURD = 1000
    te_veel = {"sleutel": "x" * 2000}
    antwoord = client.post(reverse("account_login"), te_veel)
    assert antwoord.status_code == 413
    assert "Ga met de knop Terug van je browser" in antwoord.content.decode()
