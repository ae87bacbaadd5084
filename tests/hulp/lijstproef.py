"""What every list and every detail page has to show."""

import csv
import io
import json

import html5lib
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

MEESTE_QUERIES = 20


def open_pagina(client, adres):
    """The page at `adres`: 200, valid, one h1, no cookie, few queries. Gives (text, queries)."""
    with CaptureQueriesContext(connection) as opgevangen:
        antwoord = client.get(adres)
    assert antwoord.status_code == 200, adres
    tekst = antwoord.content.decode()
    ontleder = html5lib.HTMLParser(strict=False)
    ontleder.parse(tekst)
    assert not ontleder.errors, (adres, ontleder.errors[:3])
    assert tekst.count("<h1") == 1
    if "sessionid" not in client.cookies:
        assert not antwoord.cookies
        assert "csrfmiddlewaretoken" not in tekst
        assert len(opgevangen) <= MEESTE_QUERIES, adres
    return tekst, len(opgevangen)


def kost_evenveel(client, rijk, aantal, adres=""):
    """Fail unless a page costs as many queries with `aantal` of everything as with one.

    `rijk(number)` makes a record with so many of everything; the page is its own, or at `adres`.
    """

    def kosten(hoeveel):
        record = rijk(hoeveel)
        return open_pagina(client, adres or record.get_absolute_url())[1]

    with transaction.atomic():
        een = kosten(1)
        transaction.set_rollback(True)
    assert kosten(aantal) == een


def lees_bestand(inhoud, formaat):
    """The rows of a file, by the names of its columns."""
    if formaat == "json":
        return json.loads(inhoud)
    if formaat == "csv":
        return list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";"))
    koppen, *rijen = load_workbook(io.BytesIO(inhoud)).active.values
    return [dict(zip(koppen, rij, strict=True)) for rij in rijen]
