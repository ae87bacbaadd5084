"""Build the index of the words of all records anew."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction

from buurtnet.kern.boom import Boom
from buurtnet.kern.record import Record
from buurtnet.kern.zoekindex import Zoekingang, Zoekvermelding, Zoekwoord

PER_KEER = 500


class Command(BaseCommand):
    help = (
        "Build what follows from the records anew, the search index and the paths of trees:"
        " needed only after raw SQL or an update."
    )

    @transaction.atomic
    def handle(self, **options):
        for model in (Zoekvermelding, Zoekwoord):
            model.objects.all().delete()
        for model in apps.get_models():
            if issubclass(model, Boom):
                self._herstel(model)
            if issubclass(model, Record):
                self._bouw(model)

    def _herstel(self, model):
        namen = model._meta.verbose_name_plural
        aantal, kring = model.herstel_paden()
        if aantal:
            self.stdout.write(f"{aantal} paden van {namen} hersteld")
        if kring:
            self.stderr.write(f"{namen} in een kring: {', '.join(map(str, kring))}")

    def _bouw(self, model):
        sleutels = list(model.objects.order_by("pk").values_list("pk", flat=True))
        ingangen = Zoekingang.objects.filter(soort=model._meta.label_lower)
        ingangen.exclude(object_id__in=model.objects.values("pk")).delete()
        for begin in range(0, len(sleutels), PER_KEER):
            Zoekingang.objects.indexeer(
                model.objects.filter(pk__in=sleutels[begin : begin + PER_KEER])
            )
        self.stdout.write(f"{model._meta.verbose_name_plural}: {len(sleutels)}")
