"""What can be done to many rows at once, of which rows, and why not of others."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.herkomst import Bron
from buurtnet.kern.noemen import mag_noemen
from buurtnet.kern.periode import PERIODEVELDEN
from buurtnet.kern.sloten import vergrendel_per_soort
from buurtnet.kern.status import Status
from netwerken.models import Deelname, Huisvesting, Inzet, Organisatie, Werkgebied
from wijken.models import Wijk

from ..rooster.plaats import netwerken_in
from .formulieren import Bulkformulier, Eindes, NaarNetwerk, ThemaErbij, ThemaInWijk


class Actie:
    """One thing to do to `rijen`, a list of rows that the user may change.

    `gegevens` is what the form of the action says; empty before it was filled in.
    """

    # A template names the class, for its button.
    do_not_call_in_templates = True

    naam = knop = klaar = ""
    formulier = Bulkformulier

    def __init__(self, rijen, gegevens, gebruiker, vandaag):
        self.rijen, self.gegevens = rijen, gegevens
        self.gebruiker, self.vandaag = gebruiker, vandaag

    def waarom_niet(self, rij):
        """Why this can't be done to a row, in a sentence; "" when it can."""
        return _t("Dit is al voorbij.") if rij.is_voorbij(self.vandaag) else ""

    def doe(self, rij):
        """Do it to a row, which is locked."""
        raise NotImplementedError

    @classmethod
    def vergrendel_delen(cls, model, sleutels, vandaag):
        """Lock what changes along with the rows of these keys: before the rows themselves."""


class Bevestigen(Actie):
    naam, knop = "bevestigen", _("Nog steeds juist")
    klaar = _("%(n)d keer bevestigd. Dank je wel.")

    def doe(self, rij):
        rij.bewaar_bevestiging(self.gebruiker, self.vandaag)


class Beeindigen(Actie):
    naam, knop = "beeindigen", _("Beëindig")
    klaar = _("%(n)d keer beëindigd. Wat was, blijft bewaard.")
    formulier = Eindes

    def waarom_niet(self, rij):
        tot = self.gegevens.get("tot")
        if waarom := super().waarom_niet(rij):
            return waarom
        if tot and rij.vanaf and rij.vanaf <= self.vandaag and tot.datum < rij.vanaf:
            zin = _t("Dat is voor het begin: dit loopt %(periode)s.")
            return zin % {"periode": rij.periode_in_woorden}
        if tot and rij.tot and rij.tot < tot.datum:
            zin = _t("Dit stopt al eerder: het loopt %(periode)s.")
            return zin % {"periode": rij.periode_in_woorden}
        laatste_dag = tot.datum if tot else self.vandaag
        if rij.eindigt_mee and rij.loopt_mee_van_anderen(self.gebruiker, laatste_dag):
            return _t("Hier hangt iets aan wat een ander bijhoudt.")
        return ""

    def doe(self, rij):
        tot = self.gegevens["tot"]
        status = Status.GESTOPT if tot.datum <= self.vandaag else None
        rij.beeindig_alles(tot.datum, tot.precisie, status, self.gegevens["reden"])

    @classmethod
    def vergrendel_delen(cls, model, sleutels, vandaag):
        meegaand = set(model().eindigt_mee)
        delen = [
            (relatie.related_model, relatie.field.name)
            for relatie in model._meta.related_objects
            if relatie.get_accessor_name() in meegaand
        ]
        vergrendel_per_soort(
            deel.objects.niet_voorbij(vandaag).filter(**{f"{veld}__in": sleutels})
            for deel, veld in delen
        )


class AnderNetwerk(Actie):
    """Inzet goes on by another network."""

    naam, knop = "netwerk", _("Naar een ander netwerk")
    klaar = _("%(n)d keer naar een ander netwerk.")
    formulier = NaarNetwerk

    def __init__(self, *args):
        super().__init__(*args)
        self.netwerk = self.gegevens.get("netwerk")
        self._bezet = self._wat_er_is() if self.netwerk else set()

    def _wat_er_is(self):
        lopend = Inzet.objects.filter(netwerk=self.netwerk, tot=None)
        return {self._sleutel(rij) for rij in lopend}

    @staticmethod
    def _sleutel(rij):
        wat = (rij.wijk_id, rij.thema_id, rij.initiatief_id)
        return (rij.organisatie_id, rij.omschreven_rol, *wat)

    def waarom_niet(self, rij):
        if waarom := super().waarom_niet(rij):
            return waarom
        if not (rij.organisatie_id or rij.omschreven_rol):
            return _t("Dit doet het netwerk zelf.")
        if not self.netwerk:
            return ""
        if rij.netwerk_id == self.netwerk.pk:
            return _t("Dit hoort al bij dit netwerk.")
        if rij.tot is None and self._sleutel(rij) in self._bezet:
            return _t("Dit staat er bij dat netwerk al.")
        return _na_einde(rij, self.netwerk)

    def doe(self, rij):
        self._bezet.add(self._sleutel(rij))
        rij.netwerk = self.netwerk
        rij._change_reason = "naar een ander netwerk"
        rij.save(update_fields=["netwerk"])
        rij.laat_meedoen()


class AndereDeelname(Actie):
    """Who takes part moves: it ends here today, and begins there in the same role."""

    naam, knop = "netwerk", _("Naar een ander netwerk")
    klaar = _("%(n)d keer naar een ander netwerk.")
    formulier = NaarNetwerk

    def __init__(self, *args):
        super().__init__(*args)
        self.netwerk = self.gegevens.get("netwerk")
        lopend = Deelname.objects.filter(netwerk=self.netwerk).niet_voorbij(self.vandaag)
        self._daar = {self._sleutel(rij) for rij in lopend} if self.netwerk else set()

    @staticmethod
    def _sleutel(rij):
        return (rij.organisatie_id, rij.accommodatie_id, rij.omschreven_rol, rij.rol)

    def waarom_niet(self, rij):
        if waarom := super().waarom_niet(rij):
            return waarom
        if self.netwerk and rij.netwerk_id == self.netwerk.pk:
            return _t("Dit hoort al bij dit netwerk.")
        if self._sleutel(rij) in self._daar:
            return _t("Die doet daar al zo mee.")
        return _verborgen(rij, self.gebruiker)

    def doe(self, rij):
        self._daar.add(self._sleutel(rij))
        wie = {naam: getattr(rij, naam) for naam in ("organisatie", "accommodatie")}
        wat = {naam: getattr(rij, naam) for naam in ("omschreven_rol", "rol", "toelichting")}
        nieuw = Deelname(netwerk=self.netwerk, vanaf=self.vandaag, **wie, **wat)
        rij.beeindig(self.vandaag)
        rij._change_reason = "naar een ander netwerk"
        rij.save(update_fields=PERIODEVELDEN)
        _voeg_toe(nieuw, self.gebruiker, self.vandaag)


class InzetThema(Actie):
    """The same party works there on another theme too."""

    naam, knop = "thema", _("Thema erbij")
    klaar = _("%(n)d keer een thema erbij.")
    formulier = ThemaErbij

    def __init__(self, *args):
        super().__init__(*args)
        self.thema = self.gegevens.get("thema")
        self._lopend = self._wat_er_is() if self.thema else set()
        eigen = Wijk.objects.te_kiezen_door(self.gebruiker).order_by()
        self._wijken = set(eigen.values_list("pk", flat=True))

    def _wat_er_is(self):
        lopend = Inzet.objects.filter(thema=self.thema).niet_voorbij(self.vandaag)
        return {self._sleutel(rij) for rij in lopend}

    @staticmethod
    def _sleutel(rij):
        zelf = None if rij.organisatie_id or rij.omschreven_rol else rij.netwerk_id
        return (rij.organisatie_id, rij.omschreven_rol, zelf, rij.wijk_id)

    def inzet(self, rij):
        """The Inzet to add for a row; not saved."""
        wie = {naam: getattr(rij, naam) for naam in ("organisatie", "omschreven_rol", "netwerk")}
        return Inzet(wijk=rij.wijk, thema=self.thema, **wie)

    def waarom_niet(self, rij):
        if waarom := super().waarom_niet(rij):
            return waarom
        if not self.thema:
            return ""
        nieuw = self.inzet(rij)
        if nieuw.wijk_id not in self._wijken:
            return _t("Dat valt buiten je werkgebied.")
        if self._sleutel(nieuw) in self._lopend:
            return _t("Daar werken zij al aan.")
        geheel = nieuw.organisatie or nieuw.netwerk
        return _na_einde(nieuw, geheel) if geheel else ""

    def doe(self, rij):
        nieuw = self.inzet(rij)
        self._lopend.add(self._sleutel(nieuw))
        _voeg_toe(nieuw, self.gebruiker, self.vandaag)
        nieuw.laat_meedoen()


class DeelnameThema(InzetThema):
    """Who takes part in a network works by it on a theme in a wijk."""

    formulier = ThemaInWijk

    def waarom_niet(self, rij):
        if rij.accommodatie_id:
            return _t("Een plek werkt niet aan een thema.")
        return _verborgen(rij, self.gebruiker) or super().waarom_niet(rij)

    def inzet(self, rij):
        wie = {naam: getattr(rij, naam) for naam in ("organisatie", "omschreven_rol", "netwerk")}
        return Inzet(wijk=self.gegevens.get("wijk"), thema=self.thema, **wie)


class OrganisatieThema(InzetThema):
    formulier = ThemaInWijk

    def __init__(self, *args):
        super().__init__(*args)
        wijk = self.gegevens.get("wijk")
        daar = netwerken_in(wijk, self.gebruiker, self.vandaag) if wijk else []
        # As on the rooster of that wijk: by the only network of the user that works there.
        self.netwerk = daar[0] if len(daar) == 1 else None

    def inzet(self, rij):
        wijk = self.gegevens.get("wijk")
        return Inzet(organisatie=rij, wijk=wijk, thema=self.thema, netwerk=self.netwerk)


def _verborgen(rij, gebruiker):
    """Why nothing new is made with who this row is about: the user may not see them; or ""."""
    for wie in (rij.organisatie, rij.accommodatie):
        if wie and not mag_noemen(wie, gebruiker):
            return _t("Dit kun je niet verder gebruiken: het is niet openbaar.")
    return ""


def _na_einde(rij, geheel):
    """Why a row can't hang on `geheel`: that ends before it; "" when it can."""
    if geheel.tot and (rij.tot is None or rij.tot > geheel.tot):
        zin = _t("“%(naam)s” loopt zelf %(periode)s. Dit kan niet langer lopen dan dat.")
        return zin % {"naam": geheel, "periode": geheel.periode_in_woorden}
    return ""


def _voeg_toe(rij, gebruiker, vandaag):
    """Save a new row as one that was added by hand."""
    rij.bron = Bron.objects.handinvoer()
    rij.bevestig(gebruiker, vandaag)
    rij.keur_geheel()
    rij.save()


ACTIES = {
    Inzet: (Bevestigen, Beeindigen, AnderNetwerk, InzetThema),
    Deelname: (Bevestigen, Beeindigen, AndereDeelname, DeelnameThema),
    Werkgebied: (Bevestigen, Beeindigen),
    Huisvesting: (Bevestigen, Beeindigen),
    Organisatie: (Bevestigen, Beeindigen, OrganisatieThema),
}


def acties_van(model):
    """{name: Actie} of what can be done to many rows of `model`."""
    return {actie.naam: actie for actie in ACTIES.get(model, ())}
