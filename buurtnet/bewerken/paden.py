"""All that can be done with one kind of row, from one declaration: its addresses and its views."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db import models
from django.forms import ModelForm
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from buurtnet.kern.periode import Periode

from . import beeindigen, intrekken, opslaan, terugzetten

VERBEN = ("wijzigen", "beeindigen", "bevestigen", "geschiedenis", "intrekken")
# What is no page with a form.
ANDERS_GEVRAAGD = {"bevestigen": require_POST, "suggesties": require_safe}
# In an address these name the row itself; any other name is a relation of it.
EIGEN = ("slug", "pk")


def _argumenten(route):
    return re.findall(r"<(?:\w+:)?(\w+)>", route)


@dataclass(frozen=True, kw_only=True, eq=False)
class Naamwoord:
    """One kind of row, and what people do with it; a new one, and then one address per verb.

    Raises ImproperlyConfigured, or a TypeError of Python, when the declaration lacks something.
    """

    model: type[models.Model]
    formulier: type[ModelForm]
    # The form for a new one; default the same.
    formulier_nieuw: type[ModelForm] | None = None

    # The forms of what ends along with a row, and is put back along with it.
    eindigt_mee: tuple[type[ModelForm], ...] = ()

    # The route of one row, without its verb. "slug" and "pk" in it are those of the row; another
    # name is the slug of the record that the row points at with the field of that name.
    stam: str
    # What all rows at these addresses have in common besides, as a lookup.
    kenmerk: dict = field(default_factory=dict)
    verben: tuple[str, ...] = VERBEN

    # The route below which "nieuw" and "suggesties" stand; default that of the row without its end.
    lijstpad: str = ""
    # What a new row hangs on: (request, slug) -> the record, when the user may add to it; raises
    # Http404 and PermissionDenied. None: on nothing, and every coordinator may add one.
    ouder: Callable | None = None
    # The field of the new row that is the `ouder`; "" when the form asks for it all the same.
    ouderveld: str = ""
    # What the form of a new one is filled in with: (request, ouder) -> {field: value}.
    beginwaarden: Callable | None = None
    # The URL name of where "Annuleren" leads from a new one; it gets the slug of the `ouder`.
    # "": to the page of the `ouder`.
    terug: str = ""

    # Where one goes after saving: (row, gebruiker) -> address. None: to the page of the row.
    doel_van: Callable | None = None
    # Whether names that are there already are suggested to who types one.
    heeft_suggesties: bool = False
    # Pages about what hangs on a row: (URL name, what the link says), and what its address calls
    # the slug of the row, when that isn't "slug".
    paginas: tuple[tuple, ...] = ()
    # The same, only for who may change the row itself.
    eigen_paginas: tuple[tuple, ...] = ()

    def __post_init__(self):
        if gebreken := [*self._gebreken_van_adressen(), *self._gebreken_van_model()]:
            raise ImproperlyConfigured(f"{self.naam}: {'; '.join(gebreken)}")

    def _gebreken_van_adressen(self):
        if not set(_argumenten(self.stam)) & set(EIGEN):
            yield f"the stam “{self.stam}” names no row"
        if len(_argumenten(self._lijstpad)) != (0 if self.ouder is None else 1):
            yield f"the lijstpad “{self._lijstpad}” and the ouder don't go together"
        if self.ouder is None and not self.terug:
            yield "terug is missing, and there is no ouder to go back to"
        if self.ouder is None and self.ouderveld:
            yield "an ouderveld without an ouder"
        if vreemd := set(self.verben) - set(VERBEN):
            yield f"unknown verben {sorted(vreemd)}"

    def _gebreken_van_model(self):
        for formulier in filter(None, (self.formulier, self.formulier_nieuw)):
            if formulier._meta.model is not self.model:
                yield f"{formulier.__name__} is a form for something else"
        if "beeindigen" in self.verben and not issubclass(self.model, Periode):
            yield "what has no period can't be ended"
        if zonder := self._zonder_formulier():
            yield f"what ends along has no form: {zonder}"
        velden = {*_argumenten(self.stam), self.ouderveld} - {*EIGEN, ""}
        velden |= {"naam"} if self.heeft_suggesties else set()
        for naam in sorted(velden):
            try:
                self.model._meta.get_field(naam)
            except FieldDoesNotExist:
                yield f"the model has no field “{naam}”"

    def _zonder_formulier(self):
        """The relations of what ends along with a row, and of which there is no form."""
        bekend = {formulier._meta.model for formulier in self.eindigt_mee}
        relaties = self.model._meta.related_objects
        modellen = {relatie.get_accessor_name(): relatie.related_model for relatie in relaties}
        namen = getattr(self.model(), "eindigt_mee", ())
        return [naam for naam in namen if modellen[naam] not in bekend]

    def __repr__(self):
        return f"<Naamwoord {self.naam}: {self.stam}>"

    @property
    def naam(self):
        """What the names of its addresses begin with."""
        return self.model._meta.model_name

    @property
    def _lijstpad(self):
        return self.lijstpad or self.stam.rpartition("/")[0]

    def paden(self):
        """All its addresses; "suggesties" and "nieuw" come before what may be taken for a slug."""
        zonder_rij = ["suggesties", "nieuw"] if self.heeft_suggesties else ["nieuw"]
        return [self._pad(self._lijstpad, verb) for verb in zonder_rij] + [
            self._pad(self.stam, verb) for verb in self.verben
        ]

    def _pad(self, route, verb):
        view = ANDERS_GEVRAAGD.get(verb, lambda view: view)(getattr(self, verb))
        return path(f"{route}/{verb}/", view, name=f"{self.naam}_{verb}")

    def paginas_van(self, rij, *, eigen=False):
        """(address, text) of each page about what hangs on `rij`; `eigen`: all of them."""
        paginas = (*self.paginas, *self.eigen_paginas) if eigen else self.paginas
        return [
            (reverse(naam, kwargs={"".join(sleutel) or "slug": rij.slug}), tekst)
            for naam, tekst, *sleutel in paginas
        ]

    # The views: each takes a request and what its address names, and gives the response.

    def nieuw(self, request, **sleutel):
        """Add a row: for who may add to its `ouder`, or, without one, for every coordinator."""
        ouder = None
        if self.ouder is None:
            opslaan.eis_toevoegen(request.user)
        else:
            [slug] = sleutel.values()
            ouder = self.ouder(request, slug)
        return opslaan.nieuw(
            request,
            self.formulier_nieuw or self.formulier,
            terug=self._terug(ouder),
            ouder=ouder,
            vaste_velden={self.ouderveld: ouder} if self.ouderveld else None,
            initial=self.beginwaarden(request, ouder) if self.beginwaarden else None,
            doel_van=self._doel_voor(request.user),
        )

    def wijzigen(self, request, **sleutel):
        rij = self._mijn(request, sleutel)
        return opslaan.wijzigen(
            request, rij, self.formulier, doel_van=self._doel_voor(request.user)
        )

    def beeindigen(self, request, **sleutel):
        rij = self._mijn(request, sleutel)
        return beeindigen.beeindigen(
            request, rij, doel_van=self._doel_voor(request.user), paginas=self.paginas_van(rij)
        )

    def bevestigen(self, request, **sleutel):
        rij = self._mijn(request, sleutel)
        return opslaan.bevestigen(request, rij, doel_van=self._doel_voor(request.user))

    def geschiedenis(self, request, **sleutel):
        formulieren = {formulier._meta.model: formulier for formulier in self.eindigt_mee}
        rij = self._mijn(request, sleutel)
        return terugzetten.geschiedenis(request, rij, self.formulier, formulieren)

    def intrekken(self, request, **sleutel):
        rij = self._mijn(request, sleutel)
        return intrekken.intrekken(request, rij, doel_van=self._doel_voor(request.user))

    def suggesties(self, request):
        return opslaan.suggesties(request, self.model.objects)

    def _mijn(self, request, sleutel):
        """The row of this address; 404 when the user can't see it, 403 when it isn't theirs."""
        namen = {naam if naam in EIGEN else f"{naam}__slug": sleutel[naam] for naam in sleutel}
        return opslaan.mijn(request, self.model.objects, **namen, **self.kenmerk)

    def _terug(self, ouder):
        if not self.terug:
            return ouder.get_absolute_url()
        return reverse(self.terug, args=[ouder.slug] if ouder else [])

    def _doel_voor(self, gebruiker):
        """`doel_van` as a function of the row alone, or None."""
        return self.doel_van and (lambda rij: self.doel_van(rij, gebruiker))
