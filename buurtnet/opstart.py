"""From a bare Python to a running site: the standard library only, until Django is installed.

Parses on every Python 3.6 or later, so that one that is too old gets a sentence, not a traceback.
"""

import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import venv
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"
OUDSTE_PYTHON = (3, 11)
RUNTIME = [BASE_DIR / "requirements" / "runtime.txt"]
DEV = [*RUNTIME, BASE_DIR / "requirements" / "dev.txt"]


class OpstartFout(Exception):
    """Says in one line what is wrong and what to do about it."""


def neemt_over(argumenten):
    """Whether this module carries out the command line, instead of Django."""
    return argumenten[:1] in (["start"], ["test"]) or importlib.util.find_spec("django") is None


def main(argumenten):
    """Carry out a command line and return its exit code."""
    try:
        controleer_python(sys.version_info)
        if argumenten[:1] == ["start"]:
            return start()
        if argumenten[:1] == ["test"]:
            richt_in(DEV)
            opdracht = [str(PYTHON), "-m", "pytest", "--ds", "tests.settings"]
            opdracht += ["--numprocesses", "auto", "--dist", "loadfile"]
            opdracht += ["--no-loadscope-reorder", *argumenten[1:]]
            return subprocess.call(opdracht, cwd=str(BASE_DIR))
        richt_in(RUNTIME)
        return subprocess.call([str(PYTHON), str(BASE_DIR / "manage.py"), *argumenten])
    except OpstartFout as fout:
        print(fout, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def controleer_python(versie):
    if tuple(versie[:2]) < OUDSTE_PYTHON:
        raise OpstartFout(
            "Buurtnet vraagt Python {}.{} of nieuwer; dit is {}.{}.".format(
                *OUDSTE_PYTHON, *versie[:2]
            )
        )


# The environment


def vingerafdruk(bestanden):
    """A hash of the contents of the files."""
    som = hashlib.sha256()
    for bestand in bestanden:
        som.update(bestand.read_bytes())
    return som.hexdigest()


def richt_in(bestanden):
    """Make `.venv` hold what the requirement files ask; does nothing when it already does."""
    merk = VENV / "buurtnet-{}".format(bestanden[-1].name)
    afdruk = vingerafdruk(bestanden)
    if PYTHON.exists() and merk.exists() and merk.read_text() == afdruk:
        return
    if not werkt_pip():
        maak_venv()
    print("Pakketten installeren; dit duurt een minuut.", flush=True)
    installeer(bestanden)
    merk.write_text(afdruk)


def werkt_pip():
    if not PYTHON.exists():
        return False
    return subprocess.call([str(PYTHON), "-m", "pip", "--version"], **STIL) == 0


STIL = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def maak_venv():
    if importlib.util.find_spec("ensurepip") is None:
        raise OpstartFout(
            "Deze Python mist ensurepip; installeer het, op Debian en Ubuntu met:"
            " sudo apt-get install python3-venv"
        )
    try:
        venv.create(str(VENV), with_pip=True, clear=True, symlinks=True)
    except (OSError, subprocess.CalledProcessError) as fout:
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise OpstartFout("De map .venv maken lukte niet: {}".format(fout)) from None


def installeer(bestanden):
    opdracht = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
    opdracht += ["--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes"]
    for bestand in bestanden:
        opdracht += ["-r", str(bestand)]
    gelukt = subprocess.run(
        opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, universal_newlines=True
    )
    if gelukt.returncode:
        fouten = [regel for regel in gelukt.stderr.splitlines() if regel.startswith("ERROR")]
        raise OpstartFout(
            "Pakketten installeren lukte niet ({}). Is er een internetverbinding?".format(
                fouten[-1][7:] if fouten else "pip gaf geen reden"
            )
        )


# Starting the site


def start():
    """Prepare everything and serve the site until it is stopped; returns the exit code."""
    poort = vrije_poort(os.environ.get("PORT", "").strip() or "8000")
    richt_in(RUNTIME)
    klaar = subprocess.call([str(PYTHON), "-m", "buurtnet.opstart"], cwd=str(BASE_DIR))
    if klaar:
        return klaar
    print("Buurtnet staat klaar op http://localhost:{} (stoppen: Ctrl+C)".format(poort), flush=True)
    opdracht = [str(PYTHON), "-m", "gunicorn", "--chdir", str(BASE_DIR)]
    opdracht += ["--config", str(BASE_DIR / "gunicorn.conf.py")]
    opdracht += ["--bind", "127.0.0.1:{}".format(poort), "--workers", "2"]
    os.execv(str(PYTHON), opdracht)
    return 0


def vrije_poort(waarde):
    if not (waarde.isdigit() and 1 <= int(waarde) <= 65535):
        raise OpstartFout(
            "PORT moet een getal van 1 tot en met 65535 zijn, niet {!r}.".format(waarde)
        )
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind(("127.0.0.1", int(waarde)))
        except OSError:
            raise OpstartFout(
                "Poort {} is niet vrij; kies een andere: PORT=8001 python3 manage.py start".format(
                    waarde
                )
            ) from None
    return int(waarde)


def in_een_zin(fout):
    """What to tell of an exception that nobody's code is to blame for; None of any other.

    A file of somebody else, a full disk, a database that isn't there: who starts the site can mend
    that, and needs no traceback to do so. Runs inside `.venv`.
    """
    from django.core.management import CommandError

    from buurtnet.web.storing.soort import storing_van

    if isinstance(fout, CommandError):
        return str(fout)
    if isinstance(fout, PermissionError):
        return "Geen toegang tot {}; geef het aan deze gebruiker met chown.".format(fout.filename)
    storing = storing_van(fout)
    if storing is None:
        return None
    regels = str(fout).strip().splitlines() or [""]
    return "Dit lukt nu niet ({}): {}".format(storing.name, regels[0])


def bereid_voor():
    """Bring database and made files up to date; runs inside `.venv`, in one process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "buurtnet.settings")
    import django
    from django.apps import apps
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if not apps.get_model("wijken", "Wijk").objects.exists():
        print("De database is leeg: de voorbeeldgegevens worden geladen.", flush=True)
        call_command("demo")
    maak_bestanden()


def maak_bestanden():
    """Make translations and static files in `VAR_DIR`, where their source changed."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("vertalingen", maak=True)
    merk = settings.VAR_DIR / "static.sha256"
    stijlen = BASE_DIR / "buurtnet" / "web" / "stijlen.py"
    afdruk = vingerafdruk([*RUNTIME, stijlen, *bestanden_in(BASE_DIR / "static")])
    if not settings.STATIC_ROOT.exists() or not merk.exists() or merk.read_text() != afdruk:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        merk.write_text(afdruk)


def bestanden_in(folder):
    return sorted(pad for pad in folder.rglob("*") if pad.is_file())


def met_een_zin(doe):
    """Do it; what ends in a sentence instead of a traceback (see `in_een_zin`) is exit code 1."""
    try:
        doe()
    except Exception as fout:
        zin = in_een_zin(fout)
        if zin is None:
            raise
        sys.exit(zin)


if __name__ == "__main__":
    met_een_zin(bereid_voor)
