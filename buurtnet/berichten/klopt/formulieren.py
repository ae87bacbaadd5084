"""The forms of who answers by a link: what is different now, and since when it stopped."""

import copy

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulierboek import formulier_van
from buurtnet.bewerken.velden.datum import PeriodeDatumField
from buurtnet.bewerken.velden.tekst import lees_zuiver
from netwerken.models.voorstel import LANGSTE_TEKST
from netwerken.voorstellen.velden import (
    TELEFOON,
    VRAAGBAAR,
    geplaatst,
    label_van,
    openbare_nummers,
    zelfde,
)

from ..melding.formulieren import weiger_persoonlijks

# What else somebody knows of their own, beside what anybody may say of it.
EIGEN = {
    "initiatief": ("doelgroepen",),
    "activiteit": ("doelgroepen",),
    "inzet": ("toelichting",),
}


def tekst_veld():
    return forms.CharField(
        label=_("Wil je er iets bij zeggen?"),
        required=False,
        max_length=LANGSTE_TEKST,
        widget=forms.Textarea({"rows": 3, "lang": "nl"}),
        validators=[weiger_persoonlijks],
        help_text=_("Dit leest wie het bijhoudt. Niets over één persoon."),
    )


class Anders(forms.Form):
    """The fields of a row as they are now, to change; and a word in addition."""

    tekst = tekst_veld()

    def __init__(self, *args, rij, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.rij = rij
        for naam in _namen(rij):
            self.fields[naam] = _veld(rij, naam)
        self.order_fields([*_namen(rij), "tekst"])
        if len(self.fields) == 1:
            self.fields["tekst"].label = _("Wat is er veranderd?")
        lees_zuiver(self)

    def clean(self):
        gegevens = super().clean()
        if not self.errors and not self.gewijzigd and not gegevens.get("tekst"):
            zin = _("Er is nog niets anders. Wijzig iets, of schrijf op wat er veranderd is.")
            self.add_error("tekst", zin)
        return gegevens

    @property
    def gewijzigd(self):
        """{field: posted value} of what differs from what it says now."""
        getypt = {naam: self._gepost(naam) for naam in _namen(self.rij) if naam in self.fields}
        return {
            naam: waarde
            for naam, waarde in getypt.items()
            if not zelfde(geplaatst(self.rij, naam), waarde)
        }

    def _gepost(self, naam):
        veld = self.fields[naam]
        waarde = veld.widget.value_from_datadict(self.data, self.files, self.add_prefix(naam))
        return [str(een) for een in waarde] if isinstance(waarde, list) else waarde or ""


def _namen(rij):
    soort = rij._meta.model_name
    namen = (*VRAAGBAAR.get(soort, ()), *EIGEN.get(soort, ()))
    # Of several numbers nobody can tell which it is.
    meer = TELEFOON in namen and len(openbare_nummers(rij)) > 1
    return [naam for naam in namen if not (meer and naam == TELEFOON)]


def _veld(rij, naam):
    if naam == TELEFOON:
        invoer = forms.TextInput({"inputmode": "tel", "autocomplete": "off"})
        veld = forms.CharField(max_length=20, required=False, widget=invoer)
        veld.label = label_van(type(rij), naam)
    else:
        veld = copy.deepcopy(formulier_van(type(rij)).base_fields[naam])
        if isinstance(veld, forms.CharField):
            veld.validators = [*veld.validators, weiger_persoonlijks]
    veld.initial = geplaatst(rij, naam)
    return veld


class Gestopt(forms.Form):
    """Since when it is no more."""

    tot = PeriodeDatumField(einde=True, label=_("Wat was de laatste dag?"))
    tekst = tekst_veld()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"tot": _("vandaag")}, label_suffix="", **kwargs)
        lees_zuiver(self)
