"""What a page says only on paper."""

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from .opmaak import datum

register = template.Library()
LANGSTE = 250


@register.simple_tag(takes_context=True)
def drukregel(context):
    """Where a sheet comes from and of what day it is: its address and the date."""
    verzoek = context.get("request")
    pad = verzoek.get_full_path() if verzoek else "/"
    adres = f"{settings.SITE_URL.partition('://')[2]}{pad}"[:LANGSTE]
    return format_html(
        '<p class="drukregel">{} · {}</p>',
        adres,
        _("afgedrukt op %(dag)s") % {"dag": datum(timezone.localdate())},
    )
