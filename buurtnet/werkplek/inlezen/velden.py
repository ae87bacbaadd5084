"""What a column may hold, per kind of table, and the headings that people give it."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.woorden import stam, tokens


class Veld(NamedTuple):
    """Something that a column may hold; `woorden` are those of its usual headings."""

    naam: str
    label: str | Promise
    woorden: str


ORGANISATIE = Veld(
    "organisatie",
    _("Organisatie"),
    "organisatie instelling partij partner naam wie club vereniging stichting deelnemer aanbieder"
    " uitvoerder organisatienaam organisation",
)
WIJK = Veld("wijk", _("Wijk of gebied"), "wijk buurt gebied dorp stadsdeel plaats waar district")
THEMA = Veld("thema", _("Thema"), "thema onderwerp agendapunt leefgebied domein theme")
NETWERK = Veld("netwerk", _("Netwerk"), "netwerk via overleg network")
VANAF = Veld(
    "vanaf", _("Sinds"), "vanaf sinds start startdatum begin begindatum ingangsdatum jaar since"
)
TOT = Veld("tot", _("Tot en met"), "tot einde einddatum eind stopt until")
TOELICHTING = Veld(
    "toelichting",
    _("Wat er gebeurt"),
    "toelichting opmerking wat gebeurt activiteit omschrijving aanbod bijzonderheden notitie",
)
ROL = Veld("rol", _("Rol"), "rol functie hoedanigheid role")
ROLNAAM = Veld("omschreven_rol", _("Of een omschreven rol"), "omschreven rolnaam")
PLEK = Veld("plek", _("Of een plek"), "plek accommodatie gebouw")
SOORT = Veld("soort", _("Soort organisatie"), "soort type categorie sector kind")
FORMEEL = Veld("formeel", _("Formeel of informeel"), "formeel informeel")
AFKORTING = Veld("afkorting", _("Afkorting"), "afkorting afk")
BEKEND_ALS = Veld("ook_bekend_als", _("Ook bekend als"), "bekend alias roepnaam ook")
OMSCHRIJVING = Veld(
    "omschrijving", _("Omschrijving"), "omschrijving toelichting beschrijving doel opmerking"
)
WEBSITE = Veld("website", _("Website"), "website site url webadres internet")

# Columns that are nobody's business here: what is in them is never guessed to be anything.
PERSOONLIJK = frozenset(
    "mail email telefoon tel mobiel contactpersoon contact geboortedatum bsn iban".split()
)
# What the columns of a theme are called in a form: "thema:12".
THEMAKOLOM = "thema:"


def woorden_van_kop(kop):
    """The stems of the words of a heading, without single letters: "Thema('s)" has one."""
    return [stam(woord) for woord in tokens(kop) if len(woord) > 1]


def raad_velden(koppen, velden, *, minstens=0.0):
    """[name of a field or ""] per heading: each field at most once, where it fits best.

    `minstens`: so much of the words of a heading has to be known.
    """
    kansen = []
    for plek, kop in enumerate(koppen):
        woorden = woorden_van_kop(kop)
        if not woorden or PERSOONLIJK.intersection(tokens(kop)):
            continue
        for rang, veld in enumerate(velden):
            bekend = [stam(woord) for woord in veld.woorden.split()]
            gelijk = [bekend.index(woord) for woord in woorden if woord in bekend]
            if gelijk:
                # The whole heading, its first word, a usual word: the sooner the surer.
                heel = len(gelijk) / len(woorden)
                if heel < minstens:
                    continue
                kansen.append((-heel, woorden[0] not in bekend, min(gelijk), rang, plek))
    geraden = [""] * len(koppen)
    for *_kans, rang, plek in sorted(kansen):
        if not geraden[plek] and velden[rang].naam not in geraden:
            geraden[plek] = velden[rang].naam
    return geraden
