"""What `manage.py check` says of a site: what was not made yet, or whom nobody can turn to."""

from django.conf import settings
from django.core.checks import Tags, Warning, register

from . import catalogi


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


@register(Tags.translation)
def vertaald(app_configs, **kwargs):
    """Without its file a language is shown in Dutch; with an older one, partly."""
    talen = catalogi.verouderd()
    if not talen:
        return []
    return [
        Warning(
            f"Translations are missing or older than their source: {', '.join(talen)}.",
            hint="Run `manage.py vertalingen --maak`, and start the site anew.",
            id="buurtnet.W002",
        )
    ]
