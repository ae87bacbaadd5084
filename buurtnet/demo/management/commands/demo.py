"""`manage.py demo`: the demo data, and on request people to try the site with."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ... import gebruikers as demogebruikers
from ... import gegevens, schaal


class Command(BaseCommand):
    help = "Laadt de voorbeeldgegevens uit fixtures/. Twee keer draaien verandert niets."

    def add_arguments(self, parser):
        parser.add_argument(
            "--gebruikers",
            action="store_true",
            help="maak ook één persoon per rol; de wachtwoorden staan één keer op het scherm",
        )
        parser.add_argument(
            "--ook-in-productie",
            action="store_true",
            help="sta --gebruikers ook toe als DEBUG uit staat",
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="print de rollen en van elke rol een eigen en een vreemd object, als JSON",
        )
        parser.add_argument(
            "--schaal",
            type=schaal.lees_schaal,
            metavar="N",
            help="vul in plaats daarvan een verzonnen stad, N keer zo groot als Groningen",
        )
        parser.add_argument(
            "--zaad", type=int, default=1, metavar="S", help="hetzelfde zaad, dezelfde stad"
        )

    def handle(self, *, gebruikers, ook_in_productie, **opties):
        if opties["schaal"]:
            self.vul_stad(opties["schaal"], opties["zaad"])
            return
        if gebruikers and not (settings.DEBUG or ook_in_productie):
            raise CommandError(
                "DEBUG staat uit, dus dit kan een echte site zijn. Wil je hier toch"
                " proefgebruikers? Zet er dan --ook-in-productie bij."
            )
        try:
            telling = gegevens.laad()
        except gegevens.Fout as fout:
            raise CommandError(str(fout)) from fout
        wachtwoorden = demogebruikers.maak_gebruikers() if gebruikers else {}
        if opties["json"]:
            self.stdout.write(json.dumps(demogebruikers.overzicht(wachtwoorden), indent=2))
            return
        self.toon_telling(telling)
        self.toon_gebruikers(wachtwoorden)

    def vul_stad(self, omvang, zaad):
        telling = schaal.vul(omvang, zaad)
        for naam, aantal in telling.items():
            self.stdout.write(f"{naam:25} {aantal:8}")
        self.stdout.write("Klaar." if telling else "Deze stad staat er al.")

    def toon_telling(self, telling):
        for naam, (nieuw, stond_er) in telling.items():
            self.stdout.write(f"{naam:15} {nieuw:5} nieuw {stond_er:5} stonden er al")
        totaal = sum(nieuw for nieuw, _stond_er in telling.values())
        self.stdout.write(f"Klaar: {totaal} rijen toegevoegd.")

    def toon_gebruikers(self, wachtwoorden):
        for rol, wachtwoord in wachtwoorden.items():
            email = demogebruikers.ROLLEN[rol]["email"]
            self.stdout.write(f"{email:36} {wachtwoord or 'bestaat al, niets veranderd'}")
