"""What every test may count on: no network, and a browser where one is installed."""

import datetime
import gc
import os
import pickle
import shutil
import socket

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, connections, transaction

from buurtnet.demo import gegevens
from buurtnet.web import vertalingen
from tests.hulp import eenmalig, legen, momentopname, proefsite
from tests.hulp.bouwers import (
    VANDAAG,
    log_in_met_tweede_stap,
    maak_beheerder,
    maak_coordinator,
    maak_gebied,
    maak_stad,
    maak_thema,
    maak_werkgebied,
    maak_wijk,
)
from tests.hulp.opdracht import draai
from tests.hulp.postproef import Postbus
from tests.hulp.wereld import Wereld

# Most of what there is stays until the end: looking through it all the time took an eighth.
gc.set_threshold(50_000, 20, 100)
# How long one example takes tells how busy the machine is, and nothing of what is promised.
# The same examples every time: a run says what changed, not what chance brought.
hypothesis.settings.register_profile("buurtnet", deadline=None, derandomize=True)
hypothesis.settings.load_profile("buurtnet")

DATABASE_URL = os.environ.get("DATABASE_URL", "")
OP_POSTGRESQL = DATABASE_URL.startswith("postgres")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The browser runs as root in CI, keeps to this machine and shows nothing of its own.
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium():
    """Path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


def pytest_configure(config):
    """The translations, for this process and whichever folder it writes in."""
    vertalingen.compileer()
    if not hasattr(config, "workerinput"):
        eenmalig.begin()


def pytest_unconfigure(config):
    if not hasattr(config, "workerinput"):
        proefsite.verwijder_sjabloon(eenmalig.folder("site"), DATABASE_URL)
        eenmalig.ruim_op()


def pytest_addoption(parser):
    parser.addoption("--snel", action="store_true", help="leave out what needs a browser")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """One process more than there are cores: a test that waits for a browser leaves one idle.

    No processes besides this one for a single file: a file is never divided over them.
    """
    bestanden = {argument.partition("::")[0] for argument in config.args}
    if len(bestanden) == 1 and bestanden.pop().endswith(".py"):
        return 0
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(config, items):
    if OP_POSTGRESQL:
        laat_weg(config, items)
    # What takes longest comes first, or one process would wait for another at the end.
    items.sort(key=lambda item: "site" not in getattr(item, "fixturenames", ()))
    waarom = geen_browser(config)
    for item in items if waarom else ():
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason=waarom))


def laat_weg(config, items):
    """Leave out what the run on SQLite says for every database."""
    weg = [item for item in items if item.get_closest_marker("eenmaal")]
    if weg:
        items[:] = [item for item in items if not item.get_closest_marker("eenmaal")]
        config.hook.pytest_deselected(items=weg)


def geen_browser(config):
    """Why tests that need a browser are left out, for the report; "" when they run."""
    if config.getoption("snel"):
        return "left out by --snel: needs a browser"
    if chromium():
        return ""
    if os.environ.get("BUURTNET_BROWSER") == "verplicht":
        raise pytest.UsageError("BUURTNET_BROWSER=verplicht, but no Chromium is installed")
    return "no Chromium found: install the package chromium"


@pytest.fixture(scope="session", autouse=True)
def leegmaken():
    """What emptying all tables between two tests costs on PostgreSQL: that of what is in them."""
    with pytest.MonkeyPatch.context() as mp:
        if OP_POSTGRESQL:
            mp.setattr(type(connection.ops), "sql_flush", legen.alleen_wat_vol_is)
        yield


@pytest.fixture(scope="session")
def playwright(playwright):
    """Playwright, without the connections that Django keeps apart for its event loop.

    Nobody else can close those: once the loop has stopped, Django finds its earlier ones back.
    """
    yield playwright
    connections.close_all()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": chromium(), "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """A connection to anywhere but this machine fails the test."""
    echt = socket.socket.connect

    def connect(self, adres):
        lokaal = self.family == socket.AF_UNIX or adres[0] in {"127.0.0.1", "::1", "localhost"}
        if not lokaal:
            raise AssertionError(f"a test tried to reach {adres}")
        return echt(self, adres)

    with pytest.MonkeyPatch.context() as mp:
        mp.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(scope="session", autouse=True)
def allow_async_unsafe():
    """Playwright keeps an event loop in the thread of the test; Django takes it for async code."""
    with pytest.MonkeyPatch.context() as mp:
        mp.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def vandaag(time_machine):
    """Makes it noon (UTC) of VANDAAG, for as long as the test takes."""
    moment = datetime.datetime.combine(VANDAAG, datetime.time(12), datetime.UTC)
    time_machine.move_to(moment, tick=False)


@pytest.fixture
def stad():
    return maak_stad()


@pytest.fixture
def zuid(stad):
    return maak_gebied(naam="Zuid", ligt_in=stad)


@pytest.fixture
def wijk(zuid):
    """A wijk of a gebied of a city."""
    return maak_wijk(naam="De Wijert", ligt_in=zuid)


@pytest.fixture
def thema():
    return maak_thema(naam="Rondkomen")


@pytest.fixture
def eigen(client):
    """Where a network works; its coordinator is logged in."""
    werkgebied = maak_werkgebied()
    client.force_login(maak_coordinator(werkgebied.netwerk))
    return werkgebied


@pytest.fixture
def staf(client):
    """A client of a superuser with a second step."""
    log_in_met_tweede_stap(client, maak_beheerder())
    return client


@pytest.fixture
def postbus(mailoutbox):
    """The mail that is sent, as pytest's `mailoutbox` is; of what waits, the turn comes first."""
    return Postbus()


@pytest.fixture(scope="session")
def demo_opname(django_db_setup, django_db_blocker):
    """(how many rows came from each file, the rows themselves): loading takes a while."""

    def laad(folder):
        with django_db_blocker.unblock(), transaction.atomic():
            telling = gegevens.laad()
            opname = pickle.dumps((telling, momentopname.neem()))
            transaction.set_rollback(True)
        (folder / "opname").write_bytes(opname)
        shutil.copytree(settings.MEDIA_ROOT, folder / "media")

    folder = eenmalig.maak("demo", laad)
    shutil.copytree(folder / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
    return pickle.loads((folder / "opname").read_bytes())  # noqa: S301 our own


@pytest.fixture(scope="module")
def demo(demo_opname, django_db_blocker):
    """The demo data for a whole module; gives how many rows came from each file.

    All tests of the module that use it need the mark `django_db`, or it is put there twice.
    """
    telling, opname = demo_opname
    with django_db_blocker.unblock(), transaction.atomic():
        momentopname.zet_terug(opname)
        yield telling
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def wereld(django_db_setup, django_db_blocker):
    """A Wereld for a whole module, as `demo` is."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Wereld()
        transaction.set_rollback(True)


def _draai_site(folder):
    """The real site in this folder, from a copy of one with the demo data."""
    sjabloon = eenmalig.maak("site", lambda folder: proefsite.vul_sjabloon(folder, DATABASE_URL))
    return proefsite.draai(folder / "var", sjabloon, DATABASE_URL)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The real site with the demo data and a user per role, served on a port of its own."""
    with _draai_site(tmp_path_factory.mktemp("site")) as draaiend:
        yield draaiend


@pytest.fixture(scope="module")
def eigen_site(tmp_path_factory):
    """As `site`, for one module alone: nobody else changes what it counts on."""
    with _draai_site(tmp_path_factory.mktemp("eigen_site")) as draaiend:
        yield draaiend


@pytest.fixture(scope="session")
def gemigreerd():
    """Folder of an SQLite database that went through every migration, with `rest.json` beside it.

    On its way it held what the rules of today refuse; `rest.json` says what became of that.
    """

    def migreer(folder):
        klaar = draai(
            "-m", "tests.hulp.migratieproef", omgeving={"VAR_DIR": str(folder), "DEBUG": "1"}
        )
        assert klaar.returncode == 0, klaar.stderr
        (folder / "rest.json").write_text(klaar.stdout)

    return eenmalig.maak("gemigreerd", migreer)
