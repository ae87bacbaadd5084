"""The report of a meeting as plain text."""

from django import template
from django.utils.translation import gettext as _

from buurtnet.kern.noemen import noem

register = template.Library()


@register.simple_tag
def afspraakregel(afspraak, gebruiker):
    """One line: "- besluit: Soep", "- werkafspraak: belt (Humanitas, uiterlijk 1 maart 2027)"."""
    erbij = [noem(rij, gebruiker) for rij in afspraak.toezeggingen.all()]
    if afspraak.deadline:
        erbij.append(_("uiterlijk %(dag)s") % {"dag": afspraak.deadline_in_woorden})
    regel = f"- {afspraak.get_soort_display()}: {afspraak.naam}"
    return f"{regel} ({', '.join(erbij)})" if erbij else regel
