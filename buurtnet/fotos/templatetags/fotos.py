"""Pictures on a page: the right width for the screen, and room kept until they are there."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from buurtnet.web.taal import nl
from buurtnet.web.templatetags.componenten import LEEG, teken

register = template.Library()

# How wide a picture is shown, in words for the browser; as in static/css/components/foto.css.
OP_PAGINA = "(min-width: 960px) 864px, 92vw"
OP_KAART = "(min-width: 720px) 400px, 92vw"
OP_BREDE_KAART = "(min-width: 820px) 560px, 92vw"
GRATIS = SafeString(' fetchpriority="high"')
LUI = SafeString(' loading="lazy" decoding="async"')


def foto(record, *, sizes=OP_KAART, eerste=False):
    """The picture of a record, or nothing; `eerste` for what is seen before any scrolling."""
    afbeelding = record.afbeelding
    if not afbeelding:
        return LEEG
    breedtes = afbeelding.breedtes
    breedte, hoogte = afbeelding.maten
    return format_html(
        '<img class="foto" src="{}" srcset="{}" sizes="{}" width="{}" height="{}"'
        ' alt="{}" lang="nl"{}>',
        afbeelding.adres(breedtes[min(1, len(breedtes) - 1)]),
        format_html_join(", ", "{} {}w", ((afbeelding.adres(b), b) for b in breedtes)),
        sizes,
        breedte,
        hoogte,
        record.afbeelding_alt,
        GRATIS if eerste else LUI,
    )


@register.simple_tag
def fotokader(record):
    """The picture on top of the page of a record, with who made it."""
    if not record.afbeelding:
        return LEEG
    maker = record.afbeelding_maker
    return format_html(
        '<figure class="fotokader">{}{}</figure>',
        foto(record, sizes=OP_PAGINA, eerste=True),
        format_html('<figcaption lang="nl">{}</figcaption>', maker) if maker else LEEG,
    )


@register.simple_block_tag
def fotokaart(content, *, record, soort, icoon, url="", kop=3, eerste=False, breed=False):
    """A card in a kaartlijst with the picture of a record; without one it is as any card.

    `breed`: one of two that share the width of the page.
    """
    return format_html(
        '<li class="kaart"><div class="kaart-in{}">{}<div class="kaart-rest">'
        '<p class="kicker">{}<span>{}</span></p><h{} class="kaart-titel"><a href="{}">{}</a></h{}>'
        "{}</div></div></li>",
        " met-foto" if record.afbeelding else "",
        foto(record, sizes=OP_BREDE_KAART if breed else OP_KAART, eerste=eerste),
        teken(icoon),
        soort,
        kop,
        url or record.get_absolute_url(),
        nl(record.naam),
        kop,
        content,
    )
