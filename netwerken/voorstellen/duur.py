"""How long it takes until somebody looks at what was proposed, as it went lately."""

import datetime
import statistics

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netwerken.models import Voorstel

# Fewer say nothing; older ones tell of other people.
MINSTENS, MEESTE = 10, 100
VENSTER = datetime.timedelta(days=180)


def gemeten(vandaag):
    """The median of whole days until something was settled, or None when too little is known."""
    sinds = vandaag - VENSTER
    klaar = Voorstel.objects.filter(behandeld_op__date__gte=sinds, behandeld_door__isnull=False)
    momenten = klaar.order_by("-behandeld_op", "-pk").values_list("op", "behandeld_op")[:MEESTE]
    dagen = [(behandeld - op).days for op, behandeld in momenten]
    return round(statistics.median(dagen)) if len(dagen) >= MINSTENS else None


def in_woorden(vandaag):
    """How long it takes, as a sentence."""
    dagen = gemeten(vandaag)
    if dagen is None:
        return _("Meestal duurt dat niet langer dan een week.")
    if dagen < 1:
        return _("Meestal is dat dezelfde dag.")
    zin = ngettext("Meestal duurt dat %(n)d dag.", "Meestal duurt dat %(n)d dagen.", dagen)
    return zin % {"n": dagen}
