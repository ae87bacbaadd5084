"""The form of coordinators for an agreement, with its parties and what each promises."""

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.formulier import Bewerkformulier
from buurtnet.bewerken.onderdelen import gaat_weg, haal_weg
from buurtnet.bewerken.velden.datum import PeriodeDatumField
from buurtnet.kern.datumtekst import Tijdstip
from buurtnet.kern.precisie import Precisie
from buurtnet.kern.sloten import vergrendel
from buurtnet.kern.wisselen import maak_plaats
from initiatieven.models import Accommodatie, Initiatief
from netwerken.models import Afspraak, Bijeenkomst, Netwerk, Toezegging
from wijken.models import Wijk

from .toezeggingen import (
    LEGE_REGELS,
    MEESTE_REGELS,
    RECORDS,
    VELDEN,
    Toezeggingen,
    in_woorden,
    waarden_van,
)
from .velden import accommodatie_veld, initiatief_veld, wijken_veld


class AfspraakFormulier(Bewerkformulier):
    # An agreement has a state and days of its own, not a period.
    vanaf = tot = None
    tijdstippen = ("gemaakt_op", "deadline")
    rechtveld = "wijken"
    deelvelden = VELDEN
    meer = (
        *("tekst", "uitkomst", "netwerk", "bijeenkomst", "initiatief", "accommodatie", "openbaar"),
    )

    wijken = wijken_veld(help_text=_("Voor welke wijken dit geldt. Een gebied telt voor alle."))
    gemaakt_op = PeriodeDatumField(label=_("Afgesproken op"), required=False)
    deadline = PeriodeDatumField(
        label=_("Uiterlijk klaar"),
        required=False,
        einde=True,
        help_text=_("Als er één laatste dag is voor het geheel. Zoals eind 2027."),
    )
    initiatief = initiatief_veld(
        label=_("Gaat over initiatief"), help_text=_("Typ de naam en kies uit de lijst.")
    )
    accommodatie = accommodatie_veld(
        label=_("Gaat over plek"), help_text=_("Typ de naam en kies uit de lijst.")
    )

    class Meta:
        model = Afspraak
        fields = [
            "naam",
            "soort",
            "wijken",
            "gemaakt_op",
            "deadline",
            "stand",
            "tekst",
            "uitkomst",
            "netwerk",
            "bijeenkomst",
            "initiatief",
            "accommodatie",
            "openbaar",
        ]
        help_texts = {
            "tekst": _("Waarom dit is afgesproken, of wat erbij hoort. Iedereen kan het lezen."),
            "netwerk": _("Wie dit bijhoudt. Leeg: het is van de wijk zelf."),
            "bijeenkomst": _("Het overleg waarin dit is afgesproken."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.initial["gemaakt_op"] = Tijdstip(timezone.localdate(), Precisie.DAG)
            self.initial["stand"] = Afspraak.Stand.GELDT
        if not self.instance.netwerk_id:
            del self.fields["bijeenkomst"]

    def keuzes(self):
        van_netwerk = Bijeenkomst.objects.filter(netwerk=self.instance.netwerk_id)
        return {
            "wijken": Wijk.objects.te_kiezen_door(self.gebruiker),
            "netwerk": Netwerk.objects.editable_by(self.gebruiker),
            "bijeenkomst": van_netwerk.visible_to(self.gebruiker),
            "initiatief": Initiatief.objects.visible_to(self.gebruiker),
            "accommodatie": Accommodatie.objects.visible_to(self.gebruiker),
        }

    # Its lines

    @cached_property
    def _bekend(self):
        """{key: Toezegging} of this agreement; locked when they may be saved."""
        if not self.instance.pk:
            return {}
        rijen = self.instance.toezeggingen.select_related(*RECORDS)
        bewaart = self.is_bound and connection.in_atomic_block
        return {rij.pk: rij for rij in (vergrendel(rijen) if bewaart else rijen)}

    @cached_property
    def toezeggingen(self):
        if self.is_bound:
            return self._maak_regels(self._gestuurd(), self.data)
        rijen = [waarden_van(rij) for rij in self._bekend.values()]
        return self._maak_regels(rijen, leeg=1 if rijen else LEGE_REGELS)

    def _maak_regels(self, initial, data=None, leeg=LEGE_REGELS):
        regels = Toezeggingen(data, initial=initial, prefix="toezeggingen")
        regels.extra, regels.gebruiker, regels.bekend = leeg, self.gebruiker, self._bekend
        return regels

    def _gestuurd(self):
        """What is saved of the lines that were sent, in the order in which they were."""
        rijen = {str(pk): rij for pk, rij in self._bekend.items()}
        sleutels = (
            self.data.get(f"toezeggingen-{i}-sleutel", "")
            for i in range(MEESTE_REGELS + LEGE_REGELS)
        )
        return [waarden_van(rijen[s]) if s in rijen else {} for s in sleutels]

    def is_valid(self):
        if self.waarden is not None:
            return super().is_valid()
        # Both are asked, so that all that is wrong is told at once.
        return all([super().is_valid(), self.toezeggingen.is_valid()])

    def keur_delen(self, delen):
        """Whether the lines of an older version may be there today. Raises ValidationError."""
        for rij in delen:
            wie = rij.organisatie or rij.accommodatie
            if wie and rij._state.adding and not self._mag_kiezen(wie):
                raise ValidationError(_("Wat hier stond, kun jij niet (meer) kiezen."))

    def _mag_kiezen(self, wie):
        return type(wie).objects.visible_to(self.gebruiker).filter(pk=wie.pk).exists()

    def has_changed(self):
        return super().has_changed() or any(self._van_mij())

    def _van_mij(self):
        """The lines that the user of this form changed: first those that make room."""
        if self.waarden is not None:
            return ()
        regels = self.toezeggingen.forms
        mijn = (f for f in regels if f.has_changed() and f.naam not in self.van_ander)
        return sorted(mijn, key=gaat_weg, reverse=True)

    def bewaar(self):
        afspraak, blijft = super().bewaar(), []
        for form in self._van_mij():
            rij = self._bekend.get(form.initial.get("sleutel"))
            if form.cleaned_data.get("weg"):
                haal_weg(rij, timezone.localdate())
                continue
            rij = rij or Toezegging(afspraak=afspraak)
            self._vul(rij, form.cleaned_data)
            blijft.append(rij)
        maak_plaats(blijft)
        for rij in blijft:
            rij.save()
        return afspraak

    def _vul(self, rij, gegevens):
        for naam in (*VELDEN, "uiterlijk_precisie"):
            if naam in gegevens:
                setattr(rij, naam, gegevens[naam])

    # Of two people at once

    def neem_over(self, getypt, *, meer_regels=False):
        super().neem_over(getypt, meer_regels=meer_regels)
        regels = {f.naam: f.initial for f in self.toezeggingen.initial_forms if not f.is_nieuw}
        for form in getypt.toezeggingen.forms:
            if form.has_changed() and form.naam not in getypt.van_ander:
                regels[form.naam] = {naam: form[naam].value() for naam in form.fields}
        leeg = sum(form.is_leeg for form in getypt.toezeggingen.forms if form.is_nieuw)
        leeg = LEGE_REGELS + (leeg if meer_regels else 0)
        self.toezeggingen = self._maak_regels(list(regels.values()), leeg=leeg)
        return self

    def label_van(self, naam):
        if naam in self.fields:
            return super().label_van(naam)
        sleutel = naam.removeprefix("toezegging-")
        rij = self._bekend.get(int(sleutel)) if sleutel.isdigit() else None
        if rij is None:
            return _t("Nieuwe regel")
        return _t("Regel “%(tekst)s”") % {"tekst": in_woorden(self.gebruiker, rij)}

    def leeg_van(self, naam):
        return _t("weggehaald") if naam.startswith("toezegging-") else ""

    def mijn_extra(self):
        return {
            form.naam: "" if form.cleaned_data.get("weg") else self._getypt(form)
            for form in self.toezeggingen.forms
            if getattr(form, "cleaned_data", None)
        }

    def _getypt(self, form):
        """What a line would say once it is saved."""
        rij = Toezegging(stand=form.initial.get("stand", Toezegging.Stand.TE_DOEN))
        self._vul(rij, form.cleaned_data)
        return in_woorden(self.gebruiker, rij)

    def bewaarde_extra(self, rij):
        rijen = rij.toezeggingen.select_related(*RECORDS)
        return {f"toezegging-{een.pk}": in_woorden(self.gebruiker, een) for een in rijen}

    def toen(self, geschiedenis, versie):
        velden = super().toen(geschiedenis, versie)
        if velden is None:
            return None
        onderdelen = geschiedenis.onderdelen
        rijen = onderdelen.op_versie(versie).items()
        return velden | {
            f"toezegging-{pk}": in_woorden(self.gebruiker, onderdelen.zoals(rij))
            for pk, rij in rijen
        }
