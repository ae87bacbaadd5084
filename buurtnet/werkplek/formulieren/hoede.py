"""What the forms share in which a record is added that a network then looks after."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from netwerken.hoede import geef_in_hoede, hoeder_voor, kan_in_hoede, mogelijke_hoeders
from netwerken.models import Netwerk


class HoedeFormulier(Bewerkformulier):
    """A row that others may be added along with: who looks after those follows from the row."""

    def toegevoegd(self, record):
        if kan_in_hoede(record):
            geef_in_hoede(record, self.hoeder())

    def hoeder(self):
        """The network that is to look after what this form adds; None: the redactie."""
        rij = self.instance
        netwerk, wijk = getattr(rij, "netwerk", None), getattr(rij, "wijk", None)
        return hoeder_voor(self.gebruiker, netwerk=netwerk, wijken=[wijk] if wijk else [])


class InHoedeFormulier(HoedeFormulier):
    """A record that a network looks after; who has several, says which when adding it."""

    hoeder_veld = forms.ModelChoiceField(
        Netwerk.objects.none(),
        label=_("Wie houdt dit bij?"),
        help_text=_(
            "De coördinatoren van dit netwerk mogen dit wijzigen. Anderen stellen een wijziging"
            " voor."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mogelijk = mogelijke_hoeders(self.gebruiker)
        eerste = list(mogelijk[:2]) if self.instance._state.adding else []
        if len(eerste) < 2:
            del self.fields["hoeder_veld"]
        else:
            self.fields["hoeder_veld"].queryset = mogelijk
            self.initial.setdefault("hoeder_veld", eerste[0].pk)

    def hoeder(self):
        gekozen = self.cleaned_data.get("hoeder_veld")
        return gekozen or hoeder_voor(self.gebruiker)
