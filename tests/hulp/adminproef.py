"""The admin as a browser sees it: addresses, and what a form would send."""

from django.urls import reverse


def adres(model, pagina, *args):
    """The address of a page of the admin, such as `change`, for this model."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{pagina}", args=args)


def formuliervelden(antwoord):
    """What a browser would send for the form in this page, unchanged."""
    formulieren = [antwoord.context["adminform"].form]
    for formset in antwoord.context.get("inline_admin_formsets", []):
        formulieren += [formset.formset.management_form, *formset.formset.forms]
    velden = {}
    for veld in (veld for form in formulieren for veld in form):
        waarde = veld.value()
        if isinstance(waarde, list):
            velden[veld.html_name] = [getattr(rij, "pk", rij) for rij in waarde]
        elif waarde is not None and waarde is not False:
            velden[veld.html_name] = str(waarde)
    return velden
