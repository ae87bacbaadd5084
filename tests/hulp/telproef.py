"""Counting what a person does in a browser: each click, key, choice and text filled in is one."""


class Teller:
    """A page of Playwright that counts what is done on it, and how often a page is loaded.

    `interacties` and `ladingen` are the counts so far; `begin` starts both anew.
    """

    def __init__(self, venster):
        self.venster = venster
        self.begin()
        venster.on("load", lambda _venster: self._tel_lading())

    def begin(self):
        self.interacties = self.ladingen = 0

    def _tel_lading(self):
        self.ladingen += 1

    def klik(self, plek):
        """Click what `plek`, a locator or a selector, names."""
        self._doe(plek, "click")

    def typ(self, plek, tekst):
        """Fill in a text: one interaction, however long it is."""
        self._doe(plek, "fill", tekst)

    def kies(self, plek, label):
        """Choose from a list by what it says."""
        self._doe(plek, "select_option", label=label)

    def toets(self, toets):
        """Press a key, such as "Enter", where the focus is."""
        self.interacties += 1
        self.venster.keyboard.press(toets)

    def _doe(self, plek, wat, *args, **kwargs):
        self.interacties += 1
        plek = self.venster.locator(plek) if isinstance(plek, str) else plek
        getattr(plek, wat)(*args, **kwargs)
