"""Merging two double organisations in the admin: choose which stays, see what moves, confirm."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.admin.handelingen import doe_in_beheer

from .samenvoegen import wat_verhuist


class SamenvoegForm(forms.Form):
    blijft = forms.ModelChoiceField(
        None, label=_("Welke blijft?"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, organisaties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["blijft"].queryset = organisaties
        self.fields["blijft"].label_from_instance = lambda rij: f"{rij.naam} ({rij.slug})"


class SamenvoegAdmin(admin.ModelAdmin):
    actions = ["kies_samenvoegen"]

    def get_urls(self):
        adres = path(
            "samenvoegen/<int:een>/<int:ander>/",
            self.admin_site.admin_view(self.samenvoegen),
            name="netwerken_organisatie_samenvoegen",
        )
        return [adres, *super().get_urls()]

    @admin.action(description=_("Voeg samen"))
    def kies_samenvoegen(self, request, queryset):
        sleutels = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(sleutels) != 2:
            messages.error(request, _t("Vink precies twee organisaties aan om ze samen te voegen."))
            return None
        return redirect("admin:netwerken_organisatie_samenvoegen", *sleutels)

    def samenvoegen(self, request, een, ander):
        organisaties = self.get_queryset(request).filter(Q(pk=een) | Q(pk=ander))
        if not self.has_change_permission(request):
            raise PermissionDenied
        paar = list(organisaties.order_by("pk"))
        if len(paar) != 2:
            messages.error(request, _t("Een van deze organisaties bestaat niet (meer)."))
            return redirect("admin:netwerken_organisatie_changelist")
        ingevuld = request.POST if request.method == "POST" else None
        form = SamenvoegForm(ingevuld, organisaties=organisaties)
        if form.is_valid():
            blijft = form.cleaned_data["blijft"]
            weg = next(organisatie for organisatie in paar if organisatie != blijft)
            return self._voeg_samen(request, blijft, weg)
        keuzes = [(blijft, weg, wat_verhuist(blijft, weg)) for blijft, weg in (paar, paar[::-1])]
        context = self.admin_site.each_context(request) | {
            "title": _t("Organisaties samenvoegen"),
            "opts": self.model._meta,
            "form": form,
            "keuzes": keuzes,
        }
        return render(request, "admin/samenvoegen.html", context)

    def _voeg_samen(self, request, blijft, weg):
        naam, slug = weg.naam, weg.slug
        zin = _t("%(weg)s is opgegaan in %(blijft)s. Het adres van %(slug)s leidt nu hierheen.")
        wat = zin % {"weg": naam, "blijft": blijft.naam, "slug": slug}
        with doe_in_beheer(request, wat):
            self.log_deletions(request, [weg])
            blijft.neem_over(weg)
        messages.success(request, wat)
        return redirect(reverse("admin:netwerken_organisatie_change", args=[blijft.pk]))
