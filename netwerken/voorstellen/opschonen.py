"""What somebody sent is kept as long as it is of use, and no longer."""

import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtnet.kern.bewerkbaar import Bewerkbaar
from netwerken.models import Voorstel
from netwerken.models.voorstel import BEWAARTIJD, VERLOOP

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
        # Who was logged in when it was sent, is who sent it.
        versies = Voorstel.history.filter(id__in=sleutels)
        versies.update(**LEEG, history_user=None, history_change_reason=None)
        Voorstel.objects.filter(pk__in=sleutels).update(**LEEG, opgeschoond_op=datum)
        _vergeet_wie(datum - BEWAARTIJD)
    return aantal, len(sleutels)


def _vergeet_wie(datum):
    """Let no history of a record name who proposed what came into it up to `datum`, inclusive."""
    with override("nl"):
        van, contact = _("op voorstel van %(wie)s") % {"wie": ""}, _("het contact van %(naam)s")
        niemand = [f"{van}{wie}" for wie in (_("iemand"), _("een collega"))]
    blijft = Q(history_change_reason__in=niemand)
    blijft |= Q(history_change_reason__startswith=f"{van}{contact % {'naam': ''}}")
    for model in apps.get_models():
        if issubclass(model, Bewerkbaar) and hasattr(model, "history"):
            oud = model.history.filter(history_change_reason__startswith=van)
            oud = oud.filter(history_date__date__lte=datum).exclude(blijft)
            oud.update(history_change_reason=niemand[-1])


def _moment(datum):
    middag = datetime.time(12)
    return timezone.make_aware(datetime.datetime.combine(datum, middag))
