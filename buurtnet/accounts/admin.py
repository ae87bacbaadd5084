"""People who log in, in the admin."""

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.admin.model import BeheerAdmin
from buurtnet.kern.rechten import bereik_van

from . import redacteuren, uitnodigingen
from .models import Gebruiker

SOORTEN = {
    Authenticator.Type.TOTP: _("app met codes"),
    Authenticator.Type.WEBAUTHN: _("passkey"),
    Authenticator.Type.RECOVERY_CODES: _("herstelcodes"),
}


class TweedeStapInline(admin.TabularInline):
    """Only to look at, or to take away from who lost a phone; secrets stay out of sight."""

    model = Authenticator
    verbose_name = _("tweede stap")
    verbose_name_plural = _("tweede stappen")
    fields = readonly_fields = ["soort", "gemaakt_op", "gebruikt_op"]

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return request.user.is_staff

    @admin.display(description=_("soort"))
    def soort(self, stap):
        return SOORTEN[stap.type]

    @admin.display(description=_("gemaakt op"))
    def gemaakt_op(self, stap):
        return stap.created_at

    @admin.display(description=_("laatst gebruikt op"))
    def gebruikt_op(self, stap):
        return stap.last_used_at


class GebruikerForm(forms.ModelForm):
    def clean_email(self):
        return self.cleaned_data["email"].lower()


class GebruikerAdmin(BeheerAdmin):
    """People. Somebody who left is switched off; only a superuser changes who is staff.

    The app that knows what people look after registers it, with that beside it.
    """

    form = GebruikerForm
    list_display = ["email", "naam", "is_staff", "is_active", "last_login", "uitgenodigd_op"]
    list_filter = ["is_active", "is_staff", "groups"]
    search_fields = ["email", "naam"]
    date_hierarchy = "date_joined"
    autocomplete_fields = []
    inlines = [TweedeStapInline]
    actions = ["nodig_uit", "log_uit"]
    readonly_fields = ["last_login", "date_joined", "uitgenodigd_op", "uitgenodigd_door"]
    fieldsets = [
        (
            None,
            {
                "fields": ["email", "naam", "is_active"],
                "description": _(
                    "Iemand nieuw? Bewaar, en kies dan in de lijst “Stuur een uitnodiging”."
                    " Een nieuw e-mailadres moet bij het inloggen worden bevestigd."
                ),
            },
        ),
        (_("Mag meer"), {"fields": ["groups", "is_staff", "is_superuser"]}),
        (_("Wanneer"), {"fields": readonly_fields}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("uitgenodigd_door")

    def get_readonly_fields(self, request, obj=None):
        extra = [] if request.user.is_superuser else ["is_staff", "is_superuser"]
        return [*super().get_readonly_fields(request, obj), *extra]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        """Who could change a superuser's address could take over that account."""
        mag = request.user.is_superuser or obj is None or not obj.is_staff
        return super().has_change_permission(request, obj) and mag

    def has_delete_permission(self, request, obj=None):
        """Histories name people: they are switched off."""
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            obj.emailaddress_set.all().delete()

    def save_related(self, request, form, formsets, change):
        eerst = form.instance.is_in_groep()
        super().save_related(request, form, formsets, change)
        nu = form.instance.is_in_groep()
        if nu != eerst:
            redacteuren.log_redacteur(form.instance, request.user, gegeven=nu)

    def _te_wijzigen(self, request, queryset):
        """Those among `queryset` whom this person may change; names the others."""
        for gebruiker in queryset:
            if self.has_change_permission(request, gebruiker):
                yield gebruiker
            else:
                zin = _t("%(wie)s is overgeslagen: die mag alleen een supergebruiker wijzigen.")
                messages.warning(request, zin % {"wie": gebruiker})

    @admin.action(description=_("Stuur een uitnodiging"))
    def nodig_uit(self, request, queryset):
        for gebruiker in self._te_wijzigen(request, queryset):
            with transaction.atomic():
                gebruiker, nieuw = Gebruiker.objects.nodig_uit(
                    gebruiker.email, gebruiker.naam, request.user
                )
                if nieuw:
                    uitnodigingen.stuur(gebruiker, bereik_van(gebruiker).eigen_netwerken)
            adres = {"adres": gebruiker.email}
            if nieuw:
                tekst = _t("De uitnodiging gaat per mail naar %(adres)s.")
                messages.success(request, tekst % adres)
            else:
                tekst = _t("%(adres)s kreeg geen mail: die heeft al een account of net een mail.")
                messages.warning(request, tekst % adres)

    @admin.action(description=_("Log overal uit"))
    def log_uit(self, request, queryset):
        gebruikers = list(self._te_wijzigen(request, queryset))
        for gebruiker in gebruikers:
            gebruiker.log_overal_uit()
        if gebruikers:
            messages.success(request, _t("Uitgelogd op alle apparaten."))
