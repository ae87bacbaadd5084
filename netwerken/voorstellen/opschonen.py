"""What somebody sent is kept as long as it is of use, and no longer."""

import datetime

from django.db import transaction
from django.utils import timezone

from netwerken.models import Voorstel

# So long after it was settled nobody asks what exactly was said, or who said it.
BEWAARTIJD = datetime.timedelta(days=90)
# What nobody took up by then is no longer so.
VERLOOP = datetime.timedelta(days=365)
LEEG = {
    "tekst": "",
    "antwoord": "",
    "gegevens": {},
    "voorsteller": None,
    "van": None,
    "sleutel": None,
}


def schoon_op(datum):
    """Do what `datum` (today) asks; may run twice. Gives how many were (lapsed, cleaned).

    What was settled BEWAARTIJD ago loses its text and who sent it, in its history too; what has
    waited for VERLOOP lapses.
    """
    with transaction.atomic():
        verlopen = Voorstel.objects.filter(stand=Voorstel.Stand.OPEN, op__date__lt=datum - VERLOOP)
        aantal = verlopen.update(stand=Voorstel.Stand.VERVALLEN, behandeld_op=_moment(datum))
        rijp = Voorstel.objects.filter(
            behandeld_op__date__lte=datum - BEWAARTIJD, opgeschoond_op=None
        )
        sleutels = list(rijp.values_list("pk", flat=True))
        Voorstel.history.filter(id__in=sleutels).update(**LEEG)
        Voorstel.objects.filter(pk__in=sleutels).update(**LEEG, opgeschoond_op=datum)
    return aantal, len(sleutels)


def _moment(datum):
    middag = datetime.time(12)
    return timezone.make_aware(datetime.datetime.combine(datum, middag))
