"""Whom we mail, and what was asked, in the admin."""

from django.contrib import admin

from buurtnet.bewerken.admin.model import BeheerAdmin, BewerkbaarAdmin

from .models.contactadres import VAN
from .models.volger import WAT


class ContactadresAdmin(BewerkbaarAdmin):
    list_display = ["record", "email", "vertrouwd", "verteld_op", "bezwaar_op"]
    list_filter = ["vertrouwd", "bezwaar_op"]
    list_select_related = [*VAN]
    search_fields = ["email", *(f"{naam}__naam" for naam in VAN)]
    velden = [*VAN, "email", "vertrouwd", "bezwaar_op"]


class NavraagAdmin(BeheerAdmin):
    """Only to look at."""

    list_display = ["op", "ronde", "stand", "geldig_tot", "beantwoord_op"]
    list_filter = ["stand", "ronde"]
    search_fields = [f"adressen__{naam}__naam" for naam in VAN]
    date_hierarchy = "op"
    fields = [
        *("adressen", "ronde", "vorige", "begonnen_op", "op", "geldig_tot"),
        *("rijen", "stand", "beantwoord_op"),
    ]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class VolgerAdmin(BeheerAdmin):
    """How many follow what; whose address it is, nobody reads."""

    list_display = ["waarvan", "op", "bevestigd_op", "taal"]
    list_filter = [*WAT, ("bevestigd_op", admin.EmptyFieldListFilter)]
    list_select_related = [*WAT]
    search_fields = [f"{naam}__naam" for naam in WAT]
    date_hierarchy = "op"
    fields = [*WAT, "taal", "op", "bevestigd_op", "verteld_tot"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
