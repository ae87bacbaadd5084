"""What a row is called to one person: an end of it that they may not see has no name.

Whoever prints a row, or what it points at, for somebody who logged in asks here. A record that
stands by itself was asked for by `visible_to`; what another row ties to it was not.
"""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

# Lazy, so that it is said in the language of the page.
BESLOTEN = _("(niet openbaar)")
STREEP = " – "


def noem(iets, gebruiker):
    """`iets` in words, as far as `gebruiker` may know them.

    `iets` is a record, a row that ties records together, or text. Without a `gebruiker` (None) all
    is named: for staff, who see everything in the admin.
    """
    if isinstance(iets, str):
        return iets
    return STREEP.join(str(deel) for deel in delen_van(iets, gebruiker))


def delen_van(iets, gebruiker):
    """The parts of such a name in order; BESLOTEN for each end that is not to be named."""
    delen = getattr(iets, "naamdelen", None) or (iets,)
    return [deel if mag_noemen(deel, gebruiker) else BESLOTEN for deel in delen]


def mag_noemen(iets, gebruiker):
    """Whether `gebruiker` may read what `iets` is called: text, a row, or a record that they see.

    As many queries for thirty as for one: which records of a kind are hidden from somebody is
    asked once, when the first that is not public comes by, and remembered with that object.
    """
    if gebruiker is None or not isinstance(iets, Model) or getattr(iets, "openbaar", True):
        return True
    if iets._state.adding:
        return False  # gone: from whom it was hidden, nothing tells any more
    return iets.pk not in _verborgen(type(iets), gebruiker)


def pagina_van(rij, gebruiker):
    """The address of the page that shows `rij`; "" when that is of a record they may not see."""
    return rij.get_absolute_url() if mag_noemen(rij.staat_bij, gebruiker) else ""


def _verborgen(model, gebruiker):
    """Keys of the records of `model` that are not for `gebruiker`: usually few."""
    if not hasattr(gebruiker, "_verborgen"):
        gebruiker._verborgen = {}
    if model not in gebruiker._verborgen:
        rijen = model._default_manager.hidden_from(gebruiker).order_by()
        gebruiker._verborgen[model] = frozenset(rijen.values_list("pk", flat=True))
    return gebruiker._verborgen[model]
