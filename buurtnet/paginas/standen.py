"""How many themes or places are in which state of coverage, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def standen_in_woorden(standen):
    """{state: number} of what is on an agenda as "8 gedekt, 2 dun en 1 witte vlek"."""
    woorden = (("gedekt", _("gedekt")), ("dun", _("dun")), ("verouderd", _("lang niet nagegaan")))
    delen = [f"{standen[stand]} {woord}" for stand, woord in woorden if standen.get(stand)]
    if leeg := standen.get("witte_vlek"):
        delen.append(ngettext("%(n)d witte vlek", "%(n)d witte vlekken", leeg) % {"n": leeg})
    return opsomming(delen)


def opsomming(delen):
    """ "a", "a en b", "a, b en c"."""
    if len(delen) < 2:
        return "".join(delen)
    return _("%(begin)s en %(einde)s") % {"begin": ", ".join(delen[:-1]), "einde": delen[-1]}
