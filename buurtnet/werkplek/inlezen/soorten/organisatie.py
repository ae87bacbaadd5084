"""A table of organisations alone."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.sloten import vergrendel
from netwerken.models import Organisatie

from .. import velden
from ..uitkomst import Stand, Uitkomst
from ..waarden import Celfout, keur_op_personen, lees_keuze, lees_waarde

KEUZES = ("soort", "formeel")
WOORDEN = ("afkorting", "ook_bekend_als", "omschrijving")
TEKSTEN = (*WOORDEN, "website")


class Organisaties:
    naam = "organisatie"
    label = _("Alleen organisaties")
    model = Organisatie
    velden = (
        velden.ORGANISATIE,
        velden.SOORT,
        velden.FORMEEL,
        velden.AFKORTING,
        velden.BEKEND_ALS,
        velden.OMSCHRIJVING,
        velden.WEBSITE,
    )
    vast = ("netwerk",)
    verplicht = ("organisatie",)

    def __init__(self, lezing):
        self.lezing = lezing

    def vergelijk(self, regels):
        """[Uitkomst] of these regels, in as many queries for thirty as for one."""
        uitkomsten = [self._duid(regel) for regel in regels]
        sleutels = {
            een.waarden["organisatie"].pk for een in uitkomsten if "organisatie" in een.waarden
        }
        rijen = Organisatie.objects.visible_to(self.lezing.gebruiker).filter(pk__in=sleutels)
        rijen = vergrendel(rijen) if self.lezing.met_slot else rijen
        per_sleutel = {rij.pk: rij for rij in rijen}
        eigen = Organisatie.objects.editable_by(self.lezing.gebruiker).filter(pk__in=sleutels)
        eigen = set(eigen.values_list("pk", flat=True))
        gezien = {}
        for uitkomst in uitkomsten:
            if uitkomst.stand == Stand.NIEUW:
                self._leg_naast(uitkomst, per_sleutel, eigen, gezien)
        return uitkomsten

    def _duid(self, regel):
        uitkomst = Uitkomst(regel.nummer, regel.tekst("organisatie"), regel.tekst("soort"))
        self.lezing.wijs_wie_toe(regel, uitkomst)
        if not uitkomst.wie:
            uitkomst.fout(_t("%(cel)s: hier staat geen naam.") % {"cel": regel.plek("wie")})
        for naam in (*KEUZES, *TEKSTEN):
            if naam in regel.cellen:
                lezer = lees_keuze if naam in KEUZES else lees_waarde
                try:
                    veld = Organisatie._meta.get_field(naam)
                    uitkomst.waarden[naam] = lezer(veld, regel.cellen[naam])
                except Celfout as fout:
                    uitkomst.fout(str(fout))
                else:
                    if naam in WOORDEN:
                        keur_op_personen(uitkomst, naam, regel.cellen[naam])
        return uitkomst

    def _leg_naast(self, uitkomst, per_sleutel, eigen, gezien):
        organisatie = uitkomst.waarden.pop("organisatie", None)
        sleutel = uitkomst.nieuwe_naam.casefold() or organisatie.pk
        if sleutel in gezien:
            uitkomst.stand = Stand.HETZELFDE
            uitkomst.zinnen.append(_t("Dit staat ook op regel %(nr)d.") % {"nr": gezien[sleutel]})
            return
        gezien[sleutel] = uitkomst.nummer
        if uitkomst.nieuwe_naam:
            uitkomst.weiger_persoonlijk()
            return
        uitkomst.rij = per_sleutel[organisatie.pk]
        self._vergelijk_met(uitkomst, uitkomst.rij)
        uitkomst.weiger_persoonlijk()
        if uitkomst.anders and organisatie.pk not in eigen:
            uitkomst.fout(_t("Dit houdt een ander bij. Stel op de pagina een wijziging voor."))

    @staticmethod
    def _vergelijk_met(uitkomst, rij):
        for naam, nieuw in uitkomst.waarden.items():
            oud, veld = getattr(rij, naam), rij._meta.get_field(naam)
            if nieuw and oud != nieuw:
                keuzes = dict(veld.flatchoices)
                woorden = (keuzes.get(oud, oud), keuzes.get(nieuw, nieuw))
                uitkomst.anders.append((veld.verbose_name, *woorden))
        uitkomst.stand = Stand.GEWIJZIGD if uitkomst.anders else Stand.HETZELFDE


def keur_naam(naam):
    """What is wrong with the name of a new organisation; "" when nothing is."""
    try:
        organisatie = Organisatie(naam=naam)
        organisatie.clean_fields(exclude=["slug", "soort", "formeel", "koepel", "bron"])
        organisatie.clean()
    except ValidationError as fout:
        return fout.messages[0]
    return ""
