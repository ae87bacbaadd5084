"""Asking a form about values that nobody typed, such as those of an older version."""

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from buurtnet.fotos.formulierveld import AfbeeldingFormField, Keuze
from buurtnet.kern.datumtekst import Tijdstip

from .verschillen import RECHTEN, VAN_BEVESTIGING, velden, wie_nu


class WaardenFormulier(forms.ModelForm):
    """A form that can be filled in with values as a model keeps them, and then asks all it asks.

    Of what points at records such a value is a key, or a set of keys.
    """

    # {field: value} to ask about, others as they are saved; None: what was typed.
    waarden = None
    # The names of the fields that were typed, others as they are saved; None: all were.
    getypt = None
    # Fields of a date in words, each with its precision beside it in the model.
    tijdstippen = ("vanaf", "tot")
    # {field: fields of the model that nobody fills in and that say the same in another way}.
    volgers = {}
    # The fields of the parts of a whole that it asks along: see `Onderdelen.zet_terug`.
    deelvelden = ()

    @classmethod
    def van_versie(cls, rij, toen, gebruiker, velden=None):
        """The form with which `gebruiker` would make `rij` say what `toen` does.

        `toen`: a row of its history. `velden`: the names of the fields to take; None is all. What
        the form doesn't ask of this user stays as it is.
        """
        # All are sent, so that an empty value counts as one.
        form = cls(dict.fromkeys(cls.base_fields, ""), gebruiker=gebruiker, instance=rij)
        namen = form.fields.keys() if velden is None else form.fields.keys() & set(velden)
        form.waarden = {naam: form.waarde_toen(naam, toen) for naam in namen}
        for naam in cls.volgers.keys() & namen:
            for volger in cls.volgers[naam]:
                setattr(rij, volger, getattr(toen, volger))
        return form

    @classmethod
    def met_getypt(cls, rij, data, gebruiker):
        """The form with which `gebruiker` would change `rij` into what `data` (a QueryDict) says.

        What `data` doesn't name stays as it is. `getypt` says which fields this user can fill in.
        """
        form = cls(data, gebruiker=gebruiker, instance=rij)
        form.getypt = frozenset(form.fields.keys() & {*data})
        return form

    def waarde_toen(self, naam, toen):
        """What `toen`, a row of the history, says of the field `naam`."""
        if naam in self.tijdstippen:
            return Tijdstip(getattr(toen, naam), getattr(toen, f"{naam}_precisie"))
        try:
            return _sleutels(self._meta.model._meta.get_field(naam), toen)
        except FieldDoesNotExist:
            return self.initial.get(naam)

    def niet_gevraagd(self, toen):
        """The labels of what is otherwise in `toen` and is not for this user to fill in here."""
        buiten = {*self.fields, *VAN_BEVESTIGING, *RECHTEN}
        return [
            str(capfirst(veld.verbose_name))
            for veld in velden(self._meta.model)
            if veld.name not in buiten and _sleutels(veld, toen) != _sleutels(veld, self.bewaard)
        ]

    def keur_delen(self, delen):
        """Ask of parts of the whole whether this user could fill them in so.

        Raises ValidationError. A form that asks nothing of parts has nothing to check.
        """

    def eerste_fout(self):
        """Beside which field something is wrong, and what, in one line."""
        naam, fouten = next(iter(self.errors.items()))
        return f"{self.fields[naam].label}: {fouten[0]}" if naam in self.fields else fouten[0]

    def _clean_fields(self):
        if self.waarden is None and self.getypt is None:
            super()._clean_fields()
            return
        for naam in self.fields:
            try:
                self.cleaned_data[naam] = self._keur(naam)
                if keur := getattr(self, f"clean_{naam}", None):
                    self.cleaned_data[naam] = keur()
            except ValidationError as fout:
                self.add_error(naam, fout)

    def _keur(self, naam):
        """The value of a field as `cleaned_data` has it. Raises ValidationError."""
        veld = self.fields[naam]
        if naam in (self.getypt or ()):
            return veld._clean_bound_field(self[naam])
        waarden = self.waarden or {}
        waarde = waarden[naam] if naam in waarden else self._waarde_nu(naam)
        leeg = not waarde.datum if isinstance(waarde, Tijdstip) else waarde in (None, "", set())
        if leeg and veld.required:
            raise ValidationError(veld.error_messages["required"], code="required")
        if isinstance(veld, AfbeeldingFormField):
            return veld.clean(Keuze(None, waarde))
        if not hasattr(veld, "queryset") or waarde is None:
            return waarde
        sleutels = waarde if isinstance(waarde, set) else {waarde}
        # What stands there may stay, also where this user could not choose it.
        blijft = sleutels & {rij.pk for rij in getattr(veld, "huidige", ())}
        te_kiezen = Q(pk__in=veld.queryset.filter(pk__in=sleutels).values("pk"))
        rijen = veld.queryset.model.objects.filter(te_kiezen | Q(pk__in=blijft))
        if len(rijen) != len(sleutels):
            raise ValidationError(_("Wat hier stond, kun jij niet (meer) kiezen."), code="keuze")
        return rijen if isinstance(waarde, set) else rijen[0]

    def _waarde_nu(self, naam):
        """What is saved of a field."""
        waarde = self.initial.get(naam)
        return {rij.pk for rij in waarde} if isinstance(waarde, list) else waarde

    @cached_property
    def changed_data(self):
        if self.getypt is not None:
            return [
                naam for naam in self.fields if naam in self.getypt and self[naam]._has_changed()
            ]
        if self.waarden is None:
            return super().changed_data
        return [naam for naam, waarde in self.waarden.items() if waarde != self._waarde_nu(naam)]


def _sleutels(veld, rij):
    """The value of a field of a record, or of a row of its history: keys where it points."""
    if not veld.many_to_many:
        waarde = getattr(rij, veld.attname)
        return wie_nu(veld.related_model, waarde) if veld.many_to_one else waarde
    ander = getattr(rij, veld.name)
    if isinstance(rij, veld.model):
        return set(ander.values_list("pk", flat=True))
    sleutels = ander.values_list(f"{veld.m2m_reverse_field_name()}_id", flat=True)
    return {wie_nu(veld.related_model, sleutel) for sleutel in sleutels}
