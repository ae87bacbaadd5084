"""`manage.py simuleer`: a year of “Klopt dit nog?”, and what it brings and costs."""

import time
from argparse import ArgumentTypeError

from django.core.management.base import BaseCommand

from buurtnet.berichten.simulatie import aannamen
from buurtnet.berichten.simulatie.jaar import DOEL_MINUTEN, DOEL_VERS, simuleer

MEESTE_ORGANISATIES, MEESTE_DAGEN = 5_000, 730


def getal(hoogste):
    """A type of argument: a whole number from 1 up to `hoogste`, inclusive."""

    def lees_getal(tekst):
        if not tekst.isdecimal() or not 1 <= int(tekst) <= hoogste:
            raise ArgumentTypeError(f"{tekst} is geen getal van 1 tot en met {hoogste}")
        return int(tekst)

    return lees_getal


class Command(BaseCommand):
    help = (
        "Speelt de ronde “Klopt dit nog?” een jaar na, dag voor dag, in een database in het"
        " geheugen: hoe vers blijft alles, hoeveel mails en hoeveel werk kost dat. De site zelf"
        " merkt er niets van."
    )
    # The site need not be set up for it.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--organisaties", type=getal(MEESTE_ORGANISATIES), default=500)
        parser.add_argument("--dagen", type=getal(MEESTE_DAGEN), default=365)
        parser.add_argument(
            "--antwoord",
            type=getal(100),
            nargs="+",
            default=[40, 60, 80],
            metavar="N",
            help="hoeveel van de 100 adressen antwoorden; elk getal is een jaar apart",
        )
        parser.add_argument(
            "--zaad", type=int, default=1, metavar="S", help="hetzelfde zaad, hetzelfde jaar"
        )

    def handle(self, *, organisaties, dagen, antwoord, zaad, **opties):
        self.stdout.write(f"{organisaties} organisaties, {dagen} dagen, zaad {zaad}.")
        for aantal in antwoord:
            self.stdout.write("")
            for zin in aannamen.in_woorden(aantal):
                self.stdout.write(f"- {zin}")
            self.toon(f"{aantal} van de 100 antwoorden", organisaties, dagen, aantal / 100, zaad)
        self.toon("Niemand vraagt iets", organisaties, dagen, None, zaad)

    def toon(self, kop, organisaties, dagen, antwoord, zaad):
        begin = time.monotonic()
        uitkomst = simuleer(organisaties, dagen, antwoord, zaad)
        eerste, *_rest, laatste = uitkomst.per_dag
        self.stdout.write(f"\n{kop} ({time.monotonic() - begin:.0f} s)")
        self.stdout.write(
            f"  vers: op elke dag minstens {uitkomst.minst:.1%}, mediaan {uitkomst.mediaan:.1%};"
            f" {uitkomst.per_dag[eerste][0]} gegevens op de eerste dag,"
            f" {uitkomst.per_dag[laatste][0]} op de laatste"
        )
        maanden = [f"{maand:%m}: {deel:.1%}" for maand, deel in uitkomst.per_maand.items()]
        self.stdout.write(f"  per maand: {', '.join(maanden)}")
        if antwoord is None:
            return
        bureau, telefoon = uitkomst.minuten("werkplek"), uitkomst.minuten("telefoon")
        self.stdout.write(
            f"  mails: {uitkomst.mails}, per organisatie {uitkomst.mails_per_jaar:.1f} per jaar"
        )
        self.stdout.write(
            f"  werk per week per 100 organisaties: {bureau + telefoon:.1f} minuten"
            f" ({bureau:.1f} aan de werkplek, {telefoon:.1f} aan de telefoon),"
            f" {uitkomst.werk['interacties']} handelingen in al die dagen"
        )
        gehaald = "gehaald" if uitkomst.haalt_doel else "niet gehaald"
        self.stdout.write(
            f"  doel (elke dag {DOEL_VERS:.0%} vers, hoogstens {DOEL_MINUTEN} minuten): {gehaald}"
        )
