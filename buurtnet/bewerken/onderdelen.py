"""The parts of a whole, such as the points of an agenda, as each version of the whole had them."""

import datetime

from django.db.models import Min
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from buurtnet.kern.noemen import noem
from buurtnet.kern.periode import PERIODEVELDEN, Periode
from buurtnet.kern.sloten import vergrendel
from buurtnet.kern.wisselen import maak_plaats

from .verschillen import (
    VAN_BEVESTIGING,
    Verschil,
    in_woorden,
    velden,
    vul_verdwenen,
    waarde_van,
    wie_nu,
)

REDEN = "teruggezet"


class Onderdelen:
    """The history of what `geheel.deelveld` names: rows with a history.

    One with a Periode ends; one without is taken away, and its history keeps it. The whole is
    saved before its parts, in one step: what its parts were in a version is what they were when
    the next version began.
    """

    def __init__(self, geheel, gebruiker=None):
        self.geheel, self.gebruiker = geheel, gebruiker
        self.relatie = getattr(geheel, geheel.deelveld)
        self.model, self.verwijzing = self.relatie.model, self.relatie.field
        weg = {*VAN_BEVESTIGING, self.verwijzing.name}
        self.velden = [veld for veld in velden(self.model) if veld.name not in weg]

    @cached_property
    def _rijen(self):
        """All rows of the history of what ever was a part, the oldest first."""
        historie = self.model.history
        ooit = historie.filter(**{self.verwijzing.attname: self.geheel.pk}).order_by().values("id")
        relaties = [veld.name for veld in self.velden if veld.many_to_one]
        rijen = historie.filter(id__in=ooit).select_related(*relaties)
        rijen = list(rijen.order_by("history_date", "history_id"))
        vul_verdwenen(rijen, self.velden)
        return rijen

    @cached_property
    def _begin(self):
        """{version of the whole: when it began}."""
        versies = self.geheel.history.order_by("versie").values_list("versie")
        return dict(versies.annotate(begin=Min("history_date")))

    def op_versie(self, versie):
        """{key: row of its history} of the parts that had not ended in that version."""
        volgende = min((nummer for nummer in self._begin if nummer > versie), default=None)
        stand = {}
        for rij in self._rijen:
            if volgende is None or rij.history_date < self._begin[volgende]:
                stand[rij.id] = rij
        return {pk: rij for pk, rij in stand.items() if self._is_deel(rij)}

    def _is_deel(self, rij):
        hier = rij.history_type != "-" and getattr(rij, self.verwijzing.attname) == self.geheel.pk
        return hier and not _is_voorbij(rij.instance, timezone.localdate(rij.history_date))

    def verschillen(self, versie, vorige):
        """What came, went and changed among the parts since version `vorige`, or None."""
        oud = self.op_versie(vorige) if vorige else {}
        nieuw = self.op_versie(versie)
        wat = capfirst(self.model._meta.verbose_name)
        erbij = _("%(wat)s toegevoegd") % {"wat": wat}
        eindigt = issubclass(self.model, Periode)
        weg = (_("%(wat)s beëindigd") if eindigt else _("%(wat)s weggehaald")) % {"wat": wat}
        regels = []
        for pk, rij in nieuw.items():
            if pk in oud:
                regels += self._gewijzigd(oud[pk], rij)
            else:
                regels.append(Verschil(erbij, "", self.noem(rij)))
        eraf = [rij for pk, rij in oud.items() if pk not in nieuw]
        return regels + [Verschil(weg, self.noem(rij), "") for rij in eraf]

    def noem(self, rij):
        """What a part is called in a row of its history."""
        return noem(self.zoals(rij), self.gebruiker)

    def zoals(self, rij):
        """The part as that row of its history has it, with what it pointed at."""
        deel = rij.instance
        for veld in self.velden:
            if veld.many_to_one and getattr(rij, veld.attname):
                setattr(deel, veld.name, getattr(rij, veld.name))
        return deel

    def _gewijzigd(self, oud, nieuw):
        if oud.history_id == nieuw.history_id:
            return []
        paren = [(veld, waarde_van(oud, veld), waarde_van(nieuw, veld)) for veld in self.velden]
        return [
            Verschil(
                f"“{self.noem(oud)}”: {veld.verbose_name}",
                *(in_woorden(waarde, self.gebruiker) for waarde in (was, werd)),
            )
            for veld, was, werd in paren
            if was != werd
        ]

    def zet_terug(self, versie, vandaag, form):
        """Make the parts what they were in that version, as far as `form` asks; what came ends.

        `form` is that of the whole; it says what it asks of a part (`deelvelden`), and checks the
        parts that become different. Raises ValidationError.
        """
        toen = self.op_versie(versie)
        nu = {deel.pk: deel for deel in vergrendel(self.relatie.all())}
        namen = [veld for veld in self.velden if veld.name in {*form.deelvelden, *PERIODEVELDEN}]
        anders = []
        for pk, rij in toen.items():
            deel = nu.get(pk) or self.model(pk=pk, **{self.verwijzing.name: self.geheel})
            if deel._state.adding or _verschilt(deel, rij, namen):
                _neem_over(deel, rij, namen)
                anders.append(deel)
        form.keur_delen(anders)
        for pk, deel in nu.items():
            if pk not in toen and not _is_voorbij(deel, vandaag):
                haal_weg(deel, vandaag, REDEN)
        maak_plaats(anders)
        for deel in anders:
            _bewaar(deel, {*PERIODEVELDEN, *form.deelvelden})


def haal_weg(deel, vandaag, reden=None):
    """Take a part off its whole from `vandaag` on: it was there until yesterday, or never was."""
    deel._change_reason = reden
    if isinstance(deel, Periode):
        deel.beeindig(vandaag - datetime.timedelta(days=1))
        deel.save(update_fields=PERIODEVELDEN)
    else:
        deel.delete()


def _is_voorbij(deel, datum):
    return isinstance(deel, Periode) and deel.is_voorbij(datum)


def _verschilt(deel, rij, velden):
    return any(getattr(deel, veld.attname) != getattr(rij, veld.attname) for veld in velden)


def _neem_over(deel, rij, velden):
    """Give `deel` the values that `rij`, a row of its history, has of these fields."""
    for veld in velden:
        waarde = getattr(rij, veld.attname)
        waarde = wie_nu(veld.related_model, waarde) if veld.many_to_one else waarde
        setattr(deel, veld.attname, waarde)
        precisie = f"{veld.name}_precisie"
        if hasattr(deel, precisie):
            setattr(deel, precisie, getattr(rij, precisie))


def _bewaar(deel, velden):
    """Save these fields of `deel`; all of one that is no longer there."""
    deel._change_reason = REDEN
    velden = {*velden, *(f"{naam}_precisie" for naam in velden)}
    velden &= {veld.name for veld in deel._meta.concrete_fields}
    deel.full_clean(exclude=[veld.name for veld in deel._meta.fields if not veld.editable])
    deel.save(update_fields=None if deel._state.adding else velden)


def gaat_weg(form):
    """Whether the form of a part says that it goes; what goes first makes room for the same."""
    return bool(getattr(form, "cleaned_data", {}).get("weg"))
