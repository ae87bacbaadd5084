"""What the form for a new meeting begins with: the next day of its rhythm, and as the last time."""

import datetime

from django.utils import timezone

from buurtnet.kern.datumtekst import Tijdstip
from buurtnet.kern.precisie import Precisie
from netwerken.models import Bijeenkomst

EEN_DAG = datetime.timedelta(days=1)
# What is the same each time, unless somebody says otherwise.
BLIJFT = ("naam", "soort", "accommodatie", "begint_om", "open_voor_bewoners")


def begin_bijeenkomst(request, netwerk):
    """{field: value} for a new meeting of `netwerk`; `?reeks=` and `?na=` name one to follow."""
    vandaag = timezone.localdate()
    reeks = _gevraagd(request, netwerk, "reeks") or _enige_reeks(netwerk, vandaag)
    vorige = _gevraagd(request, netwerk, "na") or _laatste(netwerk)
    waarden = {
        # What is kept is Dutch, whatever the language of the page.
        "naam": f"Overleg {netwerk.naam}",
        "soort": Bijeenkomst.Soort.VERGADERING,
        "open_voor_bewoners": False,
    }
    for zoals in filter(None, (vorige, reeks)):
        waarden |= {naam: _waarde(zoals, naam) for naam in BLIJFT}
    if zoals := reeks or vorige:
        waarden["wijken"] = list(zoals.wijken.all())
    dag = volgende_dag(reeks, vandaag) if reeks else vandaag
    waarden["vanaf"] = Tijdstip(dag or vandaag, Precisie.DAG)
    return waarden | {"reeks": reeks and reeks.pk, "neemt_over": vorige and vorige.pk}


def volgende_dag(reeks, vandaag):
    """The first day of its rhythm for which no meeting stands planned yet; or None."""
    gepland = reeks.keren.filter(vanaf__gte=vandaag).order_by("-vanaf", "-pk")
    laatste = gepland.values_list("vanaf", flat=True).first()
    return reeks.volgende_dag(laatste + EEN_DAG if laatste else vandaag)


def _waarde(bijeenkomst, naam):
    veld = bijeenkomst._meta.get_field(naam)
    return getattr(bijeenkomst, veld.attname)


def _gevraagd(request, netwerk, naam):
    sleutel = request.GET.get(naam, "")
    if not (sleutel.isascii() and sleutel.isdigit() and len(sleutel) < 18):
        return None
    return netwerk.bijeenkomsten.filter(pk=sleutel).first()


def _enige_reeks(netwerk, vandaag):
    reeksen = list(netwerk.bijeenkomsten.reeksen(vandaag)[:2])
    return reeksen[0] if len(reeksen) == 1 else None


def _laatste(netwerk):
    """The last meeting of which the report was rounded off, or None."""
    return netwerk.bijeenkomsten.gehouden().first()
