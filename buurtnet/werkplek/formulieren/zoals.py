"""The form for a new network that begins like another: its parts, who takes part, its themes."""

import re

from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.velden.rijen import RijenField
from buurtnet.kern.eerste_rij import begin_zoals
from buurtnet.kern.noemen import noem
from buurtnet.web.adres import haal_voor_formulier
from netwerken.models import Deelname, Netwerk, Organisatie, Werkgebied
from netwerken.models.netwerk import WIE
from wijken.models import Agenda, Agendapunt, Thema, Wijk

from .netwerk import NetwerkNieuwFormulier

OVERGENOMEN = ("soort", "ritme")
AANGEKRUIST = ("deelnemers", "onderdelen", "themas")
# What is folded away as well where the example says the most of it.
MINDER_GEVRAAGD = ("bovenliggend", "doel", "omschrijving", "agenda", "website")


def voorbeeld(request, _ouder=None):
    """{"zoals": network} that the address names; {} without one. Raises Http404."""
    slug = request.GET.get("zoals", "").replace("\x00", "")
    if not slug:
        return {}
    return {"zoals": haal_voor_formulier(request, Netwerk.objects, slug=slug)}


class NetwerkZoalsFormulier(NetwerkNieuwFormulier):
    """As its parent; with an example (`zoals`) one ticks what the new network has too.

    Of the example comes only what the user may see, and nothing that is of that network alone: no
    people, no budget, no words of its wijk.
    """

    deelnemers = RijenField(
        Deelname.objects.none(),
        label=_("Wie doet hier ook mee?"),
        required=False,
        help_text=_("Zij doen mee aan het voorbeeld. Kruis aan wie er ook hier bij is."),
    )
    onderdelen = RijenField(
        Netwerk.objects.none(),
        label=_("Welke onderdelen komen er ook?"),
        required=False,
        help_text=_("Ze beginnen leeg, en krijgen de naam van de nieuwe wijk."),
    )
    themas = RijenField(
        Thema.objects.none(),
        label=_("Welke thema's komen op de agenda?"),
        required=False,
        help_text=_("Ze komen in een concept. Dat telt pas als jullie het vaststellen."),
    )

    field_order = ["naam", "soort", "wijken", "deelnemers", "onderdelen", "themas"]

    def __init__(self, *args, initial=None, **kwargs):
        self.zoals = (initial or {}).get("zoals")
        super().__init__(*args, initial=initial, **kwargs)
        for naam in AANGEKRUIST:
            if self.zoals is None or not self.fields[naam].queryset:
                del self.fields[naam]
        if self.zoals is None:
            return
        if "deelnemers" in self.fields:
            wie = self.fields["deelnemers"]
            wie.label_from_instance = lambda rij: noem(rij.wie, self.gebruiker)
        for naam in OVERGENOMEN:
            self.initial[naam] = getattr(self.zoals, naam)
        for naam in self.fields.keys() & {"onderdelen", "themas"}:
            self.initial[naam] = list(self.fields[naam].queryset)
        self.meer = (*self.meer, *MINDER_GEVRAAGD)

    @property
    def aanhef(self):
        """What stands above the form."""
        if self.zoals is None:
            return ""
        return _t("Zoals %(naam)s.") % {"naam": noem(self.zoals, self.gebruiker)}

    @cached_property
    def gelijkende(self):
        """As its parent's; that it is called like its example is no accident."""
        return [rij for rij in super().gelijkende if rij != self.zoals]

    def verplicht(self):
        return ("wijken",) if self.zoals else ()

    def keuzes(self):
        keuzes = super().keuzes()
        if self.zoals is None:
            return keuzes
        return keuzes | {
            "deelnemers": self._deelnemers(),
            "onderdelen": self._onderdelen(),
            "themas": self._themas(),
        }

    def _deelnemers(self):
        """The first row of each organisation or described role that takes part and may be seen."""
        rijen = (
            self.zoals.deelnames.loopt_op(timezone.localdate())
            .filter(accommodatie=None)
            .order_by("pk")
        )
        organisaties = Organisatie.objects.visible_to(self.gebruiker).filter(is_verzameling=False)
        zichtbaar = rijen.filter(organisatie__in=organisaties) | rijen.exclude(omschreven_rol="")
        eerste = {}
        for pk, *wie in zichtbaar.values_list("pk", "organisatie", "omschreven_rol"):
            eerste.setdefault(tuple(wie), pk)
        alle = Deelname.objects.filter(pk__in=eerste.values())
        return alle.select_related("organisatie").order_by(Lower(WIE), "pk")

    def _onderdelen(self):
        """What lies below the example, at any depth, from high to low."""
        lager = Netwerk.objects.visible_to(self.gebruiker).actueel()
        lager = lager.filter(pad__startswith=self.zoals.pad, is_verzameling=False)
        return lager.exclude(pk=self.zoals.pk).order_by("pad")

    def _themas(self):
        agendas = Agenda.objects.visible_to(self.gebruiker).filter(pk=self.zoals.agenda_id)
        punten = Agendapunt.objects.filter(agenda__in=agendas).die_tellen(timezone.localdate())
        themas = Thema.objects.visible_to(self.gebruiker)
        return themas.filter(pk__in=punten.order_by().values("thema"))

    def bewaar(self):
        if self.zoals is None:
            return super().bewaar()
        self._is_van_nu(self.instance)
        if self.cleaned_data.get("themas") and not self.instance.agenda:
            self.instance.agenda = self._maak_agenda()
        netwerk = super().bewaar()
        for rij in self.cleaned_data.get("deelnemers", ()):
            wie = {"organisatie": rij.organisatie, "omschreven_rol": rij.omschreven_rol}
            Deelname.objects.create(netwerk=netwerk, **wie, **begin_zoals(netwerk))
        self._maak_onderdelen(netwerk)
        return netwerk

    def _maak_agenda(self):
        """A draft for the wijken of the new network; in words that are still to be chosen."""
        toen = self.zoals.agenda
        agenda = Agenda.objects.create(
            naam=f"Agenda van {self.instance.naam}",
            soort=toen.soort,
            stand=Agenda.Stand.CONCEPT,
            openbaar=self.instance.openbaar,
            **begin_zoals(self.instance),
        )
        agenda.wijken.set(self.cleaned_data["wijken"])
        for nummer, thema in enumerate(self.cleaned_data["themas"], start=1):
            Agendapunt.objects.create(
                agenda=agenda,
                tekst=thema.naam,
                thema=thema,
                volgorde=10 * nummer,
                **begin_zoals(self.instance),
            )
        return agenda

    def _maak_onderdelen(self, netwerk):
        nieuw = {}
        for oud in self.cleaned_data.get("onderdelen", ()):
            nieuw[oud.pk] = onderdeel = Netwerk.objects.create(
                naam=self._hernoem(oud.naam),
                soort=oud.soort,
                ritme=oud.ritme,
                bovenliggend=nieuw.get(oud.bovenliggend_id, netwerk),
                openbaar=netwerk.openbaar,
                **begin_zoals(netwerk),
            )
            for wijk in self.cleaned_data["wijken"]:
                Werkgebied.objects.create(netwerk=onderdeel, wijk=wijk, **begin_zoals(netwerk))

    def _hernoem(self, naam):
        """The name of a part with the new wijk in it, in place of the old one or behind it."""
        wijk = self.cleaned_data["wijken"][0].naam
        for oude in self._oude_wijken:
            anders = re.sub(rf"\b{re.escape(oude)}\b", lambda _treffer: wijk, naam, flags=re.I)
            if anders != naam:
                return anders
        return f"{naam} {wijk}"

    @cached_property
    def _oude_wijken(self):
        """The names of where the example works, the longest first."""
        hier = self.zoals.werkgebieden.actueel().order_by().values("wijk")
        namen = Wijk.objects.filter(pk__in=hier).values_list("naam", flat=True)
        return sorted(namen, key=len, reverse=True)
