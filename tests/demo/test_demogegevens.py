"""Fixtures that can't be loaded: the message says where and why, and nothing is left behind."""

import pytest
from django.core.management import CommandError, call_command

from buurtnet.demo import gegevens
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


def test_a_missing_fixture_names_itself():
    with pytest.raises(gegevens.Fout, match=r"bestaat-niet\.json ontbreekt"):
        gegevens.lees_rijen("bestaat-niet")


def test_every_fixture_is_loaded():
    assert {pad.stem for pad in gegevens.MAP.glob("*.json")} == {*gegevens.BESTANDEN}


def test_a_broken_fixture_names_itself(monkeypatch, tmp_path):
    (tmp_path / "wijken.json").write_text("[{]")
    monkeypatch.setattr(gegevens, "MAP", tmp_path)
    with pytest.raises(gegevens.Fout, match=r"wijken\.json is geen geldig JSON"):
        gegevens.lees_rijen("wijken")


def test_a_load_that_fails_leaves_nothing(monkeypatch, tmp_path):
    for naam in ("bronnen.json", "synoniemen.json"):
        (tmp_path / naam).write_text((gegevens.MAP / naam).read_text())
    wijken = (gegevens.MAP / "wijken.json").read_text()
    (tmp_path / "wijken.json").write_text(wijken.replace('"slug": "zuid"', '"slug": "elders"'))
    monkeypatch.setattr(gegevens, "MAP", tmp_path)
    with pytest.raises(CommandError, match=r"wijken\.json, nummer \d+ \(.+\): .*“zuid”"):
        call_command("demo")
    assert not Wijk.objects.exists()
