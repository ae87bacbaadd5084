"""Gives each organisation, initiative and place that has none a network that looks after it."""

import datetime
from collections import Counter, defaultdict

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

NOG_NIET_BEGONNEN = ["idee", "in_oprichting", "gepland"]
REDEN = "het meeste werk liep via dit netwerk"


def verdeel(apps, schema_editor):
    """The network via which most of its inzet of today is; of as many the one made first.

    Where no inzet is via a network: the network that it takes part in, or else that works in the
    wijken where it is. Where that says nothing either, the redactie looks after it.
    """
    vandaag = datetime.date.today()
    soorten = {
        "organisatie": (["inzet", "deelname"], ("netwerken", "Inzet")),
        "initiatief": (["inzet"], ("initiatieven", "Initiatief_wijken")),
        "accommodatie": (["deelname"], ("initiatieven", "Accommodatie_wijken")),
    }
    lopend = set(_niet_voorbij(apps.get_model("netwerken", "Netwerk"), vandaag))
    werkers = _werkers(apps, vandaag)
    for naam, (bronnen, waar) in soorten.items():
        paren = [_via_netwerk(apps, bron, naam, vandaag) for bron in bronnen]
        paren.append(_via_wijk(_in_wijken(apps, waar, naam, vandaag), werkers))
        _leg_vast(apps, naam, paren, lopend)


def _op(model, vandaag):
    return model.objects.filter(
        Q(vanaf__isnull=True) | Q(vanaf__lte=vandaag), Q(tot__isnull=True) | Q(tot__gte=vandaag)
    ).exclude(status__in=NOG_NIET_BEGONNEN)


def _niet_voorbij(model, vandaag):
    rijen = model.objects.filter(Q(tot__isnull=True) | Q(tot__gte=vandaag))
    return rijen.order_by().values_list("pk", flat=True)


def _werkers(apps, vandaag):
    """{key of a wijk: keys of the networks that work there today}."""
    werkers = defaultdict(list)
    rijen = _op(apps.get_model("netwerken", "Werkgebied"), vandaag)
    for wijk, netwerk in rijen.order_by("pk").values_list("wijk", "netwerk"):
        werkers[wijk].append(netwerk)
    return werkers


def _via_netwerk(apps, bron, naam, vandaag):
    """(key of a record, key of a network) for each such row of today."""
    rijen = _op(apps.get_model("netwerken", bron), vandaag)
    rijen = rijen.filter(**{f"{naam}__isnull": False, "netwerk__isnull": False})
    return rijen.order_by().values_list(naam, "netwerk")


def _in_wijken(apps, waar, naam, vandaag):
    """(key of a record, key of a wijk)."""
    model = apps.get_model(*waar)
    rijen = _op(model, vandaag) if naam == "organisatie" else model.objects
    return rijen.filter(**{f"{naam}__isnull": False}).order_by().values_list(naam, "wijk")


def _via_wijk(paren, werkers):
    return ((record, netwerk) for record, wijk in paren for netwerk in werkers[wijk])


def _leg_vast(apps, naam, bronnen, lopend):
    """Make a row, and the first version of it, for each record that a source says something of."""
    hoede = apps.get_model("netwerken", "Hoede").objects
    historie = apps.get_model("netwerken", "HistoricalHoede").objects
    bekend = set(hoede.exclude(**{naam: None}).values_list(naam, flat=True))
    gekozen = {}
    for paren in bronnen:
        stemmen = defaultdict(Counter)
        for record, netwerk in paren:
            if netwerk in lopend and record not in gekozen and record not in bekend:
                stemmen[record][netwerk] += 1
        for record, per_netwerk in stemmen.items():
            gekozen[record] = min(per_netwerk, key=lambda pk: (-per_netwerk[pk], pk))
    nu = timezone.now()
    for record, netwerk in sorted(gekozen.items()):
        velden = {f"{naam}_id": record, "netwerk_id": netwerk, "gewijzigd_op": nu}
        rij = hoede.create(**velden)
        historie.create(
            id=rij.pk, **velden, history_date=nu, history_type="+", history_change_reason=REDEN
        )


class Migration(migrations.Migration):
    dependencies = [("netwerken", "0010_hoede")]

    operations = [migrations.RunPython(verdeel, migrations.RunPython.noop)]
