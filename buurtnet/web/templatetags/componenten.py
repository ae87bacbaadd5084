"""The components of the site: small pieces of HTML that every page is built of.

Arguments are keyword-only, the one obvious first excepted. Text is escaped here; what a
block component wraps was rendered, and so escaped, already.
"""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.kern.status import Status
from buurtnet.kern.versheid import Samengeteld, Versheid, nagegaan_van, versheid_van
from buurtnet.kern.versheidtekst import nagegaan_in_woorden, samengeteld_in_woorden

from ..html import vul_in, vul_rijen
from .opmaak import getal

register = template.Library()

LEEG = SafeString("")
MEESTE_WAARDEN, LANGSTE_WAARDE = 100, 120

# How many choices of a facet stand open; the rest folds away.
EERSTE_KEUZES = 8

# Coverage of a theme in a wijk: the word, and what it means.
DEKKING = {
    "gedekt": (_("gedekt"), _("staat op de agenda en er wordt aan gewerkt")),
    "dun": (_("dun"), _("staat op de agenda, er werkt één partij aan of alleen een groep")),
    "verouderd": (_("lang niet nagegaan"), _("er werd aan gewerkt; niets daarvan is pas nagegaan")),
    "witte_vlek": (_("witte vlek"), _("staat op de agenda, niemand werkt eraan")),
    "extra": (_("extra"), _("staat niet op de agenda, er wordt wel aan gewerkt")),
    "hier_niet": (_("hier niet"), _("staat op de agenda, maar van je keuze werkt er niemand aan")),
}

_AANGEVINKT = SafeString(" checked")

_STATUSVORM = {
    Status.IDEE: "idee",
    Status.IN_OPRICHTING: "gepland",
    Status.GEPLAND: "gepland",
    Status.ACTIEF: "actief",
    Status.INCIDENTEEL: "klok",
    Status.AFGEROND: "vink",
    Status.GESTOPT: "stop",
}


@register.simple_tag(name="icoon")
@lru_cache(maxsize=200)
def teken(naam):
    """A drawing from the sprite; always beside a word, so hidden from screen readers."""
    return vul_in(
        '<svg class="icoon" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("img/iconen.svg"),
        naam,
    )


def _teken_of_niets(naam):
    return teken(naam) if naam else LEEG


def _link_of_tekst(tekst, url):
    return vul_in('<a href="{}">{}</a>', url, tekst) if url else tekst


@register.simple_tag(takes_context=True)
def navlink(context, url, tekst):
    """An item of the main navigation; says when we are there (page) or below it (true)."""
    verzoek = context.get("request")
    pad = verzoek.path if verzoek else ""
    hier = LEEG
    if pad == url:
        hier = SafeString(' aria-current="page"')
    elif url != "/" and pad.startswith(url):
        hier = SafeString(' aria-current="true"')
    return vul_in('<a href="{}"{}>{}</a>', url, hier, tekst)


# Cards and tiles


@register.simple_block_tag
def kaartlijst(content, *, breed=False):
    """A list of cards: as many beside each other as fit, or one per row when `breed`."""
    klasse = "kaartlijst kaartlijst-een" if breed else "kaartlijst"
    return vul_in('<ul class="{}" role="list">{}</ul>', klasse, content)


@register.simple_block_tag
def kaart(content, *, titel, url="", kop=3, soort="", icoon=""):
    """One card in a kaartlijst; `kop` is the level of its heading."""
    kicker = LEEG
    if soort:
        kicker = vul_in('<p class="kicker">{}<span>{}</span></p>', _teken_of_niets(icoon), soort)
    return vul_in(
        '<li class="kaart"><div class="kaart-in">{}<h{} class="kaart-titel">{}</h{}>'
        '<div class="kaart-rest">{}</div></div></li>',
        kicker,
        kop,
        _link_of_tekst(titel, url),
        kop,
        content,
    )


@register.simple_block_tag
def tegels(content):
    return vul_in('<ul class="tegels" role="list">{}</ul>', content)


@register.simple_tag
def tegel(titel, *, url, icoon="thema", bijschrift="", uitleg=""):
    """A tile: drawing, title and small lines under it, such as a count and what it is."""
    regels = ((regel,) for regel in (bijschrift, uitleg) if regel)
    regel = vul_rijen("<small>{}</small>", regels)
    return vul_in(
        '<li><a class="tegel" href="{}">{}<span><b>{}</b>{}</span></a></li>',
        url,
        teken(icoon or "thema"),
        titel,
        regel,
    )


# Facts and labels


@register.simple_block_tag
def feitenregel(content):
    return vul_in('<ul class="feitenregel" role="list">{}</ul>', content)


@register.simple_tag
def feit(tekst, *, url="", icoon=""):
    """One fact of a feitenregel: "3 organisaties", perhaps a link to the list below."""
    return vul_in("<li>{}{}</li>", _teken_of_niets(icoon), _link_of_tekst(tekst, url))


@register.simple_tag
def merk(tekst, *, icoon="", toon=""):
    """A label; `toon` is "", "groen" or "oker" and never says anything the word doesn't."""
    klasse = f"merk merk-{toon}" if toon else "merk"
    return vul_in('<span class="{}">{}{}</span>', klasse, _teken_of_niets(icoon), tekst)


def statusmerk(status):
    """A state of the one status list, with its shape."""
    status = Status(status)
    toon = "groen" if status == Status.ACTIEF else ""
    return merk(status.label, icoon=_STATUSVORM[status], toon=toon)


@register.simple_tag
def niveaumerk(tekst):
    """Says that something comes from a higher level: "heel Zuid", "stadsbreed"."""
    return vul_in('<span class="merk merk-niveau">{}{}</span>', teken("kaart"), tekst)


@register.simple_tag
def versheid(rij, *, op=None):
    """How fresh a record or a row of `.values()` is on `op` (a date, default today), in words.

    Takes a Samengeteld too, of many facts together: "2 van 7 nagegaan".
    """
    dag = op or timezone.localdate()
    if isinstance(rij, Samengeteld):
        stand, woorden = _stand_van(rij), samengeteld_in_woorden(rij, dag)
    else:
        stand = versheid_van(nagegaan_van(rij), dag)
        woorden = nagegaan_in_woorden(nagegaan_van(rij), dag)
    tekening = teken("vink" if stand == Versheid.VERS else "klok")
    return vul_in('<span class="versheid versheid-{}">{}{}</span>', stand, tekening, woorden)


def _stand_van(geteld):
    """The Versheid that a Samengeteld is drawn with: that of its oldest."""
    return Versheid.VERS if geteld.vers == geteld.aantal else Versheid.VEROUDERD


@register.simple_tag
def dekkingsmerk(stand, *, aantal=None):
    """The coverage of a theme: shape and word; with `aantal` the word is only heard.

    `stand` is a key of DEKKING, or empty: nothing on the agenda and nobody at work.
    """
    if not stand:
        return LEEG
    woord, _uitleg = DEKKING[stand]
    inhoud = woord
    if aantal is not None:
        inhoud = vul_in('<span class="vv">{}: </span>{}', woord, aantal)
    return vul_in(
        '<span class="dekking dekking-{}">{}{}</span>', stand, teken(f"d-{stand}"), inhoud
    )


@register.simple_tag
def dekkingslegenda(*, keuze=False):
    """All states of coverage with what they mean.

    With `keuze` only some people were looked for, so nothing is known to be a white spot.
    """
    weg = "witte_vlek" if keuze else "hier_niet"
    regels = vul_rijen(
        "<li>{} <span>{}</span></li>",
        (
            (dekkingsmerk(stand), uitleg)
            for stand, (_woord, uitleg) in DEKKING.items()
            if stand != weg
        ),
    )
    return vul_in('<ul class="legenda" role="list" aria-label="{}">{}</ul>', _t("Legenda"), regels)


# Blocks


@register.simple_block_tag
def leeg(content, *, titel, kop=3):
    """An empty state: what would stand here, and who can add it."""
    return vul_in('<div class="leeg"><h{}>{}</h{}>{}</div>', kop, titel, kop, content)


@register.simple_block_tag
def melding(content, *, soort="info"):
    """A notice inside a page; `soort` is info, success, warning or error."""
    tekening = "let-op" if soort in ("warning", "error") else "info"
    return vul_in(
        '<div class="melding melding-{}">{}<div>{}</div></div>', soort, teken(tekening), content
    )


@register.simple_block_tag
def uitklap(content, *, titel, open=False, kader=False):
    """Details that open on request; `open` from the start, `kader` draws a box."""
    return vul_in(
        '<details class="uitklap{}"{}><summary>{}</summary><div class="uitklap-in">{}</div>'
        "</details>",
        " uitklap-kader" if kader else "",
        SafeString(" open") if open else "",
        titel,
        content,
    )


@register.simple_block_tag
def tabelgebied(content, *, titel, matrix=False):
    """A table in a named region that scrolls by itself and can be reached by keyboard."""
    return vul_in(
        '<div class="tabelgebied{}" role="region" aria-label="{}" tabindex="0">{}</div>',
        " matrixgebied" if matrix else "",
        titel,
        content,
    )


@register.inclusion_tag("components/_opbalk.html", takes_context=True)
def opbalk(context):
    """The bar over a page that shows another day, or was asked for a day that doesn't exist.

    Only for pages whose view called `lees_op(request)`.
    """
    verzoek = context.get("request")
    peildatum = getattr(verzoek, "peildatum", None)
    if peildatum is None or (peildatum.is_vandaag and not peildatum.fout):
        return {"op": None, "voorbij": False, "fout": "", "terug": ""}
    return {
        "op": None if peildatum.is_vandaag else peildatum.datum,
        "voorbij": peildatum.is_voorbij,
        "fout": peildatum.fout,
        "terug": _adres(verzoek, weg=["op", "pagina"]),
    }


@register.inclusion_tag("components/_opdatum.html", takes_context=True)
def opdatum(context):
    """A small form to see this page as it was on another day."""
    verzoek = context["request"]
    rest = [(naam, w) for naam, w in _waarden(verzoek) if naam not in ("op", "pagina")]
    return {"op": verzoek.peildatum.datum, "rest": rest}


@register.inclusion_tag("components/_paginering.html", takes_context=True)
def paginering(context, pagina):
    """Earlier and later pages of a Page; the page number is the parameter `pagina`."""
    verzoek = context["request"]

    def adres(nummer):
        return _adres(verzoek, weg=["pagina"], erbij=[("pagina", nummer)] if nummer > 1 else [])

    return {
        "pagina": pagina,
        "vorige": adres(pagina.previous_page_number()) if pagina.has_previous() else "",
        "volgende": adres(pagina.next_page_number()) if pagina.has_next() else "",
    }


@register.inclusion_tag("components/_facetten.html", takes_context=True)
def facetten(context, facetten, *, zoek=True, aantal=None):
    """The filter form. A facet has `naam`, `titel` and `keuzes`; each keuze has `waarde`,
    `titel`, `aantal` and `gekozen`. `aantal` is how many results there are now."""
    verzoek = context["request"]
    eigen = {"q", "pagina", *(facet.naam for facet in facetten)}
    groepen = [
        (facet, keuzes[:EERSTE_KEUZES], meer, any(keuze.gekozen for keuze in meer))
        for facet in facetten
        if (keuzes := list(facet.keuzes))
        for meer in [keuzes[EERSTE_KEUZES:]]
    ]
    return {
        "groepen": groepen,
        "zoek": zoek,
        "q": _leesbaar(verzoek.GET.get("q", "")),
        "rest": [(naam, waarde) for naam, waarde in _waarden(verzoek) if naam not in eigen],
        "gekozen": len(_gekozen(facetten)),
        "aantal": aantal,
    }


@register.simple_tag
def keuzevakken(keuzes, *, naam):
    """The choices of a facet, each with how many results it would give."""
    sjabloon = (
        '<label class="keuze"><input type="checkbox" name="{}" value="{}"{}>'
        "<span>{}</span><small>{}</small></label>"
    )
    return vul_rijen(
        sjabloon,
        (
            (naam, k.waarde, _AANGEVINKT if k.gekozen else LEEG, k.titel, getal(k.aantal))
            for k in keuzes
        ),
    )


@register.inclusion_tag("components/_chips.html", takes_context=True)
def chips(context, facetten):
    """What was chosen, each with a link that takes it away."""
    verzoek = context["request"]
    keuzes = [
        (facet.titel, keuze.titel, _adres(verzoek, weg=["pagina"], zonder=(facet.naam, waarde)))
        for facet, keuze in _gekozen(facetten)
        for waarde in [str(keuze.waarde)]
    ]
    vraag = _leesbaar(verzoek.GET.get("q", ""))
    if vraag:
        keuzes.insert(0, (_t("Zoekwoord"), vraag, _adres(verzoek, weg=["pagina", "q"])))
    namen = ["pagina", "q", *(facet.naam for facet in facetten)]
    return {"keuzes": keuzes, "alles_weg": _adres(verzoek, weg=namen)}


def _gekozen(facetten):
    return [(facet, keuze) for facet in facetten for keuze in facet.keuzes if keuze.gekozen]


def _waarden(verzoek):
    """(name, value) of every parameter, as far as a page can hold them."""
    paren = [(naam, waarde) for naam, rij in verzoek.GET.lists() for waarde in rij]
    leesbaar = [(_leesbaar(naam), _leesbaar(waarde)) for naam, waarde in paren[:MEESTE_WAARDEN]]
    return [(naam, waarde) for naam, waarde in leesbaar if naam and waarde]


def _leesbaar(tekst):
    """Text from an address without what HTML can't hold, and not without end."""
    return "".join(teken for teken in tekst[:LANGSTE_WAARDE] if teken.isprintable()).strip()


def _adres(verzoek, *, weg=(), zonder=None, erbij=()):
    """This address without the parameters in `weg` and without the pair `zonder`."""
    paren = [
        (naam, waarde)
        for naam, waarde in _waarden(verzoek)
        if naam not in weg and (naam, waarde) != zonder
    ]
    vraag = urlencode([*paren, *erbij])
    return f"{verzoek.path}?{vraag}" if vraag else verzoek.path
