"""The rooster as a browser sends it, without one."""

import html5lib


class Blad:
    """The form of the rooster on a page, to fill in and send."""

    def __init__(self, client, pad):
        self.client, self.pad = client, pad
        self._lees(client.get(pad))

    def _lees(self, antwoord):
        self.antwoord = antwoord
        assert antwoord.status_code == 200
        boom = html5lib.parse(antwoord.content, namespaceHTMLElements=False)
        self.rooster = antwoord.context["rooster"]
        self.formulier = boom.find(".//form[@id='rooster']")
        self.velden = {}
        for veld in self.formulier.iter():
            if veld.tag in ("input", "select"):
                self._neem_op(veld)

    def _neem_op(self, veld):
        naam, soort = veld.get("name"), veld.get("type")
        if naam is None or (soort in ("checkbox", "radio") and veld.get("checked") is None):
            return
        waarde = veld.get("value", "")
        if veld.tag == "select":
            opties = list(veld.iter("option"))
            gekozen = [optie for optie in opties if optie.get("selected") is not None] or opties[:1]
            waarde = gekozen[0].get("value")
        self.velden.setdefault(naam, []).append(waarde)

    def druk(self, wie, thema):
        """Press the cell of this party (a record, or the name of a role) on this theme."""
        waarden = self.velden.setdefault(sleutel(wie), [])
        waarde = str(thema.pk)
        if waarde in waarden:
            waarden.remove(waarde)
        else:
            waarden.append(waarde)
        return self

    def vul(self, **velden):
        """Fill in these fields: a text, or a list of what is ticked."""
        for naam, waarde in velden.items():
            self.velden[naam] = waarde if isinstance(waarde, list) else [waarde]
        return self

    def stuur(self):
        """Send it: gives the answer; when the sheet comes back, this is that sheet from then on."""
        antwoord = self.client.post(self.rooster.adres, self.velden)
        if antwoord.status_code == 200:
            self._lees(antwoord)
        return antwoord


def sleutel(wie):
    """The name that the boxes of this party bear."""
    if isinstance(wie, str):
        return f"r:{wie}"
    return f"{'n' if wie._meta.model_name == 'netwerk' else 'o'}{wie.pk}"
