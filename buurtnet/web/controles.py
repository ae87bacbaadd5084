"""What `manage.py check --deploy` says of a site that visitors could not turn to."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.compatibility, deploy=True)
def bereikbaar(app_configs, **kwargs):
    """Public bodies owe visitors a way to report what they can't use."""
    if settings.CONTACT:
        return []
    return [
        Warning(
            "CONTACT is not set: the accessibility statement names nobody to turn to.",
            hint="Set CONTACT to a mailto: or https: address, ORGANISATIE to whose it is.",
            id="buurtnet.W001",
        )
    ]
