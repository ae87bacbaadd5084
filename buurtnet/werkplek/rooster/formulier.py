"""What is asked once for a whole rooster: on which day what stops, why, and by which network."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.velden.datum import PeriodeDatumField
from buurtnet.bewerken.velden.keuzes import noemer
from buurtnet.bewerken.velden.tekst import lees_zuiver
from buurtnet.kern.datumtekst import Tijdstip
from buurtnet.kern.precisie import Precisie

# What is chosen for inzet that no network has to do with.
ZONDER = "zonder"


class Bladformulier(forms.Form):
    tot = PeriodeDatumField(
        label=_("Wat stopt, stopt op"),
        einde=True,
        help_text=_("Laatste dag, zoals vandaag of 12-5-2026."),
    )
    reden = forms.CharField(
        label=_("Waarom?"),
        max_length=100,
        required=False,
        help_text=_("Eén zin, voor de geschiedenis."),
    )
    netwerk = forms.ChoiceField(
        label=_("Nieuwe inzet is via"),
        required=False,
        help_text=_("Het netwerk dat die bijhoudt."),
    )

    def __init__(self, *args, rooster, **kwargs):
        self.rooster = rooster
        # As at every other door: what a redacteur adds is by no network unless they say so.
        vrij = rooster.gebruiker.is_redacteur and not rooster.netwerk
        begin = {"tot": Tijdstip(rooster.dag, Precisie.DAG), "netwerk": ZONDER if vrij else ""}
        super().__init__(*args, initial=begin, **kwargs)
        if len(rooster.netwerken) > 1 or (vrij and rooster.netwerken):
            naam = noemer(str, rooster.gebruiker)
            keuzes = [(str(netwerk.pk), naam(netwerk)) for netwerk in rooster.netwerken]
            leeg = [("", _("Kies een netwerk")), (ZONDER, _("geen netwerk"))]
            self.fields["netwerk"].choices = [leeg[0], *keuzes, leeg[1]]
        else:
            del self.fields["netwerk"]
        lees_zuiver(self)

    def netwerk_van_nieuw(self):
        """The network of what is added, of a valid form. Raises ValidationError: not chosen."""
        if "netwerk" not in self.fields:
            return next(iter(self.rooster.netwerken), None)
        gekozen = self.cleaned_data["netwerk"]
        if not gekozen:
            raise ValidationError(_("Kies via welk netwerk de nieuwe inzet is."))
        return next((n for n in self.rooster.netwerken if str(n.pk) == gekozen), None)
