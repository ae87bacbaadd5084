"""The scripts and units in deploy/, as they are run there; backups have a file of their own."""

import getpass
import os
import re
import subprocess

from tests.hulp.kopieproef import DEPLOY


def test_beheer_runs_with_the_settings_of_the_sample(tmp_path):
    voorbeeld = (DEPLOY / "buurtnet.env").read_text()
    instellingen = tmp_path / "buurtnet.env"
    tekst = voorbeeld.replace("/var/lib/buurtnet", str(tmp_path))
    instellingen.write_text(re.sub("^DATABASE_URL=.*$", "", tekst, flags=re.M))
    omgeving = {
        "PATH": os.environ["PATH"],
        "BUURTNET_USER": getpass.getuser(),
        "BUURTNET_ENV": str(instellingen),
    }
    code = "from django.conf import settings as s; print(s.ORGANISATIE, s.SITE_URL, s.VAR_DIR)"
    opdracht = [DEPLOY / "beheer", "shell", "--no-imports", "--command", code]
    klaar = subprocess.run(opdracht, env=omgeving, capture_output=True, text=True, check=True)
    verwacht = f"Naam van de beheerder https://buurtnet.voorbeeld.nl {tmp_path}"
    assert klaar.stdout.strip() == verwacht


def test_what_the_units_write_in_is_made_by_systemd():
    for unit in DEPLOY.glob("*.service"):
        tekst = unit.read_text()
        paden = set(re.findall(r"/var/\S+", "\n".join(re.findall(r"^[^#].*", tekst, re.M))))
        mappen = set(re.search(r"^StateDirectory=(.*)$", tekst, re.M)[1].split())
        assert paden <= {f"/var/lib/{map_}" for map_ in mappen}, unit.name
