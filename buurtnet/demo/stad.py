"""The machine that makes the rows of a synthetic city, always in the same order."""

import datetime
import random
import uuid
from itertools import islice

from buurtnet.kern.herkomst import Bron
from buurtnet.kern.letters import slug_van
from buurtnet.kern.precisie import Precisie
from buurtnet.kern.status import Status
from initiatieven.models import Doelgroep
from wijken.models import Thema

PER_KEER = 1_000

# Freshness is counted back from here, so that a city doesn't depend on the day it is made.
PEILDATUM = datetime.date(2026, 11, 1)

LETTERGREPEN = (
    "lin den burg hof wal ster ven dijk berg veld mol ken hoek ber gen zan der poort kaa meer "
    "rie ten brug loo hei acker vliet stra ma ping wold horst kamp oor ster bosch"
).split()


class Stad:
    """Makes the rows of one synthetic city, always in the same order."""

    def __init__(self, naam, schaal):
        self.schaal = schaal
        self.kans = random.Random(naam)  # noqa: S311 - data, not secrets
        self.woorden = sorted({self.woord() for _nummer in range(2_000)})
        self.bron = Bron.objects.create(naam=naam, soort=Bron.Soort.IMPORT)
        self.themas = list(Thema.objects.all())
        self.doelgroepen = list(Doelgroep.objects.all())

    def woord(self):
        return "".join(self.kans.choices(LETTERGREPEN, k=self.kans.randint(2, 3)))

    def zin(self, lengte):
        return " ".join(self.kans.choices(self.woorden, k=lengte)).capitalize() + "."

    def aantal(self, per_stad):
        return max(1, round(per_stad * self.schaal))

    def herkomst(self):
        dagen = self.kans.randint(0, 700)
        return {
            "bron": self.bron,
            "vindplaats": "verzonnen",
            "bevestigd_op": PEILDATUM - datetime.timedelta(days=dagen),
        }

    def periode(self):
        vanaf = PEILDATUM - datetime.timedelta(days=self.kans.randint(30, 3_000))
        lot = self.kans.random()
        velden = {"vanaf": vanaf, "vanaf_precisie": Precisie.DAG, "status": Status.ACTIEF}
        if lot < 0.1:
            tot = vanaf + (PEILDATUM - vanaf) * self.kans.random()
            velden |= {"tot": tot, "status": Status.GESTOPT}
        elif lot < 0.13:
            velden |= {"status": Status.GEPLAND}
        return velden

    def record(self, model, naam, nummer, **velden):
        return model(
            uuid=uuid.UUID(int=self.kans.getrandbits(128), version=4),
            naam=naam,
            slug=f"{slug_van(naam)[:60]}-{nummer}",
            **self.herkomst(),
            **velden,
        )

    def maak(self, model, rijen):
        """Write rows in batches; give them back with their keys."""
        rijen = iter(rijen)
        gemaakt = []
        while keer := list(islice(rijen, PER_KEER)):
            gemaakt += model.objects.bulk_create(keer)
        return gemaakt

    def koppel(self, model, veld, rijen, kies):
        """Fill a many-to-many field: `kies(row)` gives the records to link to."""
        door = getattr(model, veld).through
        eigen = f"{model._meta.model_name}_id"
        ander = f"{getattr(model, veld).field.m2m_reverse_field_name()}_id"
        paren = (
            door(**{eigen: rij.pk, ander: doel.pk})
            for rij in rijen
            for doel in {doel.pk: doel for doel in kies(rij)}.values()
        )
        while keer := list(islice(paren, PER_KEER * 5)):
            door.objects.bulk_create(keer)
