"""The site as visitors get it: a database of its own with the demo data, served by gunicorn.

Filling it takes a while. It is done once, into a template that every process of the tests copies.
Run as a module this fills the template, in a process with the site's own settings, and prints what
there is to see: the addresses of all public records and the passwords of the demo users.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# How many records of each kind are opened to count the queries of their page.
STEEKPROEF = 8
# In the folder of the template: what was printed, and the name of its database on a server.
GEGEVENS, DATABASE = "proefsite.json", "proefsite.database"
# What the site calls its own file; what the tests call the database of a running site.
SQLITE, ALIAS = "db.sqlite3", "proefsite"


@dataclass
class Proefsite:
    """A running site: where it is, its database, who can log in, and what it should show."""

    url: str
    databank: str
    gebruikers: dict
    records: list
    queries: dict


# Serving, from the process of the tests


@contextlib.contextmanager
def gemigreerd(var_dir, database_url):
    """A connection with a database on the server that went through every migration."""
    import psycopg

    naam = _nieuwe_naam()
    url = _met_naam(database_url, naam)
    _op_server(database_url, f'CREATE DATABASE "{naam}"')
    try:
        omgeving = _omgeving(VAR_DIR=var_dir, DATABASE_URL=url, DEBUG=1)
        _python(["manage.py", "migrate", "--verbosity", "0"], omgeving)
        with psycopg.connect(url) as verbinding:
            yield verbinding
    finally:
        _verwijder(database_url, naam)


def vul_sjabloon(sjabloon, database_url):
    """Fill the folder `sjabloon` with all that a site writes, and a database for it.

    `database_url` is that of the tests; "" is SQLite, whose database is a file of the folder.
    """
    url = ""
    if database_url.startswith("postgres"):
        naam = _nieuwe_naam()
        _op_server(database_url, f'CREATE DATABASE "{naam}"')
        (sjabloon / DATABASE).write_text(naam)
        url = _met_naam(database_url, naam)
    omgeving = _omgeving(VAR_DIR=sjabloon, DATABASE_URL=url)
    (sjabloon / GEGEVENS).write_text(_python(["-m", "tests.hulp.proefsite"], omgeving))


def verwijder_sjabloon(sjabloon, database_url):
    """Remove the database on the server, if `sjabloon` has one."""
    if (sjabloon / DATABASE).exists():
        _verwijder(database_url, (sjabloon / DATABASE).read_text())


@contextlib.contextmanager
def draai(var_dir, sjabloon, database_url):
    """Serve a copy of the template, which writes in the new folder `var_dir`; yields a Proefsite.

    `database_url` is that of the tests, as it was for the template.
    """
    poort = _vrije_poort()
    url = f"http://localhost:{poort}"
    shutil.copytree(sjabloon, var_dir)
    gegevens = json.loads((var_dir / GEGEVENS).read_text())
    with _eigen_database(var_dir, database_url) as eigen_url:
        omgeving = _omgeving(VAR_DIR=var_dir, SITE_URL=url, DATABASE_URL=eigen_url)
        opdracht = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{poort}"]
        proces = subprocess.Popen(opdracht, cwd=BASE_DIR, env=omgeving)
        try:
            _wacht_op(f"{url}/-/ready", proces)
            yield Proefsite(url, _databank(var_dir, eigen_url), **gegevens)
        finally:
            proces.terminate()
            proces.wait(20)


def _omgeving(**eigen):
    namen = ("DEBUG", "SECRET_KEY", "PORT", "ALLOWED_HOSTS", "EMAIL_URL", "PROXIES")
    schoon = {naam: waarde for naam, waarde in os.environ.items() if naam not in namen}
    schoon["DJANGO_SETTINGS_MODULE"] = "buurtnet.settings"
    return schoon | {naam: str(waarde) for naam, waarde in eigen.items()}


def _python(argumenten, omgeving):
    opdracht = [sys.executable, *argumenten]
    klaar = subprocess.run(
        opdracht, cwd=BASE_DIR, env=omgeving, stdout=subprocess.PIPE, text=True, check=True
    )
    return klaar.stdout


def _vrije_poort():
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return proef.getsockname()[1]


def _wacht_op(url, proces):
    einde = time.monotonic() + 60
    while time.monotonic() < einde and proces.poll() is None:
        with contextlib.suppress(urllib.error.URLError), urllib.request.urlopen(url):
            return
        time.sleep(0.1)
    raise RuntimeError(f"no site at {url}")


@contextlib.contextmanager
def _eigen_database(var_dir, url):
    if not (var_dir / DATABASE).exists():
        yield ""
        return
    naam, sjabloon = _nieuwe_naam(), (var_dir / DATABASE).read_text()
    _op_server(url, f'CREATE DATABASE "{naam}" TEMPLATE "{sjabloon}"')
    try:
        yield _met_naam(url, naam)
    finally:
        _verwijder(url, naam)


def _databank(var_dir, url):
    """What Django calls the database at this address; "" is the file in `var_dir`."""
    return urlsplit(url).path.removeprefix("/") if url else str(var_dir / SQLITE)


@contextlib.contextmanager
def rijen_van(site):
    """Read what a running Proefsite has recorded: yields a function from model to queryset."""
    from django.db import connections

    connections.settings[ALIAS] = connections.settings["default"] | {"NAME": site.databank}
    try:
        yield lambda model: model.objects.using(ALIAS)
    finally:
        connections[ALIAS].close()
        del connections[ALIAS], connections.settings[ALIAS]


def _nieuwe_naam():
    return f"proefsite_{uuid.uuid4().hex[:12]}"


def _met_naam(url, naam):
    return urlunsplit(urlsplit(url)._replace(path=f"/{naam}"))


def _verwijder(url, naam):
    _op_server(url, f'DROP DATABASE "{naam}" WITH (FORCE)')


def _op_server(url, opdracht):
    import psycopg

    # The database of the site itself need not exist: every server has this one.
    with psycopg.connect(_met_naam(url, "postgres"), autocommit=True) as server:
        server.execute(opdracht)


# Filling, in the process of the site


def _vul():
    import django
    from django.apps import apps
    from django.conf import settings

    django.setup()
    # The tables straight from the models: a fifth of the time that the migrations take.
    settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}

    from django.core.management import call_command

    from buurtnet.demo import gebruikers as demogebruikers
    from buurtnet.demo import gegevens as demogegevens
    from buurtnet.kern import soorten

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("vertalingen", maak=True)
    demogegevens.laad()
    wachtwoorden = demogebruikers.maak_gebruikers()
    gebruikers = {
        rol: {"email": wie["email"], "wachtwoord": wachtwoorden[rol]}
        for rol, wie in demogebruikers.ROLLEN.items()
    }
    records, steekproef = [], []
    for model in soorten.alle():
        adressen = [rij.get_absolute_url() for rij in model.objects.filter(openbaar=True)]
        records += adressen
        steekproef += adressen[:: max(len(adressen) // STEEKPROEF, 1)]
    return {"gebruikers": gebruikers, "records": records, "queries": _tel_queries(steekproef)}


def _tel_queries(adressen):
    """{address: how many queries its page costs a first visitor}."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from buurtnet.web import dataversie

    bezoeker = Client(headers={"host": "localhost"})
    telling = {}
    for adres in adressen:
        dataversie.vergeet()
        with CaptureQueriesContext(connection) as queries:
            bezoeker.get(adres)
        telling[adres] = len(queries)
    return telling


if __name__ == "__main__":
    print(json.dumps(_vul()))
