"""The forms of the admin: nobody overwrites there what somebody else changed meanwhile."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtnet.kern import regels
from buurtnet.kern.precisie import Precisie

from ..botsing import vergelijk, wie_het_laatst
from ..geschiedenis import Geschiedenis
from ..velden.tekst import lees_zuiver
from ..verschillen import in_woorden, toestand, toestand_van_formulier


class VersieField(forms.IntegerField):
    """The version that a form was made from; sending it back changes nothing."""

    def __init__(self, **kwargs):
        super().__init__(required=False, widget=forms.HiddenInput, **kwargs)

    def has_changed(self, initial, data):
        return False


class VersieForm(forms.ModelForm):
    """Shows what somebody else changed meanwhile before it is overwritten."""

    gelezen_versie = VersieField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lees_zuiver(self)
        if self.instance.pk and "gelezen_versie" in self.fields:
            self.initial["gelezen_versie"] = self.instance.versie

    def validate_unique(self):
        super().validate_unique()
        gelezen = self.cleaned_data.get("gelezen_versie")
        if self.instance.pk and gelezen and gelezen != self.instance.versie:
            self._toon_ander(gelezen)

    def _toon_ander(self, gelezen):
        """Both versions beside the fields; sending the form again saves what it then says."""
        bewaard = type(self.instance)._base_manager.get(pk=self.instance.pk)
        ander = toestand(bewaard, self.fields)
        toen = Geschiedenis(bewaard).op_versie(gelezen)
        beide, van_ander = vergelijk(toen, ander, toestand_van_formulier(self))
        if not beide and not van_ander:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("gelezen_versie")] = bewaard.versie
        wie = wie_het_laatst(bewaard)
        zin = _(
            "%(wie)s heeft dit intussen gewijzigd. Wat jij invulde, is nog niet bewaard. Bij elk"
            " veld staat wat er veranderde. Klopt het zo? Bewaar dan nog een keer."
        )
        self.add_error(None, ValidationError(zin, params={"wie": wie}))
        zin = _("%(wie)s bewaarde hier intussen: “%(ander)s”. Wat jij invulde, staat er nog.")
        for naam in beide:
            params = {"wie": wie, "ander": in_woorden(ander[naam], None)}
            self.add_error(naam, ValidationError(zin, params=params))
        for naam in van_ander:
            self._neem_over(naam)
            zin = _("%(wie)s wijzigde dit intussen. Dat staat nu in het veld.")
            self.add_error(naam, ValidationError(zin, params={"wie": wie}))

    def _neem_over(self, naam):
        """Let the form show what is saved of a field, as if that had been typed."""
        for deel in {naam, f"{naam}_precisie"} & self.fields.keys():
            veld = self.fields[deel]
            waarde = veld.prepare_value(self.get_initial_for_field(veld, deel))
            if isinstance(veld.widget, forms.CheckboxInput):
                invoer = ["on"] if waarde else []
            else:
                widget = getattr(veld.widget, "widget", veld.widget)
                vorm = widget.format_value(waarde)
                invoer = vorm if isinstance(vorm, list) else [] if vorm is None else [vorm]
            self.data.setlist(self.add_prefix(deel), invoer)


class BewerkbaarForm(VersieForm):
    """A form of a whole page: asks why."""

    reden = forms.CharField(
        label=_("reden"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Waarom je dit wijzigt. Komt in de geschiedenis te staan."),
    )


class DeelForm(VersieForm):
    """A row in the page of its whole, which has no room to say how exactly a date is known."""

    def validate_constraints(self):
        """As Django's; what lines may take from each other, `WisselFormSet` asks of all of them."""
        weg, wisselt = self._get_validation_exclusions(), bool(self.instance.wisselveld)
        try:
            regels.keur(self.instance, uitgezonderd=weg, met_elkaar=wisselt)
        except ValidationError as fout:
            self._update_errors(fout)

    def save(self, commit=True):
        for naam in {"vanaf", "tot"}.intersection(self.changed_data):
            setattr(self.instance, f"{naam}_precisie", Precisie.DAG)
        return super().save(commit)
