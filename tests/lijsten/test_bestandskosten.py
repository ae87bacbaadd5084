"""A list costs as many queries for ten rows as for one, as a page and as every file."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtnet.kern import soorten
from buurtnet.web import dataversie
from tests.hulp.bouwers import log_in, maak_redacteur
from tests.hulp.wereld import Kring

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag"), pytest.mark.eenmaal]
LIJSTEN = [model.rijsoort.lijst for model in soorten.alle()]
ADRESSEN = [
    f"{reverse(lijst)}?{vraag}"
    for lijst in [*LIJSTEN, "netwerken:dekking"]
    for vraag in ("", "formaat=csv", "formaat=xlsx", "formaat=json", "formaat=ics", "formaat=atom")
]


def kosten(client):
    """{address: how many queries it costs whoever is the first}."""
    geteld = {}
    for adres in ADRESSEN:
        dataversie.vergeet()
        with CaptureQueriesContext(connection) as gevraagd:
            antwoord = client.get(adres)
            # A file is made while it is sent.
            assert b"".join(antwoord), adres
        assert antwoord.status_code == 200, adres
        geteld[adres] = [vraag["sql"][:300] for vraag in gevraagd]
    return geteld


def test_every_list_costs_as_many_queries_for_ten_rows_as_for_one_in_every_form():
    """Each row has relations of its own, so that whatever is read along is read for all at once."""
    clienten = [Client(), Client()]
    log_in(clienten[1], maak_redacteur())
    with transaction.atomic():
        Kring().vul_aan()
        een = [kosten(client) for client in clienten]
        transaction.set_rollback(True)
    for _keer in range(10):
        Kring().vul_aan()
    for eerst, client in zip(een, clienten, strict=True):
        for adres, gevraagd in kosten(client).items():
            assert len(gevraagd) == len(eerst[adres]), (adres, gevraagd)
