"""With which form people change a row of a kind, for rooms that lie below the forms."""

from django.conf import settings
from django.utils.module_loading import import_string


def formulier_van(model, *, nieuw=False):
    """The form class of `model`, by default that to change a row; None when it has none.

    `settings.NAAMWOORDEN` names the tuple of Naamwoorden; of several the first counts.
    """
    for woord in import_string(settings.NAAMWOORDEN):
        if woord.model is model:
            return (nieuw and woord.formulier_nieuw) or woord.formulier
    return None
