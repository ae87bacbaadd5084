"""The front page: what happens in your wijk?"""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from initiatieven.models import Activiteit, Verhaal
from wijken.models import Thema, Wijk
from wijken.views.thema import themas_op_agendas

TE_DOEN, VERHALEN = 4, 2
MEESTE_WIJKEN = 150  # above this the front page names the gebieden only


@login_not_required
@require_safe
def home(request):
    user, vandaag = request.user, timezone.localdate()
    telling = themas_op_agendas(vandaag, user)
    themas = list(Thema.objects.visible_to(user))
    for thema in themas:
        thema.aantal = telling.get(thema.pk, 0)
    activiteiten = Activiteit.objects.op(vandaag).visible_to(user)
    context = {
        "gebieden": _gebieden(user),
        "themas": themas,
        "te_doen": activiteiten.filter(~Q(ritme="")).select_related("accommodatie")[:TE_DOEN],
        "verhalen": Verhaal.objects.visible_to(user).verschenen(vandaag)[:VERHALEN],
    }
    return render(request, "home.html", context)


def _gebieden(user):
    """[(gebied, its wijken and villages)] by name; without the wijken of a very large city."""
    rijen = list(
        Wijk.objects.visible_to(user)
        .filter(soort__in=[Wijk.Soort.GEBIED, *Wijk.WOONPLAATSEN])
        .order_by("naam", "pk")
        .values("naam", "slug", "soort", "pad")
    )
    gebieden = [rij for rij in rijen if rij["soort"] == Wijk.Soort.GEBIED]
    plekken = [rij for rij in rijen if rij["soort"] != Wijk.Soort.GEBIED]
    if len(plekken) > MEESTE_WIJKEN:
        plekken = []
    return [
        (gebied, [plek for plek in plekken if plek["pad"].startswith(gebied["pad"])])
        for gebied in gebieden
    ]
