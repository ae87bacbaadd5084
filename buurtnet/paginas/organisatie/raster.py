"""Where and on what: the Inzet of one party as a small matrix of wijken and themes."""

from buurtnet.kern.versheid import Samengeteld, samengeteld_op
from netwerken.models import Inzet
from wijken.models import Thema, Wijk

MEESTE_RIJEN = 20
VELDEN = (
    *("wijk", "wijk__naam", "wijk__slug", "wijk__soort"),
    *("thema", "thema__naam", "thema__slug", "thema__volgorde"),
)


class Raster:
    """Rows are wijken, the busiest first; columns the themes that occur.

    `per_wijk` is (wijk, how many themes) of all, also of those that are no row; `nagegaan` the
    Samengeteld of all.
    """

    def __init__(self, tellingen):
        """`tellingen` are the values of VELDEN and the Samengeteld of the Inzet with these."""
        wijken, themas, self._cellen = {}, {}, {}
        self.nagegaan = Samengeteld()
        for rij in tellingen:
            wijk = Wijk(**dict(zip(("pk", "naam", "slug", "soort"), rij[:4], strict=True)))
            thema = Thema(**dict(zip(("pk", "naam", "slug", "volgorde"), rij[4:8], strict=True)))
            wijken.setdefault(wijk.pk, (wijk, []))[1].append(thema.pk)
            themas[thema.pk] = thema
            geteld = Samengeteld(*rij[8:])
            self._cellen[wijk.pk, thema.pk] = geteld.aantal
            self.nagegaan = self.nagegaan.met(geteld)
        self.themas = sorted(themas.values(), key=lambda thema: (thema.volgorde, thema.naam))
        self.aantal_wijken = len(wijken)
        self.per_wijk = [(wijk, len(van)) for wijk, van in wijken.values()]
        druk = sorted(wijken.values(), key=lambda paar: (-len(paar[1]), paar[0].naam))
        self.rijen = [(wijk, self._rij(wijk)) for wijk, _themas in druk[:MEESTE_RIJEN]]

    def _rij(self, wijk):
        return [self._cellen.get((wijk.pk, thema.pk), 0) for thema in self.themas]

    @property
    def nog(self):
        """How many wijken there are besides those in the rows."""
        return self.aantal_wijken - len(self.rijen)


def lees_raster(inzet, datum):
    """The Raster of a queryset of what holds on `datum`, the day shown, in one query."""
    return Raster(inzet.order_by().values_list(*VELDEN).annotate(**samengeteld_op(Inzet, datum)))
