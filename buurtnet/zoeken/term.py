"""One telling word of a question, and the indexed words that will do for it."""

from django.db.models import Case, F, IntegerField, Max, Q, Value, When

from buurtnet.kern.woorden import KORT, stam, vormen

# How near an indexed word is to what was typed: the word itself, what it may be a slip of, what
# staff says it means, a longer word that begins so, a part of it, a longer word that holds it.
HEEL, SLIP, SYNONIEM, BEGIN, VERWANT, DEEL = 12, 11, 10, 4, 3, 2
# A compound is taken apart from SAMENGESTELD letters on, into parts of KORTSTE_DEEL or more; a
# part that is to do on its own has more: "huis" says little, "moestuin" enough.
SAMENGESTELD, KORTSTE_DEEL, VEELZEGGEND = 8, 4, 6
# The head of a compound that says what it is a form of, and not what about.
VORMEN_VAN = frozenset(
    "avond buurt club cursus dorp groep les lessen middag ochtend team wijk".split()
)
VERBINDINGEN = ("", "s", "en", "e", "n")
MEESTE_BETEKENISSEN = 8


class Zoekterm:
    """A word, or words that mean something together, such as "opa en oma".

    After `neem` an entry will do when it has one of the words `eigen`, or one of each set in one
    of `combinaties`; `dichtbij` says how near each of these is.
    """

    def __init__(self, tokens, betekenissen=(), onaf=False):
        self.tokens = tokens
        self.betekenissen = _op_volgorde(betekenissen)
        self.gelezen = " ".join(tokens)
        self.onaf = onaf
        self.dichtbij, self.eigen, self.combinaties = {}, set(), []

    @property
    def token(self):
        return self.tokens[0] if len(self.tokens) == 1 else ""

    @property
    def is_raak(self):
        """Whether a whole word was found for it."""
        return any(graad > BEGIN for graad in self.dichtbij.values())

    def woorden_q(self):
        """Q for the indexed words that could do."""
        q = Q()
        for token in self.tokens:
            q |= self._token_q(token)
        for _graad, woorden in self.betekenissen:
            for woord in woorden:
                q |= _begint(woord)
        splitsingen = list(self._splitsingen())
        delen = {vorm for splitsing in splitsingen for deel in splitsing for vorm in _vormen(deel)}
        for voor, achter in splitsingen:
            if _zegt_alles(voor, achter):
                q |= _begint(voor)
        return q | Q(woord__in=delen) if delen else q

    def _token_q(self, token):
        q = Q(woord__in=_vormen(token))
        if self.onaf and not _delen_van(token):
            q |= Q(woord__startswith=token)
        for deel in _delen_van(token):
            q |= Q(woord__contains=deel)
        return q

    def neem(self, rijen):
        """Choose from (key, word)."""
        self.dichtbij, self.eigen, self.combinaties = {}, set(), []
        self._zet([self._als_getypt(token, rijen) for token in self.tokens])
        for graad, woorden in self.betekenissen:
            self._zet([_als_bedoeld(woord, rijen, graad) for woord in woorden])

    def neem_delen(self, rijen):
        """Take a compound apart as far as both parts are among `rijen`; true if so."""
        bekend = {woord for _pk, woord in rijen}
        splitsing = next((paar for paar in self._splitsingen() if _bekend(*paar, bekend)), None)
        if splitsing is None:
            return False
        voor, achter = splitsing
        nieuw = not self.is_raak
        delen = [[achter]] if len(achter) >= VEELZEGGEND else []
        delen += [[voor, achter]] if nieuw else []
        delen += [[voor]] if nieuw and (len(voor) >= VEELZEGGEND or _zegt_alles(*splitsing)) else []
        self.betekenissen += [(VERWANT, woorden) for woorden in delen]
        return bool(delen)

    def _splitsingen(self):
        """(modifier, head) for each place where the word could be two, the longest head first."""
        # What staff says of a word goes before what its parts may mean.
        if len(self.token) < SAMENGESTELD or self.onaf or self.betekenissen:
            return
        for plaats in range(KORTSTE_DEEL, len(self.token) - KORTSTE_DEEL + 1):
            achter = self.token[plaats:]
            for verbinding in VERBINDINGEN:
                voor = self.token[:plaats].removesuffix(verbinding)
                heeft = self.token[:plaats].endswith(verbinding)
                if heeft and len(voor) >= KORTSTE_DEEL:
                    yield voor, achter

    def _als_getypt(self, token, rijen):
        kern, delen, gevonden = stam(token), _delen_van(token), {}
        begin = delen or ((token,) if self.onaf else ())
        for pk, woord in rijen:
            if woord in (kern, token):
                gevonden[pk] = HEEL
            elif woord.startswith(begin):
                gevonden[pk] = BEGIN
            elif any(deel in woord for deel in delen):
                gevonden[pk] = DEEL
        return gevonden

    def lees_als(self, woorden, synoniemen):
        """Take `woorden`, the likeliest first, for what was meant, and all that those mean."""
        for woord in woorden:
            self.betekenissen.append((SLIP, [woord]))
            if betekenis := synoniemen.get((stam(woord),)):
                self.betekenissen += _op_volgorde(betekenis.termen)
        self.gelezen = woorden[0]

    def _zet(self, groepen):
        """Add words by their nearness: one of each of `groepen` will do."""
        if not all(groepen):
            return
        if len(groepen) == 1:
            self.eigen |= groepen[0].keys()
        else:
            self.combinaties.append([set(groep) for groep in groepen])
        for groep in groepen:
            for pk, graad in groep.items():
                self.dichtbij[pk] = max(graad, self.dichtbij.get(pk, 0))

    def score(self):
        """Expression over the mentions of an entry: how well the best of them fits; 0 for none."""
        per_graad = {}
        for sleutel, graad in self.dichtbij.items():
            per_graad.setdefault(graad, []).append(sleutel)
        graden = [When(woord__in=sleutels, then=Value(g)) for g, sleutels in per_graad.items()]
        dichtbij = Case(*graden, default=Value(0), output_field=IntegerField())
        return Max(F("gewicht") * dichtbij)

    def eisen(self):
        """Expressions over the mentions of an entry: [groups of them], each 1 if it is met.

        All of one group have to be met.
        """
        eisen = [[self.eigen], *self.combinaties] if self.eigen else self.combinaties
        return [[_heeft(woorden) for woorden in groep] for groep in eisen]


def _heeft(woorden):
    heeft = Case(When(woord__in=woorden, then=Value(1)), default=Value(0))
    return Max(heeft, output_field=IntegerField())


def lees_termen(tokens, synoniemen, onaf=False):
    """The Zoektermen of a question; words that are a synonym together stay together.

    `synoniemen` is Synoniem.objects.tabel(). With `onaf` the last word is not yet finished.
    """
    kernen = [stam(token) for token in tokens]
    langste = max(map(len, synoniemen), default=1)
    termen, plaats = [], 0
    while plaats < len(tokens):
        for lengte in range(min(langste, len(tokens) - plaats), 0, -1):
            sleutel = tuple(kernen[plaats : plaats + lengte])
            if sleutel in synoniemen or lengte == 1:
                break
        einde = plaats + lengte
        laatste = onaf and einde == len(tokens)
        betekenissen = synoniemen[sleutel].termen if sleutel in synoniemen else []
        if laatste and len(tokens[-1]) > KORT:
            betekenissen = betekenissen + _aangevuld(tokens[plaats:einde], synoniemen)
        termen.append(Zoekterm(tokens[plaats:einde], betekenissen, laatste))
        plaats = einde
    return termen


def _aangevuld(tokens, synoniemen):
    """What synonyms mean of which only the beginning was typed."""
    begin = " ".join(tokens)
    return [
        woorden
        for betekenis in synoniemen.values()
        if betekenis.geschreven.startswith(begin) and betekenis.geschreven != begin
        for woorden in betekenis.termen
    ]


def _op_volgorde(betekenissen):
    """[(how near, words)] of what staff says that it means, the best first."""
    return [
        (SYNONIEM - bool(plaats), woorden)
        for plaats, woorden in enumerate(betekenissen[:MEESTE_BETEKENISSEN])
    ]


def _delen_van(token):
    """What a longer word holds that has this one in it; empty for a word that is too short.

    It is the word as typed that may be too short, not its stem: "koor" is in "inloopkoor", "kor"
    is in too much.
    """
    return tuple(vorm for vorm in vormen(token) if len(vorm) > KORT)


def _begint(woord):
    q = Q(woord__in=_vormen(woord))
    for deel in _delen_van(woord):
        q |= Q(woord__startswith=deel)
    return q


def _als_bedoeld(bedoeld, rijen, graad):
    kern, delen, gevonden = stam(bedoeld), _delen_van(bedoeld), {}
    for pk, woord in rijen:
        if woord in (kern, bedoeld):
            gevonden[pk] = graad
        elif woord.startswith(delen):
            gevonden[pk] = min(VERWANT, graad - 1)
    return gevonden


def _zegt_alles(voor, achter):
    """Whether the modifier says what a compound is about: "haak" in "haakclub"."""
    return achter in VORMEN_VAN and VORMEN_VAN.isdisjoint(_vormen(voor))


def _bekend(voor, achter, bekend):
    """Whether both parts of a compound are among the words `bekend`."""
    if not _zegt_alles(voor, achter):
        return all(bekend & _vormen(deel) for deel in (voor, achter))
    # The name of a wijk may be a compound itself: "korreweg" of "korrewegwijk".
    begin = voor if len(voor) >= VEELZEGGEND else ()
    return any(woord in _vormen(voor) or woord.startswith(begin) for woord in bekend)


def _vormen(deel):
    return {deel, stam(deel)}
