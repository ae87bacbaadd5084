"""What backup and restore do with files: copy, look before they leap, put in place.

Usage: hulp.py COMMAND ARGUMENT... The standard library only; what can't be is told in one line.
"""

import glob
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What the site writes in the file itself (buurtnet/web/dataversie.py); 0 was never written.
APPLICATIE = 0x62757572
TABELLEN = ("accounts_gebruiker", "basis_dataversie", "netwerken_inzet", "wijken_wijk")
BIJ_SQLITE = ("-wal", "-shm", "-journal")


class Geweigerd(Exception):
    """Says in one line what is wrong; nothing was changed."""


# SQLite


def bewaar(database, kopie):
    """Copy the SQLite `database` as it is at one moment, also while it is in use; a whole one."""
    if not Path(database).is_file():
        raise Geweigerd(f"er is geen database {database}")
    with closing(_open(database, "mode=ro")) as bron, closing(sqlite3.connect(kopie)) as doel:
        bron.backup(doel)
    _keur(kopie, database)


def keur(bestand):
    """Refuse what is no whole SQLite database of this site, of a version that it can migrate."""
    wal = _naast(Path(bestand), "-wal")
    if wal.exists() and wal.stat().st_size:
        raise Geweigerd(
            f"{bestand} is niet af: de rest staat nog in {wal.name}; gebruik een backup"
        )
    _keur(bestand, bestand)


def zet_terug(bestand, database):
    """Put the backup `bestand` in place of the SQLite `database`; keeps all old ones beside it."""
    database = Path(database).resolve()
    deel, vorige = _naast(database, ".part"), _naast(database, ".vorige")
    try:
        shutil.copyfile(bestand, deel)
        _keur(deel, bestand)
        _maak_klaar(deel, database)
        _eis_stilte(database)
        _verplaats(database, vorige)
        os.replace(deel, database)
        _eis_antwoord(database, vorige)
    finally:
        _verwijder(deel)
    for oud in sorted(database.parent.glob(f"{glob.escape(vorige.name)}*")):
        if not oud.name.endswith(BIJ_SQLITE):
            wat = "De vorige" if oud == vorige else "Een oudere"
            print(f"{wat} database staat nog in {oud}; gooi die weg zodra alles klopt.")


def _open(pad, wijze):
    return sqlite3.connect(f"{Path(pad).resolve().as_uri()}?{wijze}", uri=True)


def _naast(pad, einde):
    return pad.with_name(pad.name + einde)


def _keur(pad, bestand):
    """As `keur`, of the file `pad`; what is said is said of `bestand`."""
    with open(pad, "rb") as begin:
        if begin.read(16) != b"SQLite format 3\0":
            raise Geweigerd(f"{bestand} is geen database van SQLite")
    with closing(_open(pad, "immutable=1")) as db:
        _eis_heel(db, bestand)
        (applicatie,) = db.execute("PRAGMA application_id").fetchone()
        tabellen = {naam for (naam,) in db.execute("SELECT name FROM sqlite_master")}
        if applicatie not in (0, APPLICATIE) or not tabellen >= {*TABELLEN, "django_migrations"}:
            raise Geweigerd(f"{bestand} is geen database van buurtnet")
        _eis_bekend(db.execute("SELECT app, name FROM django_migrations").fetchall(), bestand)


def _eis_heel(db, bestand):
    try:
        uitkomst = db.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as fout:
        uitkomst = (str(fout),)
    if uitkomst != ("ok",):
        raise Geweigerd(f"{bestand} is beschadigd ({uitkomst[0].splitlines()[-1]})")


def _maak_klaar(deel, database):
    """A version of its own: a page that was made of this data before is not called fresh.

    Mail that waited when the backup was made may have gone since: staff decides what is sent.
    """
    with closing(_open(deel, "mode=rw")) as db, db:
        db.execute("DELETE FROM basis_dataversie")
        db.execute("INSERT INTO basis_dataversie (id, token) VALUES (1, ?)", [uuid.uuid4().hex])
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'basis_bericht'").fetchone():
            db.execute(
                "UPDATE basis_bericht SET stand = 'onzeker', laatste_fout = ?"
                " WHERE stand IN ('klaar', 'geclaimd')",
                ["Wachtte toen de backup werd gemaakt."],
            )
    if database.exists():
        oud = database.stat()
        deel.chmod(oud.st_mode & 0o777)
        if os.geteuid() == 0:
            os.chown(deel, oud.st_uid, oud.st_gid)
    with deel.open("rb+") as bestand:
        os.fsync(bestand.fileno())


def _eis_stilte(database):
    """Nobody has the old one open, and all that was written stands in the file itself."""
    if not database.exists():
        return
    # One that is damaged can't be asked, and is to be replaced.
    with suppress(sqlite3.DatabaseError), closing(_open(database, "mode=rw")) as db:
        db.execute("PRAGMA busy_timeout = 1000")
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        try:
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as fout:
            if fout.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise Geweigerd(f"{database} is nog in gebruik; stop eerst de site") from None
            raise


def _eis_antwoord(database, vorige):
    """What was put in place answers, or the old one comes back."""
    try:
        with closing(_open(database, "mode=rw")) as db:
            db.execute("SELECT count(*) FROM wijken_wijk").fetchone()
    except sqlite3.Error as fout:
        _verwijder(database)
        _verplaats(vorige, database)
        raise Geweigerd(f"{database} antwoordt niet ({fout}); de vorige is terug") from None


def _verplaats(pad, doel):
    """Nothing is lost by it: what has that name already gets one with the moment in it."""
    if doel.exists():
        _verplaats(doel, _naast(doel, f".{datetime.now().astimezone():%Y%m%dT%H%M%S.%f}"))
    _verwijder(doel)
    for einde in (*BIJ_SQLITE, ""):
        with suppress(FileNotFoundError):
            os.replace(_naast(pad, einde), _naast(doel, einde))


def _verwijder(pad):
    for einde in ("", *BIJ_SQLITE):
        _naast(pad, einde).unlink(missing_ok=True)


# PostgreSQL


def keur_dump(bestand):
    """Refuse what is no whole dump of this site, of a version that this one can migrate."""
    inhoud = _pg_restore("--list", bestand)
    if not all(re.search(rf" TABLE \S+ {tabel} ", inhoud) for tabel in TABELLEN):
        raise Geweigerd(f"{bestand} is geen database van buurtnet")
    _pg_restore("--file=/dev/null", bestand)
    rijen = _pg_restore("--data-only", "--table=django_migrations", "--file=-", bestand)
    delen = [regel.split("\t") for regel in rijen.splitlines()]
    _eis_bekend([(rij[1], rij[2]) for rij in delen if len(rij) == 4], bestand)


def _pg_restore(*argumenten):
    """What it prints; it reads as much as it is asked for, and a half dump not to the end."""
    klaar = subprocess.run(
        ["pg_restore", *argumenten], capture_output=True, text=True, errors="replace", check=False
    )
    if klaar.returncode:
        reden = (klaar.stderr.strip().splitlines() or ["?"])[0]
        raise Geweigerd(f"{argumenten[-1]} is geen hele dump van PostgreSQL ({reden})")
    return klaar.stdout


# Shared


def _eis_bekend(rijen, bestand):
    """`rijen` are (app, name) of all migrations that the backup went through."""
    mappen = [*ROOT.glob("*/migrations"), *ROOT.glob("buurtnet/*/migrations")]
    hier = {map_.parent.name: {pad.stem for pad in map_.glob("0*.py")} for map_ in mappen}
    eigen = [(app, naam) for app, naam in rijen if app in hier]
    if not eigen:
        raise Geweigerd(f"{bestand} is geen database van buurtnet")
    vreemd = sorted(f"{app}.{naam}" for app, naam in eigen if naam not in hier[app])
    if vreemd:
        raise Geweigerd(
            f"{bestand} is van een andere versie van buurtnet, met {vreemd[0]}; haal die eerst op"
        )


def kopieer_beelden(bron, doel):
    """Copy each picture that isn't there yet; those that can't be are told of, at the end."""
    bron, doel, mislukt = Path(bron), Path(doel), []
    for beeld in sorted(bron.glob("[0-9a-f][0-9a-f]/*")):
        kopie = doel / beeld.parent.name / beeld.name
        half = doel / f".{beeld.name}.part"
        try:
            if not kopie.exists():
                kopie.parent.mkdir(parents=True, exist_ok=True)
                shutil.rmtree(half, ignore_errors=True)
                shutil.copytree(beeld, half)
                os.rename(half, kopie)
        except (OSError, shutil.Error) as fout:
            shutil.rmtree(half, ignore_errors=True)
            mislukt.append(f"{beeld} ({_reden(fout)})")
    if mislukt:
        meer = f", en nog {len(mislukt) - 1}" if len(mislukt) > 1 else ""
        raise Geweigerd(f"niet gekopieerd: {mislukt[0]}{meer}")


def _reden(fout):
    """In a few words, also of the many that copying a folder gathers."""
    while isinstance(fout, shutil.Error) and isinstance(fout.args[0], list):
        return str(fout.args[0][0][2])
    return fout.strerror or str(fout)


OPDRACHTEN = {
    "bewaar": bewaar,
    "keur": keur,
    "zet-terug": zet_terug,
    "keur-dump": keur_dump,
    "kopieer-beelden": kopieer_beelden,
}

if __name__ == "__main__":
    try:
        OPDRACHTEN[sys.argv[1]](*sys.argv[2:])
    except (Geweigerd, OSError, sqlite3.Error) as fout:
        sys.exit(f"{sys.argv[1]}: {fout}")
