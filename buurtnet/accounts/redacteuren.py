"""The group redacteur, and a trace of who gave and took it."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from .models import GROEP_REDACTEUR


def maak_redacteur(gebruiker, door):
    if not gebruiker.is_in_groep():
        gebruiker.groups.add(Group.objects.get(name=GROEP_REDACTEUR))
        log_redacteur(gebruiker, door, gegeven=True)


def log_redacteur(gebruiker, door, *, gegeven):
    """Keep in the history of a person that `door` gave or took the group."""
    zin = _("Is redacteur geworden.") if gegeven else _("Is geen redacteur meer.")
    LogEntry.objects.log_actions(door.pk, [gebruiker], CHANGE, zin, single_object=True)
