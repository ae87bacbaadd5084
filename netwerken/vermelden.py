"""What leaves the public lists, as nobody confirmed it for two years, and what comes back.

Whoever confirms that an organisation works somewhere, says that it is there: a record is no older
than the freshest of what names it and is shown. So a record is announced after all that hangs on
it, and what still stands in the lists never names what does not.
"""

from typing import NamedTuple

from django.apps import apps
from django.db.models import ForeignKey
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtnet.kern import spoor
from buurtnet.kern.precisie import Precisie, datum_in_woorden
from buurtnet.kern.sloten import slotrang, vergrendel_per_soort
from buurtnet.kern.vermelding import AANKONDIGING, Vermeld, te_oud_q

from .hoede import hoeder_van
from .models import Huisvesting
from .navragen.wat import getoond
from .voorstellen.wie import wie_let_op

# So many rows are announced in one day; the others follow on the next.
MEESTE = 500
# How the reason in the history begins of a row that was announced, and of one that came back.
AANGEKONDIGD, TERUG = "blijft in de lijsten", "weer in de lijsten"


class Bijgewerkt(NamedTuple):
    """The rows that were announced, those that hang on others first, and how many came back."""

    aangekondigd: list
    terug: int


def soorten():
    """The models of what leaves the lists, parts before what they hang on."""
    return sorted((m for m in apps.get_models() if issubclass(m, Vermeld)), key=slotrang)


def aan_de_beurt(datum):
    """{model: keys} of what everybody reads and nobody confirmed for two years on `datum`."""
    oud = {}
    for model in soorten():
        rijen = getoond(model, datum).filter(te_oud_q(model, datum)).order_by()
        oud[model] = set(rijen.values_list("pk", flat=True))
    noemt = [
        (model, ander, _paren(ander, veld, datum))
        for model in oud
        for ander in oud
        for veld in _wijzers(ander, model)
        if oud[model]
    ]
    while _neem_uit(oud, noemt):
        pass
    return oud


def _wijzers(ander, model):
    """The names of the fields by which `ander` points at `model`."""
    velden = ander._meta.concrete_fields
    return [
        veld.name for veld in velden if isinstance(veld, ForeignKey) and veld.related_model is model
    ]


def _paren(model, veld, datum):
    """[(key of what is named, key of the row that names it)]."""
    rijen = getoond(model, datum).exclude(**{veld: None}).order_by()
    return list(rijen.values_list(veld, "pk"))


def _neem_uit(oud, noemt):
    """Take out what is named by what stays; whether there was any."""
    weg = 0
    for model, ander, paren in noemt:
        blijft = {doel for doel, pk in paren if pk not in oud[ander]} & oud[model]
        oud[model] -= blijft
        weg += len(blijft)
    return weg


def werk_bij(datum):
    """Announce what is due on `datum`, and take back what is not any more: a Bijgewerkt.

    In a transaction. Once it was done for a day, doing it again does nothing.
    """
    laatste_dag = datum + AANKONDIGING
    oud, gemerkt = aan_de_beurt(datum), {}
    for model in oud:
        merken = getoond(model, datum).filter(vermeld_tot__isnull=False).order_by()
        gemerkt[model] = dict(merken.values_list("pk", "vermeld_tot"))
    ruimte = MEESTE - sum([*merken.values()].count(laatste_dag) for merken in gemerkt.values())
    groepen = []
    for model, sleutels in oud.items():
        nieuw = sorted(sleutels - gemerkt[model].keys())[: max(ruimte, 0)]
        ruimte -= len(nieuw)
        oud[model] = set(nieuw)
        anders = {*nieuw, *(gemerkt[model].keys() - sleutels)}
        groepen.append(model._base_manager.filter(pk__in=anders))
    # Noted, so that of what was loaded without a history it is kept since when it was here.
    with spoor.leg_vast():
        return _schrijf(vergrendel_per_soort(groepen), oud, laatste_dag, datum)


def _schrijf(rijen, nieuw, laatste_dag, datum):
    """Write to these locked rows; what was confirmed meanwhile is left alone."""
    aangekondigd, terug = [], 0
    with override("nl"):
        dag = datum_in_woorden(laatste_dag, Precisie.DAG)
        weg = _("blijft in de lijsten tot en met %(dag)s") % {"dag": dag}
        weer = _("weer in de lijsten")
    for rij in rijen:
        if rij.vermeld_tot is None and rij.pk in nieuw[type(rij)] and rij.is_te_oud(datum):
            rij.vermeld_tot, rij._change_reason = laatste_dag, weg
            aangekondigd.append(rij)
        elif rij.vermeld_tot and rij.pk not in nieuw[type(rij)]:
            rij.vermeld_tot, rij._change_reason = None, weer
            terug += 1
        else:
            continue
        rij.save(update_fields=["vermeld_tot"])
    return Bijgewerkt(aangekondigd, terug)


def wie_weet_het(rij):
    """The network of which the coordinators are told of `rij`; None: the redactie."""
    if isinstance(rij, Huisvesting):
        return hoeder_van(rij.accommodatie)
    return getattr(rij, "netwerk", None) or wie_let_op(rij)
