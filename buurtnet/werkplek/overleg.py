"""What a network or a wijk agrees and asks: the nouns Afspraak and Peiling."""

from dataclasses import replace

from django.urls import reverse

from buurtnet.bewerken.opslaan import pagina_of_werkplek
from buurtnet.bewerken.paden import Naamwoord
from netwerken.models import Afspraak, Peiling
from netwerken.models.openbaar import eerste_wijk

from .formulieren.afspraak import AfspraakFormulier
from .formulieren.peiling import PeilingFormulier
from .ouders import mijn_netwerk, wijk_om_te_kiezen
from .voorkeuze import pact_van_de_wijk, waar_het_netwerk_werkt


def _lijst_of_wijkpact(afspraak, gebruiker):
    """The list of its network, or, of what no network has, the page that residents read."""
    if afspraak.netwerk:
        return reverse("netwerken:netwerk_afspraken", args=[afspraak.netwerk.slug])
    if wijk := eerste_wijk(afspraak):
        return f"{reverse('netwerken:wijkpact', args=[wijk.slug])}#afspraak-{afspraak.pk}"
    return pagina_of_werkplek(afspraak, gebruiker)


def _lijst_of_pagina(peiling, gebruiker):
    """The list of its network, or, of what no network has, the page that shows it."""
    if peiling.netwerk:
        return reverse("netwerken:netwerk_peilingen", args=[peiling.netwerk.slug])
    return pagina_of_werkplek(peiling, gebruiker)


AFSPRAAK = Naamwoord(
    model=Afspraak,
    formulier=AfspraakFormulier,
    # It ends by its state: done, or dropped.
    verben=("wijzigen", "bevestigen", "geschiedenis", "intrekken"),
    stam="afspraken/<int:pk>",
    lijstpad="netwerken/<slug:netwerk>/afspraken",
    ouder=mijn_netwerk,
    ouderveld="netwerk",
    beginwaarden=waar_het_netwerk_werkt,
    terug="netwerken:netwerk_afspraken",
    doel_van=_lijst_of_wijkpact,
)

# What no network looks after is of the wijk.
AFSPRAAK_IN_WIJK = replace(
    AFSPRAAK,
    verben=(),
    lijstpad="wijken/<slug:wijk>/afspraken",
    ouder=wijk_om_te_kiezen,
    ouderveld="",
    beginwaarden=pact_van_de_wijk,
    terug="netwerken:wijk_afspraken",
)

PEILING = Naamwoord(
    model=Peiling,
    formulier=PeilingFormulier,
    stam="peilingen/<int:pk>",
    lijstpad="netwerken/<slug:netwerk>/peilingen",
    ouder=mijn_netwerk,
    ouderveld="netwerk",
    beginwaarden=waar_het_netwerk_werkt,
    terug="netwerken:netwerk_peilingen",
    doel_van=_lijst_of_pagina,
)

PEILING_IN_WIJK = replace(
    PEILING,
    verben=(),
    lijstpad="wijken/<slug:wijk>/peilingen",
    ouder=wijk_om_te_kiezen,
    ouderveld="",
    beginwaarden=lambda _request, wijk: {"wijken": [wijk]},
    terug="netwerken:wijk_peilingen",
)

OVERLEG = (AFSPRAAK, AFSPRAAK_IN_WIJK, PEILING, PEILING_IN_WIJK)
