"""What coordinators are asked to confirm: each kind, and when it was not for long."""

from django.db.models import DateField, Value
from django.db.models.functions import Coalesce

from buurtnet.kern import soorten
from buurtnet.kern.versheid import NOOIT, niet_vers_q, vers_q

from .models import Deelname, Huisvesting
from .vermelden import soorten as vermelde_soorten

NAGELOPEN = {model._meta.model_name: model for model in soorten.rijen() if model.rijsoort.nagelopen}
# Of an organisation that is confirmed these are too: nobody is asked about them alone.
MET_PARTIJ = {model._meta.model_name: model for model in (Deelname, Huisvesting)}
# What leaves the lists when nobody confirms it, and all that can be confirmed at the desk.
VERMELD = {model._meta.model_name: model for model in vermelde_soorten()}
TE_BEVESTIGEN = NAGELOPEN | VERMELD
# The last confirmation of a row; NOOIT for none.
SINDS = Coalesce("bevestigd_op", Value(NOOIT), output_field=DateField())


def niet_nagegaan(model, gebruiker, vandaag):
    """What of this kind is the user's, runs, and was not confirmed lately; in no order."""
    rijen = model.objects.visible_to(gebruiker).editable_by(gebruiker).loopt_op(vandaag)
    return rijen.filter(niet_vers_q(model, vandaag)).order_by()


def met_partij(gebruiker, vandaag):
    """(kind, key, key of the organisation) of each row of MET_PARTIJ that is to be confirmed."""
    for soort, model in MET_PARTIJ.items():
        rijen = niet_nagegaan(model, gebruiker, vandaag).exclude(organisatie=None)
        for pk, organisatie in rijen.values_list("pk", "organisatie"):
            yield soort, pk, organisatie


def verouderd_sinds(model, gebruiker, sinds, vandaag):
    """Those of `niet_nagegaan` that still were fresh on the day `sinds`."""
    return niet_nagegaan(model, gebruiker, vandaag).filter(vers_q(model, sinds))
