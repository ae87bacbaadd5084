"""Following the links of the site page by page, few of each form."""

import re
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

from django.utils.http import urlencode

from buurtnet.web.taal import taal_van, zonder_taal
from tests.hulp.wereld import SITE

BUITEN = re.compile(r"/(static|media)/|/accounts/(logout|2fa)|/admin/jsi18n")
FORMATEN = ("csv", "json", "ics", "atom")
LIJSTEN = ("organisaties", "netwerken", "initiatieven", "accommodaties", "activiteiten", "verhalen")


def inhoud(antwoord):
    return (b"".join(antwoord) if antwoord.streaming else antwoord.content).decode()


def vorm(adres):
    """(language, path without what it is about, names of the parameters) of an address."""
    delen = urlsplit(adres)
    pad = re.sub(r"^(/[\w-]+/)[^/]+/|\d+", r"\1*/", zonder_taal(delen.path))
    namen = {naam for naam, _waarde in parse_qsl(delen.query, keep_blank_values=True)}
    # A file is made the same way, whatever was chosen.
    return taal_van(delen.path), pad, ("formaat",) if "formaat" in namen else tuple(sorted(namen))


def struin(client, begin, hoeveel):
    """Yields (address, answer) of `begin` and of what links on it lead to, few of each form."""
    te_doen, gezien, vormen = [*begin], set(begin), Counter()
    while te_doen:
        adres = te_doen.pop()
        antwoord = client.get(adres)
        yield adres, antwoord
        if not antwoord.get("Content-Type", "").startswith("text/html"):
            continue
        for link in re.findall(r'href="([/?][^"#]*)', inhoud(antwoord).replace("&amp;", "&")):
            doel = f"{urlsplit(adres).path}{link}" if link.startswith("?") else link
            if doel in gezien or BUITEN.match(doel):
                continue
            gezien.add(doel)
            soort = vorm(doel)
            vormen[soort] += 1
            if vormen[soort] <= hoeveel[soort[0]]:
                te_doen.append(doel)


def begin_voor(wereld, woord):
    """Where to begin: every address of the site, and lists and files by a question of `woord`."""
    adressen = [wereld.adres(*adres)[0] for adres in SITE if adres[0] != "account_logout"]
    vragen = [urlencode({"q": woord, "wijk": woord, "thema": woord, "op": woord})]
    vragen += [f"formaat={formaat}" for formaat in FORMATEN]
    adressen += [f"/{lijst}/?{vraag}" for lijst in LIJSTEN for vraag in vragen]
    zoek = [urlencode({"q": vraag}) for vraag in (woord, "i10q x20q", "9737AB", "wijk")]
    adressen += [f"/{pad}/?{vraag}" for pad in ("zoeken", "zoeken/suggesties") for vraag in zoek]
    waar = {"wijk": wereld.wijk.slug, "thema": wereld.thema.slug, "doelgroep": ""}
    return [*adressen, f"/waar-kan-ik-terecht/?{urlencode(waar)}", "/kaart.svg"]
