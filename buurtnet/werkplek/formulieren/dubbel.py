"""What to say when a form adds what is there already."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.opslaan import adres


def met_link(zin, rij, **namen):
    """An error, as HTML, that leads to `rij`, the row that is in the way.

    `zin` is the sentence that comes first, filled in with `namen`.
    """
    link = format_html('<a href="{}">{}</a>', adres(rij, "wijzigen"), _("Bekijk of wijzig die."))
    return format_html("{} {}", zin % namen, link)
