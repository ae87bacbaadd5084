"""Reading in a spreadsheet as a coordinator does: the file, its columns, what becomes of it."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from buurtnet.bewerken.inleesbestand import Inleesbestand


def werkboek(*rijen, samengevoegd=(), **bladen):
    """The bytes of a workbook: one sheet with these rows, or one per name in `bladen`."""
    boek, bestand = openpyxl.Workbook(), io.BytesIO()
    if rijen:
        bladen = {"Blad1": rijen}
    boek.remove(boek.active)
    for naam, inhoud in bladen.items():
        blad = boek.create_sheet(naam)
        for rij in inhoud:
            blad.append(rij)
        for bereik in samengevoegd:
            blad.merge_cells(bereik)
    boek.save(bestand)
    return bestand.getvalue()


def maak_inleesbestand(*, gebruiker, wijk):
    """A table of one row of which all is known, and that waits to be taken over."""
    rijen = [[1, ["organisatie", "thema"]], [2, ["Onbekende club", "Onbekend"]]]
    kolommen = {"0": "organisatie", "1": "thema"}
    return Inleesbestand.objects.create(
        gebruiker=gebruiker,
        naam="lijst.csv",
        bladen=[["", rijen]],
        keuze={"blad": 0, "kop": 1, "soort": "inzet", "kolommen": kolommen, "wijk": wijk.pk},
        gevonden={"organisatie": {"onbekende club": [False, []]}},
    )


def adres(stap, bestand):
    return reverse(f"netwerken:inlezen_{stap}", args=[bestand.pk])


def stuur(client, inhoud, naam="lijst.csv", **velden):
    """Send a file (bytes, or lines of text); gives (the Inleesbestand, the answer)."""
    inhoud = inhoud if isinstance(inhoud, bytes) else "\n".join(inhoud).encode()
    velden = {"bestand": SimpleUploadedFile(naam, inhoud), **velden}
    antwoord = client.post(reverse("netwerken:inlezen"), velden)
    return Inleesbestand.objects.order_by("pk").last(), antwoord


def kies_kolommen(client, bestand, **anders):
    """Agree with what was guessed of the columns, but for `anders`; gives the answer."""
    form = client.get(adres("kolommen", bestand)).context["form"]
    velden = {veld.html_name: veld.value() or "" for veld in form}
    return client.post(adres("kolommen", bestand), velden | anders)


def lees_in(client, inhoud, naam="lijst.csv", **anders):
    """The file and its columns; gives (the Inleesbestand, the context of what becomes of it)."""
    bestand, antwoord = stuur(client, inhoud, naam)
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    if "kolommen" in antwoord.url:
        antwoord = kies_kolommen(client, bestand, **anders)
        assert antwoord.status_code == 302, antwoord.context["form"].errors
    return bestand, client.get(adres("nalopen", bestand)).context


def kies(client, bestand, **besluiten):
    """Say what spellings are: {field: {spelling as the page asks it: value}}; gives the context."""
    vragen = client.get(adres("nalopen", bestand)).context["vragen"]
    velden = {
        naam: besluiten[vraag.veld][vraag.tekst]
        for vraag, naam, _keuzes in vragen
        if vraag.tekst in besluiten.get(vraag.veld, {})
    }
    client.post(adres("kiezen", bestand), velden)
    return client.get(adres("nalopen", bestand)).context


def neem_over(client, bestand):
    return client.post(adres("overnemen", bestand), follow=True)


def standen(context):
    """[(number of the row, stand)] of what a page shows."""
    return [(een.nummer, str(een.stand)) for een in context["pagina"]]
