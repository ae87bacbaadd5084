"""Who looks after a record: asking it, setting it, and whom to write to."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from buurtnet.accounts.models import GROEP_REDACTEUR, Gebruiker
from buurtnet.kern.sloten import vergrendel

from .models import Hoede, Netwerk, Werkgebied


def kan_in_hoede(record):
    """Whether `record` is of a kind that a network looks after."""
    return type(record) in Hoede.SOORTEN.values()


def hoeder_van(record):
    """The network that looks after `record`; None when the redactie does.

    A network that has ended looks after nothing any more.
    """
    hoede = Hoede.objects.van(record).values("netwerk")
    return Netwerk.objects.niet_voorbij(timezone.localdate()).filter(pk__in=hoede).first()


@transaction.atomic
def geef_in_hoede(record, netwerk):
    """Let `netwerk` look after `record` from now on; None gives it to the redactie."""
    # Held, so that of two who give it at once the second sees what the first did.
    type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    [hoede] = vergrendel(Hoede.objects.van(record)) or [Hoede(**{record._meta.model_name: record})]
    if hoede._state.adding:
        hoede.netwerk = netwerk
        hoede.save()
    elif hoede.netwerk != netwerk:
        hoede.netwerk = netwerk
        hoede.save(update_fields=["netwerk"])


def mogelijke_hoeders(gebruiker):
    """The networks that may look after what `gebruiker` adds; none of a redacteur.

    Those that name them come before what lies below these.
    """
    if gebruiker.is_redacteur:
        return Netwerk.objects.none()
    return Netwerk.objects.filter(pk__in=gebruiker.netwerk_ids()).order_by("pad")


def hoeder_voor(gebruiker, *, netwerk=None, wijken=()):
    """The network that will look after what `gebruiker` adds; None: the redactie.

    `netwerk` when it is one of theirs, or else the first of theirs that works in one of `wijken`
    or above it, or else their first.
    """
    mogelijk = mogelijke_hoeders(gebruiker)
    if netwerk:
        mogelijk = sorted(mogelijk, key=lambda rij: rij != netwerk)
    elif wijken:
        keten = {sleutel for wijk in wijken for sleutel in (*wijk.voorouder_ids, wijk.pk)}
        hier = Werkgebied.objects.actueel().filter(wijk__in=keten).order_by()
        werkers = set(hier.values_list("netwerk", flat=True))
        mogelijk = sorted(mogelijk, key=lambda rij: rij.pk not in werkers)
    return next(iter(mogelijk), None)


def netwerken_daar(gebruiker, wijk):
    """The networks of a coordinator that work in `wijk` or above it today, as a list.

    Not those that lie below another of these; none of a redacteur.
    """
    keten = [*wijk.voorouder_ids, wijk.pk]
    hier = Werkgebied.objects.actueel().filter(wijk__in=keten).order_by().values("netwerk")
    alle = list(mogelijke_hoeders(gebruiker).filter(pk__in=hier))
    sleutels = {netwerk.pk for netwerk in alle}
    return [netwerk for netwerk in alle if sleutels.isdisjoint(netwerk.voorouder_ids)]


def netwerk_daar(gebruiker, wijk, gekozen=None):
    """The network via which something is that `gebruiker` adds in `wijk`, or None.

    That is `gekozen` when it lies below one that works there, or is one; else the first that does.
    """
    daar = netwerken_daar(gebruiker, wijk)
    sleutels = {netwerk.pk for netwerk in daar}
    if gekozen and not sleutels.isdisjoint([*gekozen.voorouder_ids, gekozen.pk]):
        return gekozen
    return next(iter(daar), None)


def adressen_van(record):
    """The e-mail addresses of who keeps `record` true: coordinators, or else the redactie."""
    return adressen_bij(record if isinstance(record, Netwerk) else hoeder_van(record))


def adressen_bij(netwerk):
    """Those of who coordinates `netwerk`; of nobody, and for None, those of the redactie."""
    return (_coordinatoren(netwerk) if netwerk else []) or _redactie()


def _coordinatoren(netwerk):
    """Of the network itself, or of the nearest above it that has any."""
    lopend = Netwerk.objects.niet_voorbij(timezone.localdate())
    keten = lopend.filter(pk__in=[*netwerk.voorouder_ids, netwerk.pk])
    wie = Gebruiker.objects.filter(is_active=True, netwerken__in=keten.order_by())
    paren = list(wie.order_by("email").values_list("netwerken__pad", "email"))
    dichtbij = max((len(pad) for pad, _email in paren), default=0)
    return [email for pad, email in paren if len(pad) == dichtbij]


def _redactie():
    """The address for visitors, when it is one to mail to; else those of the redacteuren."""
    contact = urlsplit(settings.CONTACT)
    if contact.scheme == "mailto":
        return [unquote(contact.path)]
    wie = Gebruiker.objects.filter(is_active=True, groups__name=GROEP_REDACTEUR)
    return list(wie.order_by("email").values_list("email", flat=True))
