"""The form of coordinators to adopt a concept: from when, carried by whom, in place of what."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.velden.datum import PeriodeDatumField
from buurtnet.bewerken.velden.keuzes import noemer
from buurtnet.kern.datumtekst import Tijdstip
from buurtnet.kern.precisie import Precisie
from wijken.models import Agenda
from wijken.models.agenda import EEN_DAG

DRAAGVLAK = Agenda.Draagvlak
UITLEG = [
    (DRAAGVLAK.GEDRAGEN, _("Gedragen door bewoners: zij staan erachter")),
    (DRAAGVLAK.VOORGELEGD, _("Voorgelegd aan bewoners: zij konden er iets van zeggen")),
    (DRAAGVLAK.GESPREKSPARTIJEN, _("Van de gesprekspartijen: bewoners zijn nog niet gevraagd")),
]


class Vaststelling(forms.Form):
    """What is asked once a concept becomes the agenda."""

    draagvlak = forms.ChoiceField(
        label=_("Van wie is deze agenda?"), choices=UITLEG, widget=forms.RadioSelect
    )
    vervangt = forms.ModelChoiceField(
        Agenda.objects.none(),
        label=_("Komt in de plaats van"),
        required=False,
        empty_label=_("Geen: hij komt naast wat er al is"),
        help_text=_("Die agenda eindigt de dag ervoor, met al zijn punten. Hij blijft te lezen."),
        error_messages={
            "invalid_choice": _(
                "Die agenda geldt niet meer, of er kwam net al een andere voor in de plaats. Kies"
                " opnieuw."
            )
        },
    )
    vanaf = PeriodeDatumField(
        label=_("Geldt vanaf"),
        help_text=_("Zoals vandaag, 1-1-2027 of 2027. Tot die dag geldt de oude."),
    )
    openbaar = forms.BooleanField(label=_("Iedereen mag hem lezen"), required=False, initial=True)

    def __init__(self, *args, agenda, gebruiker, vandaag, **kwargs):
        self.agenda, self.vandaag = agenda, vandaag
        kandidaten = Agenda.objects.editable_by(gebruiker).opvolgbaar_door(agenda, vandaag)
        initial = {
            "vanaf": Tijdstip(vandaag, Precisie.DAG),
            "draagvlak": agenda.draagvlak,
            "vervangt": _oude(agenda, kandidaten),
        }
        super().__init__(*args, initial=initial, **kwargs)
        veld = self.fields["vervangt"]
        veld.queryset = kandidaten
        veld.label_from_instance = noemer(veld.label_from_instance, gebruiker)
        veld.widget.attrs["lang"] = "nl"

    def clean_vanaf(self):
        begin = self.cleaned_data["vanaf"]
        if self.agenda.tot and begin.datum > self.agenda.tot:
            raise ValidationError(
                _("Deze agenda is dan al voorbij: hij loopt %(periode)s."),
                params={"periode": self.agenda.periode_in_woorden},
            )
        return begin

    def clean(self):
        gegevens = super().clean()
        begin, oud = gegevens.get("vanaf"), gegevens.get("vervangt")
        if begin and oud and oud.vanaf and begin.datum - EEN_DAG < oud.vanaf:
            zin = _("Dat is voor het begin van de oude agenda: die loopt %(periode)s.")
            self.add_error("vanaf", zin % {"periode": oud.periode_in_woorden})
        if not self.agenda.punten.niet_voorbij(self.vandaag).exists():
            raise ValidationError(_("Er staat nog geen punt op. Zet er eerst een op."))
        return gegevens

    def stel_vast(self, gebruiker):
        """Adopt the agenda as this valid form says; it and what it replaces are locked."""
        gegevens, agenda = self.cleaned_data, self.agenda
        agenda.openbaar = gegevens["openbaar"]
        agenda.bevestig(gebruiker, self.vandaag)
        agenda.stel_vast(
            gegevens["vanaf"], gegevens["draagvlak"], self.vandaag, oud=gegevens["vervangt"]
        )


def _oude(agenda, kandidaten):
    """Which of `kandidaten` this most likely is to replace, or None."""
    op_naam = {een.pk: een for een in kandidaten}
    zelfde = [een for een in op_naam.values() if een.soort == agenda.soort]
    return op_naam.get(agenda.vervolg_op_id) or (zelfde[0] if len(zelfde) == 1 else None)
