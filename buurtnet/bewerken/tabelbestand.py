"""A file that somebody sends to be imported: from its bytes to rows below known columns."""

import io
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.utils import get_column_letter
from tablib import Dataset

from buurtnet.kern.tabel import Tabelfout
from buurtnet.kern.tabel.codering import ZIP, eis_leesbaar, lees_tekst
from buurtnet.kern.tabel.csvtekst import CsvBlad
from buurtnet.kern.tabel.excel import ExcelBlad
from buurtnet.kern.tekst import een_regel

# So many rows of the wrong length are named.
MEESTE_GENOEMD = 5


class Tabel(Dataset):
    """The rows of a file; `regels` says in which row of the file each stood."""

    def __init__(self, koppen):
        super().__init__(headers=koppen)
        self.regels = []


def lees_tabel(inhoud, herken, hoogstens):
    """The Tabel in `inhoud`, the bytes of a CSV or XLSX file; of no more than `hoogstens` rows.

    What kind of file it is, its content says. `herken`: see `kern.tabel.beste_kop`. Columns without
    a name are left out when they are empty. Raises Tabelfout.
    """
    if not inhoud:
        raise Tabelfout(_("Dit bestand is leeg, of het is er niet meer. Kies het opnieuw."))
    blad = _blad(inhoud, herken)
    koppen = [een_regel("" if cel is None else str(cel)) for cel in blad.kop]
    plekken = _plekken(koppen)
    tabel, ongelijk = Tabel([koppen[plek] for plek in plekken]), []
    vast = isinstance(blad, CsvBlad)
    gevuld = (rij for rij in blad.rijen() if _gevuld(rij[1]))
    for nummer, cellen in islice(gevuld, hoogstens):
        if vast and (len(cellen) <= plekken[-1] or any(cellen[len(koppen) :])):
            ongelijk.append((nummer, len(cellen)))
            continue
        _weiger_naamloos(nummer, cellen, koppen)
        tabel.append([cellen[plek] if plek < len(cellen) else None for plek in plekken])
        tabel.regels.append(nummer)
    _weiger_ongelijk(ongelijk, len(koppen))
    if not len(tabel):
        zin = _("Onder de kolomnamen staat geen enkele rij. Zet er minstens één in het bestand.")
        raise Tabelfout(zin)
    return tabel


def _blad(inhoud, herken):
    eis_leesbaar(inhoud)
    if inhoud.startswith(ZIP):
        return ExcelBlad(io.BytesIO(inhoud), herken)
    return CsvBlad(io.StringIO(lees_tekst(inhoud), newline=""), herken)


def _plekken(koppen):
    """Which columns have a name. Raises Tabelfout."""
    plekken = [plek for plek, kop in enumerate(koppen) if kop]
    namen = [koppen[plek].lower() for plek in plekken]
    if not namen:
        raise Tabelfout(_("We vinden geen regel met kolomnamen. Zet die boven de tabel."))
    dubbel = sorted({naam for naam in namen if namen.count(naam) > 1})
    if dubbel:
        zin = _("Deze kolommen staan er meer dan één keer: %(kolommen)s. Houd er één over.")
        raise Tabelfout(zin % {"kolommen": ", ".join(dubbel)})
    return plekken


def _gevuld(cellen):
    return any(cel is not None and een_regel(str(cel)) for cel in cellen)


def _weiger_naamloos(nummer, cellen, koppen):
    for plek, cel in enumerate(cellen):
        if cel is None or (plek < len(koppen) and koppen[plek]) or not een_regel(str(cel)):
            continue
        zin = _(
            "regel %(regel)d, kolom %(kolom)s: hier staat “%(tekst)s”, maar de kolom heeft geen"
            " naam. Geef de kolom een naam, of maak hem leeg."
        )
        kolom = get_column_letter(plek + 1)
        raise Tabelfout(zin % {"regel": nummer, "kolom": kolom, "tekst": een_regel(str(cel))[:30]})


def _weiger_ongelijk(rijen, breedte):
    """Rows that are shorter or longer than the names of the columns: nobody knows what is what."""
    if not rijen:
        return
    delen = [
        ngettext("regel %(regel)d heeft %(n)d kolom", "regel %(regel)d heeft %(n)d kolommen", n)
        % {"regel": nummer, "n": n}
        for nummer, n in rijen[:MEESTE_GENOEMD]
    ]
    slot = _(
        "%(regels)s; de regel met kolomnamen heeft er %(breedte)d. Vul aan wat ontbreekt, en zet"
        " tekst waar een scheidingsteken in staat tussen aanhalingstekens."
    )
    raise Tabelfout(slot % {"regels": ", ".join(delen), "breedte": breedte})
