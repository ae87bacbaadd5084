"""What a table of 12 by 120 cells costs, by the ways there are to make HTML of many pieces.

Run as a module: `.venv/bin/python -m tests.hulp.meet_html`. What it said, and what follows from it,
stands in docs/besluiten/0004-html.md.
"""

import statistics
import time

from django.conf import settings
from django.template import Context, Engine
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from buurtnet.web.html import vul_in, vul_rijen

CEL = '<td class="{}"><a href="{}">{} <b>{}</b></a></td>'
CELLEN = [
    (
        "gedekt" if nummer % 3 else "witte_vlek",
        f"/dekking/?wijk=wijk-{nummer % 120}&thema=thema-{nummer // 120}",
        SafeString("<svg><use href='#d'/></svg>"),
        nummer % 7,
    )
    for nummer in range(12 * 120)
]
SJABLOON = (
    "{% for soort, adres, teken, aantal in cellen %}"
    '<td class="{{ soort }}"><a href="{{ adres }}">{{ teken }} <b>{{ aantal }}</b></a></td>'
    "{% endfor %}"
)
KEER = 31


def met_template():
    """A function that gives the cells by a loop in a template, compiled beforehand."""
    sjabloon = Engine().from_string(SJABLOON)
    return lambda: sjabloon.render(Context({"cellen": CELLEN}))


def wijzen():
    """{how: a function that gives the cells as one HTML text}, the quickest first."""
    return {
        "vul_rijen": lambda: vul_rijen(CEL, CELLEN),
        "vul_in per cell": lambda: "".join([vul_in(CEL, *cel) for cel in CELLEN]),
        "format_html_join": lambda: format_html_join("", CEL, CELLEN),
        "format_html per cell": lambda: "".join([format_html(CEL, *cel) for cel in CELLEN]),
        "loop in a template": met_template(),
    }


def meet(maak):
    """Milliseconds of CPU that `maak()` takes, the median of many."""
    tijden = []
    for _keer in range(KEER):
        begin = time.process_time()
        maak()
        tijden.append((time.process_time() - begin) * 1000)
    return statistics.median(tijden)


def main():
    settings.configure(USE_I18N=False)
    print(f"{len(CELLEN)} cells of {len(CELLEN[0])} pieces, ms of CPU")
    eerste = None
    for naam, maak in wijzen().items():
        duur = meet(maak)
        eerste = eerste or duur
        print(f"{naam:22} {duur:6.2f} {duur / eerste:5.1f} x")


if __name__ == "__main__":
    main()
