"""The saved versions of a record, and what changed from one to the next."""

from typing import NamedTuple

from django.db import models
from django.utils.text import capfirst

from .onderdelen import Onderdelen
from .verschillen import WEG, Verschil, in_woorden, velden, verdwenen, vul_verdwenen, waarde_van


class Versie(NamedTuple):
    """One saved version: its row in the history and what it changed.

    `handeling` is that with which it was saved, where the reader can undo that.
    """

    rij: models.Model
    verschillen: list
    is_nu: bool
    handeling: models.Model | None = None


class Geschiedenis:
    """The saved versions of one record, told to `gebruiker`; None is told everything.

    Setting a many-to-many field adds rows to the history without raising `versie`: of the rows
    with the same number the last one tells how that version came out.
    """

    def __init__(self, rij, gebruiker=None):
        self.gebruiker = gebruiker
        self.model = type(rij)
        self.velden = velden(self.model)
        self.versie_nu = rij.versie
        self.onderdelen = Onderdelen(rij, gebruiker) if rij.deelveld else None
        laatste = (
            rij.history.order_by()
            .values("versie")
            .annotate(laatste=models.Max("history_id"))
            .values("laatste")
        )
        self.rijen = rij.history.filter(history_id__in=laatste).order_by("-versie")

    def __len__(self):
        return self.rijen.count()

    def __getitem__(self, plak):
        """Versions, the newest first; each with what it changed since the one before."""
        rijen = list(self._met_namen(self.rijen[plak.start : plak.stop + 1]))
        waarden = self._waarden(rijen)
        return [
            Versie(
                rij,
                self._verschillen(waarden, i) + self._van_onderdelen(rijen, i),
                rij.versie == self.versie_nu,
            )
            for i, rij in enumerate(rijen[: plak.stop - (plak.start or 0)])
        ]

    def op_versie(self, versie):
        """Field names with values (see `waarde_van`) as saved in that version, or None."""
        rijen = list(self._met_namen(self.rijen.filter(versie=versie)))
        return self._waarden(rijen)[0] if rijen else None

    def verschillen(self, rijen):
        """Of each of these rows of the history, the newest first, what it changed; not of the last.

        As many queries for thirty rows as for two.
        """
        waarden = self._waarden(rijen)
        return [self._verschillen(waarden, i) for i in range(len(rijen) - 1)]

    def _met_namen(self, rijen):
        namen = [veld.name for veld in self.velden if veld.many_to_one]
        return rijen.select_related("history_user", *namen)

    def _verschillen(self, waarden, i):
        oud = waarden[i + 1] if i + 1 < len(waarden) else {}
        paren = [(veld, oud.get(veld.name, ""), waarden[i][veld.name]) for veld in self.velden]
        return [
            Verschil(capfirst(veld.verbose_name), *(in_woorden(w, self.gebruiker) for w in paar))
            for veld, *paar in paren
            if paar[0] != paar[1]
        ]

    def _van_onderdelen(self, rijen, i):
        if self.onderdelen is None:
            return []
        vorige = rijen[i + 1].versie if i + 1 < len(rijen) else None
        return self.onderdelen.verschillen(rijen[i].versie, vorige)

    def _waarden(self, rijen):
        """Per row a dict from field name to value; one query per many-to-many field.

        And one per field for what is gone, which goes on under the name that it had.
        """
        vul_verdwenen(rijen, self.velden)
        gewoon = [veld for veld in self.velden if not veld.many_to_many]
        waarden = [{veld.name: waarde_van(rij, veld) for veld in gewoon} for rij in rijen]
        for veld in self.velden:
            if veld.many_to_many:
                anderen = self._anderen_m2m(rijen, veld)
                for rij, dict_ in zip(rijen, waarden, strict=True):
                    dict_[veld.name] = frozenset(anderen.get(rij.history_id, ())) or ""
        return waarden

    def _anderen_m2m(self, rijen, veld):
        anderen = {}
        if rijen:
            naam = veld.m2m_reverse_field_name()
            schakels = getattr(rijen[0], veld.name).model.objects.filter(history__in=rijen)
            schakels = list(schakels.select_related(naam))
            weg = {getattr(s, f"{naam}_id") for s in schakels if getattr(s, naam) is None}
            weg = verdwenen(veld.related_model, weg)
            for schakel in schakels:
                ander = getattr(schakel, naam) or weg.get(getattr(schakel, f"{naam}_id"))
                anderen.setdefault(schakel.history_id, []).append(ander or WEG)
        return anderen
