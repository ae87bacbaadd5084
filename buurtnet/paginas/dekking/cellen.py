"""The rows of the coverage matrix as HTML, made in one go and kept with the matrix.

A thousand trips through the template engine are dear.
"""

from functools import cache

from django.utils.safestring import SafeString

from buurtnet.web.html import aaneen, vul_in
from buurtnet.web.templatetags.componenten import dekkingsmerk
from netwerken.dekking import WITTE_VLEK

LEGE_CEL = SafeString("<td></td>")
KLASSE = {
    klassen: vul_in(' class="{}"', klassen) if klassen else ""
    for klassen in ("", "op-agenda", "op-agenda arcering")
}


def matrixrijen(matrix):
    """[(theme, its cells as HTML, parties, white spots)] of a Matrix."""
    merk = cache(lambda stand, aantal: dekkingsmerk(stand, aantal=aantal))
    return [
        (thema, aaneen(_cel(matrix, kolom, thema, merk) for kolom in matrix.kolommen), *totaal)
        for thema, totaal in zip(matrix.themas, matrix.totalen, strict=True)
    ]


def _cel(matrix, kolom, thema, merk):
    vak = matrix.vak(kolom, thema)
    if not vak.stand:
        return LEGE_CEL
    klassen = f"{'op-agenda' * vak.op_agenda} {'arcering' * (vak.stand == WITTE_VLEK)}".strip()
    return vul_in(
        '<td{}><a href="{}">{}</a></td>',
        *(KLASSE[klassen], matrix.adres(kolom, thema), merk(vak.stand, vak.aantal)),
    )
