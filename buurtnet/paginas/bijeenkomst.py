"""The report of a meeting, to read and to print; for everybody as far as it is marked so."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from buurtnet.web.adres import haal_of_verwijs
from netwerken.models import Bijeenkomst, Netwerk
from netwerken.verslag import Verslag


@login_not_required
@require_safe
def bijeenkomst_verslag(request, netwerk, pk):
    netwerk = haal_of_verwijs(Netwerk.objects, netwerk, request.user)
    rijen = Bijeenkomst.objects.visible_to(request.user).select_related("accommodatie")
    bijeenkomst = get_object_or_404(rijen, netwerk=netwerk, pk=pk)
    verslag = Verslag(bijeenkomst, request.user)
    if not verslag.mag_lezen:
        raise Http404
    context = {"netwerk": netwerk, "bijeenkomst": bijeenkomst, "verslag": verslag}
    return render(request, "netwerken/bijeenkomst_verslag.html", context)
