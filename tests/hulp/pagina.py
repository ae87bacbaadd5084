"""Reading a page in a test, instead of its HTML."""

import html5lib


class Pagina:
    """A page as a visitor reads it: its words, blocks and links; `in` looks in <main>."""

    def __init__(self, client, adres):
        antwoord = client.get(adres)
        assert antwoord.status_code == 200
        assert not antwoord.cookies
        self.boom = html5lib.parse(antwoord.content, namespaceHTMLElements=False)

    def __contains__(self, tekst):
        return tekst in self.tekst(self.boom.find(".//main"))

    def tekst(self, element):
        """The words of an element, with single spaces."""
        return " ".join("".join(element.itertext()).split())

    def blok(self, sleutel):
        """The text of what is labelled by, or has, the id `sleutel`; "" when it isn't there."""
        for element in self.boom.iter():
            if sleutel in (element.get("aria-labelledby"), element.get("id")):
                return self.tekst(element)
        return ""

    def links(self):
        """{address} of all that one can follow."""
        return {a.get("href") for a in self.boom.iter("a")}
