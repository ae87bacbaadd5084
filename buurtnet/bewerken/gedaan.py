"""What somebody did, the last first, each to be undone; a redacteur sees that of everybody."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .handelingen import Handeling, Handelingrij

PER_PAGINA = 25


@require_safe
def gedaan(request):
    alle = Handeling.objects.visible_to(request.user).select_related("gebruiker")
    alle = alle.annotate(aantal=Count("handelingrijen")).order_by("-op", "-pk")
    pagina = Paginator(alle, PER_PAGINA).get_page(request.GET.get("pagina"))
    van_allen = request.user.is_redacteur
    return render(request, "bewerken/gedaan.html", {"pagina": pagina, "van_allen": van_allen})


def handelingen_van(rij, versies, gebruiker):
    """{version: Handeling} of those among `versies`, numbers of `rij`, that `gebruiker` can undo.

    One query. Each Handeling has an `aantal`: how many rows it wrote.
    """
    rijen = Handelingrij.objects.filter(
        soort=rij._meta.label_lower,
        sleutel=rij.pk,
        na__in=versies,
        handeling__in=Handeling.objects.visible_to(gebruiker).order_by(),
        handeling__ongedaan_door=None,
    ).select_related("handeling")
    rijen = rijen.annotate(aantal=Count("handeling__handelingrijen")).order_by("pk")
    gevonden = {}
    for een in rijen:
        if een.handeling.is_op_tijd:
            een.handeling.aantal = een.aantal
            gevonden[een.na] = een.handeling
    return gevonden
