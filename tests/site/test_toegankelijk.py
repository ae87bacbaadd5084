"""Every kind of page in a real browser: axe, widths, schemes, large text, the keyboard."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.db import connection
from django.utils import timezone

from netwerken.models import Contactadres, Inzet, Navraag, Organisatie
from netwerken.models.navraag import GELDIG, gehakt
from netwerken.navragen.wat import naam_van
from tests.hulp.browserproef import DUBBEL_ZO_GROOT, log_in
from tests.hulp.proefsite import rijen_van

pytestmark = pytest.mark.eenmaal

# A page looks the same whatever the database behind it: it is looked at from all sides with
# SQLite, and on the narrowest screen with others.
OP_SQLITE = connection.vendor == "sqlite"
BREEDTES = (320, 768, 1280) if OP_SQLITE else (320,)
# A page shows at 768 px what it shows at 320 or at 1280: all but its layout is looked at there.
ALLEEN_INDELING = 768
# What a visitor may have set: each with the name that a failure shows.
SCHEMAS = {
    "licht": {"color_scheme": "light", "forced_colors": "none"},
    "donker": {"color_scheme": "dark", "forced_colors": "none"},
    "geforceerd": {"color_scheme": "light", "forced_colors": "active"},
}
# One of each template, or part of one, on busy records of the demo.
OPENBAAR = [
    "/",
    "/zoeken/?q=moestuin",
    "/zoeken/?q=qqqqqq",
    "/zoeken/?q=slimoteek",
    "/zoeken/?q=zelfmoord",
    "/nu-hulp/",
    "/waar-kan-ik-terecht/",
    "/waar-kan-ik-terecht/?wijk=de-wijert&thema=&doelgroep=ouderen",
    "/over/",
    "/toegankelijkheid/",
    "/privacy/",
    "/api/",
    "/open-data/",
    "/wijken/",
    "/wijken/groningen/",
    "/wijken/beijum/",
    "/wijken/beijum/?op=2021-06-30",
    "/wijken/zuid/gids/",
    "/wijken/zuid/wijkpact/",
    "/wijken/zuid/jaren/",
    "/wijken/zuid/jaarbericht/2021/",
    "/wijken/zuid/veranderd/?sinds=2020-01-01",
    "/netwerken/sterk-netwerk-beijum/veranderd/?sinds=2020-01-01",
    "/themas/",
    "/themas/rondkomen-en-armoede/",
    "/agendas/sociale-wijkagenda-beijum/",
    "/organisaties/",
    "/organisaties/?soort=kerk&q=zonnebloempit",
    "/organisaties/humanitas/",
    "/initiatieven/?wijk=beijum",
    "/initiatieven/slimotheek/",
    "/accommodaties/",
    "/accommodaties/mfc-de-wijert/",
    "/activiteiten/",
    "/activiteiten/haken-en-breien/",
    "/netwerken/",
    "/netwerken/sterk-netwerk-beijum/",
    "/verhalen/",
    "/verhalen/zondag-in-de-stroming/",
    "/dekking/",
    "/melding/",
    "/melding/?over=accommodatie/mfc-de-wijert&veld=telefoon",
    "/melding/nieuw/?wat=activiteit&wijk=beijum",
    "/klopt/onzin/",
    "/wijken/beijum/volgen/",
    "/volgen/verstuurd/",
    "/volgen/onzin/bevestigen/",
    "/dekking/?op=onzin&gebied=oost",
    "/signalen/",
    "/signalen/1/",
    "/bestaat-niet/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/en/",
    "/en/wijken/beijum/",
]
VAN_COORDINATOR = [
    "/werkplek/",
    "/werkplek/collegas/",
    "/werkplek/gedaan/",
    "/werkplek/overdragen/",
    "/werkplek/uitnodigen/",
    "/netwerken/sterk-netwerk-beijum/",
    "/netwerken/sterk-netwerk-beijum/wijzigen/",
    "/netwerken/sterk-netwerk-beijum/beeindigen/",
    "/netwerken/sterk-netwerk-beijum/intrekken/",
    "/netwerken/sterk-netwerk-beijum/geschiedenis/",
    "/netwerken/sterk-netwerk-beijum/inzet/",
    "/netwerken/sterk-netwerk-beijum/inzet/regels/",
    "/netwerken/sterk-netwerk-beijum/inzet/nieuw/",
    "/netwerken/sterk-netwerk-beijum/deelnames/nieuw/",
    "/netwerken/sterk-netwerk-beijum/bijeenkomsten/",
    "/netwerken/sterk-netwerk-beijum/bijeenkomsten/nieuw/",
    "/netwerken/sterk-netwerk-beijum/contactpunten/",
    "/netwerken/sterk-netwerk-beijum/contactpunten/nieuw/",
    "/organisaties/wij-groningen/contactadres/",
    "/netwerken/sterk-netwerk-beijum/afspraken/",
    "/netwerken/sterk-netwerk-beijum/afspraken/nieuw/",
    "/wijken/beijum/peilingen/nieuw/",
    "/netwerken/sterk-netwerk-beijum/signalen/",
    "/netwerken/sterk-netwerk-beijum/signalen/nieuw/",
    "/organisaties/nieuw/",
    "/organisaties/wij-groningen/overdragen/",
    "/organisaties/gemeente-groningen/voorstellen/",
    "/initiatieven/nieuw/",
    "/activiteiten/nieuw/",
    "/agendas/sociale-wijkagenda-beijum/wijzigen/",
    "/agendas/sociale-wijkagenda-beijum/nieuwe-versie/",
    "/agendas/sociale-wijkagenda-beijum/vergelijken/",
    "/agendas/sociale-wijkagenda-beijum/vaststellen/",
    "/werkplek/inlezen/",
    "/werkplek/organisaties/",
    "/werkplek/voorstellen/",
    "/accounts/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/en/werkplek/",
]

# Templates that another address of these lists shows as well: in another language, or as a form
# with other fields. Their words and fields are looked at on the narrowest screen, not their colours
# in every scheme.
HERHAALT = {
    "/en/",
    "/en/wijken/beijum/",
    "/en/werkplek/",
    "/melding/?over=accommodatie/mfc-de-wijert&veld=telefoon",
    "/netwerken/sterk-netwerk-beijum/contactpunten/nieuw/",
    "/netwerken/sterk-netwerk-beijum/deelnames/nieuw/",
    "/netwerken/sterk-netwerk-beijum/signalen/nieuw/",
    "/organisaties/nieuw/",
}

# What axe would preload is for two rules: one of sound, and one that is an experiment.
AXE_VOLUIT = """async () => (await axe.run(
  {resultTypes: ['violations'], preload: false})).violations"""
# What depends on how much room there is, and not on what is shown.
AXE_INDELING = """async () => (await axe.run({resultTypes: ['violations'], preload: false,
  runOnly: ['scrollable-region-focusable']})).violations"""
# Colours are all that a scheme changes. Texts of the same tags, classes and states all the way up
# have the same ones: of each kind the first is looked at, once per scheme and window.
AXE_KLEUR = """async (schema) => {
  const nieuw = nieuweSoorten(schema)
  if (!nieuw.length) return []
  return (await axe.run({include: nieuw}, {resultTypes: ['violations'], preload: false,
    runOnly: ['color-contrast']})).violations
}"""
SOORTEN = """() => {
  const namen = ["class", "type", "open", "role", "data-kop", "aria-current", "aria-selected",
    "aria-disabled", "aria-invalid", "aria-busy"]
  const soort = (el) => el === document.body ? el.className : [
    soort(el.parentElement), el.tagName, ...namen.map((naam) => el.getAttribute(naam)),
    !el.previousElementSibling, !el.nextElementSibling, el.matches(":checked, :disabled"),
  ].join("|")
  const heeftTekst = (el) => el.matches("input, select, textarea")
    || [...el.childNodes].some((deel) => deel.nodeType === Node.TEXT_NODE && deel.data.trim())
  window.nieuweSoorten = (schema) => {
    const bekend = new Set(JSON.parse(sessionStorage.getItem(schema) || "[]"))
    const nieuw = [...document.querySelectorAll("body *")].filter((el) => {
      if (!heeftTekst(el) || !el.checkVisibility()) return false
      const deze = soort(el)
      return !bekend.has(deze) && bekend.add(deze)
    })
    sessionStorage.setItem(schema, JSON.stringify([...bekend]))
    return nieuw
  }
}"""
STEEKT_UIT = """() => {
  const breed = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= breed) return []
  return [...document.querySelectorAll("body *")]
    .filter((el) => el.getBoundingClientRect().right > breed + 1)
    .map((el) => el.outerHTML.slice(0, 120)).slice(-3)
}"""
FOCUS = """() => {
  const el = document.activeElement
  // A card draws it round all of itself.
  const omlijnd = ["", "::after"].some((deel) => {
    const stijl = getComputedStyle(el, deel)
    return stijl.outlineStyle !== "none" && parseFloat(stijl.outlineWidth) >= 2
  })
  const dezelfde = el === window.vorige
  window.vorige = el
  return {
    // The parts of a date are one field; the browser itself marks its button.
    dezelfde,
    tag: el.tagName, tekst: (el.textContent || el.name || "").trim().slice(0, 40),
    omlijnd, inBeeld: inBeeld(el),
  }
}"""
# Whether some part of what has the focus is on top: nothing that sticks lies over it. Shapes of
# one drawing lie in each other's boxes without covering each other.
IN_BEELD = """() => { window.inBeeld = (el) => [...el.getClientRects()].some((vak) =>
  [0.1, 0.5, 0.9].some((deel) => {
    const boven = document.elementFromPoint(
      vak.left + vak.width * deel, vak.top + vak.height * deel)
    return boven && (el.contains(boven) || boven.contains(el) || boven.control === el
      || el.ownerSVGElement?.contains(boven))
  })) }"""


@pytest.fixture(scope="module")
def maak_venster(browser_context_args):
    """A function that opens a window with cookies of its own; nothing in it moves."""
    rustig, contexten = {"reduced_motion": "reduce"}, []

    def maak(browser):
        contexten.append(browser.new_context(**browser_context_args | rustig))
        return contexten[-1].new_page()

    yield maak
    for context in contexten:
        context.close()


@pytest.fixture(scope="module")
def grote_browser(browser, launch_browser, browser_type_launch_args):
    """A second browser, in which letters are twice as large."""
    groot = launch_browser(args=[*browser_type_launch_args["args"], DUBBEL_ZO_GROOT])
    yield groot
    groot.close()


@pytest.fixture(scope="module")
def bezoeker(maak_venster, browser):
    return maak_venster(browser)


@pytest.fixture(scope="module")
def bezoeker_groot(maak_venster, grote_browser):
    return maak_venster(grote_browser)


@pytest.fixture(scope="module")
def coordinator(maak_venster, browser, site):
    venster = maak_venster(browser)
    log_in(venster, site, "coordinator_beijum")
    return venster


@pytest.fixture(scope="module")
def coordinator_groot(maak_venster, grote_browser, coordinator):
    """The same visitor as `coordinator`: logged in once."""
    venster = maak_venster(grote_browser)
    venster.context.add_cookies(coordinator.context.cookies())
    return venster


def gebreken(venster, script, schema="licht"):
    """What axe finds in a page that is shown in this scheme, as short lines."""
    venster.emulate_media(**SCHEMAS[schema])
    return [
        f"{gebrek['id']}: {punt['target']} {punt['html'][:160]} {punt['failureSummary'][:200]}"
        for gebrek in venster.evaluate(script, schema)
        for punt in gebrek["nodes"]
    ]


def keur(venster, groot, adres):
    """All that is wrong with a page, per width and scheme, and in a window with large letters."""
    fouten = {}
    venster.goto(adres)
    groot.goto(adres)
    for breedte in BREEDTES:
        for wat, scherm in (("steekt uit", venster), ("200 % steekt uit", groot)):
            scherm.set_viewport_size({"width": breedte, "height": 800})
            fouten[breedte, wat] = scherm.evaluate(STEEKT_UIT)
    groot.evaluate(AXE_SCRIPT)
    fouten["200 %", "licht"] = gebreken(groot, AXE_INDELING)
    venster.evaluate(AXE_SCRIPT)
    venster.evaluate(SOORTEN)
    herhaalt = urlsplit(adres).path in HERHAALT
    for breedte in BREEDTES[:1] if herhaalt else BREEDTES:
        venster.set_viewport_size({"width": breedte, "height": 800})
        if breedte == ALLEEN_INDELING:
            fouten[breedte, "licht"] = gebreken(venster, AXE_INDELING)
            continue
        fouten[breedte, "licht"] = gebreken(venster, AXE_VOLUIT)
        for schema in ("donker", "geforceerd") if OP_SQLITE and not herhaalt else ():
            fouten[breedte, schema] = gebreken(venster, AXE_KLEUR, schema)
    return {waar: wat for waar, wat in fouten.items() if wat}


@pytest.mark.parametrize("adres", OPENBAAR)
def test_public_page_is_accessible(bezoeker, bezoeker_groot, site, adres):
    assert keur(bezoeker, bezoeker_groot, f"{site.url}{adres}") == {}


@pytest.fixture(scope="module")
def gemaild(site, django_db_blocker):
    """The address in a mail “Klopt dit nog?” to Humanitas, and that of one inzet on it."""
    sleutel, vandaag = "s" * 43, timezone.localdate()
    with django_db_blocker.unblock(), rijen_van(site) as rijen:
        humanitas = rijen(Organisatie).get(slug="humanitas")
        inzet = rijen(Inzet).filter(organisatie=humanitas, wijk__slug="beijum", tot=None).first()
        # In bulk, and left there: the history of a row is kept in the database of this process.
        [adres] = rijen(Contactadres).bulk_create(
            [Contactadres(organisatie=humanitas, email="balie@voorbeeld.test", afdruk="a")]
        )
        rij = Navraag(
            afdruk="a",
            sleutel=gehakt(sleutel),
            begonnen_op=vandaag,
            op=vandaag,
            geldig_tot=vandaag + GELDIG,
            rijen={naam_van(humanitas): "klopt", naam_van(inzet): ""},
        )
        [navraag] = rijen(Navraag).bulk_create([rij])
        koppeling = Navraag.adressen.through
        rijen(koppeling).create(navraag=navraag, contactadres=adres)
    return f"/klopt/{sleutel}/", naam_van(inzet)


@pytest.mark.parametrize(
    "wat", ["", "gestopt/", "geen-mail/", "{inzet}/anders/", "{inzet}/gestopt/"]
)
def test_page_behind_the_link_of_a_mail_is_accessible(bezoeker, bezoeker_groot, site, gemaild, wat):
    pad, inzet = gemaild
    assert keur(bezoeker, bezoeker_groot, f"{site.url}{pad}{wat.format(inzet=inzet)}") == {}
    assert "kennen we niet" not in bezoeker.content()


@pytest.mark.parametrize("adres", VAN_COORDINATOR)
def test_page_of_a_coordinator_is_accessible(coordinator, coordinator_groot, site, adres):
    assert keur(coordinator, coordinator_groot, f"{site.url}{adres}") == {}


def test_a_drawing_grows_with_the_letters_of_the_page(bezoeker, bezoeker_groot, site):
    hoogtes = []
    for venster in (bezoeker, bezoeker_groot):
        venster.set_viewport_size({"width": 1400, "height": 900})
        venster.goto(f"{site.url}/netwerken/sterk-netwerk-beijum/")
        hoogtes.append(venster.locator(".tekening .van text").first.bounding_box()["height"])
    assert hoogtes[1] == pytest.approx(2 * hoogtes[0], rel=0.05)


def test_a_form_with_mistakes_is_accessible(coordinator, site):
    coordinator.goto(f"{site.url}/netwerken/sterk-netwerk-beijum/inzet/nieuw/")
    coordinator.fill("[name=organisatie]", "Humanitass")
    coordinator.fill("[name=vanaf]", "onzin")
    # The browser itself would stop the empty choices; the answer of the site is what counts here.
    coordinator.evaluate("document.querySelector('main form').noValidate = true")
    coordinator.click("main form .knoppenrij .knop >> nth=0")
    coordinator.evaluate(AXE_SCRIPT)
    assert coordinator.locator("[aria-invalid=true]").count() >= 2
    assert gebreken(coordinator, AXE_VOLUIT) == []


def test_the_first_tab_leads_past_the_header(bezoeker, site):
    bezoeker.goto(f"{site.url}/wijken/beijum/")
    bezoeker.keyboard.press("Tab")
    gefocust = bezoeker.locator(":focus")
    assert gefocust.inner_text() == "Direct naar de inhoud"
    bezoeker.keyboard.press("Enter")
    assert bezoeker.evaluate("document.activeElement.id") == "inhoud"


@pytest.mark.parametrize("breedte", [360, 800, 1280])
def test_the_header_is_tabbed_through_as_it_is_read(bezoeker, site, breedte):
    bezoeker.set_viewport_size({"width": breedte, "height": 800})
    bezoeker.goto(f"{site.url}/wijken/beijum/")
    vakken = [
        deel.bounding_box() for deel in bezoeker.locator("header :is(a, input, button)").all()
    ]
    # In rows from top to bottom, each from left to right.
    gezien = [(round(v["y"] + v["height"] / 2, -1), v["x"]) for v in vakken if v]
    assert len(gezien) >= 5
    assert gezien == sorted(gezien)


@pytest.mark.parametrize("breedte", [360, 1280])
@pytest.mark.parametrize(
    "adres", ["/", "/wijken/beijum/", "/organisaties/", "/dekking/", "/activiteiten/"]
)
def test_keyboard_focus_is_always_visible_and_never_hidden(bezoeker, site, adres, breedte):
    bezoeker.emulate_media(**SCHEMAS["licht"])
    bezoeker.set_viewport_size({"width": breedte, "height": 800})
    bezoeker.goto(f"{site.url}{adres}")
    bezoeker.evaluate(IN_BEELD)
    onzichtbaar = []
    for _keer in range(40):
        bezoeker.keyboard.press("Tab")
        focus = bezoeker.evaluate(FOCUS)
        zichtbaar = focus["omlijnd"] and focus["inBeeld"]
        if not (zichtbaar or focus["dezelfde"] or focus["tag"] == "BODY"):
            onzichtbaar.append(focus)
    assert onzichtbaar == []
