"""The list of signals, what narrows it, and what several wijken have in common above it."""

from functools import cached_property, reduce

from django.contrib.auth.decorators import login_not_required
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from buurtnet.kern.noemen import mag_noemen
from buurtnet.lijsten.facetten import KolomFacet, koppeling_van
from buurtnet.lijsten.lijst import Facetlijst, toon_lijst
from buurtnet.web.adres import heel_adres
from buurtnet.web.peildatum_lezen import lees_peildatum
from netwerken.gedeeld import gedeelde_themas, lees_open
from netwerken.models import Signaal

from ..facetten import (
    NAAM_KOLOMMEN,
    ThemaFacet,
    WijkFacet,
    alle_plekken,
    alle_themas,
    geef,
    namen,
    openbare_naam,
    waarde,
)

# Where the words of a question may stand.
ZOEKVELDEN = ("naam", "omschrijving", "antwoord")


class SignaalFilters(Facetlijst):
    kolommen = [
        *NAAM_KOLOMMEN,
        ("stand", waarde("stand")),
        ("omschrijving", waarde("omschrijving")),
        ("antwoord", waarde("antwoord")),
        ("wijken", namen("plekken")),
        ("themas", namen("waarover")),
        ("netwerk", openbare_naam("netwerk")),
        *((f"{stand}_op", waarde(f"{stand}_op")) for stand in ("gehoord", *Signaal.STAPPEN)),
        ("bron", lambda record: record.bron.naam if record.bron else ""),
        ("vindplaats", waarde("vindplaats")),
        ("bevestigd_op", waarde("bevestigd_op")),
        ("adres", lambda record: heel_adres(record.get_absolute_url())),
    ]
    koppelingen = {
        "wijken": koppeling_van(Signaal.wijken),
        "themas": koppeling_van(Signaal.themas),
    }
    sorteringen = {
        "nieuw": (_("nieuwste eerst"), [F("gehoord_op").desc(nulls_last=True), "-pk"]),
        "antwoord": (
            _("laatste antwoord eerst"),
            [F("beantwoord_op").desc(nulls_last=True), "-pk"],
        ),
        "naam": (_("op naam"), ["naam", "pk"]),
    }

    wijk = WijkFacet()
    thema = ThemaFacet()
    stand = KolomFacet(Signaal.Stand, label=_("Stand"))
    soort = KolomFacet(Signaal.Soort, label=_("Soort"))

    class Meta:
        model = Signaal
        fields = []

    @cached_property
    def _gevonden(self):
        """Signals are in no index: those that hold each word that is asked for."""
        vragen = (
            reduce(Q.__or__, (Q(**{f"{veld}__icontains": woord}) for veld in ZOEKVELDEN))
            for woord in self.vraag.split()
        )
        return Signaal.objects.filter(*vragen).values("pk")

    def voor_lijst(self, qs):
        return qs.select_related("netwerk")

    def verrijk(self, rijen):
        """Give each signal `plekken`, `waarover`, and `van`: its network, as far as to be named."""
        geef(rijen, Signaal.wijken, "plekken", alle_plekken(self.versie))
        geef(rijen, Signaal.themas, "waarover", alle_themas(self.versie), "volgorde")
        for rij in rijen:
            rij.van = rij.netwerk if mag_noemen(rij.netwerk, self.gebruiker) else None


@login_not_required
@require_safe
def signalen(request):
    lijst = SignaalFilters.from_request(request, lees_peildatum(request))

    def aanvulling(_pagina):
        """What several wijken have in common, as long as nothing is chosen."""
        if lijst.is_gefilterd:
            return {"gedeeld": []}
        open_ = lees_open(request.user)
        return {"gedeeld": gedeelde_themas(open_, alle_plekken(lijst.versie))}

    return toon_lijst(request, lijst, "signalen/signalen.html", aanvulling)
