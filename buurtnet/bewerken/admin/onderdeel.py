"""The parts of a whole, in its page of the admin."""

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms.models import BaseInlineFormSet

from buurtnet.kern.regels import dubbele
from buurtnet.kern.wisselen import maak_plaats

from .formulier import DeelForm


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


class WisselFormSet(DeelFormSet):
    """Rows of which one may say what another said, when they are saved together.

    Of each alone the database would find it there already; so they are asked together, and let go
    of it before they are written. A row that is deleted counts until it is gone.
    """

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        formulieren = {id(form.instance): form for form in self.forms}
        bekend = {form.instance.pk for form in self.forms}
        rijen = [rij for rij in self.get_queryset() if rij.pk not in bekend]
        # Who changed nothing stands first: the error belongs beside what somebody typed.
        ingevuld = [f for f in self.forms if f.has_changed() or not f.instance._state.adding]
        rijen += [form.instance for form in sorted(ingevuld, key=lambda form: form.has_changed())]
        for rij, regel in dubbele(rijen):
            formulieren[id(rij)].add_error(None, regel.get_violation_error_message())

    def save_existing_objects(self, commit=True):
        gewist = self.deleted_forms
        maak_plaats([form.instance for form in self.initial_forms if form not in gewist])
        return super().save_existing_objects(commit)


class DeelInline(admin.TabularInline):
    """The parts of a whole, changed in its page; as many queries for one part as for thirty."""

    formset = DeelFormSet
    extra = 0
    show_change_link = True

    def get_queryset(self, request):
        relaties = [veld.name for veld in self.model._meta.fields if veld.many_to_one]
        rijen = super().get_queryset(request).select_related(*relaties)
        # What is about to be saved stays as it is until then.
        return rijen.select_for_update(of=("self",)) if request.method == "POST" else rijen

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


class BewerkbaarInline(DeelInline):
    """Parts with a history: nobody overwrites there what somebody else changed meanwhile."""

    form = DeelForm

    def get_formset(self, request, obj=None, **kwargs):
        if self.model.wisselveld:
            kwargs.setdefault("formset", WisselFormSet)
        return super().get_formset(request, obj, **kwargs)

    def get_fields(self, request, obj=None):
        return [*super().get_fields(request, obj), "gelezen_versie"]
