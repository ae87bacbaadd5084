"""How a form looks: where one begins, what each field means, and what is folded away."""

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.datumtekst import Tijdstip

from .velden.datum import PeriodeDatumField
from .waarden import WaardenFormulier

# What a field means that has the same name in many forms, where that form or its model says
# nothing of its own.
UITLEG = {
    "soort": _("Kies wat er het meest op lijkt."),
    "omschrijving": _("Een paar zinnen. Iedereen kan ze lezen."),
    "toelichting": _("Eén zin, als er meer over te zeggen is."),
    "doel": _("Wat je ermee wilt bereiken, in een paar zinnen."),
    "themas": _("Waar het over gaat. Kruis alles aan wat past."),
    "doelgroepen": _("Voor wie het vooral is. Kruis alles aan wat past."),
    "ook_bekend_als": _("Andere namen, met een komma ertussen. Dan vind je het ook daarmee."),
    "website": _("Het adres van de site, zoals www.humanitas.nl."),
}
STATUS_UITLEG = _(
    "Actief: het loopt. Incidenteel: het is er af en toe. Een plan wordt nooit vanzelf actief."
)


def richt(form):
    """Let somebody who opens `form` begin in its first field, where that is one to type in.

    Not once it was sent: then what is wrong is read first.
    """
    eerste = next(iter(form.visible_fields()), None)
    if eerste and not form.is_bound and not eerste.use_fieldset:
        eerste.field.widget.attrs["autofocus"] = True


def _kleed_aan(naam, veld):
    """What a field needs on the page; texts and names are Dutch in every language of a form."""
    widget = veld.widget
    if isinstance(widget, forms.Textarea):
        widget.attrs["rows"] = 4
    if getattr(veld, "empty_label", None):
        veld.empty_label = _("Kies uit de lijst") if veld.required else _("Geen")
    elif naam == "soort" and isinstance(veld, forms.TypedChoiceField):
        leeg = _("Kies een soort")
        veld.choices = [(waarde, label if waarde else leeg) for waarde, label in veld.choices]
    is_tekst = type(widget) in (forms.TextInput, forms.Textarea)
    if isinstance(veld, forms.ModelChoiceField) or (
        is_tekst and not isinstance(veld, PeriodeDatumField)
    ):
        widget.attrs["lang"] = "nl"
    if naam == "status":
        veld.help_text = STATUS_UITLEG
    veld.help_text = veld.help_text or UITLEG.get(naam, "")


class AangekleedFormulier(WaardenFormulier):
    """A form that shows what is asked most, and folds away the rest."""

    template_name = "bewerken/_formulier.html"

    # The names of the fields to fold away; what has to be filled in stays in sight.
    meer = ()
    # Fields that say the same in different ways: exactly one is filled in.
    een_van = ()
    # What the page is called on which a row is changed by this form.
    kop = _("%(naam)s wijzigen")
    # What stands above the form, in a sentence; no field may be called so.
    aanhef = ""
    # Whether something stands above the form that comes first, such as what somebody else did.
    leest_eerst = False

    def get_context(self):
        if not self.leest_eerst:
            richt(self)
        velden = self.visible_fields()
        gevouwen = [veld for veld in velden if self._vouwt(veld)]
        return super().get_context() | {
            "getoond": [veld for veld in velden if veld not in gevouwen],
            "gevouwen": gevouwen,
            "open": any(veld.errors or self._is_gevuld(veld) for veld in gevouwen),
        }

    def _kleed_velden_aan(self):
        for naam in self.verplicht():
            self.fields[naam].required = True
        for naam, veld in self.fields.items():
            veld.een_van = naam in self.een_van
            _kleed_aan(naam, veld)

    def verplicht(self):
        """Names of the fields that this user can't leave out, though others can."""
        return ()

    def _vouwt(self, veld):
        moet = veld.field.required and not self._standaard(veld.name)
        return veld.name in self.meer and not moet

    def _is_gevuld(self, veld):
        """Whether a field says something else than it does of itself."""
        waarde, standaard = veld.data if self.is_bound else veld.initial, self._standaard(veld.name)
        if not _zegt_iets(waarde):
            return bool(standaard)
        return str(waarde) != str(standaard)

    def _standaard(self, naam):
        """What a field says when nobody filled it in."""
        velden = model_to_dict(self._meta.model(), [naam])
        return velden.get(naam, self.base_fields[naam].initial)


def _zegt_iets(waarde):
    if isinstance(waarde, Tijdstip):
        return bool(waarde.datum)
    return any(waarde) if isinstance(waarde, list | tuple) else bool(waarde)
