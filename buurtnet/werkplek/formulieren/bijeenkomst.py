"""The form of coordinators for a meeting: when and where; what is said there, has its own page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from buurtnet.kern.precisie import Precisie
from initiatieven.herhaling import lees_herhaling
from initiatieven.models import Accommodatie
from netwerken.models import Bijeenkomst
from wijken.models import Wijk

from .velden import PERIODE, accommodatie_veld, wijken_veld

# So many earlier meetings there are to take over from.
MEESTE_EERDERE = 20
# As the field of Django calls them.
OPEN = (("unknown", _("nog niet bekend")), ("true", _("ja")), ("false", _("nee")))


class BijeenkomstFormulier(Bewerkformulier):
    rechtveld = "wijken"
    heeft_concept = True
    meer = (
        *("neemt_over", "soort", "reeks", "ritme", "tot", "status", "wijken"),
        *("omschrijving", "uitkomst", "openbaar"),
    )

    accommodatie = accommodatie_veld(label=_("Plek"), help_text=_("Waar je bij elkaar komt."))
    neemt_over = forms.ModelChoiceField(
        Bijeenkomst.objects.none(),
        label=_("Neem over wat open bleef van"),
        required=False,
        help_text=_("Punten die toen niet besproken zijn, staan dan weer op de lijst."),
    )
    wijken = wijken_veld(help_text=_("Alleen als het niet over het hele werkgebied gaat."))

    class Meta:
        model = Bijeenkomst
        fields = [
            *("naam", "vanaf", "begint_om", "accommodatie", "open_voor_bewoners"),
            *("soort", "reeks", "ritme", *PERIODE[1:], "wijken"),
            *("omschrijving", "uitkomst", "openbaar"),
        ]
        widgets = {"begint_om": forms.TimeInput({"type": "time"}, format="%H:%M")}
        help_texts = {
            "naam": _("Zo staat de bijeenkomst in de lijst, zoals “Wijkoverleg”."),
            "begint_om": _("Zoals 14:00."),
            "open_voor_bewoners": _("Bij ja staat de bijeenkomst ook bij “Te doen”."),
            "soort": _("Wat voor bijeenkomst het is."),
            "ritme": _(
                "Alleen voor wat terugkomt, zoals “elke eerste dinsdag van de maand”. Voor elke"
                " keer maak je dan een eigen bijeenkomst."
            ),
            "omschrijving": _("Waar het over gaat, voor wie het op de site leest."),
            "uitkomst": _("In één of twee zinnen wat eruit kwam, voor op de site."),
            "openbaar": _("Uit: alleen wie dit netwerk bijhoudt, ziet dat deze bijeenkomst er is."),
        }

    field_order = [
        *("naam", "vanaf", "begint_om", "accommodatie", "open_voor_bewoners", "neemt_over"),
    ]

    def __init__(self, *args, **kwargs):
        begin = (kwargs.get("initial") or {}).get("vanaf")
        super().__init__(*args, **kwargs)
        self.fields["open_voor_bewoners"].widget.choices = OPEN
        self.fields["vanaf"].label = _("Dag")
        self.fields["vanaf"].help_text = _("Zoals 3 december of 3-12-2026.")
        self.fields["tot"].label = _("Laatste dag")
        self.fields["tot"].help_text = _("Leeg: het is op één dag, of het komt terug.")
        if not self.instance._state.adding:
            del self.fields["neemt_over"]
        elif begin:
            self.initial["vanaf"] = begin

    def keuzes(self):
        netwerk = self.instance.netwerk_id
        eigen = Bijeenkomst.objects.filter(netwerk=netwerk).exclude(pk=self.instance.pk)
        eerdere = eigen.filter(ritme="").values_list("pk", flat=True)[:MEESTE_EERDERE]
        return {
            "accommodatie": Accommodatie.objects.visible_to(self.gebruiker),
            "wijken": Wijk.objects.te_kiezen_door(self.gebruiker),
            "reeks": eigen.exclude(ritme=""),
            "neemt_over": Bijeenkomst.objects.filter(pk__in=list(eerdere)),
        }

    def clean_ritme(self):
        tekst = self.cleaned_data["ritme"]
        if tekst and "ritme" in self.changed_data:
            try:
                lees_herhaling(tekst)
            except ValueError as fout:
                raise forms.ValidationError(str(fout), code="onbegrepen") from None
        return tekst

    def clean(self):
        self._laat_tot_volgen()
        gegevens = super().clean()
        leeg = not gegevens.get("vanaf") and not gegevens.get("ritme")
        if leeg and self.instance._state.adding and not {"vanaf", "ritme"} & self.errors.keys():
            zin = _("Op welke dag is het? Komt het terug? Vul dan “hoe vaak” in.")
            self.add_error("vanaf", zin)
        return gegevens

    def _laat_tot_volgen(self):
        """What is once ends on the day that it is, and goes along when that day moves."""
        was, dag = self.bewaard, self.cleaned_data.get("vanaf")
        volgt = was._state.adding or (was.tot is not None and was.tot == was.vanaf)
        eens = dag and dag.precisie == Precisie.DAG and not self.cleaned_data.get("ritme")
        if eens and volgt and "tot" not in self.changed_data:
            # What nobody changed counts as what it began with.
            self.initial["tot"] = dag

    @property
    def gevolgen(self):
        """Nothing: that a day has been or is to come, is what a meeting is like."""
        return []

    def toegevoegd(self, record):
        if eerder := self.cleaned_data.get("neemt_over"):
            record.neem_over(eerder)
