"""CBS's table of postcodes and house numbers with the buurt they lie in."""

import re
from collections import Counter

from buurtnet.kern.tekst import een_regel

from ..models import Postcode, Wijk
from . import Fout
from .plekken import code_van
from .tekst import Tabel

KOLOMMEN = {
    "postcodes (PC6)": [r"pc6|postcode_?6?"],
    "huisnummers?": [r"huisnummer|hnr"],
    "buurten (Buurt2024)": [r"(buurt|bu)(_?code)?_?\d*"],
    "wijken?": [r"(wijk|wk)(_?code)?_?\d*"],
    "gemeenten (Gemeente2024)": [r"(gemeente|gem|gm)(_?code)?_?\d*"],
}
PC6 = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
ONBEKEND = frozenset({"", ".", "-", "NA", "NULL"})
PER_MELDING = 1_000_000


class Telling:
    """What the file says: per postcode and buurt how many house numbers, if it says so."""

    def __init__(self):
        self.regels = self.regels_hier = 0
        # {(postcode, code of the buurt, code of the wijk): number of lines}
        self.per_buurt = Counter()
        self.met_huisnummers = True


def lees_postcodes(pad, gemeenten, meld):
    """Count the lines of these gemeenten; the file is never in memory as a whole."""
    tabel, telling = Tabel(pad, KOLOMMEN), Telling()
    hier = {}
    for rij in tabel.rijen():
        telling.regels += 1
        if not telling.regels % PER_MELDING:
            meld(telling.regels, "regels")
        ruw = rij[4]
        if ruw not in hier:
            hier[ruw] = _gemeente(tabel, ruw) in gemeenten
        if hier[ruw]:
            telling.regels_hier += 1
            telling.per_buurt[_sleutel(tabel, rij)] += 1
            telling.met_huisnummers &= rij[1] is not None
    if not telling.per_buurt:
        raise Fout(f"{pad}: geen enkele regel ligt in {', '.join(sorted(gemeenten))}.")
    return telling


def _gemeente(tabel, ruw):
    """The code of the gemeente; None where CBS doesn't know it. Raises Fout for anything else."""
    code = code_van("GM", ruw)
    if code is None and een_regel(ruw).upper() not in ONBEKEND:
        raise tabel.fout(f"“{ruw[:20]}” is geen gemeentecode")
    return code


def _sleutel(tabel, rij):
    postcode = "".join(een_regel(rij[0]).split()).upper()
    if not PC6.fullmatch(postcode):
        raise tabel.fout(f"“{rij[0][:20]}” is geen postcode")
    buurt = code_van("BU", rij[2])
    if buurt is None:
        raise tabel.fout(f"“{rij[2][:20]}” is geen buurtcode")
    return postcode, buurt, code_van("WK", rij[3] or "") or f"WK{buurt[2:8]}"


def verdeel(telling, plekken):
    """Per postcode and place, and per buurt without a place, how many house numbers.

    Gives two Counters: {(postcode, key of the place)} and {code of the buurt}.
    """
    per_plek, zonder = Counter(), Counter()
    for (postcode, buurt, wijk), aantal in telling.per_buurt.items():
        plek = plekken.kleinste([buurt, wijk])
        if plek is None or plek.soort == Wijk.Soort.STAD:
            zonder[buurt] += aantal
        else:
            per_plek[postcode, plek.pk] += aantal
    return per_plek, zonder


def vervang(per_plek, met_huisnummers):
    """Let the table hold exactly this. Returns how many rows are (new, changed, gone)."""
    gewenst = {sleutel: aantal if met_huisnummers else None for sleutel, aantal in per_plek.items()}
    nu = {
        (postcode, wijk): (pk, aantal)
        for pk, postcode, wijk, aantal in Postcode.objects.order_by().values_list(
            "pk", "postcode", "wijk", "huisnummers"
        )
    }
    weg = nu.keys() - gewenst.keys()
    anders = {s for s in gewenst.keys() & nu.keys() if gewenst[s] != nu[s][1]}
    nieuw = gewenst.keys() - nu.keys()
    if weg:
        _verwijder([nu[sleutel][0] for sleutel in weg])
    Postcode.objects.bulk_update(
        [Postcode(pk=nu[sleutel][0], huisnummers=gewenst[sleutel]) for sleutel in anders],
        ["huisnummers"],
        batch_size=500,
    )
    rijen = [
        Postcode(postcode=postcode, wijk_id=wijk, huisnummers=gewenst[postcode, wijk])
        for postcode, wijk in sorted(nieuw)
    ]
    Postcode.objects.bulk_create(rijen, batch_size=2000)
    return len(nieuw), len(anders), len(weg)


def _verwijder(sleutels):
    for begin in range(0, len(sleutels), 500):
        Postcode.objects.filter(pk__in=sleutels[begin : begin + 500]).delete()
