"""The group redacteur, and a trace of who gave and took it."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from .models import GROEP_REDACTEUR


def is_in_groep(gebruiker):
    return gebruiker.groups.filter(name=GROEP_REDACTEUR).exists()


def maak_redacteur(gebruiker, door):
    if not is_in_groep(gebruiker):
        gebruiker.groups.add(Group.objects.get(name=GROEP_REDACTEUR))
        log_redacteur(gebruiker, door, gegeven=True)


def log_redacteur(gebruiker, door, *, gegeven):
    """Keep in the history of a person that `door` gave or took the group."""
    zin = _("Is redacteur geworden.") if gegeven else _("Is geen redacteur meer.")
    LogEntry.objects.log_actions(door.pk, [gebruiker], CHANGE, zin, single_object=True)
