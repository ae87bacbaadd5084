"""The fields that forms of several nouns share: a wijk, an organisation, an initiative, a place."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.velden.naam import NaamField
from buurtnet.bewerken.velden.rijen import RijenField
from buurtnet.kern.noemen import noem
from initiatieven.models import Accommodatie, Initiatief
from netwerken.models import Organisatie
from wijken.models import Wijk

# Of a network: that it is none.
GEEN = "geen"
PERIODE = ["vanaf", "tot", "status"]
VINKJES = {"themas": RijenField, "doelgroepen": RijenField}


class PerGebied(forms.models.ModelChoiceIterator):
    """Wijken as choices, grouped by the gebied they lie in."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        alle = Wijk.objects.filter(soort=Wijk.Soort.GEBIED).only("naam", "openbaar")
        gebieden = {gebied.pk: noem(gebied, self.field.gebruiker) for gebied in alle}
        groepen = {}
        for wijk in self.queryset.only("naam", "soort", "pad", "openbaar"):
            keten = [*wijk.voorouder_ids, wijk.pk]
            gebied = next((gebieden[pk] for pk in keten if pk in gebieden), "")
            groepen.setdefault(gebied, []).append(self.choice(wijk))
        for gebied, keuzes in sorted(groepen.items()):
            yield (gebied or str(_("Groter dan een gebied")), keuzes)


def noem_wijk(wijk):
    """A wijk as a choice: a gebied and a dorp may bear the same name."""
    groot = wijk.soort in (Wijk.Soort.STAD, Wijk.Soort.GEBIED)
    return f"{wijk.naam} ({wijk.niveau_in_woorden})" if groot else wijk.naam


class WijkField(forms.ModelChoiceField):
    """One wijk, chosen from a list per gebied."""

    gebruiker = None
    iterator = PerGebied
    label_from_instance = staticmethod(noem_wijk)


class WijkenKeuze(forms.CheckboxSelectMultiple):
    """Boxes to tick, per gebied; closed where nothing is ticked when there are many."""

    template_name = "django/forms/widgets/wijkenkeuze.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        groepen = context["widget"]["optgroups"]
        weinig = len(groepen) == 1
        context["widget"]["groepen"] = [
            (groep, keuzes, weinig or any(keuze["selected"] for keuze in keuzes))
            for groep, keuzes, _nummer in groepen
        ]
        return context


class WijkenField(RijenField):
    """Several wijken, ticked per gebied."""

    gebruiker = None
    iterator = PerGebied
    widget = WijkenKeuze
    label_from_instance = staticmethod(noem_wijk)


class MetGeen(forms.models.ModelChoiceIterator):
    """As its parent, with a choice that says that it is none of them."""

    def __iter__(self):
        yield from [("", self.field.empty_label), (GEEN, _("Geen netwerk"))]
        yield from (self.choice(netwerk) for netwerk in self.queryset)


class NetwerkField(forms.ModelChoiceField):
    """Via which network something is; "none" can be a choice of its own: see `kies_vanzelf`."""

    gebruiker = None

    def kies_vanzelf(self, leeg):
        """Let nothing chosen read `leeg`, as the form then finds one; who means none says so."""
        self.iterator, self.empty_label = MetGeen, leeg
        self.widget.choices = self.choices

    def to_python(self, value):
        return None if value == GEEN else super().to_python(value)


def wijk_veld(**kwargs):
    """One wijk or gebied; what there is to choose, the form says in `keuzes`."""
    return WijkField(Wijk.objects.none(), label=_("Wijk of gebied"), **kwargs)


def wijken_veld(**kwargs):
    """Any number of wijken, also none; what there is to choose, the form says in `keuzes`."""
    kwargs.setdefault("label", _("Wijken"))
    kwargs.setdefault("help_text", _("Waar dit is. Een gebied telt voor alle wijken daarin."))
    return WijkenField(Wijk.objects.none(), required=False, **kwargs)


def organisatie_veld(**kwargs):
    """An organisation by its name, not required unless `kwargs` say so."""
    kwargs = {"label": _("Organisatie"), "required": False} | kwargs
    suggesties = reverse_lazy("netwerken:organisatie_suggesties")
    return NaamField(Organisatie.objects.none(), suggesties=suggesties, **kwargs)


def initiatief_veld(**kwargs):
    """An initiative by its name; never required."""
    adres = reverse_lazy("initiatieven:initiatief_suggesties")
    return NaamField(Initiatief.objects.none(), suggesties=adres, required=False, **kwargs)


def accommodatie_veld(**kwargs):
    """A place by its name, not required unless `kwargs` say so."""
    adres = reverse_lazy("initiatieven:accommodatie_suggesties")
    kwargs.setdefault("required", False)
    return NaamField(Accommodatie.objects.none(), suggesties=adres, **kwargs)
