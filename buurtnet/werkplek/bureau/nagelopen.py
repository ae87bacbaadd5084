"""What the desk asks to confirm: each kind, and when it was not for long."""

from django.db.models import DateField, Value
from django.db.models.functions import Coalesce

from buurtnet.kern import soorten
from buurtnet.kern.versheid import NOOIT, niet_vers_q

NAGELOPEN = {model._meta.model_name: model for model in soorten.rijen() if model.rijsoort.nagelopen}
# The last confirmation of a row; NOOIT for none.
SINDS = Coalesce("bevestigd_op", Value(NOOIT), output_field=DateField())


def niet_nagegaan(model, gebruiker, vandaag):
    """What of this kind is the user's, runs, and was not confirmed lately; in no order."""
    rijen = model.objects.visible_to(gebruiker).editable_by(gebruiker).op(vandaag)
    return rijen.filter(niet_vers_q(model, vandaag)).order_by()
