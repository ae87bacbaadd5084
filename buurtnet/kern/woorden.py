"""Words as search compares them: no accents, no capitals, stemmed."""

import re
from functools import lru_cache
from threading import Lock

import snowballstemmer

from .letters import in_letters

# Shorter query words must match a whole word: "wij" is not in "wijk".
KORT = 3
LANGSTE_WOORD = 80
LANGSTE_SLEUTEL = 160

_TOKEN = re.compile(r"[a-z0-9]+")
# It keeps the word that it is at: one at a time, or a word of somebody else gets in.
_STEMMER, _STEMMER_VRIJ = snowballstemmer.stemmer("dutch_porter"), Lock()
_SLOTLETTER = {"z": "s", "v": "f"}

STOPWOORDEN = frozenset(
    woord
    for regel in (
        "aan al alle als bij dan dat de der die dit door een en er het hoe ik in is je jij kan",
        "graag iets me mijn met na naar niet of om ook op over te tot tussen uit van voor waar wat",
        "we wie wil wordt ze zich zijn zo zoek zoeken",
    )
    for woord in regel.split()
)
# Words of grammar: nobody who types something else means one of these.
FUNCTIEWOORDEN = STOPWOORDEN | frozenset(
    woord
    for regel in (
        "aldus alleen alles altijd anders beide beter binnen boven buiten daar daarom daarvoor",
        "deze doen doet dus echt eens eerst eigen elk elkaar elke enkele ergens gaan gaat geen",
        "gewoon haar had hadden heb hebben heeft heel hem hen hier hij hun ieder iedere",
        "iedereen iemand jouw juist jullie kom komen komt kunnen kunt maakt maar maken mee meer",
        "meest men mijn moet moeten mogen naast nee nergens niemand niets nog nooit nou ofwel",
        "omdat onder ons onze ooit tegen terug toch toen tot uw vaak vanaf vanuit veel verder",
        "via vooral waarom want waren was weer weinig welk welke werd werden wij willen worden",
        "zal zelf zich zoals zonder zou zulke",
    )
    for woord in regel.split()
)


def normaliseer(tekst):
    """`tekst` in lower case, without accents, and what is in another script in our letters."""
    return in_letters(tekst.casefold()).lower()


def naamsleutel(naam):
    """What names have in common that are the same to people, whatever accents, case and spaces."""
    return " ".join(normaliseer(naam).split())[:LANGSTE_SLEUTEL]


def tokens(tekst):
    """The words of `tekst`, normalised, in order, each at most 80 characters."""
    return [token[:LANGSTE_WOORD] for token in _TOKEN.findall(normaliseer(tekst))]


@lru_cache(maxsize=50_000)
def stam(token):
    """The stem of a normalised word: "buurthuizen" and "buurthuis" give the same."""
    kern = token
    if len(token) > KORT:
        with _STEMMER_VRIJ:
            kern = _STEMMER.stemWord(token)
    return kern[:-1] + _SLOTLETTER.get(kern[-1], kern[-1])


def vormen(token):
    """The forms under which the index keeps a word."""
    kern = stam(token)
    return (kern,) if token.startswith(kern) else (kern, token)


def zoektermen(vraag, hoogstens=8):
    """The query's telling words; the small words only when there is nothing else."""
    alle = list(dict.fromkeys(tokens(vraag)))
    return ([t for t in alle if t not in STOPWOORDEN] or alle)[:hoogstens]
