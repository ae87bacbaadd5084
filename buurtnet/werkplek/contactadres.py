"""The address that we mail "Klopt dit nog?" to, as who looks after a record keeps it."""

from django import forms
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.accounts.models import Gebruiker
from buurtnet.bewerken import opslaan
from buurtnet.bewerken.handelingen import handeling, meld_gedaan
from buurtnet.bewerken.velden.tekst import lees_zuiver
from buurtnet.bewerken.vorm import richt
from buurtnet.kern.rechten import eigen_of_403
from buurtnet.post.adressen import geweigerde
from netwerken.models import Contactadres
from netwerken.models.contactadres import BEZWAAR, wil_geen_mail

INTUSSEN = _("Iemand anders wijzigde dit net. Kijk wat er nu staat, en kies opnieuw.")


class Adres(forms.Form):
    """Where to mail, and whether what comes from there is changed at once.

    `versie` is the number of the row that the form was made with; 0 where there was none.
    """

    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=Contactadres._meta.get_field("email").max_length,
        help_text=Contactadres._meta.get_field("email").help_text,
    )
    vertrouwd = forms.BooleanField(
        label=_("Mag zelf wijzigen"),
        required=False,
        help_text=Contactadres._meta.get_field("vertrouwd").help_text,
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, rij, **kwargs):
        begin = {"email": rij.email, "vertrouwd": rij.vertrouwd, "versie": versie_van(rij)}
        super().__init__(*args, initial=begin, label_suffix="", **kwargs)
        lees_zuiver(self)
        richt(self)

    def clean_email(self):
        email = self.cleaned_data["email"]
        if wil_geen_mail(email):
            raise forms.ValidationError(BEZWAAR)
        return email


def versie_van(rij):
    return rij.versie if rij.pk else 0


def contactadres(request, slug, model):
    """For who may edit the record of `model` at `slug`: one address, changed or taken away."""
    record = opslaan.mijn(request, model.objects, slug=slug)
    rij = _rij_van(record)
    gevuld = request.method == "POST" and "weg" not in request.POST
    form = Adres(request.POST if gevuld else None, rij=rij)
    if request.method == "POST" and (not gevuld or form.is_valid()):
        if _doe(request, record, form):
            return redirect(request.path)
        form.add_error(None, INTUSSEN)
    context = {
        "kop": _t("Klopt dit nog? %(naam)s") % {"naam": record},
        "rij": record,
        "adres": rij,
        "weigert": bool(rij.email and geweigerde([rij.email])),
        "terug": record.get_absolute_url(),
        "form": form,
    }
    return render(request, "werkplek/contactadres.html", context)


def _rij_van(record):
    """What is kept of `record`, or an empty row that is not saved."""
    rijen = Contactadres.objects.van(record)
    return rijen.first() or Contactadres(**{record._meta.model_name: record})


def _doe(request, record, form):
    """Save or take away; whether that went, or somebody else was first."""
    with transaction.atomic(), handeling(request.user, terug=request.path) as gedaan:
        vast = opslaan.slot(record)
        # Whose it is may have changed since, and so may who the user is.
        eigen_of_403(vast, Gebruiker.objects.get(pk=request.user.pk))
        rij = _rij_van(vast)
        zin = _neem_weg(rij) if not form.is_bound else _bewaar(rij, form.cleaned_data)
        if zin:
            gedaan.wat = zin % {"naam": vast}
    if zin:
        meld_gedaan(request, gedaan.wat, gedaan)
    return zin is not None


def _neem_weg(rij):
    if not rij.pk:
        return ""
    rij.delete()
    return _t("We mailen %(naam)s niet meer.")


def _bewaar(rij, wordt):
    """What was done, "" for nothing, None when the row is another than was looked at."""
    email, vertrouwd = wordt["email"], wordt["vertrouwd"]
    if rij.pk and (rij.email, rij.vertrouwd) == (email, vertrouwd):
        return ""
    if wordt["versie"] != versie_van(rij):
        return None
    if rij.email.lower() != email.lower():
        # Of whom it is now, nothing is known yet.
        rij.verteld_op = rij.bezwaar_op = None
    rij.email, rij.vertrouwd = email, vertrouwd
    rij.full_clean()
    rij.save()
    return _t("Contactadres van %(naam)s bewaard.")
