"""The way from any page to saying that something on it isn't right, or what it lacks."""

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from buurtnet.kern.periode import Periode
from buurtnet.web.adres import heel_adres
from buurtnet.web.html import vul_in
from netwerken.models.contactpunt import EIGENAREN

from ..melding.onderwerp import SOORTEN, naam_van

register = template.Library()
# What pages call the record that they are about.
NAMEN = ("record", "wijk", "thema", "signaal", "bijeenkomst")


@register.simple_tag(takes_context=True)
def meldadres(context):
    """Where to report something about this page."""
    gevonden = (context.get(naam) for naam in NAMEN)
    rij = next((rij for rij in gevonden if type(rij) in SOORTEN.values()), None)
    return _adres(over=naam_van(rij)) if rij is not None else reverse("melding")


@register.simple_tag
def meldplek():
    """The whole address of the page to report on, to type over from paper."""
    return heel_adres(reverse("melding"))


def _adres(**vraag):
    return f"{reverse('melding')}?{urlencode(vraag)}"


@register.simple_tag(takes_context=True)
def vraag_om(context, veld, *, titel):
    """A fact that `record` lacks, as a question to who reads it; "" when it says it, or is over."""
    record = context["record"]
    if getattr(record, veld) or not _loopt(context):
        return ""
    return vul_in("<dt>{}</dt><dd>{}</dd>", titel, _weet_jij_het(record, veld))


@register.simple_tag(takes_context=True)
def vraag_om_nummer(context):
    """The same of a telephone number, where the record may have one."""
    record = context["record"]
    if type(record) not in EIGENAREN.values() or not _loopt(context):
        return ""
    if any(punt.telefoon for punt in context.get("contactpunten") or ()):
        return ""
    vraag = _weet_jij_het(record, "telefoon")
    return vul_in('<p class="geen-druk">{}: {}</p>', _("Telefoonnummer"), vraag)


def _weet_jij_het(record, veld):
    return vul_in(
        '<span class="zacht">{}</span> <a href="{}" rel="nofollow">{}</a>',
        _("nog niet bekend."),
        _adres(over=naam_van(record), veld=veld),
        _("Weet jij het? Vul het in."),
    )


def _loopt(context):
    """Whether the page shows something that everybody may read as it is today, and goes on."""
    record, peildatum = context["record"], context.get("peildatum")
    if not record.openbaar or getattr(record, "is_verzameling", False):
        return False
    voorbij = isinstance(record, Periode) and record.is_voorbij(timezone.localdate())
    return not voorbij and not getattr(peildatum, "is_voorbij", False)


@register.simple_tag(takes_context=True)
def mis_je_iets(context, wat=""):
    """The way to tell of something that isn't on this page yet; `wat`: of which kind."""
    plek = context.get("wijk")
    vraag = {"wat": wat, "wijk": getattr(plek, "slug", "")}
    vraag = urlencode({naam: waarde for naam, waarde in vraag.items() if waarde})
    return vul_in(
        '<p class="geen-druk">{} <a href="{}" rel="nofollow">{}</a></p>',
        _("Mis je hier iets?"),
        f"{reverse('melding_nieuw')}?{vraag}",
        _("Meld het, dan kijken we ernaar."),
    )
