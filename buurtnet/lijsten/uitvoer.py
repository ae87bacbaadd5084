"""A table as a file: CSV and XLSX for a spreadsheet, JSON for a program."""

import csv
import io
import json
import re

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse, HttpResponseBadRequest, StreamingHttpResponse
from django.utils import translation
from django.utils.encoding import force_str
from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from buurtnet.kern.tekst import meer_regels
from buurtnet.web.adres import heel_adres

# A cell that starts so is read as a formula by a spreadsheet (OWASP, CSV injection).
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FORMATEN = ("csv", "xlsx", "json")
TYPEN = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
VOLSTE_CEL = 32_767
# What Excel would read as a character that XML can't hold: ISO/IEC 29500-1, 22.9.2.19.
ONTSNAPPING = re.compile(r"(_x[0-9A-Fa-f]{4}_)")
# What stands at the end of a text that no cell can hold; an import refuses it.
INGEKORT = " … [ingekort: de hele tekst staat op de site]"


def formaat_van(request):
    """The machine form that `request` asks for, or "" for a page."""
    formaat = request.GET.get("formaat", "")
    return formaat if formaat in FORMATEN else ""


def lijkt_formule(tekst):
    """Whether it gets an apostrophe in a cell, which an import takes away again.

    So does what begins with one of its own before such a sign: that would be taken away instead.
    """
    return tekst.lstrip(" '").startswith(FORMULETEKENS)


def veilig(waarde):
    """`waarde` for a cell: no formula, and no more text than a sheet holds, which says so."""
    if isinstance(waarde, (list, tuple)):
        waarde = ", ".join(force_str(deel) for deel in waarde)
    if isinstance(waarde, Promise):
        waarde = force_str(waarde)
    if waarde is None:
        return ""
    if isinstance(waarde, str):
        waarde = f"'{waarde}" if lijkt_formule(waarde) else waarde
        if len(waarde) > VOLSTE_CEL:
            waarde = waarde[: VOLSTE_CEL - len(INGEKORT)] + INGEKORT
    return waarde


def antwoord(peildatum, formaat, naam, koppen, rijen):
    """A response with the table as a file called after `naam` and the day of a Peildatum.

    Of a day that nobody understands there is none: unlike a page, a file tells no excuse.

    `koppen` is a list of column names, `rijen` any iterable of equally long rows; a row may hold
    text, numbers, dates, booleans, None and lists of text. Rows are read one by one. In the
    language of the data below every address, so that a program finds what it knows.
    """
    if peildatum.fout:
        return HttpResponseBadRequest(peildatum.fout, content_type="text/plain; charset=utf-8")
    with translation.override(settings.LANGUAGE_CODE):
        response = MAKERS[formaat]([force_str(kop) for kop in koppen], rijen)
        bestand = f"{naam}-{peildatum.datum.isoformat()}.{formaat}"
    response["Content-Type"] = TYPEN[formaat]
    response["Content-Disposition"] = f'attachment; filename="{bestand}"'
    return response


def _csv(koppen, rijen):
    """Semicolons and a byte order mark: what Excel with Dutch settings opens by itself."""
    return StreamingHttpResponse(_csv_regels(koppen, rijen))


def _csv_regels(koppen, rijen):
    regel = io.StringIO()
    schrijver = csv.writer(regel, delimiter=";")
    yield "\ufeff"
    for rij in _met_koppen(koppen, rijen):
        schrijver.writerow([_in_woorden(veilig(cel)) for cel in rij])
        yield regel.getvalue()
        regel.seek(0)
        regel.truncate()


def _met_koppen(koppen, rijen):
    yield koppen
    yield from rijen


def _in_woorden(cel):
    return {True: "ja", False: "nee"}.get(cel, cel) if isinstance(cel, bool) else cel


def _xlsx(koppen, rijen):
    boek = Workbook(write_only=True)
    blad = boek.create_sheet("buurtnet")
    blad.freeze_panes = "A2"
    blad.append([_kop(blad, kop) for kop in koppen])
    for rij in rijen:
        blad.append([_cel(blad, _in_woorden(veilig(cel))) for cel in rij])
    bestand = io.BytesIO()
    boek.save(bestand)
    return HttpResponse(bestand.getvalue())


def _kop(blad, tekst):
    cel = WriteOnlyCell(blad, tekst)
    cel.font = Font(bold=True)
    return cel


def _cel(blad, waarde):
    """Text stays text, whatever it looks like, without what XML can't hold."""
    if not isinstance(waarde, str):
        return WriteOnlyCell(blad, waarde)
    cel = WriteOnlyCell(blad, ONTSNAPPING.sub(r"_x005F\1", meer_regels(waarde)))
    cel.data_type = "s"
    return cel


def _json(koppen, rijen):
    return StreamingHttpResponse(_json_delen(koppen, rijen))


def _json_delen(koppen, rijen):
    """One array of objects; text is left as it is, for no program runs it."""
    scheiding = "[\n"
    for rij in rijen:
        yield scheiding + json.dumps(
            dict(zip(koppen, rij, strict=True)), cls=DjangoJSONEncoder, ensure_ascii=False
        )
        scheiding = ",\n"
    yield "[]\n" if scheiding == "[\n" else "\n]\n"


MAKERS = {"csv": _csv, "xlsx": _xlsx, "json": _json}


# The columns of records that say from when to when and who says so: (name, function from a
# record to the value).
HERKOMST_KOLOMMEN = [
    ("bron", lambda record: record.bron.naam if record.bron else ""),
    ("vindplaats", lambda record: record.vindplaats),
    ("bevestigd_op", lambda record: record.bevestigd_op),
    ("nagaan_elke", lambda record: record.termijn),
    ("adres", lambda record: heel_adres(record.get_absolute_url())),
    ("uuid", lambda record: str(record.uuid)),
]
PERIODE_KOLOMMEN = [
    ("status", lambda record: record.status),
    ("vanaf", lambda record: record.vanaf),
    ("tot", lambda record: record.tot),
]
