"""Places, themes and agendas in the admin."""

from django.contrib import admin
from django.utils.translation import gettext as _

from buurtnet.bewerken.admin.formulier import BewerkbaarForm
from buurtnet.bewerken.admin.model import BeheerAdmin, BewerkbaarAdmin, RecordAdmin
from buurtnet.bewerken.admin.onderdeel import BewerkbaarInline

from .models import Agenda, Agendapunt, Postcode, Thema, Wijk

UIT_BRON = ("bron", admin.RelatedOnlyFieldListFilter)


class AgendapuntInline(BewerkbaarInline):
    model = Agendapunt
    fields = ["volgorde", "tekst", "soort", "thema", "tot"]


class WijkForm(BewerkbaarForm):
    """A place is put somewhere in the tree; only what lies outside the city stands alone."""

    def clean(self):
        gegevens = super().clean()
        soort = self.cleaned_data.get("soort")
        if soort and soort not in Wijk.MAG_LOS and not self.cleaned_data.get("ligt_in"):
            uitleg = _("Kies waar dit in ligt. Buiten de gemeente? Kies dan de soort “plek”.")
            self.add_error("ligt_in", uitleg)
        return gegevens


@admin.register(Wijk)
class WijkAdmin(RecordAdmin):
    form = WijkForm
    list_display = ["naam", "soort", "ligt_in", "cbs_code", "inwoners", "openbaar"]
    list_filter = ["soort", "openbaar"]
    list_select_related = ["ligt_in"]
    search_fields = ["naam", "ook_bekend_als", "cbs_code"]
    velden = [
        "soort",
        "ligt_in",
        "omvat",
        "ook_bekend_als",
        "omschrijving",
        ("cbs_code", "samenstelling"),
        ("lat", "lon"),
        "omtrek",
        ("inwoners", "inwoners_jaar"),
    ]


@admin.register(Postcode)
class PostcodeAdmin(BeheerAdmin):
    """Only to look at: postcodes come from CBS, with `manage.py laad_postcodes`."""

    list_display = ["__str__", "wijk", "huisnummers"]
    list_filter = [("wijk", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["wijk"]
    search_fields = ["postcode", "wijk__naam"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Thema)
class ThemaAdmin(RecordAdmin):
    list_display = ["naam", "volgorde", "trefwoorden", "icoon", "openbaar"]
    list_filter = ["openbaar", UIT_BRON]
    search_fields = ["naam", "trefwoorden"]
    velden = ["omschrijving", "trefwoorden", "icoon", "volgorde"]


@admin.register(Agenda)
class AgendaAdmin(RecordAdmin):
    list_display = ["naam", "soort", "stand", "draagvlak", "vanaf", "tot", "openbaar"]
    list_filter = ["soort", "stand", "draagvlak", "status", "openbaar", UIT_BRON]
    search_fields = ["naam", "omschrijving", "wijken__naam"]
    velden = ["soort", "wijken", "stand", "draagvlak", "omschrijving", "vervolg_op"]
    inlines = [AgendapuntInline]


@admin.register(Agendapunt)
class AgendapuntAdmin(BewerkbaarAdmin):
    list_display = ["tekst", "soort", "thema", "agenda", "volgorde"]
    list_filter = ["soort", "thema", UIT_BRON]
    list_select_related = ["thema", "agenda"]
    search_fields = ["tekst", "agenda__naam", "thema__naam"]
    velden = ["agenda", "tekst", "soort", "thema", "volgorde", "toelichting"]
