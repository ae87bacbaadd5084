"""Pieces of lists and detail pages that say the same everywhere."""

from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from buurtnet.kern.status import NOG_NIET_BEGONNEN, Status, ging_niet_door, stand_op
from buurtnet.kern.versheid import nagegaan_van
from buurtnet.kern.versheidtekst import eens_gezegd
from buurtnet.web.html import aaneen, vul_in, vul_rijen
from buurtnet.web.taal import nl, nlmaker
from buurtnet.web.templatetags.componenten import (
    LEEG,
    kaart,
    merk,
    niveaumerk,
    statusmerk,
    versheid,
)
from buurtnet.web.templatetags.opmaak import periode, waarden
from wijken.models.wijk import niveau_in_woorden

from ..delen import regels_in_woorden
from ..tekening.tekening import kant

register = template.Library()

MEESTE_THEMAS, MEESTE_MANIEREN, WOORDEN = 3, 2, 28


@register.simple_tag(takes_context=True)
def adres_op(context, record):
    """The address of a record on the day that this page shows."""
    peildatum = getattr(context.get("request"), "peildatum", None)
    pad, hekje, anker = record.get_absolute_url().partition("#")
    return f"{pad}{peildatum.vraag if peildatum else ''}{hekje}{anker}"


@register.simple_tag(takes_context=True)
def plaatsen(context, wijken, *, hoogstens=3, link=False):
    """The names of places, what is wider than a wijk marked: "stadsbreed", "Beijum en nog 2"."""
    return _plaatsen(wijken, hoogstens, context if link else None)


def _plaatsen(wijken, hoogstens=3, context=None):
    """As `plaatsen`; as links from the page of `context`, if there is one."""
    wijken = list(wijken)
    getoond = wijken[:hoogstens]
    breed = [w for w in getoond if w.soort in ("stad", "gebied")]
    gewoon = [wijk for wijk in getoond if wijk not in breed]
    namen = links(context, gewoon) if context else nl(", ".join(wijk.naam for wijk in gewoon))
    merken = aaneen((_breed(w, context) for w in breed), " ")
    nog = len(wijken) - len(getoond)
    rest = vul_in(" {}", _("en nog %(n)d") % {"n": nog}) if nog else LEEG
    scheiding = " " if namen and merken else ""
    return aaneen([namen, scheiding, merken, rest])


def _breed(wijk, context):
    merk = niveaumerk(wijk.niveau_in_woorden)
    return _naar(context, wijk, merk) if context else merk


@register.filter
def waarvoor(merk):
    """For which place something is, a Merk: "stadsbreed", "heel Zuid", "De Hoogte en nog 6".

    "" for None: what is for the very place that the page is about.
    """
    if merk is None:
        return ""
    plaats = niveau_in_woorden(merk.soort, merk.naam) if merk.soort else nl(merk.naam)
    return vul_in("{} {}", plaats, _("en nog %(n)d") % {"n": merk.nog}) if merk.nog else plaats


@register.simple_tag
def cursief(merk):
    """A Merk in running text; nothing for None."""
    return vul_in("<em>{}</em>", waarvoor(merk)) if merk else LEEG


def _naar(context, record, tekst):
    return vul_in('<a href="{}">{}</a>', adres_op(context, record), tekst)


@register.simple_tag(takes_context=True)
def naam_of_link(context, record):
    """A record as a link, on the day of this page; nothing for nothing, words as they are."""
    if not record:
        return LEEG
    if isinstance(record, str):
        return nl(record)
    return _naar(context, record, nl(getattr(record, "naam", record)))


def regels(rij):
    """The lines of its source that a row rests on: "regel 65", "regels 7 en 11"."""
    eigen = f"{rij.bron.slug}:" if rij.bron else ""
    delen = [deel.strip().partition(" ")[0] for deel in rij.vindplaats.split(";")]
    nummers = [deel.removeprefix(eigen) for deel in delen if eigen and deel.startswith(eigen)]
    nummers = {nummer for deel in nummers for nummer in deel.split(",") if nummer}
    return regels_in_woorden(nummers)


@register.simple_tag
def bevestigd(rij, datum):
    """How fresh a row is on `datum`, and where it comes from: "Bron: Bijlage 1, regel 65"."""
    vers, bron = versheid(rij, op=datum), _bron_in_woorden(rij)
    delen = [vers, vul_in("{} {}", _("Bron:"), bron)] if bron else [vers]
    return vul_in('<div class="klein zacht">{}</div>', aaneen(delen, " · "))


def _bron_in_woorden(rij):
    """The short title of its document and the lines, or ""."""
    if not rij.bron:
        return ""
    naam, waar = nl(rij.bron.naam.partition(":")[0]), regels(rij)
    return vul_in("{}, {}", naam, waar) if waar else naam


@register.inclusion_tag("components/_deel_voet.html", takes_context=True)
def deel_voet(context, deel):
    """Under a part of a detail page: the way to all of it, or its other pages."""
    return {"deel": deel, "request": context["request"]}


@register.filter
def aan_tafel(deelnames):
    """[(title, rows)]: formal and informal side by side, then what is no organisation."""
    groepen = {}
    for deelname in deelnames:
        groepen.setdefault(kant(_wat(deelname)), []).append(deelname)
    return [(titel, groepen[rang, titel]) for rang, titel in sorted(groepen)]


def _wat(deelname):
    if deelname.organisatie:
        return deelname.organisatie.formeel
    return "plek" if deelname.accommodatie else "rol"


@register.simple_tag
def verzameling(is_verzameling):
    """Beside what stands for many: it is shown but not counted."""
    return merk(_("verzameling, niet meegeteld"), icoon="info") if is_verzameling else LEEG


@register.simple_tag
def standmerk(rij, *, op=None, altijd=False):
    """The state of a record or of a row of `.values()` on `op` (a date, default today).

    Nothing for what is active then, or is so by its dates alone, unless `altijd`.
    """
    tijd = waarden(rij, ("vanaf", "tot", "status"))
    dag = op or timezone.localdate()
    if ging_niet_door(*tijd, dag):
        return merk(_("ging niet door"), icoon="stop")
    stand = stand_op(*tijd, dag)
    gewoon = Status.ACTIEF in (stand, tijd[-1])
    return statusmerk(stand) if altijd or not gewoon else LEEG


@register.simple_tag
def kenmerken(record, *, op=None):
    """Labels for what is not ordinary on `op`: a plan, a collection, something kept back."""
    merken = [standmerk(record, op=op)] if hasattr(record, "status") else []
    if getattr(record, "is_verzameling", False):
        merken.append(verzameling(True))
    if not record.openbaar:
        merken.append(merk(_("niet openbaar"), icoon="slot", toon="oker"))
    return aaneen(filter(None, merken), " ")


@register.simple_tag
def begin_onbekend(vanaf, peildatum):
    """Beside what shows on a past day while nobody knows whether it had begun by then."""
    return merk(_("begin onbekend"), icoon="klok") if peildatum.is_voorbij and not vanaf else LEEG


@register.simple_tag
def agendastand(agenda):
    """How far an agenda is; nothing where nobody knows, or where it simply holds."""
    if agenda.is_concept_van_gesprekspartijen:
        return merk(_("concept van de gesprekspartijen"), icoon="idee", toon="oker")
    return LEEG if agenda.stand in ("onbekend", "vastgesteld") else merk(agenda.get_stand_display())


@register.simple_tag
def lijstkaart(record, peildatum, *, tekst="", erbij="", tekening=True):
    """A record in a list: what it is, where, on what, how fresh. One tag: a list shows many.

    `erbij` stands with the labels; `tekening` gives themes their drawing.
    """
    inhoud = nlmaker()
    themas = getattr(record, "waaraan", [])[:MEESTE_THEMAS]
    delen = [
        _plaatsen(record.plekken),
        *(merk(inhoud(thema.naam), icoon=thema.icoon if tekening else "") for thema in themas),
        vul_in('<span class="zacht">{}</span>', erbij) if erbij else LEEG,
        kenmerken(record, op=peildatum.datum),
        begin_onbekend(record.vanaf, peildatum),
    ]
    return kaart(
        vul_in(
            '<p>{}</p><p class="regel">{}</p>{}',
            inhoud(Truncator(tekst).words(WOORDEN, truncate=" …")),
            aaneen(filter(None, delen), " "),
            versheid(record, op=peildatum.datum),
        ),
        titel=inhoud(record.naam),
        url=f"{record.get_absolute_url()}{peildatum.vraag}",
        soort=capfirst(_soortnamen(type(record))[record.soort]),
        icoon=record.rijsoort.icoon,
    )


@lru_cache
def _soortnamen(model):
    return dict(model._meta.get_field("soort").choices)


@register.simple_tag
def wie_werkt(regels, peildatum):
    """Who works on a theme in one place, a Partij each. One tag: a page has a hundred of them.

    How fresh it is stands with each way, or once when that is the same for all.
    """
    getoond = [(regel, regel.rijen[:MEESTE_MANIEREN]) for regel in regels]
    rijen = [nagegaan_van(rij) for _regel, rijen in getoond for rij in rijen]
    allemaal, per_rij = eens_gezegd(rijen, peildatum.datum)
    woorden = iter(per_rij)
    regels = [(_wie(regel, peildatum), _hoe(rijen, peildatum, woorden)) for regel, rijen in getoond]
    lijst = vul_in('<ul class="inzetten" role="list">{}</ul>', vul_rijen("<li>{} {}</li>", regels))
    return vul_in("{}{}", lijst, voor_allemaal(allemaal))


@register.simple_tag
def voor_allemaal(woorden):
    """Under a list how fresh all of it is, where that is alike; nothing for no words."""
    if not woorden:
        return LEEG
    return vul_in('<p class="klein zacht">{} {}</p>', _("Voor allemaal:"), woorden)


def _wie(regel, peildatum):
    wie = _link(regel.naam, regel.url, peildatum) if regel.url else nl(regel.naam)
    if not regel.is_verzameling:
        return wie
    return vul_in('{} <span class="zacht">{}</span>', wie, _("(verzameling, telt niet mee)"))


def _hoe(rijen, peildatum, woorden):
    """Via what somebody works, since when, how fresh that is and what happens; for each way."""
    return aaneen((_manier(rij, peildatum, next(woorden)) for rij in rijen), "<br>")


def _manier(rij, peildatum, nagegaan):
    via = aaneen((_link(naam, url, peildatum) for naam, url in rij["via"]), f" {_('en')} ")
    delen = [
        vul_in("{} {}", _("via"), via) if via else "",
        periode(rij),
        begin_onbekend(rij["vanaf"], peildatum),
        niveaumerk(waarvoor(rij["merk"])) if rij["merk"] else "",
        vul_in('<small class="zacht">{}</small>', nagegaan) if nagegaan else "",
    ]
    if wat := rij.get("toelichting"):
        delen.append(vul_in('<br><small class="zacht" lang="nl">{}</small>', wat))
    return aaneen(filter(None, delen), " ")


def _link(naam, url, peildatum):
    """The name of a record, in its own language, as a link to it on that day."""
    return vul_in('<a href="{}{}" lang="nl">{}</a>', url, peildatum.vraag, naam)


@register.simple_tag(takes_context=True)
def inzet_via(context, rij, *, zonder_netwerk=False, zonder_initiatief=False):
    """Through which network and initiative somebody works, as links."""
    delen = []
    if not zonder_netwerk and rij.netwerk and rij.wie != rij.netwerk:
        delen.append(rij.netwerk)
    if not zonder_initiatief and rij.initiatief and rij.initiatief.openbaar:
        delen.append(rij.initiatief)
    return links(context, delen) or "–"


@register.simple_tag
def wanneer(rij, peildatum):
    """The period of a row, and whether that is now, over or still to come.

    Of what nobody confirmed for a year it says when that was known, not that it is now.
    """
    dag = peildatum.datum
    tijd = rij.periode_in_woorden_op(dag)
    if rij.ging_niet_door(dag) or (rij.status in NOG_NIET_BEGONNEN and rij.is_verstreken(dag)):
        return tijd
    if rij.tot and rij.tot < dag:
        wat = _("eerder")
    elif not rij.geldt_op(dag):
        wat = _("later")
    elif peildatum.is_voorbij:
        wat = _("toen") if rij.vanaf else _("begin onbekend")
    else:
        wat = _nu(rij, dag)
    return f"{wat}, {tijd}" if tijd else wat


def _nu(rij, dag):
    if not rij.is_onbevestigd(dag):
        return _("nu")
    if rij.bevestigd_op:
        return _("voor zover bekend in %(jaar)d") % {"jaar": rij.bevestigd_op.year}
    return _("voor zover bekend")


@register.simple_tag(takes_context=True)
def aanwezigen(context, bijeenkomst):
    """Who was at a meeting: organisations and places as links, roles in words."""
    return wie_bij(context, _("Met:"), [rij.wie for rij in bijeenkomst.aanwezigen.all()])


@register.simple_tag(takes_context=True)
def wie_bij(context, woord, rijen, anders=""):
    """A line behind `woord`: records as links, and others in words; nothing without any."""
    namen = links(context, [*rijen, *([anders] if anders else [])])
    return vul_in("<br>{} {}", woord, namen) if namen else LEEG


@register.simple_tag(takes_context=True)
def links(context, records):
    """Records as links with commas between them; words as they are."""
    return aaneen((naam_of_link(context, record) for record in records), ", ")


@register.inclusion_tag("components/_inzettabel.html", takes_context=True)
def inzettabel(context, rijen, peildatum, *, titel, zonder=""):
    """Rows of Inzet as a table; `zonder` names columns to leave out: "wie", "netwerk"."""
    return {
        "request": context["request"],
        "rijen": rijen,
        "peildatum": peildatum,
        "titel": titel,
        "met_wie": "wie" not in zonder,
        "zonder_netwerk": "netwerk" in zonder,
        "zonder_initiatief": "initiatief" in zonder,
    }
