"""The forms of coordinators for a network; a new one says at once where it works."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from buurtnet.kern.eerste_rij import begin_zoals
from netwerken.models import Netwerk, Werkgebied
from wijken.models import Agenda, Wijk

from .velden import PERIODE, wijken_veld


class NetwerkFormulier(Bewerkformulier):
    rechtveld = "bovenliggend"
    meer = (
        *PERIODE,
        *("ook_bekend_als", "budget", "budget_toelichting", "nagaan_elke", "openbaar"),
    )

    class Meta:
        model = Netwerk
        fields = [
            "naam",
            "soort",
            "bovenliggend",
            "doel",
            "omschrijving",
            "agenda",
            "ritme",
            "website",
            *PERIODE,
            "ook_bekend_als",
            "budget",
            "budget_toelichting",
            "nagaan_elke",
            "openbaar",
        ]
        help_texts = {
            "budget": _("Hoeveel geld er is. Iedereen kan het lezen."),
            "budget_toelichting": _("Van wie het geld komt, en voor welke tijd."),
        }

    def clean_budget(self):
        budget = self.cleaned_data["budget"]
        if budget is not None and budget < 0:
            raise forms.ValidationError(_("Een budget is niet minder dan nul."))
        return budget

    def keuzes(self):
        eigen = Netwerk.objects.editable_by(self.gebruiker)
        return {
            "bovenliggend": eigen.exclude(pk=self.instance.pk),
            "agenda": Agenda.objects.editable_by(self.gebruiker),
        }

    def bewaar(self):
        is_nieuw = self.instance._state.adding
        netwerk = super().bewaar()
        if is_nieuw and not netwerk.bovenliggend and not self.gebruiker.is_redacteur:
            netwerk.coordinatoren.add(self.gebruiker)
        return netwerk


class NetwerkNieuwFormulier(NetwerkFormulier):
    """A new network with the places where it works, from the same day on."""

    wijken = wijken_veld(
        label=_("In welke wijken?"),
        help_text=_("Waar het netwerk werkt. Een gebied telt voor alle wijken daarin."),
    )

    field_order = ["naam", "soort", "wijken"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        enige = list(self.fields["wijken"].queryset[:2])
        if len(enige) == 1:
            self.initial.setdefault("wijken", enige)

    def keuzes(self):
        return super().keuzes() | {"wijken": Wijk.objects.te_kiezen_door(self.gebruiker)}

    def bewaar(self):
        netwerk = super().bewaar()
        for wijk in self.cleaned_data["wijken"]:
            Werkgebied.objects.create(netwerk=netwerk, wijk=wijk, **begin_zoals(netwerk))
        return netwerk
