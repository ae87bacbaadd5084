"""`manage.py wis_contact`: erase somebody everywhere, and prove it."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils import timezone

from netwerken.wissen import doorzoek, wis


class Command(BaseCommand):
    help = (
        "Wist een e-mailadres overal, met de naam die erbij staat: contactpunten en"
        " contactadressen met hun geschiedenis, mails, voorstellen, concepten, teksten. Zoekt"
        " daarna in elke kolom van elke tabel of er nog iets staat, en eindigt dan met een fout."
    )

    def add_arguments(self, parser):
        parser.add_argument("adres", help="het e-mailadres")
        parser.add_argument(
            "--naam",
            action="append",
            default=[],
            help="ook deze naam, voluit; mag vaker. De naam bij het adres gaat vanzelf mee",
        )
        parser.add_argument(
            "--proef", action="store_true", help="laat zien wat er zou gebeuren, bewaar niets"
        )

    def handle(self, *, adres, naam, proef, **opties):
        try:
            validate_email(adres)
        except ValidationError as fout:
            raise CommandError("Dit is geen e-mailadres.") from fout
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                # What is erased is written over in the file too.
                cursor.execute("PRAGMA secure_delete = ON")
        with transaction.atomic():
            gezocht, geteld = wis(adres, naam, timezone.localdate())
            over = Counter((vondst.tabel, vondst.kolom) for vondst in doorzoek(gezocht))
            transaction.set_rollback(proef)
        for wat, aantal in geteld.items():
            self.stdout.write(f"{wat}: {aantal}")
        if proef:
            self.stdout.write("Dit was een proef: er is niets bewaard.")
        self._bewijs(gezocht, over, proef)

    def _bewijs(self, gezocht, over, proef):
        namen = len(gezocht.namen)
        self.stdout.write(f"Gezocht: het adres en {namen} {'naam' if namen == 1 else 'namen'}.")
        if not over:
            self.stdout.write("Nergens meer. Reservekopieën vallen hierbuiten.")
            return
        regels = [f"  {tabel}.{kolom}: {n}" for (tabel, kolom), n in sorted(over.items())]
        zin = "\n".join(["Hier staat het nog:", *regels])
        if proef:
            self.stdout.write(zin)
        else:
            raise CommandError(zin)
