"""A city to ask in where one can turn to, and how the answers read."""

import re

from tests.hulp.bouwers import maak_gebied, maak_initiatief, maak_stad, maak_thema, maak_wijk
from tests.hulp.lijstproef import open_pagina

BEGIN = "/waar-kan-ik-terecht/"
KLAAR = f"{BEGIN}?wijk=beijum&thema=geld&doelgroep="


class Stad:
    """A city with a gebied, two wijken and two themes."""

    def __init__(self):
        self.stad = maak_stad()
        self.oost = maak_gebied(naam="Oost", ligt_in=self.stad)
        self.beijum = maak_wijk(naam="Beijum", ligt_in=self.oost)
        self.lewenborg = maak_wijk(naam="Lewenborg", ligt_in=self.oost)
        self.geld = maak_thema(naam="Geld")
        self.taal = maak_thema(naam="Taal")

    def initiatief(self, naam, wijk=None, **velden):
        velden.setdefault("themas", [self.geld])
        return maak_initiatief(naam=naam, wijken=[wijk or self.beijum], **velden)


def vondsten(client, adres=KLAAR):
    """[(name, all that is said of it)] in the order of the page."""
    inhoud, _queries = open_pagina(client, adres)
    kaarten = re.findall(r'<li class="kaart">.*?</li>\s*(?=<li class="kaart">|</ul>)', inhoud, re.S)
    kaal = [" ".join(re.sub("<[^>]*>", " ", kaart).split()) for kaart in kaarten]
    namen = [re.search(r"<h3[^>]*>(.*?)</h3>", kaart, re.S)[1] for kaart in kaarten]
    return [
        (" ".join(re.sub("<[^>]*>", "", naam).split()), tekst)
        for naam, tekst in zip(namen, kaal, strict=True)
    ]
