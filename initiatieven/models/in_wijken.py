"""What all that is in wijken has in common: whose it is."""

from django.db.models import Q

from buurtnet.kern.periode import PeriodeQuerySet
from buurtnet.kern.rechten import InHoedeQuerySet, eigen_q
from buurtnet.kern.record import RecordQuerySet
from wijken.models import Wijk


class InWijkenQuerySet(PeriodeQuerySet, RecordQuerySet):
    """Records with a many-to-many `wijken`."""

    def in_werkgebied_q(self, gebruiker):
        """Q for what is in a wijk where a coordinator works today."""
        door = self.model.wijken.through.objects.filter(
            wijk__in=Wijk.objects.in_werkgebied_van(gebruiker)
        )
        return Q(pk__in=door.values(self.model._meta.model_name))

    def van_coordinator(self, gebruiker):
        return self.in_werkgebied_q(gebruiker)


class InHoedeInWijkenQuerySet(InHoedeQuerySet, InWijkenQuerySet):
    """Records in wijken that others may work with too: who looks after them, edits them."""

    def te_gebruiken_door(self, gebruiker):
        """Where `gebruiker` may say what happens: what they look after or is in their wijken."""
        hier = eigen_q(
            gebruiker, lambda: self.van_coordinator(gebruiker) | self.in_werkgebied_q(gebruiker)
        )
        return self.visible_to(gebruiker).filter(hier)
