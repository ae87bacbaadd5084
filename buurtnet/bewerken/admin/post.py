"""The mail of the site, for staff: what waits, what failed, and which addresses refuse it.

What a mail says is not shown: it is for one person, and may open a door.
"""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from buurtnet.post.adressen import GeweigerdAdres
from buurtnet.post.bericht import Bericht

from .model import BeheerAdmin


@admin.register(Bericht)
class BerichtAdmin(BeheerAdmin):
    """Only to look at, to send once more and to withdraw."""

    list_display = ["op", "stand", "aan", "laatste_fout", "onderwerp", "soort", "pogingen"]
    list_filter = ["stand", "soort", "op"]
    search_fields = ["aan", "kenmerk", "message_id"]
    date_hierarchy = "op"
    fields = [
        *("kenmerk", "soort", "aan", "antwoord_aan", "onderwerp", "taal", "message_id"),
        *("stand", "laatste_fout", "pogingen", "niet_voor", "geldig_tot", "op", "verstuurd_op"),
    ]
    readonly_fields = fields
    actions = ["probeer_opnieuw", "trek_in"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description=_("Stuur opnieuw (wat mislukte of onzeker is)"))
    def probeer_opnieuw(self, request, queryset):
        aantal = queryset.probeer_opnieuw(timezone.now())
        zin = ngettext(
            "%(n)d mail gaat zo opnieuw weg.", "%(n)d mails gaan zo opnieuw weg.", aantal
        )
        messages.success(request, zin % {"n": aantal})

    @admin.action(description=_("Trek in (wat nog niet weg is)"))
    def trek_in(self, request, queryset):
        aantal = queryset.trek_in()
        zin = ngettext("%(n)d mail ingetrokken.", "%(n)d mails ingetrokken.", aantal)
        messages.success(request, zin % {"n": aantal})


@admin.register(GeweigerdAdres)
class GeweigerdAdresAdmin(BeheerAdmin):
    """Whoever says that an address works again, takes it off the list."""

    list_display = ["adres", "reden", "sinds"]
    list_filter = ["sinds"]
    search_fields = ["adres", "reden"]
    fields = ["adres", "reden", "sinds"]
    readonly_fields = fields
    actions = ["werkt_weer"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.action(description=_("Dit adres werkt weer"))
    def werkt_weer(self, request, queryset):
        aantal, _per_soort = queryset.delete()
        zin = ngettext("%(n)d adres krijgt weer post.", "%(n)d adressen krijgen weer post.", aantal)
        messages.success(request, zin % {"n": aantal})
