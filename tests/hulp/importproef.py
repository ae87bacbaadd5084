"""The import of the admin: sending a file, and what the dry run says of it."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

CSV, XLSX = "0", "1"


def adres(model, pagina):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{pagina}")


def csv(*regels):
    return "\n".join(regels).encode()


def xlsx(*rijen):
    boek, bestand = openpyxl.Workbook(), io.BytesIO()
    for rij in rijen:
        boek.active.append(rij)
    boek.save(bestand)
    return bestand.getvalue()


def proef(client, model, inhoud, formaat=CSV, naam="lijst.csv"):
    """The dry run."""
    bestand = SimpleUploadedFile(naam, inhoud)
    return client.post(adres(model, "import"), {"import_file": bestand, "format": formaat})


def importeer(client, model, inhoud, formaat=CSV):
    """The dry run and what follows when somebody agrees; gives both answers."""
    eerst = proef(client, model, inhoud, formaat)
    assert "confirm_form" in eerst.context, fouten(eerst)
    velden = eerst.context["confirm_form"].initial
    return eerst, client.post(adres(model, "process_import"), velden, follow=True)


def fouten(antwoord):
    """What is wrong, per row: {row: {column: sentences}}, or a list for the whole file."""
    resultaat = antwoord.context.get("result")
    if resultaat is None:
        return antwoord.context["form"].errors
    if resultaat.base_errors:
        return [str(fout.error) for fout in resultaat.base_errors]
    return {rij.number: rij.error_dict for rij in resultaat.invalid_rows}
