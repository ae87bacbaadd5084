"""The builder of who follows something; `bouwers` has it beside the others."""

import datetime
import itertools

from django.utils import timezone

from netwerken.models import Volger
from wijken.models import Wijk

EEN_WEEK = datetime.timedelta(days=7)
_nummer = itertools.count(1)


def maak_volger(record=None, email="volger@voorbeeld.nl", **velden):
    """That `email` follows `record`, a new wijk by default: confirmed, and told a week ago."""
    record = record or Wijk.objects.create(naam=f"Te volgen {next(_nummer)}", soort="wijk")
    nu = timezone.now()
    velden = {"bevestigd_op": nu, "verteld_tot": timezone.localdate(nu - EEN_WEEK)} | velden
    volger = Volger(**{record._meta.model_name: record}, **velden)
    volger.email = email
    volger.save()
    return volger
