"""What staff should know of the mail before anything else."""

from typing import NamedTuple

from django import template
from django.utils import timezone

from ..bericht import Bericht

register = template.Library()


class Zorgen(NamedTuple):
    """How many mails should have gone long ago, and how many wait for somebody to decide."""

    vast: int
    vastgelopen: int


@register.simple_tag
def zorgen_om_post():
    alle = Bericht.objects.order_by()
    return Zorgen(alle.vast(timezone.now()).count(), alle.vastgelopen().count())
