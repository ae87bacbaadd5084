"""Asking the search index.

A query word of four letters or more matches any indexed word that holds it; the scan goes
over the distinct words, which grow far slower than the texts.
"""

import difflib

from django.db.models import Case, Count, F, IntegerField, Q, Sum, Value, When, Window
from django.db.models.functions import Length, RowNumber

from .models import Zoekingang, Zoekvermelding, Zoekwoord
from .models.zoekindex import GEWICHT_NAAM
from .woorden import KORT, stam, zoektermen

HEEL_WOORD, BEGIN, DEEL = 6, 3, 1
MEESTE_WOORDEN = 1000


class Zoekvraag:
    """A question with the indexed words that match it; reading those costs one query."""

    def __init__(self, vraag):
        self.vraag = " ".join(vraag.split())
        self.termen = zoektermen(self.vraag)
        self.woorden = [[] for _term in self.termen]
        self.heel, self.begin = [], []
        if self.termen:
            self._lees_woorden()

    def _lees_woorden(self):
        q = Q()
        for term in self.termen:
            q |= _woorden_bij(term)
        # The shortest words are the closest; a cap keeps "a question of one letter" cheap.
        rijen = Zoekwoord.objects.filter(q).order_by(Length("woord"), "pk")[:MEESTE_WOORDEN]
        for pk, woord in rijen.values_list("pk", "woord"):
            for nummer, term in enumerate(self.termen):
                kern = stam(term)
                if woord in (kern, term):
                    self.heel.append(pk)
                elif len(kern) <= KORT or not (kern in woord or term in woord):
                    continue
                elif woord.startswith(kern):
                    self.begin.append(pk)
                self.woorden[nummer].append(pk)

    def vermeldingen(self, ook_besloten=False):
        """The mentions in records that hold every telling word; none for an empty question."""
        alle = {sleutel for sleutels in self.woorden for sleutel in sleutels}
        rijen = Zoekvermelding.objects.filter(woord__in=alle).order_by()
        if not ook_besloten:
            rijen = rijen.filter(openbaar=True)
        if len(self.termen) == 1:
            return rijen
        for sleutels in self.woorden:
            met_term = Zoekvermelding.objects.filter(woord__in=sleutels)
            rijen = rijen.filter(ingang__in=met_term.values("ingang"))
        return rijen

    def telling(self, ook_besloten=False):
        """How many records of each kind: {soort: number}."""
        rijen = self.vermeldingen(ook_besloten).values_list("soort")
        return dict(rijen.annotate(aantal=Count("ingang", distinct=True)))

    def ranglijst(self, ook_besloten=False):
        """Rows with soort, ingang and score, unsorted.

        A whole word counts more than a part, a name more than a text, a short name more
        than a long one.
        """
        dichtbij = Case(
            When(woord__in=self.heel, then=Value(HEEL_WOORD)),
            When(woord__in=self.begin, then=Value(BEGIN)),
            default=Value(DEEL),
            output_field=IntegerField(),
        )
        rijen = self.vermeldingen(ook_besloten).values("soort", "ingang")
        return rijen.annotate(score=Sum(F("gewicht") * dichtbij))

    def beste(self, per_soort, ook_besloten=False):
        """The rows of `ranglijst` for the best records of each kind."""
        plaats = Window(RowNumber(), partition_by="soort", order_by=[F("score").desc(), "ingang"])
        return self.ranglijst(ook_besloten).annotate(plaats=plaats).filter(plaats__lte=per_soort)

    def lijkt_op(self, hoogstens=5):
        """Public entries with a word that looks like one of the question's: a slip of the pen."""
        sleutels = []
        for term in self.termen:
            kandidaten = dict(
                Zoekwoord.objects.filter(woord__startswith=term[:1]).values_list("woord", "pk")
            )
            for woord in difflib.get_close_matches(stam(term), kandidaten, n=3, cutoff=0.7):
                sleutels.append(kandidaten[woord])
        namen = Zoekvermelding.objects.filter(
            woord__in=sleutels, gewicht__gte=GEWICHT_NAAM, openbaar=True
        )
        return Zoekingang.objects.filter(pk__in=namen.values("ingang"))[:hoogstens]


def met_ingangen(rijen):
    """The Zoekingangen of rows of `ranglijst`, with their `score`, the best first."""
    scores = {rij["ingang"]: rij["score"] for rij in rijen}
    ingangen = list(Zoekingang.objects.filter(pk__in=scores))
    for ingang in ingangen:
        ingang.score = scores[ingang.pk]
    return sorted(ingangen, key=lambda ingang: (-ingang.score, ingang.naam, ingang.pk))


def _woorden_bij(term):
    """Q for the indexed words that match one query word."""
    kern = stam(term)
    if len(kern) <= KORT:
        return Q(woord=kern) | Q(woord=term)
    if kern in term:
        return Q(woord__contains=kern)
    return Q(woord__contains=kern) | Q(woord__contains=term)


def ids_voor(soort, vraag):
    """Keys of the records of model `soort` ("netwerken.organisatie") that match `vraag`."""
    gevonden = Zoekvraag(vraag).vermeldingen(ook_besloten=True).filter(soort=soort)
    return Zoekingang.objects.filter(pk__in=gevonden.values("ingang")).values("object_id")
