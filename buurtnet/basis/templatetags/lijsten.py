"""Pieces of lists and detail pages that say the same everywhere."""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from buurtnet.basis.delen import regels_in_woorden
from buurtnet.basis.models import Status, Versheid
from buurtnet.basis.models.periode import NOG_NIET_BEGONNEN
from buurtnet.basis.taal import nl

from .componenten import LEEG, kaart, merk, niveaumerk, statusmerk, versheid

register = template.Library()

MEESTE_THEMAS, WOORDEN = 3, 28


@register.simple_tag
def plaatsen(wijken, *, hoogstens=3, link=False):
    """The names of places, what is wider than a wijk marked: "stadsbreed", "Beijum en nog 2"."""
    wijken = list(wijken)
    getoond = wijken[:hoogstens]
    breed = [w for w in getoond if w.soort in ("stad", "gebied")]
    gewoon = [naam_of_link(w) if link else nl(w.naam) for w in getoond if w not in breed]
    namen = format_html_join(", ", "{}", ((naam,) for naam in gewoon))
    merken = format_html_join(" ", "{}", ((_breed(w, link),) for w in breed))
    nog = len(wijken) - len(getoond)
    rest = format_html(" {}", _("en nog %(n)d") % {"n": nog}) if nog else LEEG
    scheiding = " " if namen and merken else ""
    return format_html("{}{}{}{}", namen, scheiding, merken, rest)


def _breed(wijk, link):
    merk = niveaumerk(wijk.niveau_in_woorden)
    return format_html('<a href="{}">{}</a>', wijk.get_absolute_url(), merk) if link else merk


@register.simple_tag
def naam_of_link(record):
    """A record as a link; nothing for nothing, words as they are."""
    if not record:
        return LEEG
    if isinstance(record, str):
        return nl(record)
    naam = getattr(record, "naam", record)
    return format_html('<a href="{}">{}</a>', record.get_absolute_url(), nl(naam))


@register.filter
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
    bron = _bron_in_woorden(rij)
    if not bron or rij.versheid_op(datum) == Versheid.ONBEVESTIGD:
        vers = versheid(rij.bevestigd_op, op=datum, bron=bron)
        return format_html('<div class="klein">{}</div>', vers)
    vers = versheid(rij.bevestigd_op, op=datum)
    return format_html('<div class="klein zacht">{} {} {}</div>', vers, _("Bron:"), bron)


def _bron_in_woorden(rij):
    """The short title of its document and the lines, or ""."""
    if not rij.bron:
        return ""
    naam, waar = nl(rij.bron.naam.partition(":")[0]), regels(rij)
    return format_html("{}, {}", naam, waar) if waar else naam


@register.inclusion_tag("components/_deel_voet.html", takes_context=True)
def deel_voet(context, deel):
    """Under a part of a detail page: the way to all of it, or its other pages."""
    return {"deel": deel, "request": context["request"]}


@register.simple_tag
def verzameling(is_verzameling):
    """Beside what stands for many: it is shown but not counted."""
    return merk(_("verzameling, niet meegeteld"), icoon="info") if is_verzameling else LEEG


@register.simple_tag
def kenmerken(record):
    """Labels for what is not ordinary: a plan, a collection, something kept back."""
    merken = []
    status = getattr(record, "status", Status.ACTIEF)
    if status != Status.ACTIEF:
        merken.append(statusmerk(status))
    if getattr(record, "is_verzameling", False):
        merken.append(verzameling(True))
    if not record.openbaar:
        merken.append(merk(_("niet openbaar"), icoon="slot", toon="oker"))
    return format_html_join(" ", "{}", ((merkje,) for merkje in merken))


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
def lijstkaart(record, peildatum, *, icoon, tekst="", erbij="", tekening=True, vers=False):
    """A record in a list: what it is, where, on what. One tag: a list shows many of them.

    `erbij` stands with the labels; `tekening` gives themes their drawing; `vers` also says how
    fresh the record is.
    """
    themas = getattr(record, "waaraan", [])[:MEESTE_THEMAS]
    delen = [
        plaatsen(record.plekken),
        *(merk(nl(thema.naam), icoon=thema.icoon if tekening else "") for thema in themas),
        format_html('<span class="zacht">{}</span>', erbij) if erbij else LEEG,
        kenmerken(record),
        begin_onbekend(record.vanaf, peildatum),
    ]
    return kaart(
        format_html(
            '<p>{}</p><p class="regel">{}</p>{}',
            nl(Truncator(tekst).words(WOORDEN, truncate=" …")),
            format_html_join(" ", "{}", ((deel,) for deel in delen if deel)),
            versheid(record.bevestigd_op, op=peildatum.datum) if vers else LEEG,
        ),
        titel=nl(record.naam),
        url=f"{record.get_absolute_url()}{peildatum.vraag}",
        soort=capfirst(_soortnamen(type(record))[record.soort]),
        icoon=icoon,
    )


@lru_cache
def _soortnamen(model):
    return dict(model._meta.get_field("soort").choices)


@register.simple_tag
def inzet_via(rij, *, zonder_netwerk=False, zonder_initiatief=False):
    """Through which network and initiative somebody works, as links."""
    delen = []
    if not zonder_netwerk and rij.netwerk and rij.wie != rij.netwerk:
        delen.append(rij.netwerk)
    if not zonder_initiatief and rij.initiatief and rij.initiatief.openbaar:
        delen.append(rij.initiatief)
    return format_html_join(", ", "{}", ((naam_of_link(deel),) for deel in delen)) or "–"


@register.simple_tag
def wanneer(rij, peildatum):
    """The period of a row, and whether that is now, over or still to come.

    Of what nobody confirmed for a year it says when that was known, not that it is now.
    """
    dag = peildatum.datum
    tijd = rij.periode_in_woorden_op(dag)
    if rij.status in NOG_NIET_BEGONNEN and rij.is_verstreken(dag):
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
    if rij.versheid_op(dag) != Versheid.ONBEVESTIGD:
        return _("nu")
    if rij.bevestigd_op:
        return _("voor zover bekend in %(jaar)d") % {"jaar": rij.bevestigd_op.year}
    return _("voor zover bekend")


@register.simple_tag
def partijen(rijen, anders=""):
    """The parties of a row as links, with others in words."""
    namen = [naam_of_link(rij) for rij in rijen] + ([nl(anders)] if anders else [])
    if not namen:
        return LEEG
    return format_html("<br>{} {}", _("Met:"), format_html_join(", ", "{}", ((n,) for n in namen)))


@register.simple_tag
def aanwezigen(bijeenkomst):
    """Who was at a meeting: organisations as links, roles in words."""
    rijen = bijeenkomst.aanwezigen.all()
    return partijen([rij.organisatie or rij.omschreven_rol for rij in rijen])


@register.simple_tag
def links(records):
    """Records as links with commas between them."""
    return format_html_join(", ", "{}", ((naam_of_link(record),) for record in records))


@register.inclusion_tag("components/_inzettabel.html")
def inzettabel(rijen, peildatum, *, titel, zonder=""):
    """Rows of Inzet as a table; `zonder` names columns to leave out: "wie", "netwerk"."""
    return {
        "rijen": rijen,
        "peildatum": peildatum,
        "titel": titel,
        "met_wie": "wie" not in zonder,
        "zonder_netwerk": "netwerk" in zonder,
        "zonder_initiatief": "initiatief" in zonder,
    }
