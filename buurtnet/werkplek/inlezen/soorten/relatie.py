"""Tables of rows that tie an organisation to something, from when to when."""

from django.utils import timezone
from django.utils.translation import gettext as _

from buurtnet.kern.datumtwijfel import twijfel
from buurtnet.kern.precisie import datum_in_woorden
from buurtnet.kern.sloten import vergrendel
from buurtnet.kern.status import Status

from ..uitkomst import Stand, Uitkomst
from ..waarden import Celfout, keur_op_personen, lees_dag, lees_waarde


class Relatiesoort:
    """What a table of one model says, beside what is there. A subclass names what ties.

    `lezing` knows the file, the user and all that cells may name.
    """

    model = None
    velden = ()
    # Fields of the model that a cell may set, read by their own rules.
    teksten = ("toelichting",)

    def __init__(self, lezing):
        self.lezing = lezing
        self.vandaag = timezone.localdate()

    # What subclasses say

    def wijs_toe(self, regel, uitkomst):
        """Set in `uitkomst.waarden` what else the row ties; tell what can't be."""
        raise NotImplementedError

    def sleutel(self, rij):
        """What makes two rows tie the same, of a row of the model."""
        raise NotImplementedError

    def sleutel_van(self, waarden):
        """The same, of what is to be set."""
        raise NotImplementedError

    def bestaande(self, uitkomsten):
        """A queryset of what may be there already."""
        raise NotImplementedError

    def past(self, rij, waarden):
        """How well a row fits what a table says: lower is better; None when not."""
        raise NotImplementedError

    # What holds for all

    def vergelijk(self, regels):
        """[Uitkomst] of these regels, in as many queries for thirty as for one."""
        uitkomsten = [self._duid(regel) for regel in regels]
        te_zoeken = [een for een in uitkomsten if een.stand == Stand.NIEUW and not een.nieuwe_naam]
        rijen = self.bestaande(te_zoeken) if te_zoeken else self.model.objects.none()
        rijen = vergrendel(rijen) if self.lezing.met_slot else list(rijen.order_by("pk"))
        eigen = self.model.objects.editable_by(self.lezing.gebruiker)
        eigen = set(eigen.filter(pk__in=[rij.pk for rij in rijen]).values_list("pk", flat=True))
        per_sleutel = {}
        for rij in rijen:
            per_sleutel.setdefault(self.sleutel(rij), []).append(rij)
        gezien = {}
        for uitkomst in uitkomsten:
            if uitkomst.stand == Stand.NIEUW:
                self._leg_naast(uitkomst, per_sleutel, eigen, gezien)
        return uitkomsten

    def _duid(self, regel):
        """The Uitkomst of one row as far as the file itself tells."""
        uitkomst = Uitkomst(regel.nummer, self.wie_in_woorden(regel), self.wat_in_woorden(regel))
        self.lezing.wijs_wie_toe(regel, uitkomst)
        if "omschreven_rol" in uitkomst.waarden and "omschreven_rol" in regel.cellen:
            keur_op_personen(uitkomst, "omschreven_rol", regel.cellen["omschreven_rol"])
        self.wijs_toe(regel, uitkomst)
        for veld, einde in (("vanaf", False), ("tot", True)):
            if veld in regel.cellen:
                self._lees_dag(uitkomst, regel.cellen[veld], veld, einde)
        if "kruis" in regel.cellen:
            self._lees_kruis(uitkomst, regel.cellen["kruis"])
        for naam in self.teksten:
            if naam in regel.cellen:
                self._lees_tekst(uitkomst, regel.cellen[naam], naam)
        vanaf, tot = uitkomst.waarden.get("vanaf"), uitkomst.waarden.get("tot")
        if vanaf and tot and tot < vanaf:
            uitkomst.fout(_("%(cel)s: het einde ligt voor het begin.") % {"cel": regel.plek("tot")})
        return uitkomst

    def _lees_dag(self, uitkomst, cel, veld, einde):
        try:
            dag = lees_dag(cel, einde=einde, vandaag=self.vandaag)
        except Celfout as fout:
            uitkomst.fout(str(fout))
        else:
            uitkomst.waarden |= {veld: dag.datum, f"{veld}_precisie": dag.precisie}

    def _lees_kruis(self, uitkomst, cel):
        """What stands in a matrix where others put a cross: since when, or a few words."""
        if cel.tekst.isdigit() and len(cel.tekst) < len("2026"):
            return
        try:
            dag = lees_dag(cel, vandaag=self.vandaag)
            uitkomst.waarden |= {"vanaf": dag.datum, "vanaf_precisie": dag.precisie}
        except Celfout:
            if not any(teken.isalnum() for teken in cel.tekst):
                zin = _("%(cel)s: “%(tekst)s” zegt niet of het zo is. Schrijf x, of maak het leeg.")
                uitkomst.fout(zin % {"cel": cel.plek, "tekst": cel.tekst})
                return
            self._lees_tekst(uitkomst, cel, "toelichting")

    def _lees_tekst(self, uitkomst, cel, naam):
        try:
            uitkomst.waarden[naam] = lees_waarde(self.model._meta.get_field(naam), cel)
        except Celfout as fout:
            uitkomst.fout(str(fout))
        else:
            keur_op_personen(uitkomst, naam, cel)

    def _leg_naast(self, uitkomst, per_sleutel, eigen, gezien):
        """Find the row that says this already, and what differs."""
        sleutel = (uitkomst.nieuwe_naam, self.sleutel_van(uitkomst.waarden))
        zelfde = (sleutel, *sorted((naam, str(w)) for naam, w in uitkomst.waarden.items()))
        if zelfde in gezien:
            uitkomst.stand = Stand.HETZELFDE
            uitkomst.zinnen.append(_("Dit staat ook op regel %(nr)d.") % {"nr": gezien[zelfde]})
            return
        # What an organisation does that isn't there yet is new, whatever else is there.
        rijen = () if uitkomst.nieuwe_naam else per_sleutel.get(sleutel[1], ())
        rij = self._beste(rijen, uitkomst.waarden)
        if rij is None:
            if sleutel in gezien and "tot" not in uitkomst.waarden:
                zin = _("Regel %(nr)d zegt hier iets anders over. Laat er één staan.")
                uitkomst.fout(zin % {"nr": gezien[sleutel]})
            else:
                self._maak_nieuw(uitkomst)
        else:
            self._wijzig(uitkomst, rij, eigen)
        gezien[zelfde] = gezien[sleutel] = uitkomst.nummer
        uitkomst.weiger_persoonlijk()
        if uitkomst.gaat_in:
            self._vraag_dagen(uitkomst)

    def _vraag_dagen(self, uitkomst):
        """Ask about a day that can hardly be meant, unless it is what is there."""
        for veld, einde in (("vanaf", False), ("tot", True)):
            datum = uitkomst.waarden.get(veld)
            if not datum or (uitkomst.rij and getattr(uitkomst.rij, veld) == datum):
                continue
            if zin := twijfel(datum, self.vandaag, einde=einde):
                gemeend = self.lezing.is_gemeend(datum, zin)
                if gemeend is None:
                    uitkomst.stand = Stand.TWIJFEL
                    uitkomst.zinnen.append(zin)
                elif not gemeend:
                    uitkomst.stand = Stand.OVERGESLAGEN

    def _beste(self, rijen, waarden):
        """The row that fits best: with the same end when one is given, else one that runs."""
        kansen = []
        for rij in rijen:
            past = self.past(rij, waarden)
            zelfde_einde = "tot" in waarden and rij.tot == waarden["tot"]
            if past is None or (rij.is_voorbij(self.vandaag) and not zelfde_einde):
                continue
            verschil = len(self._verschillen(rij, waarden))
            kansen.append((not zelfde_einde, past, verschil, rij.pk, rij))
        return min(kansen, key=lambda kans: kans[:-1])[-1] if kansen else None

    def _maak_nieuw(self, uitkomst):
        waarden = uitkomst.waarden
        self._eis_eigen_netwerk(uitkomst)
        if waarden.get("tot") and waarden["tot"] < self.vandaag:
            waarden["status"] = Status.GESTOPT
        geheel = self.lezing.eindigt_eerder(waarden, uitkomst)
        if geheel:
            zin = _("“%(naam)s” loopt zelf %(periode)s. Dit kan niet langer lopen dan dat.")
            uitkomst.fout(zin % {"naam": geheel, "periode": geheel.periode_in_woorden})

    def _wijzig(self, uitkomst, rij, eigen):
        verschillen = self._verschillen(rij, uitkomst.waarden)
        uitkomst.rij = rij
        if not verschillen:
            uitkomst.stand = Stand.HETZELFDE
            uitkomst.te_bevestigen = rij.pk in eigen and not rij.is_voorbij(self.vandaag)
            return
        if rij.pk not in eigen:
            uitkomst.fout(_("Dit staat er al anders, en valt buiten je werkgebied."))
            return
        uitkomst.stand, uitkomst.anders = Stand.GEWIJZIGD, verschillen
        if any(wat == rij._meta.get_field("netwerk").verbose_name for wat, *_rest in verschillen):
            self._eis_eigen_netwerk(uitkomst)
        tot = uitkomst.waarden.get("tot")
        if tot and rij.vanaf and tot < rij.vanaf and "vanaf" not in uitkomst.waarden:
            zin = _("Dat is voor het begin: dit loopt %(periode)s.")
            uitkomst.fout(zin % {"periode": rij.periode_in_woorden})

    def _eis_eigen_netwerk(self, uitkomst):
        netwerk = uitkomst.waarden.get("netwerk")
        if netwerk and netwerk.pk not in self.lezing.eigen_netwerken:
            zin = _("“%(netwerk)s” is geen netwerk van jou.")
            uitkomst.fout(zin % {"netwerk": netwerk})

    def _verschillen(self, rij, waarden):
        """[(what, old, new)] in words: of what the table says; what it leaves empty stays."""
        verschillen = []
        for naam, nieuw in waarden.items():
            if naam.endswith("_precisie") or not nieuw:
                continue
            veld, oud = rij._meta.get_field(naam), getattr(rij, rij._meta.get_field(naam).attname)
            if naam in ("vanaf", "tot"):
                oud_woord, woord = (
                    datum and datum_in_woorden(datum, precisie)
                    for datum, precisie in (
                        (oud, getattr(rij, f"{naam}_precisie")),
                        (nieuw, waarden[f"{naam}_precisie"]),
                    )
                )
            elif veld.many_to_one:
                if oud == nieuw.pk:
                    continue
                oud_woord, woord = self.lezing.naam_van(getattr(rij, naam)), str(nieuw)
            elif veld.choices:
                oud_woord, woord = (dict(veld.flatchoices).get(w, w) for w in (oud, nieuw))
            else:
                oud_woord, woord = oud, nieuw
            if oud_woord != woord:
                verschillen.append((veld.verbose_name, oud_woord or "", woord))
        return verschillen

    def wie_in_woorden(self, regel):
        return regel.tekst("organisatie") or regel.tekst("omschreven_rol") or regel.tekst("plek")

    def wat_in_woorden(self, regel):
        raise NotImplementedError
