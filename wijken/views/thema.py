from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtnet.basis.adres import haal_of_verwijs
from buurtnet.basis.datum import lees_op
from wijken.models import Thema


@login_not_required
@require_safe
def themas(request):
    peil = lees_op(request)
    return render(request, "wijken/themas.html", {"peil": peil})


@login_not_required
@require_safe
def thema(request, slug):
    peil = lees_op(request)
    thema = haal_of_verwijs(Thema.objects.all(), slug, request.user)
    return render(request, "wijken/thema.html", {"peil": peil, "thema": thema})
