"""From a bare Python to a running site, and what it says when something is wrong."""

import os
import re
import shutil
import socket
import sqlite3
import sys
from pathlib import Path

import pytest

from buurtnet import opstart
from tests.hulp.opdracht import BASE_DIR, draai

pytestmark = pytest.mark.eenmaal

SETTINGS = "from django.conf import settings as s; "


# The bootstrap


def test_the_bootstrap_takes_over_start_and_test_only():
    assert opstart.neemt_over(["start"])
    assert opstart.neemt_over(["test", "-k", "wijk"])
    assert not opstart.neemt_over(["migrate"])
    assert not opstart.neemt_over([])


def test_the_bootstrap_takes_over_every_command_without_django():
    code = "from buurtnet import opstart; print(opstart.neemt_over(['migrate']))"
    assert draai("-S", "-c", code).stdout == "True\n"


def test_the_bootstrap_imports_nothing_that_must_be_installed():
    code = "import sys; from buurtnet import opstart; print(*sys.modules)"
    modules = {naam.partition(".")[0] for naam in draai("-S", "-c", code).stdout.split()}
    assert modules - set(sys.stdlib_module_names) <= {"__main__", "buurtnet"}


def test_an_old_python_gets_one_line(capsys, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert opstart.main(["start"]) == 1
    assert capsys.readouterr().err == "Buurtnet vraagt Python 3.11 of nieuwer; dit is 3.9.\n"


def test_without_ensurepip_one_line_says_what_to_install(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(opstart, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(opstart, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(opstart.importlib.util, "find_spec", lambda naam: None)
    assert opstart.main(["test"]) == 1
    regels = capsys.readouterr().err.splitlines()
    assert len(regels) == 1
    assert "sudo apt-get install python3-venv" in regels[0]


def test_requirements_are_installed_once_per_content(monkeypatch, tmp_path):
    eisen = tmp_path / "runtime.txt"
    eisen.write_text("een==1\n")
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    keren = []
    monkeypatch.setattr(opstart, "VENV", tmp_path)
    monkeypatch.setattr(opstart, "PYTHON", python)
    monkeypatch.setattr(opstart, "werkt_pip", lambda: True)
    monkeypatch.setattr(opstart, "installeer", keren.append)
    opstart.richt_in([eisen])
    opstart.richt_in([eisen])
    assert len(keren) == 1
    eisen.write_text("een==2\n")
    opstart.richt_in([eisen])
    assert len(keren) == 2


def test_an_installation_that_fails_gets_one_line(capsys, monkeypatch, tmp_path):
    eisen = tmp_path / "runtime.txt"
    eisen.write_text("bestaat-niet==1 --hash=sha256:" + "0" * 64 + "\n")
    monkeypatch.setattr(opstart, "PYTHON", Path(sys.executable))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(opstart.OpstartFout) as fout:
        opstart.installeer([eisen])
    assert re.fullmatch(r"Pakketten installeren lukte niet \(.*bestaat-niet.*\?", str(fout.value))


def test_a_port_in_use_gets_one_line_with_the_way_out(capsys, monkeypatch):
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        monkeypatch.setenv("PORT", str(bezet.getsockname()[1]))
        assert opstart.main(["start"]) == 1
    fout = capsys.readouterr().err
    assert fout.count("\n") == 1
    assert "PORT=8001 python3 manage.py start" in fout


@pytest.mark.parametrize("poort", ["nul", "0", "65536", "-1", "80 80"])
def test_a_nonsense_port_gets_one_line(capsys, monkeypatch, poort):
    monkeypatch.setenv("PORT", poort)
    assert opstart.main(["start"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("naam", ["runtime", "dev"])
def test_every_requirement_is_pinned_with_hashes_and_names_no_host(naam):
    tekst = (BASE_DIR / "requirements" / f"{naam}.txt").read_text()
    eisen = re.split(r"\n(?=\S)", tekst.strip())
    assert all(re.match(r"[a-z0-9-]+==\S+.*--hash=sha256:", eis, re.DOTALL) for eis in eisen)
    assert "://" not in tekst


# The settings


@pytest.fixture
def var(tmp_path):
    return tmp_path / "var"


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("DEBUG", "misschien"),
        ("SECRET_KEY", "kort"),
        ("SITE_URL", "onzin"),
        ("SITE_URL", "https://voorbeeld.nl/pad"),
        ("SITE_URL", "http://voorbeeld.nl:poort"),
        ("PORT", "acht"),
        ("PROXIES", "-1"),
        ("DATABASE_URL", "mysql://naam@host/db"),
        ("DATABASE_URL", "geen adres"),
        ("DATABASE_URL", "postgres://naam@host"),
        ("DATABASE_URL", "postgres://naam@host:poort/db"),
        ("STATEMENT_TIMEOUT", "-4"),
        ("EMAIL_URL", "duif://til"),
        ("VAR_DIR", "/dev/null/map"),
        ("CONTACT", "bel maar"),
        ("SECURITY_CONTACT", "bel maar"),
        ("CSRF_TRUSTED_ORIGINS", "voorbeeld.nl"),
    ],
)
def test_a_nonsense_setting_stops_the_start_with_one_line(var, naam, waarde):
    klaar = draai("manage.py", "check", omgeving={"VAR_DIR": str(var), naam: waarde})
    assert klaar.returncode == 1
    assert klaar.stderr.startswith(f"De instelling {naam} klopt niet: ")
    assert klaar.stderr.count("\n") == 1


def test_the_key_is_made_once_and_kept_for_its_owner_only(var):
    code = SETTINGS + "print(s.SECRET_KEY)"
    eerste = draai("-c", code, omgeving={"VAR_DIR": str(var)})
    assert (var / "secret_key").stat().st_mode & 0o777 == 0o600
    tweede = draai("-c", code, omgeving={"VAR_DIR": str(var)})
    assert len(eerste.stdout.strip()) == 50
    assert eerste.stdout == tweede.stdout
    (var / "secret_key").chmod(0o644)
    assert "0600" in draai("-c", code, omgeving={"VAR_DIR": str(var)}).stderr


def test_the_environment_decides(var):
    omgeving = {
        "VAR_DIR": str(var),
        "SITE_URL": "https://buurtnet.voorbeeld.nl",
        "DATABASE_URL": "postgres://naam:geheim@db/buurtnet",
        "EMAIL_URL": "smtp+tls://naam:geheim@post:587",
        "PROXIES": "1",
    }
    code = SETTINGS + (
        "d = s.DATABASES['default'];"
        "print(d['ENGINE'], d['CONN_MAX_AGE'], d['CONN_HEALTH_CHECKS'], d['OPTIONS']['options']);"
        "print(s.DEBUG, s.ALLOWED_HOSTS, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT);"
        "print(s.EMAIL_HOST, s.EMAIL_USE_TLS, s.SECURE_PROXY_SSL_HEADER);"
        "print(s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD)"
    )
    uitvoer = draai("-c", code, omgeving=omgeving).stdout
    assert "buurtnet.web.postgresql None True -c statement_timeout=30s" in uitvoer
    assert "False ['buurtnet.voorbeeld.nl', 'localhost', '127.0.0.1'] True True" in uitvoer
    assert "post True ('HTTP_X_FORWARDED_PROTO', 'https')" in uitvoer
    # Another site on the same domain is left alone.
    assert "31536000 False False" in uitvoer


def test_mail_goes_to_files_until_a_server_is_named(var):
    code = SETTINGS + "print(s.EMAIL_BACKEND, s.EMAIL_FILE_PATH)"
    uitvoer = draai("-c", code, omgeving={"VAR_DIR": str(var)}).stdout
    assert uitvoer == f"django.core.mail.backends.filebased.EmailBackend {var}/mail\n"


def test_the_deployment_check_has_no_remarks(var):
    omgeving = {"VAR_DIR": str(var), "SITE_URL": "https://buurtnet.voorbeeld.nl", "PROXIES": "1"}
    opdracht = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    contact = {"CONTACT": "mailto:redactie@voorbeeld.nl"}
    assert draai("manage.py", "vertalingen", "--maak", omgeving=omgeving).stderr == ""
    klaar = draai(*opdracht, omgeving=omgeving | contact)
    assert klaar.returncode == 0, klaar.stderr
    klaar = draai(*opdracht, omgeving=omgeving)
    assert klaar.returncode == 1 and "buurtnet.W001" in klaar.stderr


def test_start_makes_the_translations_and_the_static_files(var):
    klaar = draai("manage.py", "check", omgeving={"VAR_DIR": str(var)})
    assert klaar.returncode == 0 and "buurtnet.W002" in klaar.stderr
    code = "import django; django.setup(); from buurtnet import opstart; opstart.maak_bestanden()"
    klaar = draai("-c", code, omgeving={"VAR_DIR": str(var)})
    assert klaar.returncode == 0, klaar.stderr
    assert (var / "locale" / "en" / "LC_MESSAGES" / "django.mo").exists()
    assert (var / "static" / "staticfiles.json").exists()
    assert draai("manage.py", "check", omgeving={"VAR_DIR": str(var)}).stderr == ""


def test_migrations_make_a_database_that_is_safe_and_follows_its_content(gemigreerd):
    # Every migration was run there, from an empty database: twice would take twice as long.
    var = gemigreerd
    klaar = draai("manage.py", "migrate", omgeving={"VAR_DIR": str(var)})
    assert klaar.returncode == 0, klaar.stderr
    assert "No migrations to apply" in klaar.stdout
    with sqlite3.connect(var / "db.sqlite3") as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("SELECT count(*) FROM basis_dataversie").fetchone() == (1,)
        namen = db.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()
    db.close()
    assert namen[0] > 100
    code = (
        "import django; django.setup(); from django.db import connection as c; k = c.cursor();"
        "print(*(k.execute(f'PRAGMA {p}').fetchone()[0] for p in ('synchronous', 'foreign_keys')))"
    )
    assert draai("-c", code, omgeving={"VAR_DIR": str(var)}).stdout == "2 1\n"


# What is not ours, or not there


def zonder_voorrecht():
    """How to start Python so that the rights of files hold for it, also for root."""
    if os.geteuid():
        return (sys.executable,)
    if not shutil.which("setpriv"):
        pytest.skip("root may read and write everything")
    rechten = "-dac_override,-dac_read_search"
    return ("setpriv", f"--bounding-set={rechten}", f"--inh-caps={rechten}", sys.executable)


@pytest.fixture
def gemaakt(gemigreerd, tmp_path):
    """A VAR_DIR with all that a site makes there."""
    var = shutil.copytree(gemigreerd, tmp_path / "var")
    for pad in ("media/afbeeldingen/0f", "mail", "static/css", "locale/en/LC_MESSAGES"):
        (var / pad).mkdir(parents=True, exist_ok=True)
    for pad in ("static/css/a.css", "static.sha256", "db.sqlite3-wal", "locale/en/LC_MESSAGES/a"):
        (var / pad).touch()
    draai("-c", "from buurtnet import settings", omgeving={"VAR_DIR": str(var)})
    return var


@pytest.mark.parametrize(
    "pad",
    [
        *("db.sqlite3", "db.sqlite3-wal", "secret_key", "static.sha256", "mail", "static"),
        *("static/css", "static/css/a.css", "locale", "locale/en/LC_MESSAGES"),
        *("locale/en/LC_MESSAGES/a", "media", "media/afbeeldingen", "media/afbeeldingen/0f"),
        ".",
    ],
)
def test_what_is_somebody_elses_in_the_folder_of_the_site_gets_one_line(gemaakt, pad):
    (gemaakt / pad).chmod(0)
    try:
        klaar = draai(
            "manage.py", "check", omgeving={"VAR_DIR": str(gemaakt)}, python=zonder_voorrecht()
        )
    finally:
        (gemaakt / pad).chmod(0o700)
    assert klaar.returncode == 1
    assert klaar.stderr.count("\n") == 1, klaar.stderr
    assert str((gemaakt / pad).resolve()) in klaar.stderr


def test_what_a_volume_has_at_its_root_is_nobodys_business(gemaakt):
    for pad in (gemaakt, gemaakt / "media", gemaakt / "media" / "afbeeldingen"):
        (pad / "lost+found").mkdir(mode=0)
    klaar = draai(
        "manage.py", "check", omgeving={"VAR_DIR": str(gemaakt)}, python=zonder_voorrecht()
    )
    assert klaar.returncode == 0, klaar.stderr


def test_a_database_elsewhere_that_is_somebody_elses_gets_one_line(tmp_path, var):
    pad = tmp_path / "elders.sqlite3"
    pad.touch(mode=0)
    omgeving = {"VAR_DIR": str(var), "DATABASE_URL": f"sqlite:///{pad}"}
    klaar = draai("manage.py", "migrate", omgeving=omgeving, python=zonder_voorrecht())
    assert (klaar.returncode, klaar.stderr.count("\n")) == (1, 1)
    assert str(pad) in klaar.stderr


@pytest.mark.parametrize(
    "url",
    ["postgres://niemand@127.0.0.1:1/nergens", "sqlite:///{map}/nergens/db.sqlite3"],
)
@pytest.mark.parametrize(
    "opdracht", [["manage.py", "migrate", "--skip-checks"], ["-m", "buurtnet.opstart"]]
)
def test_a_database_that_is_not_there_gets_one_line(tmp_path, var, url, opdracht):
    omgeving = {"VAR_DIR": str(var), "DATABASE_URL": url.format(map=tmp_path)}
    klaar = draai(*opdracht, omgeving=omgeving)
    assert (klaar.returncode, klaar.stderr.count("\n")) == (1, 1), klaar.stderr


def test_a_mistake_of_ours_keeps_its_traceback(var):
    klaar = draai("manage.py", "shell", "-c", "1 / 0", omgeving={"VAR_DIR": str(var)})
    assert "Traceback" in klaar.stderr and "ZeroDivisionError" in klaar.stderr


@pytest.mark.parametrize(
    "sql",
    ["DROP TABLE basis_zoekwoord", "ALTER TABLE basis_zoekvermelding RENAME gewicht TO rang"],
)
@pytest.mark.parametrize(
    "opdracht", [["manage.py", "migrate", "--skip-checks"], ["-m", "buurtnet.opstart"]]
)
def test_a_database_of_before_its_migrations_were_rewritten_gets_one_line(
    gemigreerd, tmp_path, sql, opdracht
):
    shutil.copy(gemigreerd / "db.sqlite3", tmp_path)
    with sqlite3.connect(tmp_path / "db.sqlite3") as db:
        db.execute(sql)
    db.close()
    klaar = draai(*opdracht, omgeving={"VAR_DIR": str(tmp_path)})
    assert (klaar.returncode, klaar.stderr.count("\n")) == (1, 1), klaar.stderr
    assert "laad de gegevens opnieuw" in klaar.stderr
