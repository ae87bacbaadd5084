"""Asking the search index.

A query word of four letters or more matches any indexed word that holds it; the scan goes
over the distinct words, which grow far slower than the texts.
"""

import difflib

from django.db.models import Case, F, IntegerField, Q, Sum, Value, When
from django.db.models.functions import Length

from .models import Zoekingang, Zoekvermelding, Zoekwoord
from .models.zoekindex import GEWICHT_NAAM
from .woorden import KORT, stam, zoektermen

HEEL_WOORD, BEGIN, DEEL = 6, 3, 1
PRECIES = 1000
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

    def ingangen(self):
        """The entries that hold every telling word; none for an empty question."""
        ingangen = Zoekingang.objects.all() if self.termen else Zoekingang.objects.none()
        for sleutels in self.woorden:
            vermeldingen = Zoekvermelding.objects.filter(woord__in=sleutels)
            ingangen = ingangen.filter(pk__in=vermeldingen.values("ingang"))
        return ingangen

    def met_score(self, ingangen):
        """Add `score`: a whole word counts more than a part, a name more than a text."""
        dichtbij = Case(
            When(vermeldingen__woord__in=self.heel, then=Value(HEEL_WOORD)),
            When(vermeldingen__woord__in=self.begin, then=Value(BEGIN)),
            default=Value(DEEL),
            output_field=IntegerField(),
        )
        precies = Case(
            When(naam__iexact=self.vraag, then=Value(PRECIES)),
            default=Value(0),
            output_field=IntegerField(),
        )
        alle = [sleutel for sleutels in self.woorden for sleutel in sleutels]
        return ingangen.filter(vermeldingen__woord__in=alle).annotate(
            score=Sum(F("vermeldingen__gewicht") * dichtbij) + precies
        )

    def lijkt_op(self, ingangen, hoogstens=5):
        """Entries with a word that looks like one of the question's: a slip of the pen."""
        sleutels = []
        for term in self.termen:
            kandidaten = dict(
                Zoekwoord.objects.filter(woord__startswith=term[:1]).values_list("woord", "pk")
            )
            for woord in difflib.get_close_matches(stam(term), kandidaten, n=3, cutoff=0.7):
                sleutels.append(kandidaten[woord])
        return ingangen.filter(
            vermeldingen__woord__in=sleutels, vermeldingen__gewicht=GEWICHT_NAAM
        ).distinct()[:hoogstens]


def _woorden_bij(term):
    """Q for the indexed words that match one query word."""
    kern = stam(term)
    if len(kern) <= KORT:
        return Q(woord=kern) | Q(woord=term)
    return Q(woord__contains=kern) | Q(woord__contains=term)


def ids_voor(soort, vraag):
    """Keys of the records of model `soort` ("netwerken.organisatie") that match `vraag`."""
    return Zoekvraag(vraag).ingangen().filter(soort=soort).values("object_id")
