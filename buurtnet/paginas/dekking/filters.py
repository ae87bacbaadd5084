"""What narrows the coverage matrix: an ordinary form above it."""

from functools import cache
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.validators import slug_re
from django.db.models import Q
from django.forms.utils import flatatt
from django.utils.choices import flatten_choices
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from buurtnet.lijsten.facetten import WaardenField
from buurtnet.lijsten.lijst import Blok, Keuze
from buurtnet.web.html import aaneen, vul_rijen
from buurtnet.web.taal import nl
from initiatieven.models import Doelgroep, Initiatief
from netwerken.models import Inzet, Netwerk, Organisatie

MEESTE_NETWERKEN = 60
WIE = ("netwerk", "soort", "doelgroep")  # filters that choose who counts, not where


class Keuzelijst(forms.SelectMultiple):
    """One choice for who uses the form; an address may name more, and then it shows them.

    `is_inhoud`: the choices are names from the database, and so Dutch on every page.
    """

    is_inhoud = True

    def create_option(self, name, value, label, *args, **kwargs):
        optie = super().create_option(name, value, label, *args, **kwargs)
        if value and self.is_inhoud:
            optie["attrs"]["lang"] = "nl"
        return optie

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["multiple"] = len(value or ()) > 1
        return context

    def render(self, name, value, attrs=None, renderer=None):
        """As Django's templates, without one for each of hundreds of choices."""
        widget = self.get_context(name, value, attrs)["widget"]
        taal = SafeString(' lang="nl"' * self.is_inhoud)
        inhoud = [
            format_html('<optgroup label="{}"{}>{}</optgroup>', titel, taal, _opties(opties))
            if titel
            else _opties(opties)
            for titel, opties, _nummer in widget["optgroups"]
        ]
        kenmerken = flatatt(widget["attrs"])
        return format_html(
            '<select name="{}"{}>{}</select>',
            widget["name"],
            kenmerken,
            aaneen(inhoud, "\n"),
        )


def _opties(opties):
    """The choices of one group, as `Keuzelijst.create_option` made them."""
    rijen = ((o["value"], _kenmerken(**o["attrs"]), o["label"]) for o in opties)
    return vul_rijen('<option value="{}"{}>{}</option>', rijen, "\n")


@cache
def _kenmerken(**kenmerken):
    """Attributes of an option: hundreds have the same few."""
    return flatatt(kenmerken)


class KeuzesField(forms.MultipleChoiceField):
    """Slugs from a list; the first, empty choice means all."""

    widget = Keuzelijst

    def to_python(self, value):
        return [slug for slug in super().to_python(value) if slug]


class KeuzesFilter(django_filters.Filter):
    field_class = KeuzesField

    def filter(self, qs, value):
        """The columns and rows of the matrix are chosen by the view."""
        return qs


class NetwerkFilter(KeuzesFilter):
    def filter(self, qs, value):
        """Inzet by way of these networks, or of what lies below them."""
        q = Q(pk__in=[])
        for pad in Netwerk.objects.filter(slug__in=value or ()).values_list("pad", flat=True):
            q |= Q(pad__startswith=pad)
        return qs.filter(netwerk__in=Netwerk.objects.filter(q)) if value else qs


class SoortFilter(KeuzesFilter):
    def filter(self, qs, value):
        return qs.filter(organisatie__soort__in=value) if value else qs


class DoelgroepFilter(KeuzesFilter):
    def filter(self, qs, value):
        """Inzet by way of an initiative for these people."""
        return qs.filter(initiatief__in=initiatieven_voor(value)) if value else qs


def initiatieven_voor(doelgroepen):
    """Initiatieven for one of these Doelgroepen (slugs)."""
    door = Initiatief.doelgroepen.through.objects.filter(doelgroep__slug__in=doelgroepen)
    return Initiatief.objects.filter(pk__in=door.values("initiatief"))


class Filterform(forms.Form):
    template_name = "django/forms/filter.html"


class DekkingFilters(django_filters.FilterSet):
    gebied = KeuzesFilter(label=_("Gebied"))
    wijk = KeuzesFilter(label=_("Wijk of dorp"))
    thema = KeuzesFilter(label=_("Thema"))
    netwerk = NetwerkFilter(label=_("Via netwerk"))
    soort = SoortFilter(label=_("Soort organisatie"))
    doelgroep = DoelgroepFilter(label=_("Voor wie"))
    op = django_filters.CharFilter(
        label=_("Op datum"),
        method="laat_staan",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    class Meta:
        model = Inzet
        fields = []
        form = Filterform

    def __init__(self, data, *, keuzes, woonplaatsen, peildatum, **kwargs):
        """`keuzes` gives per filter its pairs (slug, name), perhaps in groups.

        `woonplaatsen` gives the name of every wijk and village by slug, those outside the chosen
        gebied too. What can't be chosen does not count; `onbekend` and `elders` hold it, to tell.
        """
        data = data.copy()
        self.onbekend, self.elders = [], []
        for naam, paren in keuzes.items():
            bekend = {slug for slug, _naam in flatten_choices(paren)}
            gevraagd = WaardenField().to_python(data.getlist(naam))
            data.setlist(naam, [slug for slug in gevraagd if slug in bekend])
            for slug in gevraagd:
                if slug not in bekend:
                    self._kan_niet(naam, slug, woonplaatsen if naam == "wijk" else {})
        self.dag = peildatum.op
        data["op"] = self.dag or ""
        super().__init__(data, **kwargs)
        for naam, paren in keuzes.items():
            self.form.fields[naam].choices = [("", _("Alle")), *paren]
        self.form.fields["soort"].widget.is_inhoud = False

    def _kan_niet(self, naam, slug, woonplaatsen):
        if slug in woonplaatsen:
            self.elders.append(woonplaatsen[slug])
        else:
            self.onbekend.append((self.base_filters[naam].label, slug))

    def laat_staan(self, qs, name, value):
        return qs

    def gekozen(self, naam):
        """The valid slugs chosen for this filter."""
        return self.form.cleaned_data.get(naam) or []

    @property
    def blokken(self):
        """What was chosen, as facets for the chips."""
        blokken = []
        for naam, veld in self.form.fields.items():
            if isinstance(veld, KeuzesField):
                titels, gekozen = dict(flatten_choices(veld.choices)), self.gekozen(naam)
                titel = nl if veld.widget.is_inhoud else str
                keuzes = [Keuze(slug, titel(titels[slug]), 0, True) for slug in gekozen]
                blokken.append(Blok(naam, veld.label, keuzes))
        return blokken

    @property
    def wijkkeuze(self):
        """The choice of a wijk once more, for a form of its own."""
        widget = self.form.fields["wijk"].widget
        return widget.render("wijk", self.gekozen("wijk"), {"id": "kies-wijk"})

    @property
    def behalve_wijk(self):
        """All else that was chosen, as pairs (name, value)."""
        namen = [naam for naam in self.form.fields if naam not in ("wijk", "op")]
        paren = [(naam, slug) for naam in namen for slug in self.gekozen(naam)]
        return [*paren, ("op", self.dag)] if self.dag else paren

    @property
    def sleutel(self):
        """All that was validly chosen, to remember the answer by."""
        return tuple((naam, tuple(self.gekozen(naam))) for naam in self.filters if naam != "op")

    @property
    def is_vak(self):
        """Whether one place and one theme were chosen: a single cell."""
        return len(self.gekozen("wijk")) == 1 == len(self.gekozen("thema"))

    @property
    def kiest(self):
        """Whether it is chosen what or who the table is about."""
        return any(self.gekozen(naam) for naam in ("thema", *WIE))

    @property
    def keuze(self):
        """What was chosen of who counts, for behind an address: "&soort=kerk", or ""."""
        wie = [(naam, slug) for naam in WIE for slug in self.gekozen(naam)]
        return f"&{urlencode(wie)}" if wie else ""

    @property
    def kiest_mensen(self):
        """Whether a filter asks for certain organisations or networks: initiatives have none."""
        return bool(self.gekozen("netwerk") or self.gekozen("soort"))

    def initiatieven(self):
        """The initiatives that the filters leave."""
        if self.kiest_mensen:
            return Initiatief.objects.none()
        doelgroepen = self.gekozen("doelgroep")
        return initiatieven_voor(doelgroepen) if doelgroepen else Initiatief.objects.all()


def vaste_keuzes():
    """The choices that depend on nothing: kinds of organisation and whom things are for."""
    return {
        "soort": Organisatie.Soort.choices,
        "doelgroep": list(Doelgroep.objects.values_list("slug", "naam")),
    }


def netwerkkeuzes(gebruiker, gekozen):
    """The networks to offer, `gekozen` (slugs) always among them."""
    zichtbaar = Netwerk.objects.visible_to(gebruiker).values_list("slug", "naam")
    bovenste = list(zichtbaar.filter(bovenliggend=None)[:MEESTE_NETWERKEN])
    bekend = {slug for slug, _naam in bovenste}
    erbij = {slug for slug in gekozen if slug_re.fullmatch(slug) and slug not in bekend}
    return bovenste + (list(zichtbaar.filter(slug__in=erbij)) if erbij else [])
