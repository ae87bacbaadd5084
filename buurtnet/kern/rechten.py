"""Who may see, add and change a row: the whole rule, and the place to ask.

- A bezoeker, and somebody who was switched off, changes nothing; a redacteur everything; a
  coordinator what each model calls theirs in `van_coordinator`.
- What is theirs hangs on their Bereik: the networks that name them and those below these, as long
  as neither the one nor the other has ended, and the wijken where they work today, with all that
  lies below. An inzet, for one, is theirs when its network or its wijk is, even once it has ended.
- A record that others may work with too (InHoedeQuerySet) is theirs when one of those networks
  looks after it. What happens in their wijken gives a right to that row and to no more.
- Nobody gives rights to themselves: no right hangs on a row that who has it may make or change
  beyond their own area.
- What may be edited may also be read, and so may what is public (`visible_to`).
- Coordinators and redacteuren may add; what they add has to be theirs once it is saved.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.module_loading import import_string

from .tekst import TekstQuerySet


class Bereik:
    """How far the rights of a coordinator reach; as it stands here: nowhere.

    The app that knows who coordinates what has one of its own, that `settings.BEREIK` names. All
    are keys, to look in or to filter by.
    """

    # Networks that they coordinate, with what lies below these.
    netwerk_ids = frozenset()
    # Where those networks work, with all that lies below.
    wijk_ids = frozenset()
    # Agendas that those networks work at.
    agenda_ids = frozenset()

    def in_hoede(self, model):
        """The keys of the records of `model` that those networks look after."""
        return ()

    # The networks that name this person, ended or not, by name: records, not keys.
    eigen_netwerken = ()

    def __init__(self, gebruiker):
        self.gebruiker = gebruiker


def bereik_van(gebruiker):
    """The Bereik of `gebruiker`, remembered with that object: a page asks it many times over."""
    if not gebruiker.is_authenticated:
        return Bereik(gebruiker)
    if not hasattr(gebruiker, "_bereik"):
        gebruiker._bereik = import_string(settings.BEREIK)(gebruiker)
    return gebruiker._bereik


def eigen_q(gebruiker, q):
    """`q` for somebody who edits their own records; all for a redacteur, nothing for a bezoeker.

    `q` is a callable, so that it costs no query for a redacteur or a bezoeker.
    """
    if not gebruiker.is_authenticated or not gebruiker.is_active:
        return models.Q(pk__in=[])
    return models.Q() if gebruiker.is_redacteur else q()


class BewerkbaarQuerySet(TekstQuerySet):
    """Rows that some may edit; those that not everybody may read have a `visible_to` too."""

    def van_coordinator(self, gebruiker):
        """Q for what a coordinator may edit; each model says so for itself."""
        return models.Q(pk__in=[])

    def editable_by(self, gebruiker):
        """What `gebruiker` may change."""
        return self.filter(eigen_q(gebruiker, lambda: self.van_coordinator(gebruiker)))

    def openbaar_of_eigen(self, openbaar, gebruiker):
        """What fits the Q `openbaar`, and what `gebruiker` may change whether it does or not."""
        if not gebruiker.is_authenticated:
            return self.filter(openbaar)
        return self.filter(openbaar | models.Q(pk__in=self.model.objects.editable_by(gebruiker)))


class InHoedeQuerySet(BewerkbaarQuerySet):
    """Records that one network looks after, whoever else works with them."""

    def van_coordinator(self, gebruiker):
        return models.Q(pk__in=bereik_van(gebruiker).in_hoede(self.model))


def mag_wijzigen(rij, gebruiker):
    """Whether `gebruiker` may change this row as it is saved."""
    return type(rij)._default_manager.editable_by(gebruiker).filter(pk=rij.pk).exists()


def mag_toevoegen(gebruiker):
    """Whether `gebruiker` may add something: coordinators and redacteuren may."""
    return gebruiker.is_authenticated and (gebruiker.is_redacteur or gebruiker.is_coordinator)


def eigen_of_403(rij, gebruiker):
    """`rij` when `gebruiker` may change it. Raises PermissionDenied."""
    if not rij.can_edit(gebruiker):
        raise PermissionDenied
    return rij
