"""What every page of the admin has in common; each app registers its own models.

Staff may see, add and change everything: /admin/ asks for the second step of logging in, and
nobody gets separate permissions per model. Nothing that was true is deleted: it is ended. Only a
superuser may delete, one record at a time, to undo a mistake.
"""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from buurtnet.kern.boom import Boom
from buurtnet.kern.herkomst import Bron, Herkomst
from buurtnet.kern.periode import Periode
from buurtnet.kern.record import OudAdres
from buurtnet.zoeken.synoniemen import Synoniem

from ..geschiedenis import Geschiedenis
from ..opslaan import slot
from .formulier import BewerkbaarForm
from .handelingen import doe_in_beheer, noem_in_beheer

PERIODE = (
    _("Periode"),
    {
        "fields": [("vanaf", "vanaf_precisie"), ("tot", "tot_precisie"), "status"],
        "description": _(
            "Houdt iets op? Vul dan “tot en met” in en kies “gestopt” of “afgerond”:"
            " het verleden blijft dan te zien."
        ),
    },
)
HERKOMST = (
    _("Herkomst"),
    {
        "fields": ["bron", "vindplaats", ("bevestigd_op", "bevestigd_door"), "nagaan_elke"],
        "description": _(
            "Wijzigen is niet hetzelfde als bevestigen: vul “bevestigd op” alleen in als je bent"
            " nagegaan dat dit klopt."
        ),
    },
)


class BeheerAdmin(admin.ModelAdmin):
    """A model that staff looks after."""

    list_per_page = 50
    list_max_show_all = 200
    actions_selection_counter = True

    def has_module_permission(self, request):
        return request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff

    def has_add_permission(self, request):
        return request.user.is_staff

    def has_change_permission(self, request, obj=None):
        return request.user.is_staff

    def has_delete_permission(self, request, obj=None):
        return request.user.is_staff and request.user.is_superuser

    def get_actions(self, request):
        acties = super().get_actions(request)
        acties.pop("delete_selected", None)
        return acties


class BewerkbaarAdmin(SimpleHistoryAdmin, BeheerAdmin):
    """A model with a history. A subclass names its own fields in `velden`."""

    form = BewerkbaarForm
    velden = []
    history_list_per_page = 25
    object_history_list_template = "admin/_geschiedenis.html"

    def get_fieldsets(self, request, obj=None):
        fieldsets = [(None, {"fields": self.velden})]
        if issubclass(self.model, Periode):
            fieldsets.append(PERIODE)
        if issubclass(self.model, Herkomst):
            fieldsets.append(HERKOMST)
        techniek = ["reden", "gelezen_versie"]
        if obj:
            techniek += self.get_readonly_fields(request, obj)
        fieldsets.append((_("Bewaren"), {"fields": techniek}))
        return fieldsets

    def get_readonly_fields(self, request, obj=None):
        extra = [naam for naam in ("uuid", "pad") if hasattr(self.model, naam)]
        return [*super().get_readonly_fields(request, obj), *extra, "versie", "gewijzigd_op"]

    def get_autocomplete_fields(self, request):
        """Every relation: a list of thousands never ends up in a page."""
        relaties = [*self.model._meta.fields, *self.model._meta.many_to_many]
        return [veld.name for veld in relaties if veld.is_relation and veld.editable]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Of those who save the same record at once, each sees what the one before saved."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with doe_in_beheer(request):
            rij = object_id and self.get_object(request, unquote(object_id))
            if rij:
                if isinstance(rij, Boom):
                    rij.houd_boom()
                slot(rij)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        with doe_in_beheer(request):
            return super().delete_view(request, object_id, extra_context)

    def log_addition(self, request, obj, message):
        noem_in_beheer(request, _t("%(wat)s toegevoegd: %(naam)s."), obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        noem_in_beheer(request, _t("%(wat)s gewijzigd: %(naam)s."), obj)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            noem_in_beheer(request, _t("%(wat)s verwijderd: %(naam)s."), obj)
        return super().log_deletions(request, queryset)

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        obj._change_reason = form.cleaned_data.get("reden") or None
        if change:
            # An old version that is put back counts on from the last one.
            obj.reken_vanaf(slot(obj))
        super().save_model(request, obj, form, change)

    def set_history_delta_changes(self, request, historical_records, foreign_keys_are_objs=True):
        rijen = list(historical_records)
        verschillen = Geschiedenis(rijen[0].instance).verschillen(rijen) if rijen else []
        for rij, van_rij in zip(rijen, verschillen, strict=False):
            rij.history_delta_changes = van_rij

    def history_view_title(self, request, obj):
        return _t("Geschiedenis van %(naam)s") % {"naam": obj}

    def history_form_view_title(self, request, obj):
        return _t("Zoals %(naam)s toen was") % {"naam": obj}


class RecordAdmin(BewerkbaarAdmin):
    """A public record; `velden` follow its name."""

    prepopulated_fields = {}
    save_on_top = True

    def get_fieldsets(self, request, obj=None):
        eigen, *rest = super().get_fieldsets(request, obj)
        openbaar = (_("Op de site"), {"fields": ["openbaar", "slug"]})
        return [(None, {"fields": ["naam", *eigen[1]["fields"]]}), *rest[:-1], openbaar, rest[-1]]


def _met_bron():
    """The models whose rows say where they come from."""
    return [relatie.related_model for relatie in Bron._meta.related_objects]


def _aantal_gegevens():
    """An expression: how many rows of all models a Bron has."""
    som = Value(0)
    for model in _met_bron():
        rijen = model._base_manager.filter(bron=OuterRef("pk")).order_by().values("bron")
        som += Coalesce(Subquery(rijen.annotate(n=Count("pk")).values("n")), 0)
    return som


@admin.register(Bron)
class BronAdmin(BewerkbaarAdmin):
    list_display = ["naam", "slug", "soort", "datum", "aantal"]
    list_filter = ["soort"]
    search_fields = ["naam", "slug", "omschrijving"]
    date_hierarchy = "datum"
    velden = [
        "naam",
        "slug",
        "soort",
        "datum",
        "datum_toelichting",
        "url",
        "omschrijving",
        "gegevens",
    ]

    readonly_fields = ["gegevens"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(aantal=_aantal_gegevens())

    @admin.display(description=_("gegevens"), ordering="aantal")
    def aantal(self, bron):
        return bron.aantal

    @admin.display(description=_("gegevens uit deze bron"))
    def gegevens(self, bron):
        return format_html_join(
            SafeString("<br>"),
            '<a href="{}?bron__id__exact={}">{} {}</a>',
            (
                (
                    reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"),
                    bron.pk,
                    aantal,
                    model._meta.verbose_name if aantal == 1 else model._meta.verbose_name_plural,
                )
                for model in _met_bron()
                if (aantal := model._default_manager.filter(bron=bron.pk).count())
            ),
        )


class AantalWoorden(admin.SimpleListFilter):
    """Single words are often slips or another language; a few words together a whole question."""

    title = _("wat mensen typen")
    parameter_name = "woorden"

    def lookups(self, request, model_admin):
        return [("een", _("één woord")), ("meer", _("een paar woorden"))]

    def queryset(self, request, queryset):
        if self.value() == "een":
            return queryset.exclude(woord__contains=" ")
        return queryset.filter(woord__contains=" ") if self.value() == "meer" else queryset


@admin.register(Synoniem)
class SynoniemAdmin(BewerkbaarAdmin):
    list_display = ["woord", "bedoelt", "gewijzigd_op"]
    list_filter = [AantalWoorden, "gewijzigd_op"]
    search_fields = ["woord", "bedoelt"]
    velden = ["woord", "bedoelt"]


@admin.register(OudAdres)
class OudAdresAdmin(BeheerAdmin):
    """Only to look at: addresses follow from renaming and merging."""

    list_display = ["slug", "soort", "doel"]
    list_filter = ["soort"]
    search_fields = ["slug"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
