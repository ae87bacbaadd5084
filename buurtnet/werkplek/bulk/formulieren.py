"""What is asked once for all rows that were ticked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.beeindigen import Einde
from buurtnet.bewerken.velden.tekst import lees_zuiver
from buurtnet.kern.datumtekst import Tijdstip
from buurtnet.kern.precisie import Precisie
from netwerken.models import Netwerk
from wijken.models import Thema, Wijk

from ..formulieren.velden import wijk_veld


class Bulkformulier(forms.Form):
    """Nothing to ask: what each row says is enough."""

    def __init__(self, *args, gebruiker, vandaag, **kwargs):
        self.gebruiker, self.vandaag = gebruiker, vandaag
        super().__init__(*args, **kwargs)
        lees_zuiver(self)


class Eindes(Bulkformulier):
    tot = Einde.base_fields["tot"]
    reden = Einde.base_fields["reden"]

    def __init__(self, *args, vandaag, **kwargs):
        kwargs["initial"] = {"tot": Tijdstip(vandaag, Precisie.DAG)}
        super().__init__(*args, vandaag=vandaag, **kwargs)


class NaarNetwerk(Bulkformulier):
    netwerk = forms.ModelChoiceField(
        Netwerk.objects.none(),
        label=_("Naar welk netwerk?"),
        help_text=_("Een netwerk dat je zelf bijhoudt."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        eigen = Netwerk.objects.visible_to(self.gebruiker).editable_by(self.gebruiker)
        self.fields["netwerk"].queryset = eigen.niet_voorbij(self.vandaag)


class ThemaErbij(Bulkformulier):
    thema = forms.ModelChoiceField(
        Thema.objects.none(), label=_("Thema"), help_text=_("Waar zij ook aan werken.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["thema"].queryset = Thema.objects.visible_to(self.gebruiker)


class ThemaInWijk(ThemaErbij):
    """Of rows that say nothing of where."""

    wijk = wijk_veld(help_text=_("Waar zij dat doen."))

    field_order = ["wijk", "thema"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        veld = self.fields["wijk"]
        veld.gebruiker, veld.queryset = self.gebruiker, Wijk.objects.te_kiezen_door(self.gebruiker)
        enige = list(veld.queryset.order_by("pk").values_list("pk", flat=True)[:2])
        if len(enige) == 1:
            self.initial["wijk"] = enige[0]
