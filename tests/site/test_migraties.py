"""A migration that somebody went through is never edited: another one comes after it."""

from tests.hulp import migratielijst


def test_no_migration_is_edited_or_taken_away():
    nu = migratielijst.nu()
    anders = {pad for pad, som in migratielijst.opgeschreven().items() if nu.get(pad) != som}
    assert not anders, "write a new migration instead"


def test_every_migration_is_in_the_list():
    nieuw = migratielijst.nu().keys() - migratielijst.opgeschreven().keys()
    assert not nieuw, "run: .venv/bin/python -m tests.hulp.migratielijst"


def test_what_adds_to_the_list_changes_nothing_in_it(tmp_path, monkeypatch):
    monkeypatch.setattr(migratielijst, "LIJST", tmp_path / "lijst")
    pad = next(iter(migratielijst.nu()))
    migratielijst.schrijf({pad: "0" * 64})
    migratielijst.schrijf(migratielijst.nu() | migratielijst.opgeschreven())
    assert migratielijst.opgeschreven()[pad] == "0" * 64
    assert migratielijst.opgeschreven().keys() == migratielijst.nu().keys()
