"""For which networks somebody says who coordinates them, and whose invitations are theirs.

A redacteur, and a beheerder with a second step, for all; a coordinator for the networks that she
may change. Nobody gives what is not theirs.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from buurtnet.accounts import tweede_stap
from buurtnet.accounts.models import GROEP_REDACTEUR, Gebruiker
from netwerken.models import Netwerk


def eerst(request):
    """Where a beheerder goes first, or None; refuses who says nothing about coordinators."""
    if mag_alles(request):
        return None
    if request.user.is_staff:
        return tweede_stap.vraag(request)
    if request.user.is_coordinator:
        return None
    raise PermissionDenied


def mag_alles(request):
    return request.user.is_redacteur or is_beheerder(request)


def is_beheerder(request):
    return request.user.is_staff and tweede_stap.is_gezet(request)


def netwerken_van(request):
    """The networks that go on and for which this user says who coordinates them."""
    lopend = Netwerk.objects.niet_voorbij(timezone.localdate())
    return lopend if mag_alles(request) else lopend.editable_by(request.user)


def genodigden_van(request):
    """Those whose invitation is open, and is this user's to send again or to withdraw."""
    genodigden = Gebruiker.objects.uitgenodigd()
    if mag_alles(request):
        return genodigden
    return genodigden.filter(_alleen_van(request), netwerken__isnull=False).distinct()


def reikt_verder(genodigde, request):
    """Whether this person, who is not in yet, gets more by coming in than the user can give."""
    return not (mag_alles(request) or _passend(request).filter(pk=genodigde.pk).exists())


def _passend(request):
    return Gebruiker.objects.filter(_alleen_van(request))


def _alleen_van(request):
    """Q for who coordinates no other networks than those of this user, and is nothing more."""
    anders = Netwerk.coordinatoren.through.objects.exclude(netwerk__in=netwerken_van(request))
    meer = Q(is_staff=True) | Q(is_superuser=True) | Q(groups__name=GROEP_REDACTEUR)
    return ~Q(pk__in=anders.values("gebruiker")) & ~Q(
        pk__in=Gebruiker.objects.filter(meer).values("pk")
    )
