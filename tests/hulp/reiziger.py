"""Somebody who carries out a journey by what stands on the pages, with only keys or only fingers.

A journey says which link, button or field by its accessible name, in Dutch; a traveller who reads
another language looks for the translation in the catalogue of the site.
"""

import re
from urllib.parse import urlsplit

from django.utils import translation
from django.utils.translation import ngettext
from playwright.sync_api import expect

from tests.hulp.schermproef import GAAF, GEFOCUST

MEESTE_STAPPEN = 400


class Reiziger:
    """What keys and fingers share: finding something on the page, and reading what is there."""

    taal = "nl"

    def __init__(self, venster, site):
        self.venster, self.site, self._gebreken = venster, site, {}
        self.hoofd = venster.locator("main")

    # Where one is

    def log_in(self, rol):
        wie = self.site.gebruikers[rol]
        self.open("/accounts/login/")
        self.vul("E-mailadres", wie["email"])
        self.vul("Wachtwoord", wie["wachtwoord"])
        self.druk("Inloggen")
        expect(self.venster).to_have_url(re.compile("/werkplek/$"))

    def open(self, adres):
        """Begin at this address, in one's own language."""
        voorvoegsel = "" if self.taal == "nl" else f"/{self.taal}"
        self.venster.goto(f"{self.site.url}{voorvoegsel}{adres}")
        self._kijk()

    def leest(self, *zinnen):
        """These sentences stand on the page."""
        for zin in zinnen:
            expect(self.hoofd).to_contain_text(self.in_eigen_taal(zin))

    def ziet(self, naam):
        """Whether this field is shown on a screen as wide as this one."""
        return self.hoofd.get_by_role("checkbox", name=naam).filter(visible=True).count() > 0

    def in_eigen_taal(self, zin, meer=None, **delen):
        """What the site says for this; names of what it holds stay as they are.

        `meer` is how it says it for more than one, by `n`; `delen` is what it fills in.
        """
        with translation.override(self.taal):
            zin = translation.gettext(zin) if meer is None else ngettext(zin, meer, delen["n"])
            return zin % delen if delen else zin

    # What one does

    def druk(self, naam, *, bij=None, over=None):
        """Follow the link or press the button, which leads to another page.

        `over` is the row that its name tells of, as it is on another line for another row.
        """
        doel = self._knop(naam if over is None else f"{self.in_eigen_taal(naam)} {over}", bij)
        with self.venster.expect_navigation():
            self._raak(doel)
        self._kijk()

    def klap_open(self, naam, *, bij=None):
        """Open what is folded away under this heading, unless it is open."""
        kop = self._binnen(bij).locator("summary:visible")
        kop = kop.filter(has_text=self.in_eigen_taal(naam)).first
        if not kop.evaluate("el => el.parentElement.open"):
            self._raak(kop)
            assert kop.evaluate("el => el.parentElement.open")
            self._kijk()

    def kruis(self, *namen, bij=None):
        """Tick these boxes, or choose by these dots."""
        for naam in namen:
            vak = self._veld(naam, bij)
            self._kruis(vak)
            expect(vak).to_be_checked()

    def laat_los(self, naam, *, bij=None):
        """Take away the tick of this box."""
        vak = self._veld(naam, bij)
        self._kruis(vak)
        expect(vak).not_to_be_checked()

    def vul(self, naam, tekst, *, bij=None, nummer=0):
        """Fill in this text, in the place of what stood there."""
        veld = self._veld(naam, bij, nummer)
        self._vul(veld, tekst)
        expect(veld).to_have_value(tekst)

    def kies(self, naam, keuze, *, bij=None, nummer=0):
        """Choose from a list by what it says."""
        veld = self._veld(naam, bij, nummer)
        self._kies(veld, self.in_eigen_taal(keuze))
        gekozen = veld.evaluate("el => el.selectedOptions[0].textContent.trim()")
        assert gekozen.lower() == self.in_eigen_taal(keuze).lower()

    def geef(self, naam, bestand):
        """Hand over a file, {name, mimeType, buffer}, where the page asks for one."""
        with self.venster.expect_file_chooser() as kiezer:
            self._raak(self._veld(naam))
        kiezer.value.set_files(bestand)

    # How it is found

    def _binnen(self, bij):
        """The smallest part of the page that bears this name, or stands around this text."""
        if bij is None:
            return self.hoofd
        bij = self.in_eigen_taal(bij)
        delen = [
            self.hoofd.get_by_role(rol, name=bij)
            for rol in ("group", "region", "row", "rowgroup", "form")
        ]
        delen += [self.hoofd.locator("li, article, tr").filter(has_text=bij)]
        for deel in delen:
            if deel.count():
                return deel.last
        raise AssertionError(f"nothing on {self.venster.url} is called {bij!r}")

    def _knop(self, naam, bij):
        binnen, heet = self._binnen(bij), self._heet(naam)
        knoppen = binnen.get_by_role("link", name=heet).or_(binnen.get_by_role("button", name=heet))
        return self._eerste(naam, knoppen)

    def _veld(self, naam, bij=None, nummer=0):
        binnen, heet = self._binnen(bij), self._heet(naam)
        velden = binnen.get_by_label(heet)
        for rol in ("textbox", "checkbox", "radio", "combobox"):
            velden = velden.or_(binnen.get_by_role(rol, name=heet))
        return self._eerste(naam, velden, nummer)

    def _heet(self, naam):
        """A name as one sees it: what explains it further, after : or in brackets, is left out.

        What a reader of the screen hears after it is the row that it is about.
        """
        eigen = self.in_eigen_taal(naam)
        # A label begins with a capital that its model lacks.
        naam = eigen if eigen != naam else self.in_eigen_taal(naam[:1].lower() + naam[1:])
        vast = r"\s+".join(re.escape(woord) for woord in naam.split())
        return re.compile(rf"^\s*{vast}(\s?:.*|\s*\(.*\))?\s*$", re.DOTALL | re.IGNORECASE)

    def _eerste(self, naam, alle, nummer=0):
        zichtbaar = alle.filter(visible=True)
        if zichtbaar.count() <= nummer:
            raise AssertionError(f"nothing on {self.venster.url} is called {naam!r}")
        return zichtbaar.nth(nummer)

    def _kijk(self):
        """Look at the page as it is shown, once per kind of page."""

    def _let_op(self, wat):
        if wat:
            self._gebreken[f"{urlsplit(self.venster.url).path}: {wat}"] = True

    def geef_gebreken(self):
        """What was wrong with the pages since this was asked last, in lines."""
        gebreken, self._gebreken = list(self._gebreken), {}
        return gebreken


class OpToetsen(Reiziger):
    """Reads English, has no mouse, and no JavaScript; `stappen` counts the presses of Tab."""

    taal = "en"
    opties = {"java_script_enabled": False}
    stappen = 0

    def _kijk(self):
        taal = self.venster.evaluate("document.documentElement.lang")
        self._let_op("" if taal == self.taal else f"language {taal}")

    def _naar(self, doel, hierin="el => el === document.activeElement"):
        """Press Tab until this has the focus, which is seen."""
        toetsen = self.venster.keyboard
        punt = doel.element_handle()
        for _stap in range(MEESTE_STAPPEN):
            if punt.evaluate(hierin):
                self._let_op(self.venster.evaluate(GEFOCUST))
                return
            toetsen.press("Tab")
            self.stappen += 1
        raise AssertionError(f"Tab never reached {doel} on {self.venster.url}")

    def _raak(self, doel):
        self._naar(doel)
        self.venster.keyboard.press("Enter")

    def _kruis(self, vak):
        if vak.get_attribute("type") == "checkbox":
            self._naar(vak)
            self.venster.keyboard.press("Space")
            return
        # One dot of the group can be tabbed to; from there arrows go to the others.
        self._naar(vak, "el => el.name === document.activeElement.name")
        while not vak.evaluate("el => el === document.activeElement && el.checked"):
            self.venster.keyboard.press("ArrowDown")

    def _vul(self, veld, tekst):
        self._naar(veld)
        self.venster.keyboard.press("Control+A")
        self.venster.keyboard.insert_text(tekst)

    def _kies(self, veld, keuze):
        self._naar(veld)
        self.venster.keyboard.type(keuze)


class MetVingers(Reiziger):
    """Reads Dutch on a narrow phone, with letters twice as large and JavaScript."""

    opties = {
        "viewport": {"width": 360, "height": 740},
        "has_touch": True,
        "is_mobile": True,
    }

    def _kijk(self):
        for wat in self.venster.evaluate(GAAF):
            self._let_op(wat)

    def _raak(self, doel):
        doel.tap()

    def _kruis(self, vak):
        # The label is what a finger hits.
        vak.evaluate_handle("el => el.labels[0] ?? el").as_element().tap()

    def _vul(self, veld, tekst):
        veld.tap()
        veld.fill(tekst)

    def _kies(self, veld, keuze):
        veld.select_option(label=keuze)
