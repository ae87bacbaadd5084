"""The cells of the rooster as HTML, made in one go: there are hundreds of them."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtnet.web.html import aaneen, vul_in

register = template.Library()

VAK = '<td{}><label><input type="checkbox" name="{}" value="{}"{}{}><span>{}</span></label>{}</td>'
DICHT = "<td{}><span>{}</span>{}</td>"
ONGELUK = (
    '<label class="rooster-ongeluk"><input type="checkbox" name="ongeluk" value="{}.{}"{}>'
    "{}</label>"
)
AANGEKRUIST = SafeString(" checked")


@register.simple_tag
def roostercellen(rooster, rij, nummer):
    """The cells of a Rij, in the order of the columns; `nummer` is that of the row on the page."""
    kolommen = enumerate(rooster.kolommen, 1)
    return aaneen(_cel(rooster, rij, nummer, kolom, plaats) for plaats, kolom in kolommen)


@register.simple_tag
def nieuwe_cellen(rooster, regel, nummer):
    """The cells of line `nummer` for a new party, in the order of the columns."""
    return aaneen(
        _nieuwe_cel(rooster, regel, nummer, kolom, plaats)
        for plaats, kolom in enumerate(rooster.kolommen, 1)
    )


def _nieuwe_cel(rooster, regel, nummer, kolom, plaats):
    meer = SafeString(' class="m"') if rooster.vouwt and not kolom.op_agenda else ""
    if not kolom.kan:
        return vul_in(DICHT, meer, kolom.naam, "")
    wijst = SafeString(f' aria-labelledby="n{nummer} k{plaats}"')
    aan = AANGEKRUIST if kolom.sleutel in regel.themas else ""
    return vul_in(VAK, meer, f"nieuw{nummer}_op", kolom.sleutel, wijst, aan, kolom.naam, "")


def _cel(rooster, rij, nummer, kolom, plaats):
    cel = rij.cellen.get(kolom.sleutel)
    meer = SafeString(' class="m"') if rooster.vouwt and not kolom.op_agenda else ""
    if not (cel and cel.is_er) and not (rooster.kan and kolom.kan):
        return vul_in(DICHT, meer, kolom.naam, _merken(rooster, rij, kolom, cel))
    wijst = SafeString(f' aria-labelledby="r{nummer} k{plaats}"')
    return vul_in(
        VAK,
        *(meer, rij.sleutel, kolom.sleutel, wijst, _staat(rooster, cel)),
        *(kolom.naam, _merken(rooster, rij, kolom, cel) if cel else ""),
    )


def _staat(rooster, cel):
    """The attributes of a box that tell how it stands: `w` was there, `v` lately confirmed."""
    if cel is None:
        return ""
    klassen = ""
    if cel.is_er:
        klassen = "w p" if cel.is_gepland else "w v" if cel.is_vers(rooster.dag) else "w"
        klassen = f' class="{klassen}"'
    return SafeString(f"{klassen}{AANGEKRUIST if cel.is_aan else ''}")


def _merken(rooster, rij, kolom, cel):
    """What stands beside the box: several rows, not in the lists, rows of others, other places."""
    if cel is None:
        return ""
    delen = []
    if len(cel.eigen) > 1:
        zin = ngettext("%(n)d regel", "%(n)d regels", len(cel.eigen)) % {"n": len(cel.eigen)}
        wegen = ", ".join(cel.wegen(rooster.gebruiker))
        delen.append(vul_in('<small title="{}">{}</small>', wegen, zin))
    if not all(een.is_vermeld(rooster.dag) for een in cel.eigen):
        zin = _("niet in de lijsten")
        delen.append(vul_in('<small class="rooster-elders">{}</small>', zin))
    if cel.van_anderen:
        delen.append(vul_in('<small class="rooster-elders">{}</small>', _("ook van een ander")))
    for naam in dict.fromkeys(cel.elders):
        delen.append(vul_in('<small class="rooster-elders" lang="nl">{}</small>', naam))
    if cel.intrekbaar:
        aan = AANGEKRUIST if cel.ongeluk else ""
        delen.append(vul_in(ONGELUK, rij.sleutel, kolom.sleutel, aan, _("per ongeluk")))
    return aaneen(delen)
