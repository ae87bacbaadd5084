"""What the forms of everything that is in one or more wijken have in common."""

from buurtnet.bewerken.formulier import Bewerkformulier
from initiatieven.models import Accommodatie, Initiatief
from wijken.models import Thema, Wijk

from .hoede import InHoedeFormulier
from .velden import wijken_veld


class InWijkenFormulier(Bewerkformulier):
    """Something that is in one or more wijken."""

    rechtveld = "wijken"

    wijken = wijken_veld()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and not self.initial.get("wijken"):
            enige = list(self.fields["wijken"].queryset[:2])
            if len(enige) == 1:
                self.initial["wijken"] = enige

    def keuzes(self):
        gebruiker = self.gebruiker
        return {
            "wijken": Wijk.objects.te_kiezen_door(gebruiker),
            "themas": Thema.objects.visible_to(gebruiker),
            "initiatief": Initiatief.objects.visible_to(gebruiker),
            "accommodatie": Accommodatie.objects.visible_to(gebruiker),
            "onderdeel_van": self._meta.model.objects.visible_to(gebruiker),
        }


class InHoedeInWijkenFormulier(InHoedeFormulier, InWijkenFormulier):
    """The same that a network looks after; a coordinator adds it where she works."""

    def verplicht(self):
        vrij = self.gebruiker.is_redacteur or not self.instance._state.adding
        return () if vrij else ("wijken",)
