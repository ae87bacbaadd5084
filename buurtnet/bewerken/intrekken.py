"""Taking back what was never so, by who added it a short while ago; ended is for what was so.

It goes from the site with what was added along with it, and stays in the history. It is a
handeling, so it can be undone.
"""

from django import forms
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.http import Http404
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtnet.kern.bewerkbaar import LANGSTE_REDEN, Bewerkbaar
from buurtnet.kern.boom import Boom
from buurtnet.kern.noemen import noem
from buurtnet.kern.sloten import vergrendel_per_soort

from .handelingen import TERMIJN, handeling, meld_gedaan
from .opslaan import in_woorden, pagina_of_werkplek, waarheen
from .velden.tekst import lees_zuiver

# More than this at once is no slip of the pen.
MEESTE = 100
GENOEMD = 3


class NietIngetrokken(Exception):
    """It can't be taken back: `zin` says why."""

    def __init__(self, zin):
        super().__init__(zin)
        self.zin = str(zin)


def mag_intrekken(rij, gebruiker):
    """Whether `gebruiker` may take back `rij` now."""
    return rij.can_edit(gebruiker) and not Intrekking(rij, gebruiker).bezwaar


def pas_toegevoegd(model, sleutels, gebruiker):
    """Of these keys those that `gebruiker` may take back as far as the rows alone say, as a set.

    In one query, for a page of many; what hangs on them is looked at by `trek_in`.
    """
    levens = _levens(model, sleutels)
    return {pk for pk, leven in levens.items() if not leven.bezwaar(gebruiker)}


@transaction.atomic
def trek_in(rij, gebruiker, reden=""):
    """Take back `rij` with what was added along with it, as a handeling, within another or alone.

    Raises NietIngetrokken, and then nothing is written. Gives the Intrekking.
    """
    with handeling(gebruiker):
        vers = Intrekking(rij, gebruiker).vergrendel()
        # What was added meanwhile is seen now, and more can't be: the whole is locked.
        intrekking = Intrekking(vers, gebruiker)
        if intrekking.bezwaar:
            raise NietIngetrokken(intrekking.bezwaar)
        try:
            intrekking.voer_uit(reden or "ingetrokken: was nooit zo")
        except (ProtectedError, IntegrityError):
            raise NietIngetrokken(_("Iemand anders gebruikte dit net. Kijk het na.")) from None
    return intrekking


class Leven:
    """Who added a row and when, and who saved it since: from its history."""

    def __init__(self, versies):
        """`versies` are (kind, key of the user, moment), the first one first."""
        self.soort, self.wie, self.op = versies[0]
        self.anderen = {wie for _soort, wie, _op in versies} - {self.wie}

    def bezwaar(self, gebruiker):
        """Why `gebruiker` may not take it back, in a sentence; "" when they may."""
        if self.soort != "+" or self.op <= timezone.now() - TERMIJN:
            zin = _("Dit is langer dan %(n)d dagen geleden toegevoegd. Beëindig of wijzig het.")
            return zin % {"n": TERMIJN.days}
        if gebruiker.is_redacteur and self.wie:
            return ""
        if self.wie != gebruiker.pk:
            return _("Alleen wie dit toevoegde, of de redactie, kan dit intrekken.")
        if self.anderen:
            return _("Iemand anders wijzigde of bevestigde dit daarna. Beëindig of wijzig het.")
        return ""


NOOIT_BEWAARD = Leven([("", None, None)])


def _levens(model, sleutels):
    """{key: Leven} of the rows of `model` with these keys that have a history; one query."""
    versies = {}
    rijen = model.history.filter(id__in=sleutels).order_by("history_id")
    for pk, *versie in rijen.values_list("id", "history_type", "history_user", "history_date"):
        versies.setdefault(pk, []).append(versie)
    return {pk: Leven(alle) for pk, alle in versies.items()}


class Intrekking:
    """What goes when `rij` is taken back, and what is in the way of that."""

    def __init__(self, rij, gebruiker):
        self.rij, self.gebruiker = rij, gebruiker

    @cached_property
    def leven(self):
        return _levens(type(self.rij), [self.rij.pk]).get(self.rij.pk, NOOIT_BEWAARD)

    @property
    def tot_en_met(self):
        """The last day on which it can be taken back."""
        return timezone.localdate(self.leven.op + TERMIJN)

    @cached_property
    def bezwaar(self):
        """Why it can't be, in a sentence; "" when it can."""
        return self.leven.bezwaar(self.gebruiker) or self._bezwaar_van_rest()

    @property
    def gaat_mee(self):
        """The rows that go along, as a list: parts of it, and what ends along with it."""
        return self._rest[0]

    @cached_property
    def _rest(self):
        """([rows that go along], [rows that point at one of those or at the row and stay])."""
        delen, blijft, gezien = [], [], {(type(self.rij), self.rij.pk)}
        bekijken = [self.rij]
        while bekijken and len(gezien) <= MEESTE:
            geheel = bekijken.pop(0)
            for relatie in geheel._meta.related_objects:
                ander = relatie.related_model
                if not issubclass(ander, Bewerkbaar) or ander.hangt_los:
                    continue
                hangt = relatie.related_model._base_manager.filter(
                    **{relatie.field.name: geheel.pk}
                )
                for rij in hangt.order_by("pk")[:MEESTE]:
                    if (type(rij), rij.pk) in gezien:
                        continue
                    gezien.add((type(rij), rij.pk))
                    if _is_deel(geheel, relatie):
                        delen.append(rij)
                        bekijken.append(rij)
                    else:
                        blijft.append(rij)
        return delen, blijft

    def _bezwaar_van_rest(self):
        delen, blijft = self._rest
        if len(delen) + len(blijft) >= MEESTE:
            return _("Hier hangt zoveel aan dat dit geen vergissing kan zijn. Beëindig het.")
        vreemd = [rij for rij in delen if self._is_van_ander(rij)]
        if vreemd:
            zin = _("Hier hangt iets aan wat een ander invulde: %(namen)s. Beëindig of wijzig het.")
            return zin % {"namen": self._namen(vreemd)}
        if blijft:
            zin = _("Dit wordt nog genoemd bij: %(namen)s. Pas dat eerst aan.")
            return zin % {"namen": self._namen(blijft)}
        return ""

    def _is_van_ander(self, rij):
        leven = self._levens_van_rest.get((type(rij), rij.pk), NOOIT_BEWAARD)
        return leven.wie != self.leven.wie or bool(leven.anderen)

    @cached_property
    def _levens_van_rest(self):
        groepen = {}
        for rij in self.gaat_mee:
            groepen.setdefault(type(rij), []).append(rij.pk)
        return {
            (model, pk): leven
            for model, sleutels in groepen.items()
            for pk, leven in _levens(model, sleutels).items()
        }

    def _namen(self, rijen):
        namen = [noem(rij, self.gebruiker) for rij in rijen[:GENOEMD]]
        return "; ".join(namen) + (" …" if len(rijen) > GENOEMD else "")

    def vergrendel(self):
        """Lock all of it, in everybody's order; gives the row as it is now.

        Raises NietIngetrokken when it is gone.
        """
        if self.rij.pk is None:
            raise NietIngetrokken(_("Dit bestaat niet meer."))
        if isinstance(self.rij, Boom):
            self.rij.houd_boom()
        groepen = {}
        for rij in (self.rij, *self.gaat_mee):
            groepen.setdefault(type(rij), []).append(rij.pk)
        rijen = (model._base_manager.filter(pk__in=pks) for model, pks in groepen.items())
        vast = {(type(rij), rij.pk): rij for rij in vergrendel_per_soort(rijen)}
        if (type(self.rij), self.rij.pk) not in vast:
            raise NietIngetrokken(_("Dit bestaat niet meer."))
        return vast[type(self.rij), self.rij.pk]

    def voer_uit(self, reden):
        # What hangs on something was found after it, and goes before it.
        for rij in (*reversed(self.gaat_mee), self.rij):
            rij._change_reason = reden
            rij.delete()


def _is_deel(geheel, relatie):
    """Whether the rows of a reverse relation are parts of `geheel`, or end along with it."""
    if relatie.many_to_many or relatie.related_model is type(geheel):
        return False
    eindigt = getattr(geheel, "eindigt_mee", ())
    return relatie.on_delete is models.CASCADE or relatie.get_accessor_name() in eindigt


# The page


class Reden(forms.Form):
    reden = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=LANGSTE_REDEN - 20,
        required=False,
        help_text=gettext_lazy("Hoeft niet. Eén zin, voor de geschiedenis."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lees_zuiver(self)


def intrekken(request, rij, *, doel_van=None):
    """Take back what was never so; who may not is told why, and what to do instead."""
    form = Reden(request.POST if request.method == "POST" else None)
    intrekking = Intrekking(rij, request.user)
    bezwaar = intrekking.bezwaar
    if request.method == "POST" and form.is_valid() and not bezwaar:
        try:
            return redirect(_trek_in(request, rij, form.cleaned_data["reden"], doel_van))
        except NietIngetrokken as fout:
            bezwaar = fout.zin
    context = {
        "kop": _("%(naam)s intrekken") % {"naam": noem(rij, request.user)},
        "rij": rij,
        "form": form,
        "terug": pagina_of_werkplek(rij, request.user),
        "bezwaar": bezwaar,
        "intrekking": intrekking,
    }
    return render(request, "bewerken/intrekken.html", context)


def _trek_in(request, rij, reden, doel_van):
    """Take it back, and tell; gives the address to go to."""
    terug = waarheen(rij, request.user, doel_van)
    zin = in_woorden(request, _("%(wat)s ingetrokken: %(naam)s."), rij)
    with transaction.atomic(), handeling(request.user, zin, terug) as gedaan:
        # Whose it is may have changed since.
        if not type(rij).objects.editable_by(request.user).filter(pk=rij.pk).exists():
            raise Http404
        reden = reden and f"ingetrokken: {reden}"
        trek_in(rij, request.user, reden)
    meld_gedaan(request, zin, gedaan)
    eigen = rij.staat_bij is rij and terug == pagina_of_werkplek(rij, request.user)
    return resolve_url(settings.LOGIN_REDIRECT_URL) if eigen else terug
