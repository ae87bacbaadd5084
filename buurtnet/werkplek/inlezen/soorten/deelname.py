"""A table of who takes part in a network."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from netwerken.models import Deelname

from .. import velden
from ..uitkomst import Stand
from ..waarden import Celfout, lees_keuze
from .relatie import Relatiesoort


class Deelnames(Relatiesoort):
    naam = "deelname"
    label = _("Wie doet mee aan een netwerk")
    model = Deelname
    velden = (
        velden.ORGANISATIE,
        velden.NETWERK,
        velden.ROL,
        velden.VANAF,
        velden.TOT,
        velden.TOELICHTING,
        velden.ROLNAAM,
        velden.PLEK,
    )
    vast = ("netwerk",)
    verplicht = ("organisatie",)

    def wijs_toe(self, regel, uitkomst):
        self.lezing.wijs_toe(regel, uitkomst, "netwerk")
        if "plek" in regel.cellen and not uitkomst.waarden.get("organisatie"):
            self.lezing.wijs_plek_toe(regel, uitkomst)
        if "rol" in regel.cellen:
            try:
                veld = Deelname._meta.get_field("rol")
                uitkomst.waarden["rol"] = lees_keuze(veld, regel.cellen["rol"])
            except Celfout as fout:
                uitkomst.fout(str(fout))
        if not uitkomst.wie and uitkomst.stand == Stand.NIEUW:
            uitkomst.fout(_t("%(cel)s: hier staat niet wie meedoet.") % {"cel": regel.plek("wie")})

    def sleutel(self, rij):
        return (rij.organisatie_id, rij.accommodatie_id, rij.omschreven_rol, rij.netwerk_id)

    def sleutel_van(self, waarden):
        wie = [waarden.get(naam) for naam in ("organisatie", "accommodatie")]
        netwerk = waarden.get("netwerk")
        sleutels = [een and een.pk for een in wie]
        return (*sleutels, waarden.get("omschreven_rol", ""), netwerk and netwerk.pk)

    def bestaande(self, uitkomsten):
        netwerken = {een.waarden["netwerk"].pk for een in uitkomsten}
        rijen = Deelname.objects.visible_to(self.lezing.gebruiker).filter(netwerk__in=netwerken)
        return rijen.select_related("netwerk")

    def past(self, rij, waarden):
        """In the role that the table names, or else in any: that is changed then."""
        return 0 if waarden.get("rol", rij.rol) == rij.rol else 1

    def wat_in_woorden(self, regel):
        netwerk = regel.tekst("netwerk") or self.lezing.vaste_naam("netwerk")
        return " – ".join(filter(None, [netwerk, regel.tekst("rol")]))
