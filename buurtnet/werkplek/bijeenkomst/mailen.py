"""Mailing the report of a meeting to who was there, after a look at who gets what."""

from typing import NamedTuple

from allauth.decorators import rate_limit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from buurtnet.bewerken.inzending import kenmerk_van, sleutel_van
from buurtnet.kern.noemen import mag_noemen, noem
from netwerken.bereik import wie_erbij_zit
from netwerken.models import Contactpunt
from netwerken.verslag import Verslag

from ..post import schrijf_ieder
from .pagina import mijn_bijeenkomst


class Ontvangers(NamedTuple):
    """Who gets it: {address: whose it is}, and the names of who was there without an address."""

    adressen: dict
    zonder: list


def ontvangers_van(bijeenkomst, gebruiker):
    """The addresses, of who was there, that `gebruiker` may read; and their own, first."""
    adressen, zonder = {gebruiker.email: _t("jijzelf")}, []
    rijen = bijeenkomst.aanwezigen.select_related("organisatie", "accommodatie").order_by("pk")
    rijen = [rij for rij in rijen if mag_noemen(rij.wie, gebruiker)]
    punten = _contactpunten(rijen, gebruiker)
    for rij in rijen:
        soort = "organisatie" if rij.organisatie_id else "accommodatie"
        eigen = punten.get((soort, getattr(rij, f"{soort}_id")), [])
        for punt in eigen:
            adressen.setdefault(punt.email, f"{noem(rij.wie, gebruiker)}, {punt.functie}")
        if not eigen:
            zonder.append(noem(rij.wie, gebruiker))
    return Ontvangers(adressen, zonder)


def _contactpunten(rijen, gebruiker):
    """{(kind, key) of an organisation or place: the contacts of it with an address to read}."""
    van = Q(organisatie__in=[rij.organisatie_id for rij in rijen if rij.organisatie_id])
    van |= Q(accommodatie__in=[rij.accommodatie_id for rij in rijen if rij.accommodatie_id])
    gevonden = {}
    for punt in Contactpunt.objects.filter(van).voor(gebruiker):
        if punt.email:
            gevonden.setdefault(punt.van, []).append(punt)
    return gevonden


class MailFormulier(forms.Form):
    """To whom it goes, and a word on top."""

    adressen = forms.MultipleChoiceField(
        label=_("Naar wie?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ieder een eigen mail."),
    )
    vooraf = forms.CharField(
        label=_("Wat wil je erbij zeggen?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "lang": "nl"}),
        help_text=_("Komt boven het verslag te staan."),
    )

    def __init__(self, *args, adressen, **kwargs):
        super().__init__(*args, **kwargs)
        keuzes = [(adres, f"{adres} ({wie})") for adres, wie in adressen.items()]
        self.fields["adressen"].choices = keuzes
        self.fields["adressen"].initial = list(adressen)


@rate_limit(action="verslag_mailen")
def bijeenkomst_mailen(request, netwerk, pk):
    """For who keeps the meeting; shows first who gets it, and what it says."""
    bijeenkomst = mijn_bijeenkomst(request, netwerk, pk)
    terug = reverse("netwerken:bijeenkomst", kwargs=bijeenkomst.padsleutel)
    ontvangers = ontvangers_van(bijeenkomst, request.user)
    form = MailFormulier(request.POST or None, adressen=ontvangers.adressen)
    sleutel = sleutel_van(request)
    if request.method == "POST" and form.is_valid():
        gekozen = form.cleaned_data["adressen"]
        kenmerk = kenmerk_van(request, bijeenkomst, sleutel)
        _mail(bijeenkomst, request.user, gekozen, form.cleaned_data["vooraf"], kenmerk)
        zin = ngettext(
            "Het verslag gaat per mail naar %(n)d adres.",
            "Het verslag gaat per mail naar %(n)d adressen.",
            len(gekozen),
        )
        messages.success(request, zin % {"n": len(gekozen)})
        return redirect(terug)
    context = {
        "kop": _t("Verslag mailen"),
        "rij": bijeenkomst,
        "terug": terug,
        "form": form,
        "zonder": ontvangers.zonder,
        "sleutel": sleutel,
        "tekst": _tekst(bijeenkomst, request.user),
    }
    return render(request, "werkplek/bijeenkomst/bijeenkomst_mailen.html", context)


def _tekst(bijeenkomst, gebruiker, vooraf=""):
    """The report as plain text, in Dutch, whatever the language of `gebruiker`, who sends it.

    As who gets it may read it: a sender of several networks may know more than they.
    """
    lezer = wie_erbij_zit(bijeenkomst.netwerk)
    with override(settings.LANGUAGE_CODE):
        velden = {
            "bijeenkomst": bijeenkomst,
            "verslag": Verslag(bijeenkomst, lezer),
            "lezer": lezer,
            "gebruiker": gebruiker,
            "vooraf": vooraf,
        }
        return render_to_string("werkplek/email/verslag.txt", velden)


def _mail(bijeenkomst, gebruiker, adressen, vooraf, kenmerk):
    inhoud = _tekst(bijeenkomst, gebruiker, vooraf)
    with override(settings.LANGUAGE_CODE):
        onderwerp = _t("Verslag van %(naam)s") % {"naam": bijeenkomst.naam}
        schrijf_ieder(adressen, "verslag", kenmerk, onderwerp, inhoud, gebruiker.email)
