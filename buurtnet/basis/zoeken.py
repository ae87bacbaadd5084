"""Asking the search index.

A query word of four letters or more matches any indexed word that holds it, the words that staff
say it means, and the parts it is made of. Only when that gives next to nothing, words that look
like it are tried, and then what holds a part of the question. Scans go over the distinct words,
which grow far slower than the texts.
"""

from functools import cached_property

from django.db.models import Case, Count, F, IntegerField, Max, Q, Value, When, Window
from django.db.models.functions import Length, RowNumber
from django.utils import timezone

from . import dataversie
from .models import Synoniem, Zoekingang, Zoekvermelding, Zoekwoord
from .models.zoekindex import GEWICHT_NAAM
from .spelling import kandidaten, lijkend, naaste
from .woorden import zoektermen
from .zoekterm import lees_termen

MEESTE_WOORDEN = 1000
# So few results are next to nothing.
WEINIG = 2
# A short name that holds the word as a whole; any name that does; one that begins a word with it;
# one with it inside a word, or a keyword. What scores less is in a text only.
TREDEN = (150, 100, 40, 20)


class Zoekvraag:
    """A question with the indexed words that match it.

    `ook_besloten` finds what is not public too. `beginletters` takes the last word as not yet
    finished, and looks in names only. `versie` is the data version, if it was read already.
    """

    def __init__(self, vraag, *, versie="", ook_besloten=False, beginletters=False, soort=None):
        self.vraag = " ".join(vraag.split())
        self.ook_besloten = ook_besloten
        self.alleen_namen = beginletters
        self.soort = soort
        self.vandaag = timezone.localdate()
        self.synoniemen = dataversie.onthoud(versie, ("synoniemen",), Synoniem.objects.tabel)
        self.termen = lees_termen(zoektermen(self.vraag), self.synoniemen, beginletters)
        # Whether words were read otherwise than typed, and whether a part of them is enough.
        self.verbeterd = self.ruim = False
        if self.termen:
            self._lees_woorden()
            self._verruim()

    def _lees_woorden(self):
        rijen = _woorden_bij(self.termen)
        for term in self.termen:
            term.neem(rijen)
        samengesteld = [term for term in self.termen if term.neem_delen(rijen)]
        if samengesteld:
            rijen = _woorden_bij(samengesteld)
            for term in samengesteld:
                term.neem(rijen)

    def _verruim(self):
        """Forgive slips of the pen, and then words too many, as far as there is little else."""
        if self._genoeg():
            return
        for term in self.termen:
            if not term.is_raak and (woorden := self._lijkend(term.token)):
                term.lees_als(woorden, self.synoniemen)
                self.verbeterd = True
        if self.verbeterd:
            self._lees_woorden()
            del self.telling
        if len(self.termen) > 1 and not self.aantal:
            self.ruim = True
            del self.telling

    def _lijkend(self, token):
        """Words that look like `token`, of the index and of the synonyms."""
        bekend = {betekenis.geschreven for betekenis in self.synoniemen.values()}
        gelijkend = lijkend(token, [*kandidaten(Zoekwoord.objects.all(), token), *bekend])
        # A word that stands only in what is not public is not there.
        woorden = Zoekwoord.objects.filter(geschreven__in=[woord for _ver, woord in gelijkend])
        sleutels = dict(woorden.values_list("pk", "geschreven"))
        te_zien = self._te_zien().filter(woord__in=sleutels).values_list("woord", flat=True)
        bekend |= {sleutels[sleutel] for sleutel in te_zien.distinct()}
        return naaste([paar for paar in gelijkend if paar[1] in bekend])

    def _genoeg(self):
        """Whether there is enough without forgiving anything."""
        if self.aantal > WEINIG:
            return True
        beste = self.ranglijst().order_by("-score").values_list("score", flat=True).first()
        return beste is not None and beste >= TREDEN[-1] * len(self.termen)

    @property
    def gezocht_naar(self):
        """The question as it was read, when that is not as it was typed; else ""."""
        if not self.verbeterd:
            return ""
        return " ".join(term.gelezen for term in self.termen)

    def vermeldingen(self):
        """The mentions in records that hold every telling word; none for an empty question."""
        alle = {sleutel for term in self.termen for sleutel in term.dichtbij}
        rijen = self._te_zien().filter(woord__in=alle)
        if self.soort:
            rijen = rijen.filter(soort=self.soort)
        if not self.ruim:
            for term in self.termen:
                rijen = rijen.filter(
                    term.vermelding_q(self._in_beeld(), alleen=len(self.termen) == 1)
                )
        return rijen

    def _in_beeld(self):
        """The mentions that the question looks at."""
        rijen = Zoekvermelding.objects.order_by()
        return rijen.filter(gewicht__gte=GEWICHT_NAAM) if self.alleen_namen else rijen

    def _te_zien(self):
        """Those of them that whoever asks may know of."""
        rijen = self._in_beeld()
        if self.ook_besloten:
            return rijen
        wachtend = Zoekingang.objects.filter(verschijnt_op__gt=self.vandaag)
        return rijen.filter(openbaar=True).exclude(ingang__in=wachtend.values("pk"))

    @cached_property
    def telling(self):
        """How many records of each kind: {soort: number}."""
        rijen = self.vermeldingen().values_list("soort")
        return dict(rijen.annotate(aantal=Count("ingang", distinct=True)))

    @property
    def aantal(self):
        return sum(self.telling.values())

    def ranglijst(self):
        """Rows with soort, ingang and score, unsorted.

        A whole word counts more than a part, a name more than a text, a short name more
        than a long one; of each telling word the best mention counts.
        """
        score = sum((self._score(term) for term in self.termen), Value(0))
        return self.vermeldingen().values("soort", "ingang").annotate(score=score)

    def _score(self, term):
        per_graad = {}
        for sleutel, graad in term.dichtbij.items():
            per_graad.setdefault(graad, []).append(sleutel)
        graden = [When(woord__in=sleutels, then=Value(g)) for g, sleutels in per_graad.items()]
        dichtbij = Case(*graden, default=Value(0), output_field=IntegerField())
        return Max(F("gewicht") * dichtbij)

    def beste(self, per_soort):
        """The rows of `ranglijst` for the best records of each kind."""
        plaats = Window(RowNumber(), partition_by="soort", order_by=[F("score").desc(), "ingang"])
        return self.ranglijst().annotate(plaats=plaats).filter(plaats__lte=per_soort)


def _woorden_bij(termen):
    """[(key, word)] of the indexed words that could do for one of `termen`."""
    q = Q()
    for term in termen:
        q |= term.woorden_q()
    # The shortest words are the closest; a cap keeps "a question of one letter" cheap.
    rijen = Zoekwoord.objects.filter(q).order_by(Length("woord"), "pk")[:MEESTE_WOORDEN]
    return list(rijen.values_list("pk", "woord"))


def met_ingangen(rijen):
    """The Zoekingangen of rows of `ranglijst`, with their `score`, the best first."""
    scores = {rij["ingang"]: rij["score"] for rij in rijen}
    ingangen = list(Zoekingang.objects.filter(pk__in=scores))
    for ingang in ingangen:
        ingang.score = scores[ingang.pk]
    return sorted(ingangen, key=lambda ingang: (-ingang.score, ingang.naam, ingang.pk))


def ids_voor(soort, vraag):
    """Keys of the records of model `soort` ("netwerken.organisatie") that match `vraag`."""
    gevonden = Zoekvraag(vraag, ook_besloten=True, soort=soort).vermeldingen()
    return Zoekingang.objects.filter(pk__in=gevonden.values("ingang")).values("object_id")
