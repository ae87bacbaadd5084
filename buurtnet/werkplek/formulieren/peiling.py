"""The form of coordinators for a survey: who did it, who decides on it, what came of it."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from buurtnet.bewerken.velden.namen import NamenField
from initiatieven.models import Accommodatie, Initiatief
from netwerken.models import Netwerk, Organisatie, Peiling
from wijken.models import Wijk

from .velden import accommodatie_veld, wijken_veld

ORGANISATIES = reverse_lazy("netwerken:organisatie_suggesties")


class PeilingFormulier(Bewerkformulier):
    rechtveld = "wijken"
    meer = (
        "status",
        "andere_uitvoerders",
        "andere_beslissers",
        "aantal",
        "leidde_tot",
        "accommodatie",
        "netwerk",
        "website",
        "openbaar",
    )

    wijken = wijken_veld(help_text=_("Waar de bewoners wonen die meededen."))
    uitvoerders = NamenField(
        Organisatie.objects.none(),
        suggesties=ORGANISATIES,
        label=_("Wie het uitvoert"),
        help_text=_("In elk vak één naam, zoals die op deze site staat."),
    )
    beslissers = NamenField(
        Organisatie.objects.none(),
        suggesties=ORGANISATIES,
        label=_("Wie erover beslist"),
        help_text=_("Wie kiest wat er met de uitkomst gebeurt. In elk vak één naam."),
    )
    leidde_tot = NamenField(
        Initiatief.objects.none(),
        suggesties=reverse_lazy("initiatieven:initiatief_suggesties"),
        label=_("Leidde tot"),
        help_text=_("Initiatieven die eruit voortkwamen. In elk vak één naam."),
    )
    accommodatie = accommodatie_veld(
        label=_("Plek"), help_text=_("Als het om één gebouw of tuin gaat.")
    )

    class Meta:
        model = Peiling
        fields = [
            "naam",
            "soort",
            "wijken",
            "vraag",
            "uitvoerders",
            "beslissers",
            "vanaf",
            "tot",
            "uitkomst",
            "gevolg",
            "status",
            "andere_uitvoerders",
            "andere_beslissers",
            "aantal",
            "leidde_tot",
            "accommodatie",
            "netwerk",
            "website",
            "openbaar",
        ]
        help_texts = {
            "naam": _("Zoals “Deur aan deur in Beijum”."),
            "andere_uitvoerders": _("Wie het verder doet, als rol: zoals “studenten”."),
            "andere_beslissers": _("Wie er verder beslist, als rol: zoals “bewoners”."),
            "netwerk": _("Wie dit bijhoudt. Leeg: het is van de wijk zelf."),
        }

    def keuzes(self):
        organisaties = Organisatie.objects.visible_to(self.gebruiker)
        return {
            "wijken": Wijk.objects.te_kiezen_door(self.gebruiker),
            "uitvoerders": organisaties,
            "beslissers": organisaties,
            "leidde_tot": Initiatief.objects.visible_to(self.gebruiker),
            "accommodatie": Accommodatie.objects.visible_to(self.gebruiker),
            "netwerk": Netwerk.objects.editable_by(self.gebruiker),
        }
