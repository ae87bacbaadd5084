"""The front page: what happens in your wijk?"""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatieven.models import Activiteit, Verhaal
from wijken.kaart import kaart_van
from wijken.models import Thema, Wijk
from wijken.stadskaart import stadskaart
from wijken.views.thema import themas_op_agendas

TE_DOEN, VERHALEN = 4, 2
MEESTE_WIJKEN = 150  # above this the front page names the gebieden only


@login_not_required
@require_safe
def home(request):
    user, vandaag = request.user, timezone.localdate()
    kaart = kaart_van(request)
    telling = themas_op_agendas(vandaag, user)
    themas = list(Thema.objects.visible_to(user))
    for thema in themas:
        thema.aantal = telling.get(thema.pk, 0)
    activiteiten = Activiteit.objects.op(vandaag).visible_to(user)
    context = {
        "gebieden": _gebieden(user, kaart),
        "kaart": kaart,
        "stadskaart": stadskaart(kaart),
        "themas": themas,
        "te_doen": activiteiten.filter(~Q(ritme="")).select_related("accommodatie")[:TE_DOEN],
        "verhalen": Verhaal.objects.visible_to(user).verschenen(vandaag)[:VERHALEN],
    }
    return render(request, "home.html", context)


def _gebieden(user, kaart):
    """The gebieden by name, each with its wijken and villages; without those of a very large city.

    What lies in no gebied stands in a last one that has no page of its own.
    """
    rijen = list(
        Wijk.objects.visible_to(user)
        .filter(soort__in=[Wijk.Soort.GEBIED, *Wijk.WOONPLAATSEN])
        .order_by("naam", "pk")
        .values("naam", "slug", "soort", "pad")
    )
    for rij in rijen:
        rij["url"] = reverse("wijken:wijk", args=[rij["slug"]])
        rij["zonder"] = bool(kaart) and rij["slug"] not in kaart.vormen
    gebieden = [rij for rij in rijen if rij["soort"] == Wijk.Soort.GEBIED]
    plekken = [rij for rij in rijen if rij["soort"] != Wijk.Soort.GEBIED]
    if len(plekken) > MEESTE_WIJKEN:
        plekken = []
    for gebied in gebieden:
        gebied["tint"] = kaart.tinten.get(gebied["slug"], 0)
        gebied["plekken"] = [plek for plek in plekken if plek["pad"].startswith(gebied["pad"])]
    binnen = {plek["slug"] for gebied in gebieden for plek in gebied["plekken"]}
    buiten = [plek for plek in plekken if plek["slug"] not in binnen]
    return (
        [*gebieden, {"naam": _("Elders"), "url": "", "tint": 0, "plekken": buiten}]
        if buiten
        else gebieden
    )
