"""The form of coordinators for how to reach somebody: a function first, and who sees what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from netwerken.models.contactpunt import VELDEN, Contactpunt, Zichtbaarheid

DAG_VORMEN = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"]
VAN_NAAM = ("naam", "naam_zichtbaar", "toestemming_grond", "toestemming_op", "toestemming_tekst")


class ContactpuntFormulier(Bewerkformulier):
    # A contact is there or not; what it was, its history tells.
    vanaf = tot = None
    tijdstippen = ()
    meer = (*VAN_NAAM, "gevoelig", "nagaan_elke")

    toestemming_op = forms.DateField(
        label=_("Afgesproken of gezien op"),
        required=False,
        input_formats=DAG_VORMEN,
        help_text=_(
            "De dag waarop de persoon het goed vond, of waarop je het zag staan. Zoals 12-5-2026."
        ),
    )

    class Meta:
        model = Contactpunt
        fields = [
            "functie",
            "telefoon",
            "telefoon_zichtbaar",
            "email",
            "email_zichtbaar",
            *VAN_NAAM,
            "gevoelig",
            "nagaan_elke",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.gebruiker.is_redacteur:
            return
        for veld in VELDEN:
            # For the redactie alone: then it would no longer be hers to keep.
            keuzes = self.fields[f"{veld}_zichtbaar"]
            alleen_redactie = Zichtbaarheid.REDACTIE.value
            keuzes.choices = [keuze for keuze in keuzes.choices if keuze[0] != alleen_redactie]
            if not getattr(self.bewaard, veld):
                self.initial[f"{veld}_zichtbaar"] = self._standaard(f"{veld}_zichtbaar")

    def _standaard(self, naam):
        if naam.endswith("_zichtbaar") and not self.gebruiker.is_redacteur:
            return Zichtbaarheid.NETWERK.value
        return super()._standaard(naam)

    def clean(self):
        gegevens = super().clean()
        if not any(gegevens.get(veld) for veld in VELDEN) and not {*VELDEN} & {*self.errors}:
            self.add_error("telefoon", _("Vul een telefoonnummer of e-mailadres in."))
        return gegevens
