"""`manage.py meet`: what the heavy pages cost, on the data that is there."""

import gzip
import statistics
import time

from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, reset_queries
from django.db.models import Count
from django.test import RequestFactory, override_settings
from django.urls import reverse

from buurtnet.web import dataversie
from netwerken.models import Inzet
from wijken.models import Wijk


class Command(BaseCommand):
    help = (
        "Meet de CPU-tijd van de zwaarste pagina's in dit proces, naast een lege pagina met"
        " dezelfde middleware. De voorraad van kant-en-klare pagina's doet niet mee."
    )

    def add_arguments(self, parser):
        parser.add_argument("--keer", type=int, default=20, help="hoe vaak elke pagina")
        parser.add_argument("--q", default="moestuin", help="waarop te zoeken")

    def handle(self, *, keer, q, **opties):
        paginas = {"leeg": reverse("live")} | self.paginas(q)
        self.stdout.write(f"{'pagina':22} cpu ms  x leeg   eerst  klok ms  vragen  kB gzip")
        with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]):
            handler = WSGIHandler()
            leeg = None
            for naam, adres in paginas.items():
                meting = Meting(handler, adres, keer)
                leeg = leeg or meting.cpu
                self.stdout.write(f"{naam:22} {meting.regel(leeg)}")

    def paginas(self, q):
        """The busiest wijk and its gebied, so that small and large data compare fairly."""
        drukste = (
            Wijk.objects.filter(soort=Wijk.Soort.WIJK)
            .annotate(n=Count("inzetten"))
            .order_by("-n", "pk")
            .first()
        )
        if drukste is None or not Inzet.objects.exists():
            raise CommandError("Er is niets te meten. Laad eerst gegevens met manage.py demo.")
        gebied = drukste.ligt_in
        initiatieven = reverse("initiatieven:initiatieven")
        organisaties = reverse("netwerken:organisaties")
        return {
            "wijk": drukste.get_absolute_url(),
            "dekking van een gebied": f"{reverse('netwerken:dekking')}?gebied={gebied.slug}",
            "initiatieven": initiatieven,
            "initiatieven in wijk": f"{initiatieven}?wijk={drukste.slug}",
            "organisaties": organisaties,
            "organisaties in wijk": f"{organisaties}?wijk={drukste.slug}",
            "zoeken": f"{reverse('zoeken')}?q={q}",
        }


class Meting:
    """One page asked a number of times, each time as if nobody asked it before."""

    def __init__(self, handler, adres, keer):
        self.handler, self.adres = handler, adres
        # The page that nobody asked since the last change of the data; the clock counts what the
        # database server does too.
        dataversie.vergeet()
        _cpu, self.eerst = self.vraag(0)
        tijden = [self.vraag(nummer) for nummer in range(1, keer + 1)]
        self.cpu, self.klok = (statistics.median(reeks) for reeks in zip(*tijden, strict=True))
        self.vragen = self.tel_vragen()

    def vraag(self, nummer):
        """CPU and clock time in ms; the number makes it an address that no stock knows."""
        teken = "&" if "?" in self.adres else "?"
        request = RequestFactory().get(f"{self.adres}{teken}keer={nummer}")
        klok, cpu = time.perf_counter(), time.process_time()
        antwoord = self.handler.get_response(request)
        duur = (time.process_time() - cpu) * 1000, (time.perf_counter() - klok) * 1000
        antwoord.close()
        if antwoord.status_code != 200:
            raise CommandError(f"{self.adres} antwoordt met {antwoord.status_code}")
        self.grootte = len(gzip.compress(antwoord.content, mtime=0)) / 1000
        return duur

    def tel_vragen(self):
        connection.force_debug_cursor = True
        reset_queries()
        self.vraag(-1)
        connection.force_debug_cursor = False
        return len(connection.queries)

    def regel(self, leeg):
        return (
            f"{self.cpu:6.2f} {self.cpu / leeg:7.1f} {self.eerst:7.1f} {self.klok:8.2f}"
            f" {self.vragen:7} {self.grootte:8.1f}"
        )
