"""Organisations, networks and what they do in the admin."""

from django.contrib import admin
from django.db import transaction

from buurtnet.accounts import uitnodigingen
from buurtnet.accounts.models import Gebruiker
from buurtnet.bewerken.admin.model import BewerkbaarAdmin, RecordAdmin
from buurtnet.bewerken.admin.onderdeel import BewerkbaarInline
from buurtnet.bewerken.admin.tabellen import UitwisselingAdmin

from .contactadmin import ContactadresAdmin, NavraagAdmin, VolgerAdmin
from .coordinatoradmin import CoordinatorAdmin
from .models import (
    Aanwezigheid,
    Afspraak,
    Bespreekpunt,
    Bijeenkomst,
    Contactadres,
    Contactpunt,
    Deelname,
    Hoede,
    Huisvesting,
    Inzet,
    Navraag,
    Netwerk,
    Organisatie,
    Peiling,
    Signaal,
    Toezegging,
    Volger,
    Voorstel,
    Werkgebied,
)
from .samenvoegadmin import SamenvoegAdmin
from .tabellen import InzetResource, OrganisatieResource
from .voorsteladmin import VoorstelAdmin

UIT_BRON = ("bron", admin.RelatedOnlyFieldListFilter)

admin.site.register(Gebruiker, CoordinatorAdmin)
admin.site.register(Voorstel, VoorstelAdmin)
admin.site.register(Contactadres, ContactadresAdmin)
admin.site.register(Navraag, NavraagAdmin)
admin.site.register(Volger, VolgerAdmin)


class ContactpuntInline(BewerkbaarInline):
    model = Contactpunt
    fields = [
        "functie",
        ("telefoon", "telefoon_zichtbaar"),
        ("email", "email_zichtbaar"),
        "gevoelig",
    ]


class WerkgebiedInline(BewerkbaarInline):
    model = Werkgebied
    fields = ["wijk", "vanaf", "tot", "status", "toelichting"]


class DeelnameInline(BewerkbaarInline):
    model = Deelname
    fields = ["organisatie", "accommodatie", "omschreven_rol", "rol", "vanaf", "tot", "status"]


class AanwezigheidInline(BewerkbaarInline):
    model = Aanwezigheid
    fields = ["organisatie", "accommodatie", "omschreven_rol"]


class BespreekpuntInline(BewerkbaarInline):
    model = Bespreekpunt
    fields = ["volgorde", "onderwerp", "agendapunt", "signaal", "notitie", "besproken"]


class ToezeggingInline(BewerkbaarInline):
    model = Toezegging
    fields = [
        "organisatie",
        "accommodatie",
        "omschreven_rol",
        "wat",
        "uiterlijk",
        "uiterlijk_precisie",
        "stand",
        "uitkomst",
    ]


@admin.register(Organisatie)
class OrganisatieAdmin(SamenvoegAdmin, UitwisselingAdmin, RecordAdmin):
    resource_classes = [OrganisatieResource]
    list_display = ["naam", "afkorting", "soort", "formeel", "status", "bevestigd_op", "openbaar"]
    list_filter = ["soort", "formeel", "status", "is_verzameling", "openbaar", UIT_BRON]
    search_fields = ["naam", "afkorting", "ook_bekend_als"]
    velden = [
        "soort",
        "formeel",
        "koepel",
        "is_verzameling",
        "afkorting",
        "ook_bekend_als",
        "omschrijving",
        "website",
    ]
    inlines = [ContactpuntInline]


@admin.register(Netwerk)
class NetwerkAdmin(RecordAdmin):
    list_display = ["naam", "soort", "bovenliggend", "status", "bevestigd_op", "openbaar"]
    list_filter = ["soort", "status", "is_verzameling", "openbaar", UIT_BRON]
    list_select_related = ["bovenliggend"]
    search_fields = ["naam", "ook_bekend_als", "coordinatoren__email", "coordinatoren__naam"]
    velden = [
        "soort",
        "coordinatoren",
        "bovenliggend",
        "agenda",
        "is_verzameling",
        "aantal",
        "ook_bekend_als",
        "doel",
        "omschrijving",
        "ritme",
        ("budget", "budget_toelichting"),
        "website",
    ]
    inlines = [WerkgebiedInline, DeelnameInline, ContactpuntInline]

    def save_related(self, request, form, formsets, change):
        eerst = set(form.instance.coordinatoren.all())
        super().save_related(request, form, formsets, change)
        for gebruiker in set(form.instance.coordinatoren.all()) - eerst:
            uitnodigingen.meld_netwerken(gebruiker, [form.instance], request.user)


@admin.register(Werkgebied)
class WerkgebiedAdmin(BewerkbaarAdmin):
    list_display = ["netwerk", "wijk", "vanaf", "tot", "status", "bevestigd_op"]
    list_filter = ["status", UIT_BRON]
    list_select_related = ["netwerk", "wijk"]
    search_fields = ["netwerk__naam", "wijk__naam"]
    velden = ["netwerk", "wijk", "toelichting"]


@admin.register(Deelname)
class DeelnameAdmin(BewerkbaarAdmin):
    list_display = ["netwerk", "wie", "rol", "vanaf", "tot", "status", "bevestigd_op"]
    list_filter = ["rol", "status", UIT_BRON]
    list_select_related = ["netwerk", "organisatie", "accommodatie"]
    search_fields = ["netwerk__naam", "organisatie__naam", "accommodatie__naam", "omschreven_rol"]
    velden = ["netwerk", "organisatie", "accommodatie", "omschreven_rol", "rol", "toelichting"]


@admin.register(Inzet)
class InzetAdmin(UitwisselingAdmin, BewerkbaarAdmin):
    resource_classes = [InzetResource]
    list_display = ["wie", "wijk", "thema", "netwerk", "vanaf", "tot", "status", "bevestigd_op"]
    list_filter = ["thema", "status", UIT_BRON]
    list_select_related = ["organisatie", "wijk", "thema", "netwerk"]
    search_fields = ["organisatie__naam", "omschreven_rol", "wijk__naam", "netwerk__naam"]
    velden = [
        "organisatie",
        "omschreven_rol",
        "wijk",
        "thema",
        "netwerk",
        "initiatief",
        "toelichting",
    ]

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if {"organisatie", "omschreven_rol", "netwerk"} & {*form.changed_data}:
            obj.laat_meedoen()


@admin.register(Huisvesting)
class HuisvestingAdmin(BewerkbaarAdmin):
    list_display = ["accommodatie", "wie", "vanaf", "tot", "status", "bevestigd_op"]
    list_filter = ["status", UIT_BRON]
    list_select_related = ["accommodatie", "organisatie", "initiatief"]
    search_fields = ["accommodatie__naam", "organisatie__naam", "initiatief__naam"]
    velden = ["accommodatie", "organisatie", "initiatief", "toelichting"]


@admin.register(Hoede)
class HoedeAdmin(BewerkbaarAdmin):
    list_display = ["record", "netwerk", "gewijzigd_op"]
    list_filter = [("netwerk", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["organisatie", "initiatief", "accommodatie", "netwerk"]
    search_fields = [
        "organisatie__naam",
        "initiatief__naam",
        "accommodatie__naam",
        "netwerk__naam",
    ]
    velden = ["organisatie", "initiatief", "accommodatie", "netwerk"]


@admin.register(Contactpunt)
class ContactpuntAdmin(BewerkbaarAdmin):
    list_display = ["functie", "eigenaar", "telefoon", "email", "bevestigd_op"]
    list_filter = ["gevoelig", "telefoon_zichtbaar", "email_zichtbaar", UIT_BRON]
    list_select_related = ["organisatie", "netwerk", "initiatief", "accommodatie"]
    search_fields = [
        "functie",
        "organisatie__naam",
        "netwerk__naam",
        "initiatief__naam",
        "accommodatie__naam",
    ]
    velden = [
        "organisatie",
        "netwerk",
        "initiatief",
        "accommodatie",
        "functie",
        ("telefoon", "telefoon_zichtbaar"),
        ("email", "email_zichtbaar"),
        ("naam", "naam_zichtbaar"),
        ("toestemming_grond", "toestemming_op"),
        "toestemming_tekst",
        "gevoelig",
    ]


@admin.register(Bijeenkomst)
class BijeenkomstAdmin(BewerkbaarAdmin):
    list_display = ["naam", "soort", "netwerk", "vanaf", "accommodatie", "openbaar"]
    list_filter = ["soort", "status", "openbaar", UIT_BRON]
    list_select_related = ["netwerk", "accommodatie"]
    date_hierarchy = "vanaf"
    search_fields = ["naam", "omschrijving", "netwerk__naam"]
    velden = [
        "naam",
        "soort",
        "netwerk",
        "wijken",
        "accommodatie",
        "initiatief",
        ("begint_om", "ritme"),
        "reeks",
        "open_voor_bewoners",
        "omschrijving",
        "uitkomst",
        "gehouden_op",
        "verslag",
        "verslag_openbaar",
        "openbaar",
    ]
    inlines = [AanwezigheidInline, BespreekpuntInline]


@admin.register(Aanwezigheid)
class AanwezigheidAdmin(BewerkbaarAdmin):
    list_display = ["bijeenkomst", "organisatie", "accommodatie", "omschreven_rol"]
    list_filter = ["bijeenkomst__soort"]
    list_select_related = ["bijeenkomst", "organisatie", "accommodatie"]
    search_fields = ["bijeenkomst__naam", "organisatie__naam", "omschreven_rol"]
    velden = ["bijeenkomst", "organisatie", "accommodatie", "omschreven_rol"]


@admin.register(Bespreekpunt)
class BespreekpuntAdmin(BewerkbaarAdmin):
    list_display = ["onderwerp", "bijeenkomst", "volgorde", "besproken"]
    list_filter = ["besproken"]
    list_select_related = ["bijeenkomst"]
    search_fields = ["onderwerp", "bijeenkomst__naam"]
    velden = [
        "bijeenkomst",
        "volgorde",
        "onderwerp",
        "agendapunt",
        "signaal",
        "vorige",
        "notitie",
        "besproken",
    ]


@admin.register(Afspraak)
class AfspraakAdmin(BewerkbaarAdmin):
    list_display = ["naam", "soort", "netwerk", "gemaakt_op", "deadline", "stand", "openbaar"]
    list_filter = ["soort", "stand", "openbaar", UIT_BRON]
    list_select_related = ["netwerk"]
    date_hierarchy = "gemaakt_op"
    search_fields = ["naam", "tekst", "toezeggingen__wat", "netwerk__naam"]
    velden = [
        "naam",
        "soort",
        "netwerk",
        "bijeenkomst",
        "punt",
        "wijken",
        "initiatief",
        "accommodatie",
        "tekst",
        ("gemaakt_op", "gemaakt_op_precisie"),
        ("deadline", "deadline_precisie"),
        "stand",
        "uitkomst",
        "openbaar",
    ]
    inlines = [ToezeggingInline]


@admin.register(Toezegging)
class ToezeggingAdmin(BewerkbaarAdmin):
    list_display = ["afspraak", "wie", "wat", "uiterlijk", "stand"]
    list_filter = ["stand"]
    list_select_related = ["afspraak", "organisatie", "accommodatie"]
    date_hierarchy = "uiterlijk"
    search_fields = [
        "afspraak__naam",
        "organisatie__naam",
        "accommodatie__naam",
        "omschreven_rol",
        "wat",
    ]
    velden = [
        "afspraak",
        "organisatie",
        "accommodatie",
        "omschreven_rol",
        "wat",
        ("uiterlijk", "uiterlijk_precisie"),
        "stand",
        "uitkomst",
    ]


@admin.register(Signaal)
class SignaalAdmin(BewerkbaarAdmin):
    list_display = ["naam", "soort", "stand", "netwerk", "openbaar"]
    list_filter = ["soort", "stand", "themas", "openbaar", UIT_BRON]
    list_select_related = ["netwerk"]
    search_fields = ["naam", "omschrijving", "wijken__naam"]
    velden = [
        "naam",
        "soort",
        "stand",
        "omschrijving",
        "antwoord",
        "netwerk",
        "bijeenkomst",
        "wijken",
        "themas",
        "accommodatie",
        "leidde_tot",
        ("gehoord_op", "besproken_op"),
        ("opgepakt_op", "doorgezet_op", "beantwoord_op"),
        "openbaar",
    ]


@admin.register(Peiling)
class PeilingAdmin(BewerkbaarAdmin):
    list_display = ["naam", "soort", "netwerk", "vanaf", "aantal", "openbaar"]
    list_filter = ["soort", "status", "openbaar", UIT_BRON]
    list_select_related = ["netwerk"]
    date_hierarchy = "vanaf"
    search_fields = ["naam", "vraag", "uitkomst"]
    velden = [
        "naam",
        "soort",
        "vraag",
        "aantal",
        "uitvoerders",
        "andere_uitvoerders",
        "beslissers",
        "andere_beslissers",
        "uitkomst",
        "gevolg",
        "leidde_tot",
        "netwerk",
        "wijken",
        "accommodatie",
        "website",
        "openbaar",
    ]
