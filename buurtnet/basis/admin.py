"""What every page of the admin has in common; each app registers its own models.

Staff may see, add and change everything: /admin/ asks for the second step of logging in, and
nobody gets separate permissions per model. Nothing that was true is deleted: it is ended. Only a
superuser may delete, one record at a time, to undo a mistake.
"""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.forms.models import BaseInlineFormSet
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from .beheer import slot
from .botsing import vergelijk, wie_het_laatst
from .geschiedenis import Geschiedenis
from .models import Bron, Herkomst, OudAdres, Periode, Synoniem
from .verschillen import toestand, toestand_van_formulier

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
        "fields": ["bron", "vindplaats", ("bevestigd_op", "bevestigd_door")],
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


class BewerkbaarForm(forms.ModelForm):
    """Asks why, and shows what somebody else changed meanwhile before it is overwritten."""

    reden = forms.CharField(
        label=_("reden"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Waarom je dit wijzigt. Komt in de geschiedenis te staan."),
    )
    gelezen_versie = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "gelezen_versie" in self.fields:
            self.initial["gelezen_versie"] = self.instance.versie

    def validate_unique(self):
        super().validate_unique()
        gelezen = self.cleaned_data.get("gelezen_versie")
        if self.instance.pk and gelezen and gelezen != self.instance.versie:
            self._toon_ander(gelezen)

    def _toon_ander(self, gelezen):
        """Both versions beside the fields; sending the form again saves what it then says."""
        bewaard = type(self.instance)._base_manager.get(pk=self.instance.pk)
        ander = toestand(bewaard, self.fields)
        toen = Geschiedenis(bewaard).op_versie(gelezen)
        beide, van_ander = vergelijk(toen, ander, toestand_van_formulier(self))
        if not beide and not van_ander:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("gelezen_versie")] = bewaard.versie
        wie = wie_het_laatst(bewaard)
        zin = _(
            "%(wie)s heeft dit intussen gewijzigd. Wat jij invulde, is nog niet bewaard. Bij elk"
            " veld staat wat er veranderde. Klopt het zo? Bewaar dan nog een keer."
        )
        self.add_error(None, ValidationError(zin, params={"wie": wie}))
        zin = _("%(wie)s bewaarde hier intussen: “%(ander)s”. Wat jij invulde, staat er nog.")
        for naam in beide:
            params = {"wie": wie, "ander": ander[naam]}
            self.add_error(naam, ValidationError(zin, params=params))
        for naam in van_ander:
            self._neem_over(naam)
            zin = _("%(wie)s wijzigde dit intussen. Dat staat nu in het veld.")
            self.add_error(naam, ValidationError(zin, params={"wie": wie}))

    def _neem_over(self, naam):
        """Let the form show what is saved of a field, as if that had been typed."""
        for deel in {naam, f"{naam}_precisie"} & self.fields.keys():
            veld = self.fields[deel]
            waarde = veld.prepare_value(self.get_initial_for_field(veld, deel))
            if isinstance(veld.widget, forms.CheckboxInput):
                invoer = ["on"] if waarde else []
            else:
                widget = getattr(veld.widget, "widget", veld.widget)
                vorm = widget.format_value(waarde)
                invoer = vorm if isinstance(vorm, list) else [] if vorm is None else [vorm]
            self.data.setlist(self.add_prefix(deel), invoer)


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
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            if rij := self.get_object(request, unquote(object_id)):
                slot(rij)
            return super().changeform_view(request, object_id, form_url, extra_context)

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        obj._change_reason = form.cleaned_data.get("reden") or None
        if change:
            # An old version that is put back counts on from the last one.
            obj.versie = slot(obj).versie
        super().save_model(request, obj, form, change)

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


class BekendeKeuze(AutocompleteSelect):
    """Shows the choice that is there already without asking the database for it."""

    bekend = None

    def optgroups(self, name, value, attrs=None):
        gekozen = str(value[0]) if value and value[0] else ""
        if not gekozen or self.bekend is None or str(self.bekend.pk) != gekozen:
            return super().optgroups(name, value, attrs)
        opties = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        opties.append(self.create_option(name, gekozen, str(self.bekend), True, len(opties)))
        return [(None, opties, 0)]


class DeelFormSet(BaseInlineFormSet):
    """Rows of a whole whose relations came along in the one query for the rows."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for naam, veld in form.fields.items():
            keuze = getattr(veld.widget, "widget", veld.widget)
            if isinstance(keuze, BekendeKeuze):
                keuze.bekend = getattr(form.instance, naam, None)


class DeelInline(admin.TabularInline):
    """The parts of a whole, changed in its page; as many queries for one part as for thirty."""

    formset = DeelFormSet
    extra = 0
    show_change_link = True

    def get_queryset(self, request):
        relaties = [veld.name for veld in self.model._meta.fields if veld.many_to_one]
        return super().get_queryset(request).select_related(*relaties)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("widget", BekendeKeuze(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff

    def has_add_permission(self, request, obj=None):
        return request.user.is_staff

    def has_change_permission(self, request, obj=None):
        return request.user.is_staff

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser


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
