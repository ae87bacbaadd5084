"""Places, initiatives, activities and stories in the admin."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.admin.formulier import BewerkbaarForm
from buurtnet.bewerken.admin.model import BewerkbaarAdmin, RecordAdmin
from buurtnet.bewerken.admin.tabellen import UitwisselingAdmin

from .models import Accommodatie, Activiteit, Doelgroep, Hulplijn, Initiatief, Verhaal
from .tabellen import AccommodatieResource, InitiatiefResource

UIT_BRON = ("bron", admin.RelatedOnlyFieldListFilter)


class InGebruik(admin.SimpleListFilter):
    """Whether something is for them: a choice that nobody makes can go."""

    title = _("in gebruik")
    parameter_name = "in_gebruik"

    def lookups(self, request, model_admin):
        return [("ja", _("ja")), ("nee", _("nee"))]

    def queryset(self, request, queryset):
        if self.value() not in {"ja", "nee"}:
            return queryset
        deze = {"doelgroepen": OuterRef("pk")}
        gebruikt = Exists(Initiatief.objects.filter(**deze))
        gebruikt |= Exists(Activiteit.objects.filter(**deze))
        return queryset.filter(gebruikt if self.value() == "ja" else ~gebruikt)


@admin.register(Doelgroep)
class DoelgroepAdmin(BewerkbaarAdmin):
    list_display = ["naam", "slug", "volgorde"]
    list_filter = [InGebruik]
    search_fields = ["naam"]
    velden = ["naam", "slug", "volgorde"]


@admin.register(Hulplijn)
class HulplijnAdmin(BewerkbaarAdmin):
    list_display = ["naam", "telefoon", "bereikbaar", "opgezocht_op", "volgorde"]
    list_filter = ["opgezocht_op", "themas"]
    search_fields = ["naam", "telefoon", "woorden"]
    velden = [
        "naam",
        "naam_en",
        "vraag",
        "vraag_en",
        "telefoon",
        "bereikbaar",
        "bereikbaar_en",
        "website",
        "woorden",
        "themas",
        "volgorde",
        "bron",
        "opgezocht_op",
    ]


@admin.register(Initiatief)
class InitiatiefAdmin(UitwisselingAdmin, RecordAdmin):
    resource_classes = [InitiatiefResource]
    list_display = ["naam", "soort", "status", "vanaf", "tot", "bevestigd_op", "openbaar"]
    list_filter = ["soort", "status", "door_bewoners", "themas", "openbaar", UIT_BRON]
    search_fields = ["naam", "ook_bekend_als", "omschrijving", "wijken__naam"]
    velden = [
        "soort",
        "door_bewoners",
        "wijken",
        "themas",
        "doelgroepen",
        "onderdeel_van",
        "is_verzameling",
        "ook_bekend_als",
        "omschrijving",
        "doel",
        "website",
    ]


@admin.register(Accommodatie)
class AccommodatieAdmin(UitwisselingAdmin, RecordAdmin):
    resource_classes = [AccommodatieResource]
    list_display = ["naam", "soort", "rol", "gesubsidieerd", "status", "adres", "openbaar"]
    list_filter = ["soort", "rol", "gesubsidieerd", "status", "openbaar", UIT_BRON]
    search_fields = ["naam", "ook_bekend_als", "adres", "postcode", "wijken__naam"]
    velden = [
        "soort",
        "rol",
        "gesubsidieerd",
        "wijken",
        "onderdeel_van",
        "is_verzameling",
        "ook_bekend_als",
        "voorheen",
        "omschrijving",
        "functies",
        ("adres", "postcode"),
        ("lat", "lon"),
        "openingstijden",
        "website",
    ]


class ActiviteitForm(BewerkbaarForm):
    def clean(self):
        gegevens = super().clean()
        if "ritme" in self.changed_data and "regel" not in self.changed_data:
            gegevens["regel"] = ""  # follows the words
        return gegevens


@admin.register(Activiteit)
class ActiviteitAdmin(RecordAdmin):
    form = ActiviteitForm
    list_display = ["naam", "ritme", "accommodatie", "initiatief", "status", "openbaar"]
    list_filter = ["status", "themas", "openbaar", UIT_BRON]
    list_select_related = ["accommodatie", "initiatief"]
    search_fields = ["naam", "omschrijving", "accommodatie__naam", "initiatief__naam"]
    velden = [
        "initiatief",
        "accommodatie",
        "wijken",
        "themas",
        "doelgroepen",
        "omschrijving",
        ("ritme", "regel"),
        ("begint_om", "eindigt_om"),
        ("niet_op", "ook_op"),
        "kosten",
        "aanmelden",
    ]


@admin.register(Verhaal)
class VerhaalAdmin(RecordAdmin):
    list_display = ["naam", "datum", "openbaar"]
    list_filter = ["openbaar", UIT_BRON]
    date_hierarchy = "datum"
    search_fields = ["naam", "inleiding", "tekst"]
    velden = [
        ("datum", "datum_precisie"),
        "inleiding",
        "tekst",
        ("afbeelding", "afbeelding_alt", "afbeelding_maker"),
        "wijken",
        "initiatieven",
        "accommodaties",
    ]
