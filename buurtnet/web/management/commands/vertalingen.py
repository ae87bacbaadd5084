from django.core.management.base import BaseCommand, CommandError

from ... import vertalingen


class Command(BaseCommand):
    help = "Werkt locale/ bij naar de teksten van de site en noemt wat nog niet vertaald is."

    def handle(self, **options):
        ontbreekt = 0
        for code in vertalingen.talen():
            catalogus = vertalingen.bijgewerkt(code)
            vertalingen.po_van(code).write_text(vertalingen.als_tekst(catalogus))
            gebreken = vertalingen.gebreken(catalogus)
            ontbreekt += len(gebreken)
            for bericht, gebrek in gebreken:
                self.stderr.write(f"{code}: {gebrek}: {bericht}")
            self.stdout.write(f"{code}: {len(catalogus)} teksten, {len(gebreken)} niet in orde")
        vertalingen.compileer()
        if ontbreekt:
            raise CommandError("Nog niet alles is vertaald.")
