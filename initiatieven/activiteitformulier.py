"""The form of coordinators for an activity: when it is, in plain words."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from buurtnet.basis.models import Precisie

from .forms import PERIODE, VINKJES, InWijkenFormulier, accommodatie_veld, initiatief_veld
from .herhaling import komende, lees
from .herhaling.dagen import is_eenmalig
from .herhaling.kalender import HORIZON
from .herhaling.woorden import dag_in_woorden, som_op
from .models import Activiteit

GETOOND = 3
TIJD = forms.TimeInput({"type": "time"}, format="%H:%M")


class ActiviteitFormulier(InWijkenFormulier):
    initiatief = initiatief_veld(label=_("Hoort bij initiatief"))
    accommodatie = accommodatie_veld(label=_("Plek"))

    class Meta:
        model = Activiteit
        fields = [
            "naam",
            "wijken",
            "accommodatie",
            "initiatief",
            "ritme",
            "begint_om",
            "eindigt_om",
            "niet_op",
            "ook_op",
            "themas",
            "doelgroepen",
            "omschrijving",
            "kosten",
            "aanmelden",
            *PERIODE,
            "openbaar",
        ]
        field_classes = VINKJES
        widgets = {"begint_om": TIJD, "eindigt_om": TIJD}
        help_texts = {
            "ritme": _(
                "Zoals “elke zondag”, “om de week op dinsdag”, “elke laatste vrijdag van de"
                " maand”, “twee keer per week” of “op 12 december 2026”."
            ),
            "niet_op": _("Dagen waarop het uitvalt. Zoals 24 december 2026, 31-12-2026."),
            "ook_op": _("Extra dagen, naast de vaste. Zoals 3 oktober 2026."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self._toon_voorbeeld()

    def clean_ritme(self):
        """The words in their usual form; what is understood is kept in `herhaling`."""
        tekst = self.cleaned_data["ritme"]
        self.herhaling = None
        if not tekst or "ritme" not in self.changed_data:
            return tekst
        try:
            self.herhaling = lees(tekst)
        except ValueError as fout:
            raise forms.ValidationError(str(fout), code="onbegrepen") from None
        # What is kept is Dutch, whatever the language of the page.
        with override("nl"):
            regel = self.herhaling.regel
            return self.herhaling.zonder_einde.woorden if regel else self.herhaling.woorden

    def clean(self):
        gegevens = super().clean()
        if "ritme" in self.changed_data and "ritme" not in self.errors:
            self._volg_ritme(gegevens)
        return gegevens

    def _volg_ritme(self, gegevens):
        """Put what the words say where it is kept: rule, times, first and last day."""
        herhaling, rij = self.herhaling, self.instance
        if is_eenmalig(rij) and not {"vanaf", "tot"} & set(self.changed_data):
            gegevens["vanaf"] = gegevens["tot"] = None
        rij.regel = ""
        if herhaling is None:
            return
        rij.regel = str(herhaling.zonder_einde.regel or "")
        for naam, tijd in zip(("begint_om", "eindigt_om"), herhaling.tijden or (), strict=False):
            gegevens[naam] = gegevens.get(naam) or tijd
        if herhaling.datum:
            self._neem_over("vanaf", gegevens, herhaling.datum)
            self._neem_over("tot", gegevens, herhaling.datum)
        elif herhaling.regel and herhaling.regel.tot:
            self._neem_over("tot", gegevens, herhaling.regel.tot)

    def _neem_over(self, naam, gegevens, datum):
        if gegevens.get(naam) not in (None, datum) and naam in self.changed_data:
            self.add_error(naam, _("Bij “Wanneer” staat een andere dag. Laat er één staan."))
        gegevens[naam] = datum
        setattr(self.instance, f"{naam}_precisie", Precisie.DAG)

    def _post_clean(self):
        super()._post_clean()
        self._toon_voorbeeld()

    def _toon_voorbeeld(self):
        """Beside the field: what the rhythm that is filled in comes down to."""
        if self.gevolg and "ritme" not in self.errors:
            self["ritme"].help_text = self.gevolg

    @property
    def gevolg(self):
        """The coming three times in a sentence; "" when nothing says on which days."""
        rij, vandaag = self.instance, timezone.localdate()
        if not (rij.regel or rij.ook_op or is_eenmalig(rij)):
            return ""
        einde = vandaag + datetime.timedelta(days=HORIZON)
        dagen = [keer.dag for keer in komende(rij, vandaag, einde)[:GETOOND]]
        if not dagen:
            return _t("Er komen geen dagen meer. Kijk de periode en de status na.")
        namen = som_op(dag_in_woorden(dag, vandaag) for dag in dagen)
        return _t("De eerstvolgende keren: %(dagen)s.") % {"dagen": namen}
