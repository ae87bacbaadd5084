"""People to try the site with: one per role, and what each may and may not change."""

import secrets

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from buurtnet.accounts.models import GROEP_REDACTEUR
from netwerken.models import Netwerk

# Per role: address, name and the network to coordinate.
ROLLEN = {
    "coordinator_beijum": {
        "email": "coordinator.beijum@voorbeeld.test",
        "naam": "Coördinator Beijum",
        "netwerk": "sterk-netwerk-beijum",
    },
    "coordinator_zuid": {
        "email": "coordinator.zuid@voorbeeld.test",
        "naam": "Coördinator Zuid",
        "netwerk": "denktank-zuid",
    },
    "redacteur": {"email": "redacteur@voorbeeld.test", "naam": "Redacteur"},
    "beheerder": {"email": "beheerder@voorbeeld.test", "naam": "Beheerder"},
}


@transaction.atomic
def maak_gebruikers():
    """Make whoever isn't there yet. Returns {role: password}, None for who was there already."""
    return {rol: _maak(rol, **wie) for rol, wie in ROLLEN.items()}


def _maak(rol, email, naam, netwerk=None):
    gebruikers = get_user_model().objects
    if gebruikers.filter(email__iexact=email).exists():
        return None
    wachtwoord = secrets.token_urlsafe(12)
    beheer = rol == "beheerder"
    gebruiker = gebruikers.create_user(
        email,
        wachtwoord,
        naam=naam,
        is_staff=beheer,
        is_superuser=beheer,
        uitgenodigd_op=timezone.now(),
    )
    EmailAddress.objects.create(user=gebruiker, email=email, verified=True, primary=True)
    if netwerk:
        _netwerk(netwerk).coordinatoren.add(gebruiker)
    if rol == "redacteur":
        gebruiker.groups.add(Group.objects.get_or_create(name=GROEP_REDACTEUR)[0])
    return wachtwoord


def overzicht(wachtwoorden):
    """Per role who it is, and one object of their own and one that is not: for machines.

    `wachtwoorden` is what `maak_gebruikers` returned, or {} when it wasn't asked for.
    """
    gebruikers = {g.email: g for g in get_user_model().objects.filter(email__in=_adressen())}
    rollen = [_rol("bezoeker", None, None, {})]
    for rol, wie in ROLLEN.items():
        rollen.append(_rol(rol, gebruikers.get(wie["email"]), wachtwoorden.get(rol), wie))
    return {"rollen": rollen}


def _adressen():
    return [wie["email"] for wie in ROLLEN.values()]


def _rol(rol, gebruiker, wachtwoord, wie):
    eigen, vreemd = _eigen_en_vreemd(rol, wie.get("netwerk"))
    return {
        "rol": rol,
        "gebruiker": gebruiker
        and {"pk": gebruiker.pk, "email": gebruiker.email, "naam": gebruiker.naam},
        "wachtwoord": wachtwoord,
        "eigen": eigen,
        "vreemd": vreemd,
    }


def _eigen_en_vreemd(rol, netwerk):
    """What this role may change, and what it may not, as objects with their addresses."""
    slugs = [wie["netwerk"] for wie in ROLLEN.values() if "netwerk" in wie]
    ander = next(slug for slug in slugs if slug != netwerk)
    if rol == "beheerder":
        return _object(ander, "admin:netwerken_netwerk_change"), _object(ander)
    if rol == "redacteur":
        return _object(ander), _object(ander, "admin:netwerken_netwerk_change")
    return netwerk and _object(netwerk), _object(ander)


def _object(slug, beheer=None):
    netwerk = _netwerk(slug)
    adres = reverse(beheer, args=[netwerk.pk]) if beheer else netwerk.get_absolute_url()
    wijzigen = adres if beheer else f"{adres}wijzigen/"
    return {
        "soort": netwerk.soort_record,
        "pk": netwerk.pk,
        "slug": netwerk.slug,
        "uuid": str(netwerk.uuid),
        "url": adres,
        "wijzigen": wijzigen,
    }


def _netwerk(slug):
    """The network that the fixtures call `slug`, also when it was renamed since."""
    return Netwerk.objects.filter(slug=slug).first() or Netwerk.objects.op_oud_adres(slug)
