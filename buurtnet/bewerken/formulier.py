"""What the forms of coordinators share: dates in words, names instead of long lists, rights.

In order: what may be chosen, `clean` (dates, states, ends), `validate_unique` (the rules of the
database, about what differs), `bewaar`, and what two people at once need.
"""

import copy

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.forms.models import construct_instance
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from buurtnet.fotos.bewaren import verwerk_uploads
from buurtnet.fotos.formulierveld import AfbeeldingFormField
from buurtnet.kern import regels
from buurtnet.kern.datumtekst import Tijdstip
from buurtnet.kern.datumtwijfel import TERUG
from buurtnet.kern.herkomst import Bron
from buurtnet.kern.periode import Periode
from buurtnet.kern.precisie import Precisie, begin_van
from buurtnet.kern.record import Record
from buurtnet.kern.status import VOORBIJ
from buurtnet.zoeken.gelijkenis import gelijkende

from .velden.datum import PeriodeDatumField
from .velden.eenmalig import EenmaligVeld
from .velden.keuzes import noemer
from .velden.tekst import lees_zuiver
from .vorm import AangekleedFormulier

BUITEN = _(
    "Hier hangt ook iets aan dat buiten je werkgebied loopt (%(wat)s). Beëindig alleen wat van jou"
    " is, of vraag de redactie om het geheel te beëindigen."
)

LOOPT_DOOR = _(
    "Hier hangt nog iets aan dat dan doorloopt (%(wat)s). Kies “Beëindig”: dan eindigt dat mee."
)


def buiten(soorten):
    """What to say of kinds of rows that others look after; "" without any."""
    return BUITEN % {"wat": ", ".join(map(str, soorten))} if soorten else ""


class Bewerkformulier(AangekleedFormulier):
    """A form of a coordinator or redacteur.

    `vaste_velden` holds what the address decides, {field: value}: it is set and not asked.
    """

    # The field to point at when the result would not be the user's own to edit.
    rechtveld = None
    # Where names that are there already come from, while one types a new one.
    naamsuggesties = None
    # A set of small forms for the parts of a whole.
    punten = None
    # The same of an agreement: who promises what.
    toezeggingen = None
    # Whether what is typed is kept as a draft until it is saved: see `concepten`.
    heeft_concept = False
    # The fields that somebody else changed meanwhile, and the user did not: see `houd`.
    van_ander = frozenset()
    # What the form leads to beyond its fields, to tell once it is saved.
    gevolg = ""
    # What to say when none is filled in of `een_van`.
    een_van_leeg = ""

    vanaf = PeriodeDatumField(label=_("Vanaf"), required=False)
    tot = PeriodeDatumField(
        label=_("Tot en met"),
        required=False,
        einde=True,
        help_text=_("Laat leeg als het nog loopt."),
    )

    def __init__(self, *args, gebruiker, instance=None, vaste_velden=None, **kwargs):
        self.gebruiker = gebruiker
        instance = instance or self._meta.model()
        # What is saved, as this form puts what was typed into the instance itself.
        self.bewaard = copy.copy(instance)
        for naam, waarde in (vaste_velden or {}).items():
            setattr(instance, naam, waarde)
        super().__init__(*args, instance=instance, **kwargs)
        for naam in vaste_velden or {}:
            self.fields.pop(naam, None)
        self.van_anderen = self._van_anderen()
        if self.van_anderen:
            # Out of sight for everybody is not for one of them to decide.
            self.fields.pop("openbaar", None)
        if self.naamsuggesties and instance._state.adding:
            self.fields["naam"].widget.attrs["data-suggesties"] = self.naamsuggesties
        for naam in self.fields.keys() & set(self.tijdstippen):
            precisie = getattr(instance, f"{naam}_precisie")
            self.initial[naam] = Tijdstip(getattr(instance, naam), precisie)
            self.fields[naam].bewaard = self.fields[naam].prepare_value(self.initial[naam])
            self.fields[naam].terug = getattr(instance, "jaren_terug", TERUG)
        for naam, keuzes in self.keuzes().items():
            if naam in self.fields:
                self._bied_aan(naam, keuzes)
        self._kleed_velden_aan()
        lees_zuiver(self)

    def _van_anderen(self):
        """The kinds of what hangs on the record and is not the user's to change."""
        rij = self.instance
        if rij._state.adding or not getattr(rij, "eindigt_mee", ()):
            return []
        return rij.loopt_mee_van_anderen(self.gebruiker, timezone.localdate())

    @classmethod
    def uploads(cls, request):
        """The files that came with this form, or None: see `verwerk_uploads`."""
        velden = cls.base_fields.items()
        namen = [
            veld.widget.bestandsnaam(naam)
            for naam, veld in velden
            if isinstance(veld, AfbeeldingFormField)
        ]
        verwerk_uploads(request.FILES, namen)
        return request.FILES or None

    def keuzes(self):
        """The choices of each field that points at something, within the user's rights."""
        return {}

    def _bied_aan(self, naam, keuzes):
        """What is there already may stay, even where the user could not choose or name it."""
        veld = self.fields[naam]
        veld.gebruiker = self.gebruiker
        is_nieuw = self.instance._state.adding or naam not in self._meta.fields
        huidig = None if is_nieuw else self.initial.get(naam)
        if isinstance(veld, EenmaligVeld):
            veld.queryset, veld.huidige = keuzes, self._records(naam) if huidig else []
            return
        if huidig:
            sleutels = [rij.pk for rij in huidig] if isinstance(huidig, list) else [huidig]
            alle = keuzes.model.objects
            keuzes = alle.filter(Q(pk__in=keuzes.values("pk")) | Q(pk__in=sleutels))
        veld.queryset = keuzes
        veld.label_from_instance = noemer(veld.label_from_instance, self.gebruiker)

    def _records(self, naam):
        """What is saved in a relation that is there, as a list."""
        return self.initial[naam] if naam in self.gekoppeld else [getattr(self.instance, naam)]

    def clean(self):
        gegevens = super().clean()
        for naam in self.tijdstippen:
            if naam in gegevens:
                tijdstip = gegevens[naam] if naam in self.changed_data else self.initial[naam]
                datum, precisie = tijdstip or (None, Precisie.DAG)
                gegevens[naam] = datum
                setattr(self.instance, f"{naam}_precisie", precisie)
        vanaf, tot = gegevens.get("vanaf"), gegevens.get("tot")
        if vanaf and tot and tot < vanaf:
            self.add_error("tot", _("Het einde ligt voor het begin."))
        if gegevens.get("status") in VOORBIJ and not tot and "tot" not in self.errors:
            self.add_error("tot", _("Wat gestopt of afgerond is, heeft een einddatum nodig."))
        self._weiger_toekomst(gegevens.get("status"), tot)
        self._weiger_einde_met_resten(tot)
        self._kies_een(gegevens)
        return gegevens

    def _weiger_einde_met_resten(self, tot):
        """What goes on under it is ended along, on the page for that; of others by the redactie."""
        rij = self.instance
        eindigt = tot and {"status", "tot"} & set(self.changed_data) and not rij._state.adding
        if not eindigt or not getattr(rij, "eindigt_mee", ()):
            return
        if van_anderen := rij.loopt_mee_van_anderen(self.gebruiker, tot):
            self.add_error("tot", buiten(van_anderen))
            return
        resten = [rijen.model._meta for rijen in rij.loopt_mee(tot) if rijen.exists()]
        if resten:
            wat = ", ".join(str(meta.verbose_name_plural) for meta in resten)
            self.add_error("tot", LOOPT_DOOR % {"wat": wat})

    def _kies_een(self, gegevens):
        """Say beside the field that one of `een_van` is missing, or which one is too many."""
        velden = [naam for naam in self.een_van if naam in self.fields]
        if not velden or self.errors.keys() & set(velden):
            return
        eerste, *rest = [naam for naam in velden if gegevens.get(naam)] or [None]
        if eerste is None:
            self.add_error(velden[0], self.een_van_leeg)
        for naam in rest:
            zin = _("Kies één van de twee: “%(een)s” is ook ingevuld. Maak er een leeg.")
            self.add_error(naam, zin % {"een": self.fields[eerste].label})

    def _nieuwe(self):
        """The fields with a record that is to be added along with this row."""
        gegevens = self.cleaned_data.items()
        return {n: rij for n, rij in gegevens if isinstance(rij, Record) and rij._state.adding}

    @property
    def gewijzigd(self):
        """The names of the fields in which the instance differs from what is saved, as a set."""
        return {
            veld.name
            for veld in self.instance._meta.concrete_fields
            if getattr(self.instance, veld.attname) != getattr(self.bewaard, veld.attname)
        } | self._nieuwe().keys()

    @property
    def gekoppeld(self):
        """The names of the many-to-many fields of the model, as a set."""
        return {veld.name for veld in self.instance._meta.many_to_many}

    @property
    def gekozen(self):
        """The names of the many-to-many fields that the user changed, as a set."""
        return self.gekoppeld.intersection(self.changed_data) - self.van_ander

    @property
    def verwijst(self):
        """Whether saving writes what points at another row."""
        rij, gewijzigd = self.instance, self.gewijzigd
        velden = [veld for veld in rij._meta.concrete_fields if veld.is_relation]
        return rij._state.adding or bool(self.gekozen) or any(v.name in gewijzigd for v in velden)

    def _weiger_toekomst(self, status, tot):
        """What has stopped did not stop on a day that is still to come."""
        if not tot or status not in VOORBIJ or not {"tot", "status"} & set(self.changed_data):
            return
        if begin_van(tot, self.instance.tot_precisie) > timezone.localdate():
            self.add_error(
                "tot",
                _("Die dag moet nog komen. Loopt het tot dan? Kies dan bij status “actief”."),
            )

    def _post_clean(self):
        """As Django's, which asks of each choice once more whether it exists."""
        gevonden = {n for n, rij in self.cleaned_data.items() if isinstance(rij, models.Model)}
        uitgezonderd = self._get_validation_exclusions() | gevonden
        try:
            # `bewaar` asks that, once what another changed meanwhile is in.
            self.instance.keurt_geheel = False
            construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
            self.instance.full_clean(
                uitgezonderd, validate_unique=False, validate_constraints=False
            )
        except ValidationError as fout:
            self._update_errors(fout)
        self.validate_unique()

    def validate_unique(self):
        """Ask the rules of the database, also about fields that are not in this form."""
        super().validate_unique()
        try:
            self.keur_regels(self.errors)
        except ValidationError as fout:
            self.add_error(None, fout.messages)

    def keur_regels(self, uitgezonderd=()):
        """Raise ValidationError when a rule is broken of what differs from what is saved."""
        # What is added along has no key yet for a rule to look at.
        zonder = {*uitgezonderd, *self._nieuwe()}
        anders = None if self.instance._state.adding else self.gewijzigd
        regels.keur(self.instance, uitgezonderd=zonder, gewijzigd=anders)

    @cached_property
    def gelijkende(self):
        """Records with nearly this name that are there already, when adding one."""
        model = self._meta.model
        if not issubclass(model, Record) or not self.instance._state.adding:
            return []
        return gelijkende(model.objects.visible_to(self.gebruiker), self.cleaned_data["naam"])

    @property
    def gevolgen(self):
        """All sentences to tell once it is saved."""
        rij = self.instance
        let_op = rij.let_op(timezone.localdate()) if isinstance(rij, Periode) else ""
        return [zin for zin in (self.gevolg, let_op) if zin]

    def bewaar(self):
        """Save; who adds something by hand is its source and confirms it today.

        Raises ValidationError when it would go on after what it ends with.

        Of a change only what differs is written: source and confirmation stay as they were.
        `Bewerkbaar.save` raises the number and leaves a version.
        """
        # Asked first: once saved, what is added along is no longer new.
        gewijzigd = self.gewijzigd
        if isinstance(self.instance, Periode):
            self.instance.keur_geheel()
        for nieuw in self._nieuwe().values():
            self._is_van_nu(nieuw)
            nieuw.save()
            self.toegevoegd(nieuw)
            self.gevolg = _("%(naam)s is nieuw op de site. Vul later aan wat je ervan weet.") % {
                "naam": nieuw
            }
        rij = self.instance
        if rij._state.adding:
            self._is_van_nu(rij)
            self.save()
            self.toegevoegd(rij)
            return rij
        rij.save(update_fields=gewijzigd)
        for naam in self.gekozen:
            getattr(rij, naam).set(self.cleaned_data[naam])
        return rij

    def toegevoegd(self, record):
        """What follows once `record` is added: the row of this form, or what comes along."""

    def _is_van_nu(self, rij):
        rij.bron = Bron.objects.handinvoer()
        rij.bevestig(self.gebruiker, timezone.localdate())

    def has_changed(self):
        return any(naam not in self.van_ander for naam in self.changed_data)

    def houd(self, namen):
        """Keep of the fields `namen` what is saved. Returns whether the whole is still right."""
        bewaard = self.bewaard
        self.van_ander = frozenset(namen)
        for naam in self.van_ander & self.fields.keys():
            waarde = getattr(bewaard, naam)
            if self._meta.model._meta.get_field(naam).many_to_many:
                self.cleaned_data[naam] = waarde.all()
                continue
            self.cleaned_data[naam] = waarde
            setattr(self.instance, naam, waarde)
            precisie = f"{naam}_precisie"
            if hasattr(bewaard, precisie):
                setattr(self.instance, precisie, getattr(bewaard, precisie))
        try:
            self.keur_regels()
        except ValidationError:
            return False
        return True

    def neem_over(self, getypt, *, meer_regels=False):
        """Show, besides what is saved, what was typed in `getypt`: this form, sent earlier.

        `meer_regels`: with more empty lines for the parts of a whole. Returns this form.
        """
        self.leest_eerst = True
        for naam in self.fields.keys() - getypt.van_ander:
            self.initial[naam] = getypt[naam].value()
        return self

    def label_van(self, naam):
        return self.fields[naam].label

    def leeg_van(self, naam):
        """What it means that a version says nothing under this name; "" when just that."""
        return ""

    def mijn_extra(self):
        """What this form says beyond its own fields, in words."""
        return {}

    def bewaarde_extra(self, rij):
        """The same of `rij` as it is saved."""
        return {}

    def toen(self, geschiedenis, versie):
        """What a version said, in words; None when that is not known."""
        return geschiedenis.op_versie(versie)
