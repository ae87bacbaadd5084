"""The site as visitors get it: a database of its own with the demo data, served by gunicorn.

Run as a module this fills that database, in a process with the site's own settings, and prints
what there is to see: the addresses of all public records and the passwords of the demo users.
"""

import contextlib
import json
import os
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


@dataclass
class Proefsite:
    """A running site: where it is, who can log in, and what it should show."""

    url: str
    gebruikers: dict
    records: list
    queries: dict


# Serving, from the process of the tests


@contextlib.contextmanager
def draai(var_dir, database_url):
    """Serve a new site that writes in `var_dir`; yields a Proefsite.

    `database_url` is that of the tests; "" is SQLite. The new site gets a database beside it.
    """
    poort = _vrije_poort()
    url = f"http://localhost:{poort}"
    with _eigen_database(database_url) as eigen_url:
        omgeving = _omgeving(VAR_DIR=var_dir, SITE_URL=url, DATABASE_URL=eigen_url)
        gegevens = json.loads(_python(["-m", "tests.hulp.proefsite"], omgeving))
        opdracht = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{poort}"]
        proces = subprocess.Popen(opdracht, cwd=BASE_DIR, env=omgeving)
        try:
            _wacht_op(f"{url}/-/ready", proces)
            yield Proefsite(url, **gegevens)
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
def _eigen_database(url):
    if not url.startswith("postgres"):
        yield ""
        return
    import psycopg

    naam = f"proefsite_{uuid.uuid4().hex[:12]}"
    # The database of the site itself need not exist: every server has this one.
    beheer = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    with psycopg.connect(beheer, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{naam}"')
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{naam}"))
        finally:
            server.execute(f'DROP DATABASE "{naam}" WITH (FORCE)')


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
