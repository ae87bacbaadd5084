"""What a table is and what its columns are, as far as its headings and cells tell."""

from buurtnet.kern.tekst import een_regel

from .soorten import SOORTEN
from .tabel import JA, NEE, Tabel
from .velden import THEMAKOLOM, raad_velden

# Of its cells that say something, so many are crosses.
KRUISJES = 0.5
MEESTE_BEKEKEN = 200


def raad_keuze(bladen, keuze, themas, soort=""):
    """`keuze` (see `tabel.kies_tabel`) with the kind of table and what each column is.

    `soort` is the kind that the user says it is; "" when they don't.
    """
    tabel = Tabel(bladen, keuze)
    kruisen = {
        plek: sleutel
        for plek, kop in enumerate(tabel.koppen)
        if kop
        and (themas.kent(kop) or _is_kruiskolom(tabel, plek))
        and (sleutel := _thema_van(kop, themas))
    }
    is_matrix = len(kruisen) > 1 and soort in ("", "inzet")
    soort = soort or ("inzet" if is_matrix else _raad_soort(tabel.koppen))
    velden = SOORTEN[soort].velden
    if is_matrix:
        velden = [veld for veld in velden if veld.naam != "thema"]
    koppen = ["" if is_matrix and plek in kruisen else kop for plek, kop in enumerate(tabel.koppen)]
    kolommen = dict(enumerate(raad_velden(koppen, velden)))
    if is_matrix:
        kolommen |= {plek: f"{THEMAKOLOM}{sleutel}" for plek, sleutel in kruisen.items()}
    if "organisatie" not in kolommen.values():
        eerste = next((plek for plek, _kop, teksten in tabel.kolommen() if teksten), 0)
        if not kolommen.get(eerste):
            kolommen[eerste] = "organisatie"
    return keuze | {
        "soort": soort,
        "kolommen": {str(plek): naam for plek, naam in kolommen.items() if naam},
    }


def _raad_soort(koppen):
    alle = [veld for soort in SOORTEN.values() for veld in soort.velden]
    geraden = set(raad_velden(koppen, list(dict.fromkeys(alle))))
    if "thema" in geraden or "wijk" in geraden:
        return "inzet"
    return "deelname" if {"rol", "netwerk"} & geraden else "organisatie"


def _is_kruiskolom(tabel, plek):
    teksten = [
        een_regel(cellen[plek]).casefold().strip(" .")
        for _nummer, cellen in tabel.rijen[:MEESTE_BEKEKEN]
        if plek < len(cellen) and cellen[plek].strip()
    ]
    kruisjes = sum(tekst in JA or tekst in NEE for tekst in teksten)
    return not teksten or kruisjes >= KRUISJES * len(teksten)


def _thema_van(kop, themas):
    vondst = themas.zoek(kop)
    return vondst.sleutels[0] if vondst.sleutels else None
