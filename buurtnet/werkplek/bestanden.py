"""The lists of coordinators as a file: of just what is shown, in columns that can be read in."""

from django.conf import settings
from django.utils import timezone, translation

from buurtnet.kern.letters import slug_van
from buurtnet.kern.noemen import noem
from buurtnet.kern.peildatum import Peildatum
from buurtnet.kern.precisie import datum_in_woorden
from buurtnet.lijsten.uitvoer import antwoord, formaat_van
from netwerken.models import Deelname, Huisvesting, Inzet, Organisatie, Peiling, Signaal, Werkgebied

PERIODE = ("vanaf", "tot", "status")
VOET = ("bevestigd_op", "nagaan_elke")
# {model: fields that are columns}, in order.
KOLOMMEN = {
    Inzet: (
        *("organisatie", "omschreven_rol", "wijk", "thema", "netwerk", "initiatief"),
        *("toelichting", *PERIODE, *VOET),
    ),
    Deelname: (
        *("organisatie", "accommodatie", "omschreven_rol", "netwerk", "rol"),
        *("toelichting", *PERIODE, *VOET),
    ),
    Werkgebied: ("netwerk", "wijk", "toelichting", *PERIODE, *VOET),
    Huisvesting: ("organisatie", "initiatief", "accommodatie", "toelichting", *PERIODE, *VOET),
    Organisatie: (
        *("naam", "soort", "formeel", "afkorting", "ook_bekend_als", "koepel"),
        *("omschrijving", "website", *PERIODE, *VOET),
    ),
    Peiling: (
        *("naam", "soort", "netwerk", "vraag", "andere_uitvoerders", "andere_beslissers"),
        *("aantal", "uitkomst", "gevolg", *PERIODE, *VOET),
    ),
    Signaal: ("naam", "soort", "stand", "gehoord_op", "omschrijving", "antwoord"),
}


def bestand_van_rijen(request, naam, rijen):
    """The file that `request` asks for of the queryset `rijen`; None when it asks for a page.

    `naam` is what the list is of. What the user may not see has no name, as on the page.
    """
    formaat = formaat_van(request)
    if not formaat:
        return None
    velden = [rijen.model._meta.get_field(veld) for veld in KOLOMMEN[rijen.model]]
    # In the language of the data: dates in words can be read in again.
    with translation.override(settings.LANGUAGE_CODE):
        koppen = [str(veld.verbose_name) for veld in velden]
        inhoud = [[_cel(rij, veld, request.user) for veld in velden] for rij in rijen]
    wat = slug_van(f"{rijen.model._meta.model_name} {naam}")
    return antwoord(Peildatum(timezone.localdate()), formaat, wat, koppen, inhoud)


def bestand_van_tabel(request, naam, tabel):
    """The same of a table whose first row are the headings; `naam` is what it is of."""
    formaat = formaat_van(request)
    if not formaat:
        return None
    koppen, *rijen = tabel
    return antwoord(Peildatum(timezone.localdate()), formaat, slug_van(naam), koppen, rijen)


def _cel(rij, veld, gebruiker):
    waarde = getattr(rij, veld.name)
    if veld.many_to_one:
        return noem(waarde, gebruiker) if waarde else ""
    if hasattr(rij, f"{veld.name}_precisie"):
        precisie = getattr(rij, f"{veld.name}_precisie")
        return datum_in_woorden(waarde, precisie) if waarde else ""
    return getattr(rij, f"get_{veld.name}_display")() if veld.choices else waarde
