"""Undoing what somebody did: every row that it wrote as it was before, all of them or none.

Only while nobody built on it: a row that was saved since, or that others hang something on, says
no. What was added is deleted again and what was deleted comes back; the history keeps all of it.
"""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from buurtnet.kern import regels
from buurtnet.kern.boom import Boom
from buurtnet.kern.noemen import noem
from buurtnet.kern.periode import Periode
from buurtnet.kern.record import OudAdres, Record
from buurtnet.kern.sloten import slotrang, vergrendel_per_soort
from buurtnet.kern.spoor import BESTAAT_NIET
from buurtnet.kern.wisselen import maak_plaats

from .handelingen import Handeling, handeling, meld_gedaan
from .opslaan import getal
from .weigering import vraag_verwijzingen_meteen, wijst_nergens_heen

# What the history says of it, in whatever language that was done.
REDEN = "ongedaan gemaakt"
# What follows from the rest of a row.
AFGELEID = frozenset({"id", "versie", "gewijzigd_op", "pad"})


class NietOngedaan(Exception):
    """It can't be undone: `zin` says why."""

    def __init__(self, zin):
        super().__init__(zin)
        self.zin = str(zin)


@require_POST
def ongedaan(request):
    """Undo the handeling of the button, and go to where it was done."""
    gedaan = get_object_or_404(
        Handeling.objects.visible_to(request.user), pk=getal(request, "handeling")
    )
    terug = redirect(gedaan.terug or resolve_url(settings.LOGIN_REDIRECT_URL))
    try:
        nieuwe = maak_ongedaan(gedaan, request.user)
    except NietOngedaan as fout:
        zin = _("Ongedaan maken kan niet: %(reden)s")
        messages.error(request, zin % {"reden": fout.zin})
        return terug
    meld_gedaan(request, nieuwe.wat, nieuwe)
    return terug


def maak_ongedaan(gedaan, gebruiker, *, beheer=False):
    """Write each row that `gedaan`, a Handeling, wrote as it was before.

    `beheer`: for staff in the admin, who may write everything. Gives the Handeling that this is.
    Raises NietOngedaan, and then nothing is written.
    """
    wat = _("Ongedaan gemaakt: %(wat)s") % {"wat": gedaan.wat}
    try:
        with transaction.atomic():
            with handeling(gebruiker, wat, gedaan.terug) as nieuwe:
                _eis_mogelijk(gedaan, None if beheer else gebruiker)
                _Terugweg(gedaan, gebruiker, beheer).loop()
            Handeling.objects.filter(pk=gedaan.pk).update(ongedaan_door=nieuwe)
    except ProtectedError:
        raise NietOngedaan(_("er hangt intussen iets anders aan.")) from None
    except IntegrityError as fout:
        zin = _("er staat intussen iets wat hetzelfde zegt.")
        if wijst_nergens_heen(fout):
            zin = _("iets waar het bij hoorde, bestaat niet meer.")
        raise NietOngedaan(zin) from None
    except ValidationError as fout:
        raise NietOngedaan(fout.messages[0]) from None
    return nieuwe


def _eis_mogelijk(gedaan, gebruiker):
    """Hold the handeling; raises NietOngedaan when it is too old or was undone already.

    `gebruiker` is who has to be able to see it; None: staff.
    """
    alle = Handeling.objects.visible_to(gebruiker) if gebruiker else Handeling.objects.all()
    vers = alle.select_for_update(of=("self",)).filter(pk=gedaan.pk).first()
    if vers is None:
        raise Http404
    if vers.ongedaan_door_id:
        raise NietOngedaan(_("dat is al gebeurd."))
    if not vers.is_op_tijd:
        raise NietOngedaan(_("het is te lang geleden. Wijzig het dan met de hand."))


class _Terugweg:
    """The way back along these steps, the last one first."""

    def __init__(self, gedaan, gebruiker, beheer):
        self.stappen, self.adressen = gedaan.stappen(), gedaan.adressen
        self.gebruiker, self.beheer = gebruiker, beheer
        # To whom names are told: staff reads them all.
        self.lezer = None if beheer else gebruiker

    def loop(self):
        """Raises NietOngedaan, ValidationError, ProtectedError or IntegrityError."""
        vraag_verwijzingen_meteen()
        self.rijen = self._vergrendel()
        self._eis_zelfde_versies()
        eerst = self._eigen()
        self._eis_niets_erbij()
        self._vul_in()
        volgorde = self.stappen[::-1]
        volgorde.sort(key=_rang)
        for stap in volgorde:
            self._zet_terug(stap)
        for oud_adres in self.adressen:
            self._leid_terug(*oud_adres)
        # Each row has to be the user's to change, before or after.
        if {(s.model, s.sleutel) for s in self.stappen} - eerst - self._eigen():
            raise NietOngedaan(_("een deel ervan is niet (meer) van jou."))

    def _vergrendel(self):
        """{(model, key): row} of those that are there now, locked in everybody's order."""
        sleutels = self._sleutels()
        for model in sorted(sleutels, key=slotrang):
            if issubclass(model, Boom):
                model.houd_boom()
        groepen = (model._base_manager.filter(pk__in=pks) for model, pks in sleutels.items())
        return {(type(rij), rij.pk): rij for rij in vergrendel_per_soort(groepen)}

    def _sleutels(self):
        """{model: keys} of all rows that were written."""
        per_soort = {}
        for stap in self.stappen:
            per_soort.setdefault(stap.model, []).append(stap.sleutel)
        return per_soort

    def _eigen(self):
        """Those of the rows that are the user's to change as they are now, as (model, key)."""
        if self.beheer:
            return {(stap.model, stap.sleutel) for stap in self.stappen}
        # Anew: what somebody coordinates is remembered per object, and this may change it.
        gebruiker = get_user_model().objects.get(pk=self.gebruiker.pk)
        eigen = set()
        for model, sleutels in self._sleutels().items():
            rijen = model._default_manager.editable_by(gebruiker).filter(pk__in=sleutels)
            eigen.update((model, pk) for pk in rijen.values_list("pk", flat=True))
        return eigen

    def _eis_zelfde_versies(self):
        for stap in self.stappen:
            rij = self.rijen.get((stap.model, stap.sleutel))
            if (rij.versie if rij else BESTAAT_NIET) == stap.na:
                continue
            if rij is None:
                raise NietOngedaan(_("een deel ervan bestaat niet meer."))
            zin = _("“%(naam)s” is daarna nog gewijzigd.")
            raise NietOngedaan(zin % {"naam": noem(rij, self.lezer)})

    def _eis_niets_erbij(self):
        """What was added goes: nothing may hang on it that was not added along with it."""
        weg = {(s.model, s.sleutel) for s in self.stappen if s.voor == BESTAAT_NIET}
        for wie in weg:
            rij = self.rijen[wie]
            for relatie in rij._meta.related_objects:
                ander = relatie.related_model
                if not hasattr(ander, "history") or getattr(ander, "hangt_los", False):
                    continue
                hangt = relatie.related_model._base_manager.filter(**{relatie.field.name: rij.pk})
                for pk in hangt.values_list("pk", flat=True):
                    if (relatie.related_model, pk) not in self.rijen:
                        zin = _("aan “%(naam)s” hangt intussen iets anders.")
                        raise NietOngedaan(zin % {"naam": noem(rij, self.lezer)})

    def _vul_in(self):
        """Give each row that stays or comes back what it said; raises NietOngedaan if it can't."""
        self.toen, blijft = {}, {}
        for stap in self.stappen:
            if stap.voor == BESTAAT_NIET:
                continue
            toen = self.toen[stap] = _versie(stap)
            if toen is None:
                raise NietOngedaan(_("van een deel is niet bewaard hoe het was."))
            if stap.na != BESTAAT_NIET:
                rij = self.rijen[stap.model, stap.sleutel]
                _vul(rij, toen)
                blijft.setdefault(stap.model, []).append(rij)
        self._eis_verwijzingen()
        for rijen in blijft.values():
            maak_plaats(rijen)

    def _eis_verwijzingen(self):
        """What a row pointed at is still there, or comes back along with it."""
        terug = {(stap.model, stap.sleutel) for stap in self.toen}
        nodig = {}
        for stap, toen in self.toen.items():
            for veld in stap.model._meta.concrete_fields:
                sleutel = getattr(toen, veld.attname, None) if veld.many_to_one else None
                doel = veld.related_model, sleutel
                if sleutel and hasattr(veld.related_model, "history") and doel not in terug:
                    nodig.setdefault(doel[0], {}).setdefault(sleutel, (veld, toen))
        for model, sleutels in nodig.items():
            er = set(model._base_manager.filter(pk__in=sleutels).values_list("pk", flat=True))
            for sleutel, (veld, _toen) in sleutels.items():
                if sleutel not in er:
                    zin = _("wat er stond bij “%(veld)s”, bestaat niet meer.")
                    raise NietOngedaan(zin % {"veld": veld.verbose_name})

    def _zet_terug(self, stap):
        if stap.voor == BESTAAT_NIET:
            rij = self.rijen[stap.model, stap.sleutel]
            rij._change_reason = REDEN
            rij.delete()
        elif stap.na == BESTAAT_NIET:
            _breng_terug(stap, self.toen[stap])
        else:
            _neem_terug(self.rijen[stap.model, stap.sleutel], self.toen[stap])

    def _leid_terug(self, soort, slug, eerst, daarna):
        """Let an old address lead where it did, as long as it leads where it was left."""
        adres = OudAdres.objects.filter(soort=soort, slug=slug, doel=daarna) if daarna else None
        if adres is None or adres.exists():
            OudAdres.objects.leid(soort, slug, eerst and uuid.UUID(eerst))


def _rang(stap):
    """What comes first: a record that is gone, as what is put back after it may point at it."""
    return not (stap.na == BESTAAT_NIET and issubclass(stap.model, Record))


def _versie(stap):
    """The row of the history in which the row was before this step; None when none tells."""
    versies = stap.model.history.filter(id=stap.sleutel, versie=stap.voor)
    return versies.exclude(history_type="-").order_by("-history_id").first()


def _breng_terug(stap, toen):
    """Add once more, under the same key, what was deleted."""
    rij = toen.instance
    rij.versie = stap.voor + 1
    rij.gewijzigd_op = timezone.now()
    if isinstance(rij, Periode):
        # What it hangs on may have ended meanwhile.
        rij.keur_geheel()
    rij._change_reason = REDEN
    rij.save(force_insert=True)
    for naam, sleutels in _lijsten(toen).items():
        getattr(rij, naam).set(sleutels)


def _vul(rij, toen):
    """Give `rij` the values that it had in `toen`, a row of its history."""
    for veld in rij._meta.concrete_fields:
        if veld.name not in AFGELEID and hasattr(toen, veld.attname):
            setattr(rij, veld.attname, getattr(toen, veld.attname))


def _neem_terug(rij, toen):
    """Save `rij`, filled in with `toen`, a row of its history, as one version."""
    if isinstance(rij, Periode):
        rij.keur_geheel()
    regels.keur(rij, gewijzigd=rij.anders)
    rij.bewaar_lijsten(_lijsten(toen), REDEN)


def _lijsten(toen):
    """{many-to-many field: keys} that `toen`, a row of the history, says and that still exist."""
    lijsten = {}
    for veld in toen._history_m2m_fields:
        sleutels = getattr(toen, veld.name).values_list(
            f"{veld.m2m_reverse_field_name()}_id", flat=True
        )
        bestaand = veld.related_model._base_manager.filter(pk__in=list(sleutels))
        lijsten[veld.name] = list(bestaand.values_list("pk", flat=True))
    return lijsten
