"""The form of coordinators for an agenda, with its points."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from buurtnet.bewerken.velden.tekst import lees_zuiver
from buurtnet.kern.noemen import BESLOTEN, noem
from buurtnet.kern.sloten import vergrendel
from buurtnet.kern.status import Status
from wijken.models import Agenda, Agendapunt, Thema, Wijk

from .velden import wijken_veld

LEGE_PUNTEN = 3
MEESTE_PUNTEN = 60
PUNTVELDEN = ("tekst", "thema", "soort", "volgorde")


class Puntformulier(forms.ModelForm):
    """One point of an agenda. `sleutel` names a point that is there already."""

    sleutel = forms.IntegerField(required=False, widget=forms.HiddenInput)
    weg = forms.BooleanField(label=_("Haal dit punt van de agenda"), required=False)

    class Meta:
        model = Agendapunt
        fields = ["tekst", "thema", "soort", "volgorde"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lees_zuiver(self)
        self.fields["volgorde"].required = False
        for veld in self.fields.values():
            veld.help_text = ""
        self.fields["volgorde"].help_text = _("Leeg: achteraan.")
        if self.is_nieuw:
            if "volgorde" not in (kwargs.get("initial") or {}):
                self.initial["volgorde"] = None
            self.fields["tekst"].error_messages["required"] = _(
                "Schrijf in eigen woorden wat de wijk wil. Geen punt? Haal dan het thema weg."
            )
            del self.fields["weg"]

    @property
    def is_nieuw(self):
        return not self.initial.get("sleutel")

    @property
    def naam(self):
        """What this point is called among the fields of the agenda."""
        return f"nieuw-{self.prefix}" if self.is_nieuw else f"punt-{self.initial['sleutel']}"

    def has_changed(self):
        return super().has_changed() and not (self.is_nieuw and self._is_leeg())

    def _is_leeg(self):
        """A line that nobody filled in; with only a theme it is a point without its words."""
        ruw = (str(self[naam].value() or "") for naam in ("tekst", "thema"))
        return not any(tekst.strip() for tekst in ruw)


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


class AgendaFormulier(Bewerkformulier):
    rechtveld = "wijken"
    deelvelden = PUNTVELDEN
    meer = ("omschrijving", "vanaf", "tot", "status", "openbaar")

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
        help_texts = {
            "stand": _(
                "Concept: nog in de maak. Vastgesteld: hier werken jullie aan. Wordt bijgewerkt:"
                " geldt nog, en er komt een nieuwe."
            ),
            "draagvlak": _(
                "Van wie de agenda is. Van de gesprekspartijen: bewoners zijn nog niet gevraagd."
                " Voorgelegd: bewoners konden er iets van zeggen. Gedragen: bewoners staan"
                " erachter."
            ),
        }

    def keuzes(self):
        return {"wijken": Wijk.objects.te_kiezen_door(self.gebruiker)}

    @cached_property
    def _bekend(self):
        """{key: point} of all that ever stood on this agenda; locked when they may be saved."""
        if not self.instance.pk:
            return {}
        punten = self.instance.punten.all()
        bewaart = self.is_bound and connection.in_atomic_block
        return {punt.pk: punt for punt in (vergrendel(punten) if bewaart else punten)}

    @cached_property
    def punten(self):
        if self.is_bound:
            return self._maak_punten(self._gestuurd(), self.data)
        vandaag = timezone.localdate()
        punten = self._bekend.values()
        return self._maak_punten([_waarden(p) for p in punten if not p.is_voorbij(vandaag)])

    def _maak_punten(self, initial, data=None, leeg=LEGE_PUNTEN):
        punten = Punten(data, initial=initial, prefix="punten")
        punten.extra = leeg
        themas = Thema.objects.visible_to(self.gebruiker)
        keuzes = [("", _("past bij geen thema")), *((thema.pk, thema.naam) for thema in themas)]
        bekend = {sleutel for sleutel, _naam in keuzes}
        bewaard = {str(pk): punt.thema_id for pk, punt in self._bekend.items()}
        for form in punten.forms:
            # What is there already may stay, named or not.
            huidig = bewaard.get(str(form.initial.get("sleutel")))
            blijft = [(huidig, BESLOTEN)] if huidig and huidig not in bekend else []
            alle = Thema.objects.filter(Q(pk__in=themas.values("pk")) | Q(pk=huidig))
            form.fields["thema"].queryset = alle if blijft else themas
            form.fields["thema"].choices = [*keuzes, *blijft]
        return punten

    def _gestuurd(self):
        """What is saved of the points that were sent, in the order in which they were."""
        sleutels = (
            self.data.get(f"punten-{i}-sleutel", "") for i in range(MEESTE_PUNTEN + LEGE_PUNTEN)
        )
        punten = {str(pk): punt for pk, punt in self._bekend.items()}
        return [_waarden(punten[s]) if s in punten else {} for s in sleutels]

    def is_valid(self):
        if self.waarden is not None:
            return super().is_valid()
        # Both are asked, so that all that is wrong is told at once.
        return all([super().is_valid(), self.punten.is_valid()])

    def keur_delen(self, delen):
        """Whether the points of an older version could be filled in today, each on its own.

        Raises ValidationError, at the first that could not.
        """
        for begin in range(0, len(delen), MEESTE_PUNTEN):
            self._keur_enkele(delen[begin : begin + MEESTE_PUNTEN])

    def _keur_enkele(self, delen):
        """As `keur_delen`, of no more points than one form may have."""
        rijen = [_waarden(punt) for punt in delen]
        data = {f"punten-{i}-{naam}": rij[naam] for i, rij in enumerate(rijen) for naam in rij}
        data |= {"punten-TOTAL_FORMS": len(rijen), "punten-INITIAL_FORMS": len(rijen)}
        data = {naam: "" if waarde is None else waarde for naam, waarde in data.items()}
        # A theme that is saved may stay, named or not.
        begin = [{"sleutel": punt.pk} for punt in delen]
        for punt, form in zip(delen, self._maak_punten(begin, data, leeg=0).forms, strict=True):
            for naam, fouten in form.errors.items():
                raise ValidationError(f"“{punt}”: {form.fields[naam].label}: {fouten[0]}")

    def has_changed(self):
        return super().has_changed() or any(self._van_mij())

    def _van_mij(self):
        """The points that the user of this form changed."""
        if self.waarden is not None:
            return ()
        return (f for f in self.punten.forms if f.has_changed() and f.naam not in self.van_ander)

    def bewaar(self):
        agenda = super().bewaar()
        vandaag = timezone.localdate()
        for form in self._van_mij():
            punt = self._bekend.get(form.initial.get("sleutel"))
            if form.cleaned_data.get("weg"):
                punt.beeindig(vandaag - datetime.timedelta(days=1))
                punt.save()
            else:
                self._bewaar_punt(punt or Agendapunt(agenda=agenda), form.cleaned_data, vandaag)
        return agenda

    def _bewaar_punt(self, punt, gegevens, vandaag):
        for naam in ("tekst", "thema", "soort"):
            setattr(punt, naam, gegevens[naam])
        punt.volgorde = gegevens["volgorde"]
        if punt.volgorde is None:
            hoogste = punt.agenda.punten.aggregate(hoogste=Max("volgorde"))["hoogste"]
            punt.volgorde = (hoogste or 0) + 10
        if punt.is_voorbij(vandaag):
            punt.tot, punt.status = None, Status.ACTIEF
        elif punt._state.adding and self._stond_er(punt):
            punt.vanaf = vandaag
        punt.save()

    def _stond_er(self, punt):
        """Whether the same point was on the agenda before."""
        return any((p.tekst, p.soort) == (punt.tekst, punt.soort) for p in self._bekend.values())

    def neem_over(self, getypt, *, meer_regels=False):
        super().neem_over(getypt, meer_regels=meer_regels)
        waarden = {form.naam: form.initial for form in self.punten.initial_forms}
        for form in getypt.punten.forms:
            if form.has_changed() and form.naam not in getypt.van_ander:
                waarden[form.naam] = {naam: form[naam].value() for naam in form.fields}
        leeg = sum(not form.has_changed() for form in getypt.punten.forms if form.is_nieuw)
        leeg = LEGE_PUNTEN + (leeg if meer_regels else 0)
        self.punten = self._maak_punten(list(waarden.values()), leeg=leeg)
        return self

    def label_van(self, naam):
        if naam in self.fields:
            return super().label_van(naam)
        sleutel = naam.removeprefix("punt-")
        punt = self._bekend.get(int(sleutel)) if sleutel.isdigit() else None
        return _t("Punt “%(tekst)s”") % {"tekst": punt} if punt else _t("Nieuw punt")

    def leeg_van(self, naam):
        return _t("van de agenda gehaald") if naam.startswith("punt-") else ""

    def mijn_extra(self):
        rijen = {form.naam: form.cleaned_data for form in self.punten.forms}
        return {
            naam: "" if rij.get("weg") else self._regel(**{veld: rij[veld] for veld in PUNTVELDEN})
            for naam, rij in rijen.items()
            if rij.get("tekst")
        }

    def bewaarde_extra(self, rij):
        punten = rij.punten.niet_voorbij(timezone.localdate()).select_related("thema")
        return {f"punt-{punt.pk}": self._regel_van(punt) for punt in punten}

    def toen(self, geschiedenis, versie):
        velden = super().toen(geschiedenis, versie)
        if velden is None:
            return None
        punten = geschiedenis.onderdelen.op_versie(versie)
        return velden | {f"punt-{pk}": self._regel_van(punt) for pk, punt in punten.items()}

    def _regel_van(self, punt):
        return self._regel(**{veld: getattr(punt, veld) for veld in PUNTVELDEN})

    def _regel(self, tekst, thema, soort, volgorde):
        """A point in words: all that its form asks."""
        erbij = [noem(thema, self.gebruiker)] if thema else []
        erbij += [str(Agendapunt.Soort(soort).label)] if soort != Agendapunt.Soort.THEMA else []
        erbij += [_t("plaats %(n)d") % {"n": volgorde}] if volgorde is not None else []
        return f"{tekst} ({', '.join(erbij)})" if erbij else tekst


def _waarden(punt):
    """What the form of a point starts with."""
    waarden = {naam: getattr(punt, naam) for naam in ("tekst", "soort", "volgorde")}
    return waarden | {"sleutel": punt.pk, "thema": punt.thema_id}
