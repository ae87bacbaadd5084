"""Reading the environment: what it says, or a sentence that stops the start.

SystemExit prints its sentence and no traceback.
"""

import math
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
SLEUTEL = "secret_key"
# What a volume has at its root, for root alone.
VAN_HET_VOLUME = "lost+found"
env = environ.Env()
# A limit of PostgreSQL as its `options` hold it; the last one counts.
GRENS = re.compile(
    r"(?<!\S)(?:-c\s*|--)statement[_-]timeout=(\d+(?:\.\d+)?)(us|ms|s|min|h|d|)(?!\S)",
    re.IGNORECASE,
)
# imap:// has no TLS: for a server on the same machine.
IMAP_POORT = {"imaps": 993, "imap": 143}
POSTBUS_UITLEG = "gebruik imaps://naam:wachtwoord@host/INBOX of maildir:///pad/naar/map"
SECONDEN = {"us": 1e-6, "": 0.001, "ms": 0.001, "s": 1, "min": 60, "h": 3600, "d": 86_400}


def stop(naam, uitleg):
    raise SystemExit(f"De instelling {naam} klopt niet: {uitleg}")


def aan_uit(naam, standaard):
    waarde = os.environ.get(naam, "").strip().lower()
    keuzes = {"": standaard, "1": True, "true": True, "ja": True}
    keuzes |= {"0": False, "false": False, "nee": False}
    if waarde not in keuzes:
        stop(naam, f"{waarde!r} is geen true of false.")
    return keuzes[waarde]


def getal(naam, standaard, laagste, hoogste):
    waarde = os.environ.get(naam, "").strip() or str(standaard)
    if not (waarde.isascii() and waarde.isdigit() and laagste <= int(waarde) <= hoogste):
        stop(naam, f"{waarde!r} is geen getal van {laagste} tot en met {hoogste}.")
    return int(waarde)


def lijst(naam, standaard):
    return [
        deel.strip() for deel in os.environ.get(naam, "").split(",") if deel.strip()
    ] or standaard


def var_dir():
    """The one folder the site writes in: database, key, mail files, static files."""
    pad = Path(os.environ.get("VAR_DIR", "").strip() or BASE_DIR / "var").resolve()
    try:
        pad.mkdir(mode=0o750, parents=True, exist_ok=True)
    except OSError as fout:
        stop("VAR_DIR", f"{pad} kan niet worden gemaakt ({fout.strerror}).")
    _eis_toegang_tot_inhoud(pad)
    return pad


def _eis_toegang_tot_inhoud(var_dir):
    """What somebody else made there (a command as root) stops the start, not the first visitor.

    Of the pictures, which may be many, only their folders are looked at.
    """
    _eis_toegang("VAR_DIR", var_dir, os.R_OK | os.W_OK)
    for map_, mappen, bestanden in os.walk(var_dir):
        folder, bovenaan = Path(map_), map_ == str(var_dir)
        mappen[:] = [naam for naam in mappen if naam != VAN_HET_VOLUME]
        for naam in mappen:
            _eis_toegang("VAR_DIR", folder / naam, os.R_OK | os.W_OK)
        if folder.is_relative_to(var_dir / "media"):
            mappen[:] = mappen if folder.name != "afbeeldingen" else []
            continue
        for naam in bestanden:
            alleen_lezen = naam == SLEUTEL or not bovenaan
            _eis_toegang("VAR_DIR", folder / naam, os.R_OK | (0 if alleen_lezen else os.W_OK))


def _eis_toegang(instelling, pad, wijze):
    """Stop unless we may do this (os.R_OK, os.W_OK) with `pad`, as far as it is there."""
    if pad.is_dir():
        wijze |= os.X_OK
    if os.path.lexists(pad) and not os.access(pad, wijze):
        stop(instelling, f"bij {pad} kan deze gebruiker niet; geef het hem met chown -R.")


def site_url():
    waarde = os.environ.get("SITE_URL", "").strip().rstrip("/")
    waarde = waarde or f"http://localhost:{getal('PORT', 8000, 1, 65535)}"
    try:
        delen = urlsplit(waarde)
        geldig = delen.scheme in {"http", "https"} and delen.hostname and delen.port != 0
    except ValueError:
        geldig = False
    if not geldig or delen.path or delen.query or delen.fragment:
        stop("SITE_URL", f"{waarde!r} is geen adres zoals https://buurtnet.voorbeeld.nl")
    return waarde


def secret_key(var_dir):
    """The key from the environment, or one made on the first start and kept for its owner only."""
    sleutel = os.environ.get("SECRET_KEY", "").strip()
    pad = var_dir / SLEUTEL
    if not sleutel:
        if not pad.exists():
            _maak_sleutel(pad)
        if pad.stat().st_mode & 0o077:
            stop("SECRET_KEY", f"anderen kunnen {pad} lezen; geef het bestand rechten 0600.")
        sleutel = pad.read_text().strip()
    if len(sleutel) < 50:
        stop("SECRET_KEY", "de sleutel moet minstens 50 tekens lang zijn.")
    return sleutel


def _maak_sleutel(pad):
    """Write the key aside and link it in place, so that two starts at once agree on one key."""
    greep, tijdelijk = tempfile.mkstemp(dir=pad.parent)  # made with mode 0600
    with os.fdopen(greep, "w") as bestand:
        bestand.write(get_random_secret_key())
    try:
        os.link(tijdelijk, pad)
    except FileExistsError:
        return
    finally:
        os.unlink(tijdelijk)


def database(var_dir):
    """What DATABASES holds: SQLite in `var_dir`, or what DATABASE_URL says."""
    # Read for SQLite too, that has no use for it: nonsense stops the start on any machine.
    seconden = getal("STATEMENT_TIMEOUT", 30, 0, 86_400)
    url = os.environ.get("DATABASE_URL", "").strip() or f"sqlite:///{var_dir / 'db.sqlite3'}"
    is_sqlite = url.startswith("sqlite:///")
    instelling = {}
    if is_sqlite or url.startswith(("postgres://", "postgresql://")):
        with suppress(ValueError):
            instelling = env.db_url_config(url)
    if not instelling.get("NAME"):
        stop("DATABASE_URL", "gebruik sqlite:////pad/db.sqlite3 of postgres://naam@host/database.")
    instelling["CONN_MAX_AGE"] = None
    opties = instelling.get("OPTIONS", {})
    return instelling | (
        _sqlite(instelling["NAME"]) if is_sqlite else _postgresql(opties, seconden)
    )


def _sqlite(naam):
    for pad in (Path(naam).parent, Path(naam)):
        _eis_toegang("DATABASE_URL", pad, os.R_OK | os.W_OK)
    # WAL is a property of the file: buurtnet.web.dataversie sets it once, after migrate.
    opties = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA synchronous=FULL; PRAGMA cache_size=-20000",
    }
    return {"OPTIONS": opties}


def _postgresql(opties, seconden):
    """`opties` are those of DATABASE_URL; `seconden` is how long a query may take, 0 for ever."""
    # For when the server isn't heard: in all less than a proxy waits for a page.
    zwijgt = {
        "connect_timeout": 5,
        "tcp_user_timeout": 10_000,  # milliseconds
        "keepalives": 1,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 2,
    }
    # Limits that the server keeps; those of the address come after ours, and win.
    grenzen = (
        f"-c statement_timeout={seconden}s"
        " -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
        f" {opties.get('options', '')}"
    )
    return {
        "ENGINE": "buurtnet.web.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": zwijgt | {"geduld": _geduld(grenzen)} | opties | {"options": grenzen.strip()},
    }


def _geduld(grenzen):
    """How many seconds an answer may take: a little more than the server gives itself, or None."""
    aantal, eenheid = GRENS.findall(grenzen)[-1]
    seconden = float(aantal) * SECONDEN[eenheid.lower()]
    return math.ceil(seconden) + 5 if seconden else None


def email(var_dir):
    url = os.environ.get("EMAIL_URL", "").strip() or f"filemail:///{var_dir / 'mail'}"
    try:
        return env.email_url_config(url)
    except (ImproperlyConfigured, ValueError, KeyError):
        stop("EMAIL_URL", "gebruik bijvoorbeeld smtp+tls://naam:wachtwoord@host:587")


def postbus(naam):
    """A mailbox to read, as buurtnet.post.postbus takes it; None without."""
    waarde = os.environ.get(naam, "").strip()
    if not waarde:
        return None
    try:
        delen = urlsplit(waarde)
        poort = delen.port
    except ValueError:
        stop(naam, POSTBUS_UITLEG)
    if delen.scheme == "maildir" and not delen.netloc and delen.path:
        return {"soort": "maildir", "pad": unquote(delen.path)}
    compleet = delen.hostname and delen.username and delen.password
    if delen.scheme not in IMAP_POORT or not compleet:
        stop(naam, POSTBUS_UITLEG)
    return {
        "soort": delen.scheme,
        "host": delen.hostname,
        "poort": poort or IMAP_POORT[delen.scheme],
        "naam": unquote(delen.username),
        "wachtwoord": unquote(delen.password),
        "map": unquote(delen.path.strip("/")) or "INBOX",
    }
