"""What the commands that load a file of CBS have in common."""

import argparse

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from . import Fout
from .plekken import Plekken, code_van, eigen_gemeenten


def getal(aantal):
    """A number with points between the thousands."""
    return f"{aantal:,}".replace(",", ".")


def lees_gemeente(tekst):
    code = code_van("GM", tekst)
    if code is None:
        raise argparse.ArgumentTypeError(f"“{tekst}” is geen gemeentecode, zoals GM0014")
    return code


class Laadopdracht(BaseCommand):
    """Loads one file whole or not at all. A subclass says how in `laad`."""

    bestand = "het bestand"

    def add_arguments(self, parser):
        parser.add_argument("bestand", help=self.bestand)
        parser.add_argument(
            "--gemeente",
            action="append",
            type=lees_gemeente,
            metavar="GM0014",
            help="alleen deze gemeente; mag vaker. Anders: de gemeenten die op de site staan",
        )
        parser.add_argument(
            "--proef", action="store_true", help="laat zien wat er zou gebeuren, bewaar niets"
        )

    def handle(self, *, bestand, gemeente, proef, **opties):
        try:
            gemeenten = frozenset(gemeente or eigen_gemeenten())
            # Before the transaction: others can go on writing while a large file is read.
            gelezen = self.lees_bestand(bestand, gemeenten)
            with transaction.atomic():
                regels = list(self.bewaar(gelezen, Plekken(gemeenten), **opties))
                transaction.set_rollback(proef)
        except Fout as fout:
            raise CommandError(str(fout)) from fout
        if proef:
            regels.append("Dit was een proef: er is niets bewaard.")
        self.stdout.write("\n".join(regels))

    def lees_bestand(self, pad, gemeenten):
        """What the file says of these gemeenten."""
        raise NotImplementedError

    def bewaar(self, gelezen, plekken, **opties):
        """Save what was read with the places; gives the lines of the report."""
        raise NotImplementedError

    def meld(self, aantal, wat):
        """Say on the side how far a large file is."""
        self.stderr.write(f"… {getal(aantal)} {wat} gelezen")


def opsomming(kop, namen):
    """A heading with the number, then a name on each line; nothing for none."""
    if namen:
        yield f"{kop} ({getal(len(namen))}):"
        yield from (f"  {naam}" for naam in namen)
