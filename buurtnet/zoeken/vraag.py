"""Asking the search index.

A query word of four letters or more matches any indexed word that holds it, the words that staff
say it means, and the parts it is made of. Only when that gives next to nothing, words that look
like it are tried, and then what holds a part of the question. Scans go over the distinct words,
which grow far slower than the texts.
"""

from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, F, Q, Value, Window
from django.db.models.functions import Length, RowNumber
from django.utils import timezone

from buurtnet.kern.woorden import FUNCTIEWOORDEN, KORT, zoektermen
from buurtnet.kern.zoekindex import (
    GEWICHT_NAAM,
    Zoekingang,
    Zoekvermelding,
    Zoekwoord,
    gewicht_van_naam,
)
from buurtnet.web import dataversie

from .spelling import kandidaten, lijkend, naaste
from .synoniemen import Synoniem
from .term import DEEL, SLIP, lees_termen

MEESTE_WOORDEN, MEESTE_ONAF = 1000, 200
# So few results are next to nothing.
WEINIG = 2
# A name that holds a part of the word, or a keyword. What scores less is in a text only.
IN_NAAM = GEWICHT_NAAM * DEEL


class Zoekplek(NamedTuple):
    """A place that a question names with `woorden`.

    `eigen` is the set of keys of its own entries, `ingangen` a list of querysets with those of
    all that is for it; empty when everything is.
    """

    naam: str
    slug: str
    woorden: frozenset
    eigen: frozenset
    ingangen: list

    def heet(self, term):
        """Whether all of this Zoekterm, as it was read, is of the name of the place."""
        return self.woorden.issuperset(term.gelezen.split())


class Zoekvraag:
    """A question; `zoek` asks it, and then it holds the indexed words that match it.

    `per_soort` is how many results of each kind are wanted, `soorten` the kinds to look at (all,
    when empty), `versie` the data version, if it was read already. With `ook_besloten` it finds
    what is not public too; with `beginletters` the last word is not yet finished, and only names
    are looked at. `herken` gives the Zoekplek that stands in a question, or None: what is for that
    place need not say so in words, and the place itself needs none of the other words.
    """

    def __init__(
        self,
        vraag,
        *,
        versie="",
        per_soort=5,
        soorten=(),
        ook_besloten=False,
        beginletters=False,
        herken=None,
    ):
        self.vraag = " ".join(vraag.split())
        self.versie = versie
        self.per_soort, self.soorten = per_soort, soorten
        self.ook_besloten, self.alleen_namen = ook_besloten, beginletters
        self.herken = herken
        self.vandaag = timezone.localdate()
        self.synoniemen, self.termen, self.plek = {}, [], None
        # Whether words were read otherwise than typed, and whether a part of them is enough.
        self.verbeterd = self.ruim = False

    def zoek(self):
        """Ask the index; gives this question, which now knows its answer."""
        self.synoniemen = dataversie.onthoud(self.versie, ("synoniemen",), Synoniem.objects.tabel)
        woorden = zoektermen(self.vraag)
        self.termen = lees_termen(woorden, self.synoniemen, self.alleen_namen)
        self.plek = self._lees_plek()
        if self.termen:
            self._lees_woorden()
            self._verruim()
        return self

    def _lees_woorden(self):
        # Of unfinished words the shortest are the likeliest; there are many more than are shown.
        onaf = self.alleen_namen and len(self.vraag) >= KORT
        meeste = MEESTE_ONAF if onaf else MEESTE_WOORDEN
        rijen = _woorden_bij(self.termen, meeste)
        for term in self.termen:
            term.neem(rijen)
        samengesteld = [term for term in self.termen if term.neem_delen(rijen)]
        if samengesteld:
            rijen = _woorden_bij(samengesteld, meeste)
            for term in samengesteld:
                term.neem(rijen)

    def _lees_plek(self):
        gelezen = " ".join(term.gelezen for term in self.termen)
        plek = self.herken(gelezen) if self.herken else None
        # A synonym of more words may hold the name; then it names no place.
        return plek if plek and any(map(plek.heet, self.termen)) else None

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
            self.plek = self._lees_plek()
            del self.beste
        if len(self.termen) > 1 and not self._anders():
            self.ruim = True
            del self.beste

    def _lijkend(self, token):
        """Words that look like `token`, of the index and of the synonyms."""
        bekend = {betekenis.geschreven for betekenis in self.synoniemen.values()}
        alle = {*kandidaten(Zoekwoord.objects.all(), token), *bekend} - FUNCTIEWOORDEN
        gelijkend = lijkend(token, alle)
        # A word that stands only in what is not public, or not looked at, is not there.
        woorden = Zoekwoord.objects.filter(geschreven__in=[woord for _ver, woord in gelijkend])
        sleutels = dict(woorden.values_list("pk", "geschreven"))
        te_zien = self._te_zien().filter(woord__in=sleutels).values_list("woord", flat=True)
        bekend |= {sleutels[sleutel] for sleutel in te_zien.distinct()}
        return naaste([paar for paar in gelijkend if paar[1] in bekend])

    def _genoeg(self):
        """Whether there is enough without forgiving anything."""
        anders = self._anders()
        beste = max((rij["score"] for rij in anders), default=-1)
        aantal = self.aantal - len(self.beste) + len(anders)
        return aantal > WEINIG or self.in_naam(beste)

    def _anders(self):
        """The best rows besides the place that the question names: that is always there."""
        eigen = self.plek.eigen if self.plek else ()
        return [rij for rij in self.beste if rij["ingang"] not in eigen]

    def in_naam(self, score):
        """Whether a record with this score has it in more than a text."""
        return score >= IN_NAAM * len(self.rest)

    def is_naam(self, score):
        """Whether a record with this score is called (nearly) what was asked.

        Each word stands as a whole in a name of no more words, or in another name or the
        abbreviation. A slip of the pen is forgiven; what staff says that a word means is no name.
        """
        return score >= SLIP * gewicht_van_naam(self.vraag) * len(self.termen)

    @property
    def gezocht_naar(self):
        """The question as it was read, when that is not as it was typed; else ""."""
        if not self.verbeterd:
            return ""
        return " ".join(term.gelezen for term in self.termen)

    @property
    def bij_plek(self):
        """What was looked for among all that is for the place, as it was read; "" if nothing."""
        zegt_iets = self.plek and not self.ruim
        return " ".join(term.gelezen for term in self.rest) if zegt_iets else ""

    @property
    def rest(self):
        """The Zoektermen besides the name of the place."""
        return [term for term in self.termen if not (self.plek and self.plek.heet(term))]

    def _te_zien(self):
        """The mentions that the question looks at, and whoever asks may know of."""
        rijen = Zoekvermelding.objects.order_by()
        if self.soorten:
            rijen = rijen.filter(soort__in=self.soorten)
        if self.alleen_namen:
            rijen = rijen.filter(gewicht__gte=GEWICHT_NAAM)
        if self.ook_besloten:
            return rijen
        wachtend = Zoekingang.objects.filter(verschijnt_op__gt=self.vandaag)
        weg = Zoekingang.objects.filter(vermeld_tot__lt=self.vandaag)
        rijen = rijen.filter(openbaar=True).exclude(ingang__in=wachtend.values("pk"))
        return rijen.exclude(ingang__in=weg.values("pk"))

    def ranglijst(self):
        """Rows with soort, ingang and score, unsorted: the entries that hold every telling word.

        A whole word counts more than a part, a name more than a text, a short name more than a
        long one; of each telling word the best mention counts.
        """
        alle = {sleutel for term in self.termen for sleutel in term.dichtbij}
        rijen = self._te_zien().filter(woord__in=alle)
        if self.bij_plek and self.plek.ingangen:
            rijen = rijen.filter(ingang__in=self._ingangen_bij_plek())
        rijen = rijen.values("soort", "ingang")
        rijen = rijen.annotate(score=sum((term.score() for term in self.termen), Value(0)))
        # Of a single word any mention will do, as long as it needs no second one.
        if self.ruim or (len(self.termen) == 1 and not self.termen[0].combinaties):
            return rijen
        eigen = self.plek.eigen if self.plek else ()
        for nummer, term in enumerate(self.rest):
            rijen = _met_een_van(rijen, f"term{nummer}", term.eisen(), eigen)
        return rijen

    def _ingangen_bij_plek(self):
        """Keys of the entries that are for the place, and of those that name it."""
        eerste, *verder = (term.eigen for term in self.termen if self.plek.heet(term))
        vermeldingen = Zoekvermelding.objects.order_by()
        genoemd = vermeldingen.filter(woord__in=eerste)
        for woorden in verder:
            met_woord = vermeldingen.filter(woord__in=woorden)
            genoemd = genoemd.filter(ingang__in=met_woord.values("ingang"))
        return genoemd.values("ingang").union(*self.plek.ingangen, all=True)

    @cached_property
    def beste(self):
        """The rows of `ranglijst` for the best records of each kind, with `totaal`: how many."""
        plaats = Window(RowNumber(), partition_by="soort", order_by=[F("score").desc(), "ingang"])
        totaal = Window(Count("*"), partition_by="soort")
        rijen = self.ranglijst().annotate(plaats=plaats, totaal=totaal)
        return list(rijen.filter(plaats__lte=self.per_soort)) if self.termen else []

    @property
    def telling(self):
        """How many records of each kind: {soort: number}."""
        return {rij["soort"]: rij["totaal"] for rij in self.beste}

    @property
    def aantal(self):
        return sum(self.telling.values())


def _met_een_van(rijen, naam, groepen, vrij):
    """Those `rijen` that meet all of one of these groups of expressions, and the entries `vrij`."""
    q, eisen = Q(ingang__in=vrij), {}
    for i, groep in enumerate(groepen):
        namen = [f"{naam}_{i}_{j}" for j in range(len(groep))]
        eisen |= dict(zip(namen, groep, strict=True))
        q |= Q(**dict.fromkeys(namen, 1))
    return rijen.alias(**eisen).filter(q)


def _woorden_bij(termen, meeste):
    """[(key, word)] of the indexed words that could do for one of `termen`."""
    q = Q()
    for term in termen:
        q |= term.woorden_q()
    # The shortest words are the closest; a cap keeps "a question of one letter" cheap.
    rijen = Zoekwoord.objects.filter(q).order_by(Length("woord"), "pk")[:meeste]
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
    gevraagd = Zoekvraag(vraag, ook_besloten=True, soorten=[soort], per_soort=1)
    gevonden = gevraagd.zoek().ranglijst()
    return Zoekingang.objects.filter(pk__in=gevonden.values("ingang")).values("object_id")
