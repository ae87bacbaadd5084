"""Proposals in the admin: to look at, and to take out what should not have been sent."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.admin.model import BewerkbaarAdmin

from .models.voorstel import OVER


class VoorstelAdmin(BewerkbaarAdmin):
    """They are handled on the desk; here staff reads them, and takes out words of one person."""

    list_display = ["op", "soort", "waarover", "record", "stand", "behandeld_op"]
    list_filter = ["stand", "soort", "waarover"]
    list_select_related = [*OVER, "wijk", "van"]
    search_fields = ["code", "tekst"]
    date_hierarchy = "op"
    velden = [
        *("code", "soort", "waarover", "record", "wijk"),
        *("gegevens", "veld", "tekst", "antwoord"),
        *("voorsteller", "van", "op", "stand", "behandeld_op", "behandeld_door", "opgeschoond_op"),
    ]
    readonly_fields = [naam for naam in velden if naam not in ("tekst", "antwoord")]

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("waarover"))
    def record(self, voorstel):
        return voorstel.record or "–"
