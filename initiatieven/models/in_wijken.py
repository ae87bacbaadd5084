"""What all that is in wijken has in common: whose it is."""

from django.db.models import Q

from buurtnet.kern.periode import PeriodeQuerySet
from buurtnet.kern.record import RecordQuerySet
from wijken.models import Wijk


class InWijkenQuerySet(PeriodeQuerySet, RecordQuerySet):
    """Records with a many-to-many `wijken`."""

    def van_coordinator(self, gebruiker):
        door = self.model.wijken.through.objects.filter(
            wijk__in=Wijk.objects.in_werkgebied_van(gebruiker)
        )
        return Q(pk__in=door.values(self.model._meta.model_name))
