"""The form for a story: its text, its picture, and what it tells of."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.velden.datum import PeriodeDatumField
from buurtnet.bewerken.velden.namen import NamenField
from initiatieven.models import Accommodatie, Initiatief, Verhaal

from .in_wijken import InWijkenFormulier

LANGSTE_TEKST = 20_000


class VerhaalFormulier(InWijkenFormulier):
    meer = ("initiatieven", "accommodaties")

    heeft_concept = True
    # A story has a day, not a period.
    vanaf = tot = None
    tijdstippen = ("datum",)

    datum = PeriodeDatumField(
        label=_("Datum"),
        help_text=_(
            "Zoals vandaag, 12-5-2021, mei 2021 of eind 2021. Ligt deze dag nog voor ons, dan"
            " staat het verhaal er pas dan op."
        ),
    )
    initiatieven = NamenField(
        Initiatief.objects.none(),
        suggesties=reverse_lazy("initiatieven:initiatief_suggesties"),
        label=_("Initiatieven waar het over gaat"),
        help_text=_("In elk vak één naam, zoals die op deze site staat."),
    )
    accommodaties = NamenField(
        Accommodatie.objects.none(),
        suggesties=reverse_lazy("initiatieven:accommodatie_suggesties"),
        label=_("Plekken waar het over gaat"),
        help_text=_("In elk vak één naam, zoals die op deze site staat."),
    )

    class Meta:
        model = Verhaal
        fields = [
            "naam",
            "inleiding",
            "tekst",
            "datum",
            "afbeelding",
            "afbeelding_alt",
            "afbeelding_maker",
            "wijken",
            "initiatieven",
            "accommodaties",
            "openbaar",
        ]
        labels = {"naam": _("Titel")}
        help_texts = {
            "inleiding": _("Eén of twee zinnen: zo begint het verhaal, ook in lijsten."),
            "afbeelding": _(
                "JPEG, PNG of WebP van hoogstens 10 MB. Staan er mensen herkenbaar op? Vraag eerst"
                " of het mag. Waar en wanneer de foto is gemaakt, halen we eruit."
            ),
            "afbeelding_alt": _(
                "Hoort bij elke afbeelding: één of twee zinnen voor wie haar niet kan zien. Zoals"
                " “Vier mensen drinken koffie aan een lange tafel”."
            ),
            "openbaar": _("Uit: het verhaal is van de site, maar blijft bewaard."),
        }
        widgets = {"afbeelding_alt": forms.Textarea}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tekst"].widget.attrs["rows"] = 16

    def keuzes(self):
        return super().keuzes() | {
            "initiatieven": Initiatief.objects.visible_to(self.gebruiker),
            "accommodaties": Accommodatie.objects.visible_to(self.gebruiker),
        }

    def clean_tekst(self):
        tekst = self.cleaned_data["tekst"]
        if len(tekst) > LANGSTE_TEKST:
            raise ValidationError(_("Dit verhaal is te lang. Maak er twee van."))
        return tekst

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("afbeelding") and not gegevens.get("afbeelding_alt", "x"):
            uitleg = _("Schrijf op wat er op de afbeelding staat, voor wie haar niet kan zien.")
            self.add_error("afbeelding_alt", uitleg)
        return gegevens
