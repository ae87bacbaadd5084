from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtnet.basis.adres import haal_of_verwijs
from buurtnet.basis.datum import lees_op
from wijken.models import Agenda


@login_not_required
@require_safe
def agenda(request, slug):
    peil = lees_op(request)
    agenda = haal_of_verwijs(Agenda.objects.all(), slug, request.user)
    return render(request, "wijken/agenda.html", {"peil": peil, "agenda": agenda})
