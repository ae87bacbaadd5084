"""What people type about when something is, in the fewer words that `lezen` reads.

One table of patterns, from top to bottom; what none of them knows stays as it is.
"""

import re

from .tijden import MAAND

DAG = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|ma|di|wo|do|vr|za|zo)"
_LANGE_DAG = r"(?:maan|dins|woens|donder|vrij|zater|zon)dag"
RANGWOORD = r"(?:eerste|tweede|derde|vierde|vijfde|voorlaatste|laatste)"
RANGCIJFER = r"(?:[1-9]|[12][0-9]|3[01])(?:e|de|ste)"
RANG = rf"(?:{RANGWOORD}|{RANGCIJFER})\b"
_EENHEID = r"(dag|week|maand|jaar)"
_DAGEN = rf"{DAG}(?:ochtend|middag|avond)?(?:(?:, | en ){DAG}(?:ochtend|middag|avond)?)*"
DATUM = (
    rf"(?:[0-9]{{1,2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{4}}|[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}"
    rf"|[0-9]{{1,2}} {MAAND}(?: [0-9]{{4}})?"
    rf"|(?:(?:begin|half|medio|eind|rond) )?(?:{MAAND} )?[0-9]{{4}})"
)
GEWOON = [
    (re.compile(patroon), gewoon)
    for patroon, gewoon in (
        (r"\btot en met\b", "t/m"),
        (r"\b([0-9]+) ?x\b", r"\1 keer"),
        (r"\b(?:iedere?|alle|elk)\b", "elke"),
        # Days
        (rf"\b({_LANGE_DAG})morgen\b", r"\1ochtend"),
        (rf"\b({_LANGE_DAG}) (ochtend|middag|avond)(?=s?\b)", r"\1\2"),
        (rf"\b({_LANGE_DAG}(?:ochtend|middag|avond)?)(?:en|s)\b", r"\1"),
        (rf"\b({DAG}) ?(?:-|–|tot|t/m) ?({DAG})\b", r"\1 t/m \2"),
        (rf"\b({DAG})/(?={DAG}\b)", r"\1, "),
        (
            r"^(?:op |elke )?(?:doordeweekse dag(?:en)?|doordeweeks|werkdag(?:en)?)\b",
            "elke werkdag",
        ),
        (r"^(?:op |in )?(?:de |het |elke )?weekend(?:en)?\b", "elke weekend"),
        (r"(?:\b(?:in|op) de |\bde |\belke |\b)(even|oneven) (?:week|weken)\b", r"in de \1 weken"),
        # How often
        (r"\bdagelijks\b", "elke dag"),
        (r"\b(?:twee-?wekelijks|14-daags|veertiendaags)\b", "om de week"),
        (r"\b(?:om de|elke) (?:14|veertien) dagen(?= op\b)", "om de week"),
        (r"\bdrie-?wekelijks\b", "elke 3 weken"),
        (r"\btwee-?maandelijks\b", "om de maand"),
        (r"\b(?:half-?jaarlijks|elke half ?jaar)\b", "elke 6 maanden"),
        (r"\bwekelijks\b", "elke week"),
        (r"\bmaandelijks\b", "elke maand"),
        (r"\bjaarlijks\b", "elke jaar"),
        (r"\bvan (?:het|elke) kwartaal\b", "van de maand in januari, april, juli en oktober"),
        (r"\b(?:(?:één|een|eens|1)(?: keer)? )?(?:per|elke) kwartaal\b", "elke 3 maanden"),
        (rf"\belke tweede {_EENHEID}\b(?! van)", r"elke 2 \1"),
        (rf"\belke derde {_EENHEID}\b(?! van)", r"elke 3 \1"),
        (rf"\belke vierde {_EENHEID}\b(?! van)", r"elke 4 \1"),
        (r"\b(elke [0-9]+) dag\b", r"\1 dagen"),
        (r"\b(elke [0-9]+) week\b", r"\1 weken"),
        (r"\b(elke [0-9]+) maand\b", r"\1 maanden"),
        (rf"^(?:elke |op )?({_DAGEN}),? (om de week|elke [0-9]+ weken)\b", r"\2 op \1"),
        (rf"^elke maand op (?={DAG}(?:en)?\b)", "één keer per maand op "),
        (rf"^elke maand,? (?:op )?(?:de )?(?={RANG})", "elke maand op de "),
        (rf"^(?:op )?(?:de |het )?(?={RANG})", "elke "),
        (r"\bvan elke maand\b", "van de maand"),
        (r"( en|,(?= elke)) (?:elke|op de|op|de|'s) ", r"\1 "),
        (rf"\ben in (?={MAAND}\b)", "en "),
        # Until when, and when not
        (rf"\bvan (?={DATUM}(?: t/m| tot)\b)", "vanaf "),
        (rf"\b(?:met ingang van|sinds|te beginnen op) (?={DATUM})", "vanaf "),
        (r"\b(?:(?:maar )?niet|uitgezonderd|behoudens)(?= (?:in|op|tijdens|van|[0-9]))", "behalve"),
        (r"(?:,? )buiten (?=de .*(?:vakantie|feestdag))", ", behalve "),
    )
]


def in_gewone_woorden(tekst):
    """`tekst`, in lower case, spelled the way that `lezen` reads."""
    for patroon, gewoon in GEWOON:
        tekst = patroon.sub(gewoon, tekst)
    return " ".join(tekst.split())
