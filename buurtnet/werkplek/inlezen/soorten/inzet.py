"""A table of who works where on what: a list, or a matrix of parties and themes."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from netwerken.models import Inzet

from .. import velden
from ..uitkomst import Stand
from .relatie import Relatiesoort


class Inzetten(Relatiesoort):
    naam = "inzet"
    label = _("Wie werkt waar aan welk thema")
    model = Inzet
    velden = (
        velden.ORGANISATIE,
        velden.WIJK,
        velden.THEMA,
        velden.VANAF,
        velden.TOT,
        velden.NETWERK,
        velden.TOELICHTING,
        velden.ROLNAAM,
    )
    # What may be said once for the whole table, when no column says it.
    vast = ("wijk", "netwerk")
    verplicht = ("organisatie", "thema")

    def wijs_toe(self, regel, uitkomst):
        self.lezing.wijs_toe(regel, uitkomst, "wijk")
        thema = self.lezing.lijsten["thema"].rijen.get(regel.thema)
        if thema:
            uitkomst.waarden["thema"] = thema
        else:
            # Of a column that was remembered as a theme that isn't there any more: its heading.
            self.lezing.wijs_toe(regel, uitkomst, "thema")
        self.lezing.wijs_toe(regel, uitkomst, "netwerk", verplicht=False)
        wijk = uitkomst.waarden.get("wijk")
        if wijk and wijk.pk not in self.lezing.eigen_wijken:
            zin = _t("%(cel)s: “%(wijk)s” valt buiten je werkgebied.")
            uitkomst.fout(zin % {"cel": regel.plek("wijk"), "wijk": wijk})
        if not uitkomst.wie and uitkomst.stand == Stand.NIEUW:
            self._zelf(regel, uitkomst)

    def _zelf(self, regel, uitkomst):
        """A row without a party is of the network itself."""
        if "netwerk" in regel.cellen and "netwerk" in uitkomst.waarden:
            uitkomst.wie = str(uitkomst.waarden["netwerk"])
        else:
            uitkomst.fout(_t("%(cel)s: hier staat niet wie het doet.") % {"cel": regel.plek("wie")})

    def sleutel(self, rij):
        return (rij.organisatie_id, rij.omschreven_rol, rij.wijk_id, rij.thema_id)

    def sleutel_van(self, waarden):
        organisatie, wijk, thema = (waarden.get(naam) for naam in ("organisatie", "wijk", "thema"))
        rol = waarden.get("omschreven_rol", "")
        return (organisatie and organisatie.pk, rol, wijk and wijk.pk, thema and thema.pk)

    def bestaande(self, uitkomsten):
        wijken = {een.waarden["wijk"].pk for een in uitkomsten}
        rijen = Inzet.objects.visible_to(self.lezing.gebruiker).filter(wijk__in=wijken)
        return rijen.select_related("netwerk")

    def past(self, rij, waarden):
        """The network that the table names, or else any: best the one that is usual here."""
        if rij.netwerk == waarden.get("netwerk"):
            return 0
        if rij.netwerk is None:
            return 1
        return None if self.lezing.noemt_netwerk else 2

    def _verschillen(self, rij, waarden):
        # The network of the whole table is for what is new: what is there keeps its own.
        if not self.lezing.noemt_netwerk:
            waarden = {naam: w for naam, w in waarden.items() if naam != "netwerk"}
        return super()._verschillen(rij, waarden)

    def wat_in_woorden(self, regel):
        wijk = regel.tekst("wijk") or self.lezing.vaste_naam("wijk")
        return " – ".join(filter(None, [wijk, regel.tekst("thema")]))
