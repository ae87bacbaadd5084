"""The order of names in a drawing of two columns, so that few of the lines between them cross.

Barycenters and medians by turns (Sugiyama, Tagawa and Toda 1981; Eades and Wormald 1994), keeping
the best order seen: never worse than the order to begin with, and always the same answer.
"""

from bisect import bisect_right, insort
from statistics import fmean, median

RONDES = 12


def tel_kruisingen(lijnen, links, rechts):
    """How many pairs of `lijnen` (name left, name right) cross when the columns stand like this."""
    plek_links, plek_rechts = _plekken(links), _plekken(rechts)
    gezien, aantal = [], 0
    for _links, rechter in sorted((plek_links[een], plek_rechts[ander]) for een, ander in lijnen):
        aantal += len(gezien) - bisect_right(gezien, rechter)
        insort(gezien, rechter)
    return aantal


def ontwar(lijnen, groepen, rechts):
    """(groups on the left, names on the right) in an order with few crossings.

    `groepen` are lists of names that stay together, in the order of the groups.
    """
    buren_links, buren_rechts = {}, {}
    for een, ander in lijnen:
        buren_links.setdefault(een, []).append(ander)
        buren_rechts.setdefault(ander, []).append(een)
    beste = (tel_kruisingen(lijnen, _plat(groepen), rechts), groepen, rechts)
    for ronde in range(RONDES):
        if not beste[0]:
            break
        midden = median if ronde % 4 > 1 else fmean
        rechts = _sorteer(rechts, buren_rechts, _plekken(_plat(groepen)), midden)
        groepen = [_sorteer(groep, buren_links, _plekken(rechts), midden) for groep in groepen]
        aantal = tel_kruisingen(lijnen, _plat(groepen), rechts)
        if aantal < beste[0]:
            beste = (aantal, groepen, rechts)
    return beste[1], beste[2]


def _sorteer(namen, buren, plekken, midden):
    """Each name where its neighbours are on average; those that tie keep their order."""
    return sorted(namen, key=lambda naam: midden([plekken[buur] for buur in buren[naam]]))


def _plekken(namen):
    return {naam: plek for plek, naam in enumerate(namen)}


def _plat(groepen):
    return [naam for groep in groepen for naam in groep]
