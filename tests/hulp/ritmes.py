"""Every kind of rhythm that a rule can hold, and every way that people put one together."""

import datetime
from itertools import product

from initiatieven.herhaling.regel import RANGEN, Regel, keur

LAATSTE = datetime.date(2027, 9, 1)
DAGEN = [
    (),
    ((0, 1),),
    ((0, 6), (0, 0)),
    tuple((0, dag) for dag in range(5)),
    tuple((0, dag) for dag in range(6)),
    tuple((0, dag) for dag in range(7)),
    *(((rang, 2),) for rang in RANGEN),
    ((1, 2), (3, 2)),
    ((4, 4), (-1, 4)),
    ((1, 0), (-1, 6)),
]
MAANDDAGEN = [(1,), (28,), (29,), (30,), (31,), (-1,), (1, 15), (28, -1), (30, 31)]
MAANDEN = [
    (),
    (1,),
    (2,),
    (1, 2, 3, 4, 5, 6),
    (1, 2, 3, 4, 5, 6, 7),
    (1, 2, 3, 4, 5, 6, 9, 10, 11, 12),
]
EINDES = [{}, {"keren": 1}, {"keren": 10}, {"tot": LAATSTE}]


def alle_regels():
    """A good Regel of each kind, in a fixed order: its days, months and weeks, and how often."""
    welke = [(dagen, ()) for dagen in DAGEN] + [((), dagen) for dagen in MAANDDAGEN]
    keuzes = product(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"), (1, 2, 3), welke, MAANDEN)
    gevonden = {}
    for (freq, elke, (dagen, maanddagen), maanden), weken in product(
        keuzes, ("", "even", "oneven")
    ):
        einde = EINDES[len(gevonden) % len(EINDES)]
        try:
            regel = keur(Regel(freq, elke, dagen, maanddagen, maanden, weken, **einde))
        except ValueError:
            continue
        gevonden[regel] = None
    return list(gevonden)


GETYPT = (
    [
        *("elke dag", "dinsdag", "op dinsdag en donderdag", "elke werkdag", "in het weekend"),
        *("elke dag behalve zondag", "dinsdag om de week", "elke 3 weken op dinsdag", "elke week"),
        *("elke maand", "elk jaar", "om de dag", "eerste en derde dinsdag van de maand"),
        *("elke laatste dag van de maand", "elk jaar op 5 mei", "twee keer per week"),
        *(
            "drie ochtenden per week",
            "één keer per week op dinsdag",
            "eerste maandag van het kwartaal",
        ),
        *("dinsdagavond", "dinsdag- en donderdagochtend", "maandag t/m woensdag", "elke avond"),
    ],
    ["", "in de even weken", "oneven weken"],
    ["", "in januari", "in juni t/m augustus", "behalve in juli", ", niet in juli en augustus"],
    ["", ", 10 keer", "tot 1 juli 2027", "vanaf 1 september 2026", "behalve op 24 december 2026"],
    ["", "om 19:30", "van 14 tot 16 uur", "'s avonds"],
)


def alle_getypt():
    """All ways to put what people type one after the other; many make no sense."""
    for delen in product(*GETYPT):
        yield " ".join(" ".join(delen).split())
