"""Bring the translations up to date with the texts of the site."""

from django.core.management.base import BaseCommand, CommandError

from ... import catalogi, vertalingen


class Command(BaseCommand):
    help = (
        "Werkt locale/ bij naar de teksten van de site, noemt wat nog niet vertaald is en maakt"
        " de bestanden die Django leest."
    )
    # One of them says that those files are not there yet.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--maak",
            action="store_true",
            help="laat locale/ zoals het is en maak alleen de bestanden die Django leest",
        )

    def handle(self, *, maak, **options):
        ontbreekt = 0 if maak else self._werk_bij()
        vertalingen.compileer()
        if ontbreekt:
            raise CommandError("Nog niet alles is vertaald.")

    def _werk_bij(self):
        """Rewrite the catalogues, say what is wrong, and give how many messages that are."""
        ontbreekt = 0
        for code in catalogi.talen():
            catalogus = vertalingen.bijgewerkt(code)
            catalogi.po_van(code).write_text(vertalingen.als_tekst(catalogus))
            gebreken = vertalingen.gebreken(catalogus)
            ontbreekt += len(gebreken)
            for bericht, gebrek in gebreken:
                self.stderr.write(f"{code}: {gebrek}: {bericht}")
            self.stdout.write(f"{code}: {len(catalogus)} teksten, {len(gebreken)} niet in orde")
        return ontbreekt
