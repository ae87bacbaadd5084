"""The form of coordinators for an agenda, with its points."""

import datetime

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from buurtnet.bewerken.onderdelen import gaat_weg
from buurtnet.bewerken.opslaan import VERPLAATS
from buurtnet.kern.noemen import BESLOTEN, noem
from buurtnet.kern.sloten import vergrendel
from buurtnet.kern.status import Status
from buurtnet.kern.wisselen import maak_plaats
from wijken.models import Agenda, Agendapunt, Thema, Wijk

from .punten import (
    LEGE_PUNTEN,
    MEESTE_PUNTEN,
    PUNTVELDEN,
    STAPPEN,
    Punten,
    op_volgorde,
    verplaats,
    waarden_van,
)
from .velden import wijken_veld

# Fields by which an agenda comes to count where others of its kind do.
BEPAALT_OF_HET_TELT = frozenset({"soort", "wijken", "stand", "vanaf", "tot", "status"})


class AgendaFormulier(Bewerkformulier):
    rechtveld = "wijken"
    deelvelden = PUNTVELDEN
    meer = ("omschrijving", "vanaf", "tot", "status", "nagaan_elke", "openbaar")

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
            "nagaan_elke",
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
    def al_geldend(self):
        """Agendas of the user's that hold where a new one is to be added: it may be a newer one."""
        if self.is_bound or not self.instance._state.adding:
            return []
        # What the address gave; once it was sent it has been read.
        wijken = [een.pk for een in self.initial.get("wijken", ()) if isinstance(een, Wijk)]
        door = Agenda.wijken.through.objects.filter(wijk__in=wijken).values("agenda")
        geldend = Agenda.objects.editable_by(self.gebruiker).geldend(timezone.localdate())
        return list(geldend.filter(pk__in=door))

    def clean_stand(self):
        """A concept is adopted on the page for that, which asks whose place it takes."""
        stand = self.cleaned_data["stand"]
        if self.waarden is None and self.bewaard.is_concept and stand == Agenda.Stand.VASTGESTELD:
            raise ValidationError(
                _(
                    "Kies “Stel vast” op de pagina van de agenda: dan vragen we ook welke agenda"
                    " erdoor eindigt."
                )
            )
        return stand

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
        return self._maak_punten([waarden_van(p) for p in punten if not p.is_voorbij(vandaag)])

    def _maak_punten(self, initial, data=None, leeg=LEGE_PUNTEN):
        punten = Punten(data, initial=initial, prefix="punten")
        punten.extra, punten.themas_van = leeg, self._themas_van
        return punten

    def _themas_van(self, sleutel):
        """(queryset, choices) of the theme of the point with this key; None is a new one."""
        zichtbaar, keuzes = self._themas
        # What is there already may stay, named or not.
        huidig = self._bewaarde_themas.get(str(sleutel))
        if huidig is None or any(pk == huidig for pk, _naam in keuzes):
            return zichtbaar, keuzes
        alle = Thema.objects.filter(Q(pk__in=zichtbaar.values("pk")) | Q(pk=huidig))
        return alle, [*keuzes, (huidig, BESLOTEN)]

    @cached_property
    def _bewaarde_themas(self):
        return {str(pk): punt.thema_id for pk, punt in self._bekend.items()}

    @cached_property
    def _themas(self):
        themas = Thema.objects.visible_to(self.gebruiker)
        return themas, [("", _("past bij geen thema")), *((een.pk, een.naam) for een in themas)]

    def _gestuurd(self):
        """What is saved of the points that were sent, in the order in which they were."""
        sleutels = (
            self.data.get(f"punten-{i}-sleutel", "") for i in range(MEESTE_PUNTEN + LEGE_PUNTEN)
        )
        punten = {str(pk): punt for pk, punt in self._bekend.items()}
        return [waarden_van(punten[s]) if s in punten else {} for s in sleutels]

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
        rijen = [waarden_van(punt) for punt in delen]
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
        """The points that the user of this form changed: first those that make room."""
        if self.waarden is not None:
            return ()
        mijn = (f for f in self.punten.forms if f.has_changed() and f.naam not in self.van_ander)
        return sorted(mijn, key=gaat_weg, reverse=True)

    def bewaar(self):
        agenda, blijft = super().bewaar(), []
        vandaag = timezone.localdate()
        for form in self._van_mij():
            punt, gegevens = self._bekend.get(form.initial.get("sleutel")), form.cleaned_data
            if not gegevens.get("weg"):
                punt = punt or self._nieuw_punt(agenda, gegevens)
                self._vul_punt(punt, gegevens, vandaag)
                blijft.append(punt)
            elif punt:
                punt.beeindig(vandaag - datetime.timedelta(days=1))
                punt.save()
        maak_plaats(blijft)
        for punt in blijft:
            self._bewaar_punt(punt)
        return agenda

    @property
    def gevolgen(self):
        """Also that another of its kind counts there, which may be one too many."""
        agenda, zinnen = self.instance, super().gevolgen
        vandaag = timezone.localdate()
        if not BEPAALT_OF_HET_TELT.intersection(self.changed_data):
            return zinnen
        if not agenda.is_geldend(vandaag):
            return zinnen
        geldend = Agenda.objects.visible_to(self.gebruiker).geldend(vandaag)
        zin = _t("Hier telt ook “%(naam)s” mee. Geldt die niet meer? Beëindig die dan.")
        dubbel = geldend.naast(agenda).filter(soort=agenda.soort)
        return zinnen + [zin % {"naam": noem(een, self.gebruiker)} for een in dubbel[:1]]

    def _nieuw_punt(self, agenda, gegevens):
        """A point of `agenda`, not saved, for the values of a line that names none."""
        return Agendapunt(agenda=agenda)

    def _vul_punt(self, punt, gegevens, vandaag):
        for naam in PUNTVELDEN:
            setattr(punt, naam, gegevens[naam])
        if punt.is_voorbij(vandaag):
            punt.tot, punt.status = None, Status.ACTIEF
        elif punt._state.adding and self._stond_er(punt):
            punt.vanaf = vandaag

    def _bewaar_punt(self, punt):
        if punt.volgorde is None:
            hoogste = punt.agenda.punten.aggregate(hoogste=Max("volgorde"))["hoogste"]
            punt.volgorde = (hoogste or 0) + 10
        punt.save()

    def _stond_er(self, punt):
        """Whether the same point was on the agenda before."""
        return any((p.tekst, p.soort) == (punt.tekst, punt.soort) for p in self._bekend.values())

    def neem_over(self, getypt, *, meer_regels=False):
        super().neem_over(getypt, meer_regels=meer_regels)
        regels = {
            form.naam: form.initial for form in self.punten.initial_forms if not form.is_nieuw
        }
        for form in getypt.punten.forms:
            if form.has_changed() and form.naam not in getypt.van_ander:
                regels[form.naam] = {naam: form[naam].value() for naam in form.fields}
        leeg = sum(form.is_leeg for form in getypt.punten.forms)
        leeg = LEGE_PUNTEN + (leeg if meer_regels else 0)
        self.punten = self._maak_punten(_verplaatst(regels, getypt), leeg=leeg)
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


def _verplaatst(regels, getypt):
    """These lines, {name: values}, in their order, after the button to move one of them."""
    namen = op_volgorde(regels, lambda naam: regels[naam]["volgorde"])
    waarheen, _spatie, prefix = getypt.data.get(VERPLAATS, "").partition(" ")
    welke = next((form.naam for form in getypt.punten.forms if form.prefix == prefix), None)
    rijen = [regels[naam] for naam in namen]
    if waarheen not in STAPPEN or welke not in regels:
        return rijen
    return verplaats(rijen, namen.index(welke), waarheen)
