"""Two people who changed the same record: what each changed, and what both did."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from .geschiedenis import Geschiedenis
from .verschillen import in_woorden, toestand, toestand_van_formulier


class Botsing(NamedTuple):
    """What a form meets that was opened on an older version than is saved now.

    `verschillen` are the fields that both changed, as rows for the table of both versions;
    `van_ander` the names of those that only somebody else did, and `labels` what they are called.
    """

    wie: str
    wanneer: object
    verschillen: list
    van_ander: list
    labels: list


def vind_botsing(form, versie):
    """The Botsing of a valid form with what is saved; None when there is none.

    `versie` is what the form was opened on. When nobody knows what that said, all that differs
    counts as changed by both. A save that left the fields of this form alone, such as a
    confirmation, is no obstacle.
    """
    bewaard = form.bewaard
    if versie == bewaard.versie:
        return None
    mijn = toestand_van_formulier(form) | form.mijn_extra()
    ander = toestand(bewaard, form.fields) | form.bewaarde_extra(bewaard)
    beide, van_ander = vergelijk(form.toen(Geschiedenis(bewaard), versie), ander, mijn)
    if not beide and not van_ander:
        return None
    verschillen = [
        {
            "label": form.label_van(naam),
            "mijn": in_woorden(mijn.get(naam, ""), form.gebruiker) or form.leeg_van(naam),
            "ander": in_woorden(ander.get(naam, ""), form.gebruiker) or form.leeg_van(naam),
            "anders": True,
        }
        for naam in beide
    ]
    labels = list(dict.fromkeys(str(form.label_van(naam)) for naam in van_ander))
    return Botsing(wie_het_laatst(bewaard), bewaard.gewijzigd_op, verschillen, van_ander, labels)


def vergelijk(toen, ander, mijn):
    """(names of what both changed, names of what only the other did).

    Each is a dict of names with values; `toen` is None when nobody knows what it was.
    """
    beide, van_ander = [], []
    for naam in dict.fromkeys([*ander, *mijn]):
        van_mij, van_hen = mijn.get(naam, ""), ander.get(naam, "")
        eerder = None if toen is None else toen.get(naam, "")
        if van_hen not in (van_mij, eerder):
            (van_ander if eerder == van_mij else beide).append(naam)
    return beide, van_ander


def wie_het_laatst(rij):
    """The name of who saved `rij` last."""
    laatste = rij.history.select_related("history_user").first()
    return str(laatste.history_user or _("iemand anders"))
