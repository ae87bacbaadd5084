"""Spellings that nobody is sure of: asked once for the whole file."""

from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from buurtnet.kern.naamkern import naamkern
from buurtnet.kern.tekst import een_regel

from .lezing import KLOPT, NIEUW, OVERSLAAN

VOORVOEGSEL = "besluit:"
# So much alike, and it is a slip of the pen: offered as the answer.
SPRINGT_ERUIT = 0.8
MEESTE_TEGELIJK = 50


def open_vragen(lezing):
    """[(Vraag, name in the form, [(value, text, chosen)])]: the first of those without an answer.

    All that have one follow, so that an answer can be changed; no more than fit in one form.
    """
    vragen = sorted(lezing.vragen, key=lambda vraag: bool(vraag.besluit))
    return [(vraag, _naam(vraag), _keuzes(vraag, lezing)) for vraag in vragen[:MEESTE_TEGELIJK]]


def neem_besluiten(bestand, gegevens):
    """Keep in `bestand` what a form that was sent says of each spelling, without saving."""
    for naam, besluit in gegevens.items():
        if naam.startswith(VOORVOEGSEL):
            # As the page asks it: no JSON of PostgreSQL holds what nobody can see.
            veld, _streep, sleutel = een_regel(naam).removeprefix(VOORVOEGSEL).partition(":")
            bestand.beslissingen.setdefault(veld, {})[sleutel] = een_regel(besluit)[:20]


def _naam(vraag):
    return f"{VOORVOEGSEL}{vraag.veld}:{vraag.sleutel}"


def _keuzes(vraag, lezing):
    kandidaten = {str(rij.pk): str(rij) for rij in vraag.kandidaten}
    if vraag.veld == "organisatie":
        rest = {NIEUW: _("Nieuw: “%(naam)s” toevoegen") % {"naam": vraag.tekst}}
    elif vraag.veld == "dag":
        rest = {KLOPT: _("Ja, dat klopt")}
    else:
        eigen = {"wijk": lezing.eigen_wijken, "netwerk": lezing.eigen_netwerken}.get(vraag.veld)
        alle = lezing.lijsten[vraag.veld].rijen.items()
        rest = {str(pk): str(rij) for pk, rij in alle if eigen is None or pk in eigen}
    rest[OVERSLAAN] = _("Sla deze rijen over")
    gekozen = vraag.besluit or _voorstel(vraag)
    keuzes = {"": _("Kies…")} | kandidaten | {w: t for w, t in rest.items() if w not in kandidaten}
    return [(waarde, tekst, waarde == gekozen) for waarde, tekst in keuzes.items()]


def _voorstel(vraag):
    """The likeliest record when it is hardly anything else; "" to let the user choose."""
    if not vraag.kandidaten:
        return ""
    eerste = vraag.kandidaten[0]
    namen = [str(eerste), *getattr(eerste, "ook_bekend_als", "").split(",")]
    gelijk = max(
        SequenceMatcher(None, naamkern(naam), naamkern(vraag.tekst)).ratio() for naam in namen
    )
    return str(eerste.pk) if gelijk >= SPRINGT_ERUIT else ""
