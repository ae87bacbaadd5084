"""People in the admin, with the networks that they coordinate."""

from django.utils.translation import gettext_lazy as _

from buurtnet.accounts import uitnodigingen
from buurtnet.accounts.admin import GebruikerAdmin
from buurtnet.bewerken.admin.onderdeel import DeelInline

from .models import Netwerk


class NetwerkInline(DeelInline):
    model = Netwerk.coordinatoren.through
    verbose_name = _("netwerk")
    verbose_name_plural = _("coördineert deze netwerken")
    show_change_link = False

    def has_change_permission(self, request, obj=None):
        """Somebody coordinates a network or not: there is nothing to change about it."""
        return False

    def has_delete_permission(self, request, obj=None):
        return request.user.is_staff


class CoordinatorAdmin(GebruikerAdmin):
    """Registered here: accounts knows people, and not what they look after."""

    inlines = [NetwerkInline, *GebruikerAdmin.inlines]

    def save_formset(self, request, form, formset, change):
        """Networks by way of their own field: so their history tells who coordinates them."""
        if formset.model is not NetwerkInline.model:
            super().save_formset(request, form, formset, change)
            return
        formset.save(commit=False)
        gebruiker = form.instance
        erbij = [rij.netwerk for rij in formset.new_objects]
        for netwerk in erbij:
            netwerk.stel_coordinatoren_bij(erbij=[gebruiker])
        for rij in formset.deleted_objects:
            rij.netwerk.stel_coordinatoren_bij(weg=[gebruiker])
        uitnodigingen.meld_netwerken(gebruiker, erbij, request.user)
