"""What was done, by whom, and which rows that wrote: to look at, and to undo."""

from django.apps import apps
from django.contrib import admin, messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ..handelingen import Handeling
from ..ongedaan import NietOngedaan, maak_ongedaan
from .model import BeheerAdmin

# Of a whole import: more would say nothing.
MEESTE_GENOEMD = 200


@admin.register(Handeling)
class HandelingAdmin(BeheerAdmin):
    """Only to look at; its page has a button to undo it."""

    list_display = ["op", "gebruiker", "wat", "aantal", "is_ongedaan"]
    list_filter = ["op"]
    list_select_related = ["gebruiker"]
    search_fields = ["wat", "gebruiker__naam", "gebruiker__email"]
    date_hierarchy = "op"
    fields = ["op", "gebruiker", "wat", "ongedaan_door", "rijen"]
    readonly_fields = fields
    change_form_template = "admin/handeling.html"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(aantal=Count("handelingrijen"))

    def get_urls(self):
        view = self.admin_site.admin_view(self.maak_ongedaan)
        adres = path("<int:pk>/ongedaan/", view, name="basis_handeling_ongedaan")
        return [adres, *super().get_urls()]

    @admin.display(description=_("rijen"), ordering="aantal")
    def aantal(self, gedaan):
        return gedaan.aantal

    @admin.display(description=_("ongedaan gemaakt"), boolean=True)
    def is_ongedaan(self, gedaan):
        return gedaan.ongedaan_door_id is not None

    @admin.display(description=_("rijen"))
    def rijen(self, gedaan):
        """Each row with its page in the admin, as long as it is there."""
        rijen = list(gedaan.handelingrijen.all()[:MEESTE_GENOEMD])
        namen = _namen(rijen)
        regels = [(*namen[rij.soort, rij.sleutel], rij.voor, rij.na) for rij in rijen]
        html = format_html_join(SafeString("<br>"), "{}: {} ({} → {})", regels)
        rest = gedaan.aantal - len(rijen)
        return format_html("{}<br>{}", html, _t("en nog %(n)d") % {"n": rest}) if rest else html

    @method_decorator(require_POST)
    def maak_ongedaan(self, request, pk):
        gedaan = get_object_or_404(Handeling, pk=pk)
        try:
            nieuwe = maak_ongedaan(gedaan, request.user, beheer=True)
        except NietOngedaan as fout:
            zin = _t("Ongedaan maken kan niet: %(reden)s")
            messages.error(request, zin % {"reden": fout.zin})
            nieuwe = gedaan
        else:
            messages.success(request, nieuwe.wat)
        return redirect("admin:basis_handeling_change", nieuwe.pk)


def _namen(rijen):
    """{(kind, key): (what kind it is, its name with a link)}; one query per kind."""
    sleutels = {}
    for rij in rijen:
        sleutels.setdefault(rij.soort, []).append(rij.sleutel)
    namen = {}
    for soort, pks in sleutels.items():
        model = apps.get_model(soort)
        wat = model._meta.verbose_name
        relaties = [veld.name for veld in model._meta.fields if veld.many_to_one]
        gevonden = model._base_manager.select_related(*relaties).in_bulk(pks)
        adres = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        for pk in pks:
            naam = _t("(bestaat niet meer)")
            if pk in gevonden:
                link = reverse(adres, args=[pk])
                naam = format_html('<a href="{}">{}</a>', link, gevonden[pk])
            namen[soort, pk] = (wat, naam)
    return namen
