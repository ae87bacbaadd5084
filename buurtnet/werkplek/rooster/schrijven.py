"""What a rooster writes: rows that begin, end, never were, or are still right."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from buurtnet.bewerken.intrekken import NietIngetrokken, trek_in
from buurtnet.kern.bewerkbaar import kijk_naar_begin
from buurtnet.kern.eerste_rij import begin_zoals
from buurtnet.kern.herkomst import Bron
from buurtnet.kern.noemen import STREEP
from buurtnet.kern.periode import PERIODEVELDEN, houd_gehelen
from buurtnet.kern.precisie import datum_in_woorden
from buurtnet.kern.sloten import houd_vast
from buurtnet.kern.status import Status
from netwerken.hoede import geef_in_hoede, hoeder_voor
from netwerken.models import Deelname, Inzet, Netwerk, Organisatie


class NietBewaard(Exception):
    """A sheet that can't be saved like this: why, in sentences; `veld`: beside which field."""

    def __init__(self, zinnen, veld=""):
        super().__init__(zinnen, veld)
        self.zinnen, self.veld = zinnen, veld


class Schrijver:
    """Writes the Veranderingen of `rooster`, whose form is valid, and the lines for new parties.

    Within a transaction in which the rows of the sheet are locked.
    """

    def __init__(self, gebruiker, rooster, veranderingen, nieuw):
        self.gebruiker, self.rooster, self.nieuw = gebruiker, rooster, nieuw
        self.veranderingen = veranderingen
        # By which network what is added will be; None: by none.
        self.netwerk = None
        self.nieuwe_partijen, self.geschreven, self.fouten = [], [], []
        self.erbij = self.gestopt = self.teruggenomen = 0

    @property
    def aantallen(self):
        """How many cells begin, end, and are taken back."""
        return self.erbij, self.gestopt, self.teruggenomen

    @property
    def nagegaan(self):
        """How many parties are still right: in this wijk, and in all wijken."""
        partijen = {sleutel for sleutel, rijen in self.veranderingen.bevestigd.items() if rijen}
        overal = partijen & self.veranderingen.overal
        return len(partijen - overal), len(overal)

    def schrijf(self):
        """Write it all. Raises NietBewaard."""
        begin = self._wat_begint()
        self._keur_einden()
        self.netwerk = self._netwerk_van(begin)
        if self.fouten:
            raise NietBewaard(self.fouten)
        self._houd_vast(begin)
        kijk_naar_begin(self._te_wijzigen())
        self._beeindig()
        self._begin(begin)
        for rijen in self.veranderingen.bevestigd.values():
            for rij in rijen:
                self._bevestig(rij)
        if self.fouten:
            raise NietBewaard(self.fouten)

    # What was asked

    def _wat_begint(self):
        """[(Partij, its themes)] of all that is added: in cells, and in the lines for new ones."""
        per_partij = {}
        for sleutel, thema in self.veranderingen.erbij:
            rij, kolom = self.rooster.rij(sleutel), self.rooster.kolom(thema)
            if rij and kolom and kolom.kan and self.rooster.kan:
                per_partij.setdefault(rij.sleutel.casefold(), (rij.partij, []))[1].append(
                    kolom.thema
                )
        for regel in self.nieuw:
            self._lees_regel(regel, per_partij)
        return list(per_partij.values())

    def _lees_regel(self, regel, per_partij):
        partij = regel.vind_partij(self.gebruiker)
        if partij is None:
            self.fouten.append(regel.fout)
            return
        partij = self.rooster.zelfde(partij)
        kolommen = [k for k in self.rooster.alle_kolommen if k.sleutel in regel.themas and k.kan]
        staat_er = self.rooster.cellen_met_eigen()
        themas = [k.thema for k in kolommen if (partij.sleutel, k.sleutel) not in staat_er]
        if not kolommen and not self.rooster.netwerken:
            regel.fout = _("Kruis aan waar “%(naam)s” aan werkt.") % {"naam": regel.naam}
            self.fouten.append(regel.fout)
            return
        is_nieuw = partij.is_organisatie and partij.record._state.adding
        sleutel = f"nieuw {regel.naam.casefold()}" if is_nieuw else partij.sleutel.casefold()
        partij, eerder = per_partij.setdefault(sleutel, (partij, []))
        eerder += [thema for thema in themas if thema not in eerder]

    def _keur_einden(self):
        """What begins later than it is to end, was told wrong; what never was, has no end."""
        einde = self.rooster.form.cleaned_data["tot"].datum
        for cel, rijen in self.veranderingen.eraf.items():
            if cel in self.veranderingen.ongeluk:
                if not self.rooster.cel(*cel).intrekbaar:
                    zin = _("%(waar)s is niet pas door jou toegevoegd: laat het stoppen.")
                    self.fouten.append(zin % {"waar": self._waar(cel)})
                continue
            for rij in rijen:
                if rij.vanaf and rij.vanaf <= self.rooster.dag and einde < rij.vanaf:
                    zin = _("%(waar)s begon pas %(begin)s. Kies een latere dag om te stoppen.")
                    begin = datum_in_woorden(rij.vanaf, rij.vanaf_precisie)
                    self.fouten.append(zin % {"waar": self._waar(cel), "begin": begin})

    def _waar(self, cel):
        sleutel, thema = cel
        return f"{self.rooster.rij(sleutel).partij.naam}{STREEP}{self.rooster.kolom(thema).naam}"

    def _netwerk_van(self, begin):
        """The network of what is added; asked only when something is."""
        if not any(not partij.is_netwerk for partij, _themas in begin):
            return None
        try:
            return self.rooster.form.netwerk_van_nieuw()
        except ValidationError as fout:
            raise NietBewaard([*self.fouten, *fout.messages], "netwerk") from None

    # Writing

    def _houd_vast(self, begin):
        """Keep what new rows are to end with as it is, in everybody's order."""
        netwerken = {partij.record.pk for partij, _themas in begin if partij.is_netwerk}
        houd_vast(Netwerk, netwerken | ({self.netwerk.pk} if self.netwerk else set()))
        wie = [partij.record for partij, _themas in begin if partij.is_organisatie]
        houd_vast(Organisatie, {record.pk for record in wie if record.pk})

    def _te_wijzigen(self):
        """The rows that are there, and that end or are still right."""
        groepen = (*self.veranderingen.eraf.values(), *self.veranderingen.bevestigd.values())
        return [rij for rijen in groepen for rij in rijen]

    def _beeindig(self):
        einde = self.rooster.form.cleaned_data["tot"]
        reden = self.rooster.form.cleaned_data["reden"] or "bijgewerkt op het rooster"
        status = Status.GESTOPT if einde.datum <= self.rooster.dag else None
        for cel, rijen in self.veranderingen.eraf.items():
            for rij in rijen:
                if cel in self.veranderingen.ongeluk:
                    self._trek_in(rij)
                    continue
                rij._change_reason = reden
                rij.beeindig(einde.datum, status)
                rij.tot_precisie = einde.precisie
                rij.save(update_fields=PERIODEVELDEN)
                self.geschreven.append(rij.pk)
            if cel in self.veranderingen.ongeluk:
                self.teruggenomen += 1
            else:
                self.gestopt += 1

    def _trek_in(self, rij):
        try:
            trek_in(rij, self.gebruiker, self.rooster.form.cleaned_data["reden"])
        except NietIngetrokken as fout:
            self.fouten.append(fout.zin)

    def _begin(self, begin):
        """Let each party begin on its themes, as a participant of the network, if any."""
        for partij, _themas in begin:
            if partij.is_organisatie and partij.record._state.adding:
                self._voeg_toe(partij.record)
        rijen = [self._rij(partij, thema) for partij, themas in begin for thema in themas]
        # Without a theme all that is said is that they take part.
        wie_mee = [partij.wie for partij, themas in begin if self.netwerk and not themas]
        deelnames = [Deelname(netwerk=self.netwerk, **wie) for wie in wie_mee]
        self._keur(rijen)
        self._keur(deelnames)
        if self.fouten:
            return
        for rij in rijen:
            rij.save()
            self.erbij += 1
            self.geschreven.append(rij.pk)
        self._laat_meedoen([rij for rij in rijen if rij.netwerk] + deelnames)

    def _rij(self, partij, thema):
        door = partij.record if partij.is_netwerk else self.netwerk
        return Inzet(**partij.wie, wijk=self.rooster.wijk, netwerk=door, thema=thema)

    def _laat_meedoen(self, rijen):
        """Take up in the network who these rows are of, and doesn't take part yet."""
        al_mee = self.netwerk.wie_meedoet(self.rooster.dag) if self.netwerk else set()
        for rij in rijen:
            wie = (rij.organisatie_id, rij.omschreven_rol)
            if any(wie) and wie not in al_mee:
                velden = dict(zip(("organisatie_id", "omschreven_rol"), wie, strict=True))
                self.netwerk.neem_op(velden, **begin_zoals(rij))
                al_mee.add(wie)

    def _voeg_toe(self, organisatie):
        self._is_van_nu(organisatie)
        organisatie.save()
        plek = {"netwerk": self.netwerk, "wijken": [self.rooster.wijk]}
        geef_in_hoede(organisatie, hoeder_voor(self.gebruiker, **plek))
        self.nieuwe_partijen.append(organisatie)

    def _keur(self, rijen):
        """Tell which new rows, of today and of the user, go on longer than what they end with."""
        gehelen = houd_gehelen(rijen) if rijen else {}
        for rij in rijen:
            self._is_van_nu(rij)
            try:
                rij.keur_geheel(gehelen)
            except ValidationError as fout:
                self.fouten += fout.messages

    def _bevestig(self, rij):
        rij.bewaar_bevestiging(self.gebruiker, self.rooster.dag)
        self.geschreven.append(rij.pk)

    def _is_van_nu(self, rij):
        """Who adds something by hand is its source, and confirms it."""
        rij.bron = self._bron
        rij.bevestig(self.gebruiker, self.rooster.dag)

    @cached_property
    def _bron(self):
        return Bron.objects.handinvoer()
