"""Every noun that coordinators edit: how to make one, and the forms it has."""

import pytest
from django.urls import reverse

from initiatieven.models import Accommodatie, Activiteit, Initiatief
from netwerken.models import (
    Afspraak,
    Bijeenkomst,
    Deelname,
    Huisvesting,
    Netwerk,
    Organisatie,
    Peiling,
    Werkgebied,
)
from tests.hulp.bouwers import (
    in_hoede_van,
    maak_accommodatie,
    maak_activiteit,
    maak_agenda,
    maak_bijeenkomst,
    maak_deelname,
    maak_huisvesting,
    maak_initiatief,
    maak_inzet,
    maak_netwerk,
    maak_organisatie,
    maak_peiling,
    maak_werkgebied,
    maak_wijk,
)
from wijken.models import Agenda

PUNTEN = {"punten-TOTAL_FORMS": 0, "punten-INITIAL_FORMS": 0}
# What a form of this kind posts of its parts when nobody touched those.
DELEN = {
    Agenda: PUNTEN,
    Afspraak: {"toezeggingen-TOTAL_FORMS": 0, "toezeggingen-INITIAL_FORMS": 0},
}


def _agenda(plek, **velden):
    return maak_agenda(wijken=[plek.wijk], **velden)


def _initiatief(plek, **velden):
    return in_hoede_van(plek.netwerk, maak_initiatief(wijken=[plek.wijk], **velden))


def _accommodatie(plek, **velden):
    return in_hoede_van(plek.netwerk, maak_accommodatie(wijken=[plek.wijk], **velden))


def _activiteit(plek, **velden):
    return maak_activiteit(wijken=[plek.wijk], **velden)


def _organisatie(plek, **velden):
    organisatie = in_hoede_van(plek.netwerk, maak_organisatie(**velden))
    return maak_inzet(wijk=plek.wijk, organisatie=organisatie).organisatie


def _netwerk(plek, **velden):
    return maak_netwerk(bovenliggend=plek.netwerk, **velden)


def _bijeenkomst(plek, **velden):
    return maak_bijeenkomst(netwerk=plek.netwerk, **velden)


def _deelname(plek, **velden):
    return maak_deelname(netwerk=plek.netwerk, **velden)


def _werkgebied(plek, **velden):
    return maak_werkgebied(netwerk=plek.netwerk, wijk=maak_wijk(ligt_in=plek.wijk), **velden)


def _peiling(plek, **velden):
    return maak_peiling(netwerk=plek.netwerk, wijken=[plek.wijk], **velden)


def _huisvesting(plek, **velden):
    return maak_huisvesting(accommodatie=_accommodatie(plek), **velden)


# Each makes one at `plek` (a Werkgebied of one's own), with fields of its model.
BOUWERS = {
    Agenda: _agenda,
    Initiatief: _initiatief,
    Accommodatie: _accommodatie,
    Activiteit: _activiteit,
    Organisatie: _organisatie,
    Netwerk: _netwerk,
    Bijeenkomst: _bijeenkomst,
    Deelname: _deelname,
    Werkgebied: _werkgebied,
    Huisvesting: _huisvesting,
    Peiling: _peiling,
}
soorten = pytest.mark.parametrize("soort", BOUWERS, ids=lambda model: model._meta.model_name)


def adres(rij, verb):
    """The address of a verb, such as `wijzigen`, for this row."""
    naam = f"{rij._meta.app_label}:{rij._meta.model_name}_{verb}"
    return reverse(naam, kwargs=rij.padsleutel)


def ingevuld(client, rij):
    """What the form to change `rij` would post as it stands."""
    form = client.get(adres(rij, "wijzigen")).context["form"]
    waarden = {naam: form[naam].value() for naam in form.fields}
    waarden = {naam: waarde for naam, waarde in waarden.items() if waarde not in (None, False)}
    for naam, waarde in waarden.items():
        if isinstance(waarde, list):
            waarden[naam] = [getattr(een, "pk", een) for een in waarde]
    return waarden | {"versie": rij.versie} | DELEN.get(type(rij), {})
