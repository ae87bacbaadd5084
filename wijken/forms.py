"""Forms of coordinators for agendas, and the fields that other apps choose a wijk with."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from buurtnet.basis.formulieren import Beheerformulier, RijenField

from .models import Agenda, Agendapunt, Thema, Wijk

LEGE_PUNTEN = 3
MEESTE_PUNTEN = 60


class PerGebied(forms.models.ModelChoiceIterator):
    """Wijken as choices, grouped by the gebied they lie in."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        gebieden = dict(Wijk.objects.filter(soort=Wijk.Soort.GEBIED).values_list("pk", "naam"))
        groepen = {}
        for wijk in self.queryset.only("naam", "soort", "pad"):
            boven = [*wijk.voorouder_ids, wijk.pk]
            gebied = next((gebieden[pk] for pk in boven if pk in gebieden), "")
            groepen.setdefault(gebied, []).append(self.choice(wijk))
        for gebied, keuzes in sorted(groepen.items()):
            yield (gebied or str(_("Groter dan een gebied")), keuzes)


def noem_wijk(wijk):
    """A wijk as a choice: a gebied and a dorp may bear the same name."""
    groot = wijk.soort in (Wijk.Soort.STAD, Wijk.Soort.GEBIED)
    return f"{wijk.naam} ({wijk.niveau_in_woorden})" if groot else wijk.naam


class WijkField(forms.ModelChoiceField):
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
    iterator = PerGebied
    widget = WijkenKeuze
    label_from_instance = staticmethod(noem_wijk)


def wijk_veld(**kwargs):
    return WijkField(Wijk.objects.none(), label=_("Wijk of gebied"), **kwargs)


def wijken_veld(**kwargs):
    kwargs.setdefault("help_text", _("Waar dit is. Een gebied telt voor alle wijken daarin."))
    return WijkenField(Wijk.objects.none(), label=_("Wijken"), required=False, **kwargs)


class Puntformulier(forms.ModelForm):
    """One point of an agenda. `sleutel` names a point that is there already."""

    sleutel = forms.IntegerField(required=False, widget=forms.HiddenInput)
    weg = forms.BooleanField(label=_("Haal dit punt van de agenda"), required=False)

    class Meta:
        model = Agendapunt
        fields = ["tekst", "thema", "soort", "volgorde"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["volgorde"].required = False
        for veld in self.fields.values():
            veld.help_text = ""
        self.fields["volgorde"].help_text = _("Leeg: achteraan.")
        if not self.initial.get("sleutel"):
            self.initial["volgorde"] = None
            del self.fields["weg"]

    def has_changed(self):
        leeg = not self.data.get(self.add_prefix("tekst"), "").strip()
        return super().has_changed() and not (leeg and not self.initial.get("sleutel"))


class Puntenformulier(forms.BaseFormSet):
    """All points of an agenda: the same text may stand there once per kind."""

    def clean(self):
        gezien = set()
        for form in self.forms:
            gegevens = getattr(form, "cleaned_data", {})
            wat = (gegevens.get("tekst"), gegevens.get("soort"))
            if not wat[0] or gegevens.get("weg"):
                continue
            if wat in gezien:
                form.add_error("tekst", _("Dit punt staat al op de agenda."))
                raise ValidationError(_("Er staat twee keer hetzelfde punt."))
            gezien.add(wat)


Punten = forms.formset_factory(
    Puntformulier,
    formset=Puntenformulier,
    extra=LEGE_PUNTEN,
    max_num=MEESTE_PUNTEN,
    absolute_max=MEESTE_PUNTEN + LEGE_PUNTEN,
    validate_max=True,
)


class AgendaFormulier(Beheerformulier):
    rechtveld = "wijken"

    wijken = wijken_veld(help_text=_("Waar de agenda geldt."))

    class Meta:
        model = Agenda
        fields = [
            "naam",
            "soort",
            "wijken",
            "stand",
            "draagvlak",
            "omschrijving",
            "vanaf",
            "tot",
            "status",
            "openbaar",
        ]

    def keuzes(self):
        return {"wijken": Wijk.objects.te_kiezen_door(self.gebruiker)}

    @cached_property
    def punten(self):
        bestaand = list(self.instance.punten.all()) if self.instance.pk else []
        initial = [
            {
                "sleutel": punt.pk,
                "tekst": punt.tekst,
                "thema": punt.thema_id,
                "soort": punt.soort,
                "volgorde": punt.volgorde,
            }
            for punt in bestaand
        ]
        themas = Thema.objects.visible_to(self.gebruiker)
        punten = Punten(self.data if self.is_bound else None, initial=initial, prefix="punten")
        keuzes = [("", _("past bij geen thema")), *((thema.pk, thema.naam) for thema in themas)]
        for form in punten.forms:
            form.fields["thema"].queryset = themas
            form.fields["thema"].choices = keuzes
        return punten

    def is_valid(self):
        # Both are asked, so that all that is wrong is told at once.
        return all([super().is_valid(), self.punten.is_valid()])

    def has_changed(self):
        return super().has_changed() or self.punten.has_changed()

    def bewaar(self):
        agenda = super().bewaar()
        bestaand = {punt.pk: punt for punt in agenda.punten.all()}
        for form in self.punten.forms:
            gegevens = form.cleaned_data
            if not gegevens.get("tekst"):
                continue
            punt = bestaand.get(gegevens["sleutel"])
            if gegevens.get("weg"):
                if punt:
                    punt.delete()
            elif form.has_changed() or punt is None:
                self._bewaar_punt(punt or Agendapunt(agenda=agenda), gegevens)
        return agenda

    def _bewaar_punt(self, punt, gegevens):
        for naam in ("tekst", "thema", "soort"):
            setattr(punt, naam, gegevens[naam])
        punt.volgorde = gegevens["volgorde"]
        if punt.volgorde is None:
            hoogste = punt.agenda.punten.aggregate(hoogste=Max("volgorde"))["hoogste"]
            punt.volgorde = (hoogste or 0) + 10
        punt.save()

    def label_van(self, naam):
        return _("Punten") if naam == "punten" else super().label_van(naam)

    def mijn_extra(self):
        rijen = [form.cleaned_data for form in self.punten.forms]
        rijen = [rij for rij in rijen if rij.get("tekst") and not rij.get("weg")]
        return {"punten": "; ".join(_regel(rij["tekst"], rij["thema"]) for rij in rijen)}

    def bewaarde_extra(self, rij):
        punten = rij.punten.select_related("thema")
        return {"punten": "; ".join(_regel(punt.tekst, punt.thema) for punt in punten)}


def _regel(tekst, thema):
    return f"{tekst} ({thema})" if thema else tekst
