"""Every noun that coordinators add, change, confirm and end: its forms and addresses."""

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from buurtnet.bewerken.paden import Naamwoord
from buurtnet.kern.noemen import mag_noemen
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal
from netwerken.models import (
    Bijeenkomst,
    Contactpunt,
    Deelname,
    Hoede,
    Huisvesting,
    Inzet,
    Netwerk,
    Organisatie,
    Signaal,
    Werkgebied,
)
from wijken.models import Agenda

from .bijeenkomst.volgende import begin_bijeenkomst
from .contactpunten import adres_van_lijst
from .formulieren.accommodatie import AccommodatieFormulier
from .formulieren.activiteit import ActiviteitFormulier
from .formulieren.agenda import AgendaFormulier
from .formulieren.bijeenkomst import BijeenkomstFormulier
from .formulieren.contactpunt import ContactpuntFormulier
from .formulieren.deelname import DeelnameFormulier
from .formulieren.huisvesting import HuisvestingFormulier
from .formulieren.initiatief import InitiatiefFormulier
from .formulieren.inzet import InzetFormulier
from .formulieren.netwerk import NetwerkFormulier
from .formulieren.organisatie import OrganisatieFormulier, OrganisatieNieuwFormulier
from .formulieren.signaal import SignaalFormulier, SignaalNieuwFormulier
from .formulieren.verhaal import VerhaalFormulier
from .formulieren.werkgebied import WerkgebiedFormulier
from .formulieren.zoals import NetwerkZoalsFormulier, voorbeeld
from .ouders import (
    accommodatie_met_gasten,
    mijn_netwerk,
    mijn_record,
    organisatie_met_inzet,
    wijk_om_te_kiezen,
)
from .overdragen import overdragen
from .overleg import OVERLEG
from .voorkeuze import (
    signaal_uit_netwerk,
    signaal_van_plek,
    voorkeuze,
)
from .voorstellen.doen import voorstellen


def _lijst_van_netwerk(naam):
    """A `doel_van`: the list, by its URL name, of the network that a row hangs on."""
    return lambda rij, _gebruiker: reverse(naam, args=[rij.netwerk.slug])


def _lijst_of_pagina(inzet, gebruiker):
    """The rooster of the network there when that is the user's, else the page of the wijk."""
    if inzet.netwerk and inzet.netwerk.can_edit(gebruiker):
        rooster = reverse("netwerken:netwerk_inzet", args=[inzet.netwerk.slug])
        bekend = mag_noemen(inzet.wijk, gebruiker)
        return f"{rooster}?{urlencode({'wijk': inzet.wijk.slug})}" if bekend else rooster
    return inzet.get_absolute_url()


def _tafel_of_lijst(bijeenkomst, _gebruiker):
    """Of what comes back in a rhythm the list, where one plans the next time; else the table."""
    if bijeenkomst.ritme:
        return reverse("netwerken:netwerk_bijeenkomsten", args=[bijeenkomst.netwerk.slug])
    return reverse("netwerken:bijeenkomst", kwargs=bijeenkomst.padsleutel)


def _tafel_of_signaal(signaal, gebruiker):
    """Of one just added at a meeting: back to the table; else its own page."""
    tafel = signaal.bijeenkomst if signaal.versie == 1 else None
    if tafel and tafel.netwerk and tafel.can_edit(gebruiker):
        return reverse("netwerken:bijeenkomst", kwargs=tafel.padsleutel)
    return signaal.get_absolute_url()


CONTACT = _("Contact bijhouden")
NAVRAAG = _("Wie mailen we of het klopt?")

AGENDA = Naamwoord(
    model=Agenda,
    formulier=AgendaFormulier,
    stam="agendas/<slug:slug>",
    lijstpad="wijken/<slug:slug>/agendas",
    ouder=wijk_om_te_kiezen,
    beginwaarden=lambda _request, wijk: {"wijken": [wijk]},
)

ACCOMMODATIE = Naamwoord(
    model=Accommodatie,
    formulier=AccommodatieFormulier,
    eindigt_mee=(HuisvestingFormulier, DeelnameFormulier),
    stam="accommodaties/<slug:slug>",
    terug="initiatieven:accommodaties",
    heeft_suggesties=True,
    paginas=(
        ("netwerken:accommodatie_huisvesting", _("Wie hier zit")),
        ("netwerken:signaal_nieuw", _("Signaal toevoegen"), "accommodatie"),
    ),
    eigen_paginas=(
        ("netwerken:accommodatie_contactpunten", CONTACT),
        ("netwerken:accommodatie_contactadres", NAVRAAG),
    ),
)

ACTIVITEIT = Naamwoord(
    model=Activiteit,
    formulier=ActiviteitFormulier,
    stam="activiteiten/<slug:slug>",
    terug="initiatieven:activiteiten",
    eigen_paginas=(("netwerken:activiteit_contactadres", NAVRAAG),),
)

INITIATIEF = Naamwoord(
    model=Initiatief,
    formulier=InitiatiefFormulier,
    eindigt_mee=(InzetFormulier, HuisvestingFormulier, ActiviteitFormulier),
    stam="initiatieven/<slug:slug>",
    terug="initiatieven:initiatieven",
    heeft_suggesties=True,
    eigen_paginas=(
        ("netwerken:initiatief_contactpunten", CONTACT),
        ("netwerken:initiatief_contactadres", NAVRAAG),
    ),
)

VERHAAL = Naamwoord(
    model=Verhaal,
    formulier=VerhaalFormulier,
    stam="verhalen/<slug:slug>",
    # A story tells what was: it is taken off the site, it doesn't end.
    verben=("wijzigen", "bevestigen", "geschiedenis", "intrekken"),
    terug="initiatieven:verhalen",
)

ORGANISATIE = Naamwoord(
    model=Organisatie,
    formulier=OrganisatieFormulier,
    formulier_nieuw=OrganisatieNieuwFormulier,
    eindigt_mee=(InzetFormulier, DeelnameFormulier, HuisvestingFormulier),
    stam="organisaties/<slug:slug>",
    terug="netwerken:organisaties",
    heeft_suggesties=True,
    paginas=(("netwerken:organisatie_inzet", _("Inzet bijhouden")),),
    eigen_paginas=(
        ("netwerken:organisatie_contactpunten", CONTACT),
        ("netwerken:organisatie_contactadres", NAVRAAG),
    ),
)

NETWERK = Naamwoord(
    model=Netwerk,
    formulier=NetwerkFormulier,
    formulier_nieuw=NetwerkZoalsFormulier,
    beginwaarden=voorbeeld,
    eindigt_mee=(WerkgebiedFormulier, InzetFormulier, DeelnameFormulier),
    stam="netwerken/<slug:slug>",
    terug="netwerken:netwerken",
    paginas=(
        ("netwerken:netwerk_inzet", _("Inzet bijhouden")),
        ("netwerken:netwerk_bijeenkomsten", _("Bijeenkomsten")),
        ("netwerken:netwerk_deelnames", _("Wie doet mee")),
        ("netwerken:netwerk_werkgebied", _("Werkgebied")),
        ("netwerken:netwerk_signalen", _("Signalen")),
        ("netwerken:netwerk_afspraken", _("Afspraken")),
        ("netwerken:netwerk_peilingen", _("Peilingen")),
    ),
    eigen_paginas=(("netwerken:netwerk_contactpunten", CONTACT),),
)

DEELNAME = Naamwoord(
    model=Deelname,
    formulier=DeelnameFormulier,
    stam="netwerken/<slug:netwerk>/deelnames/<int:pk>",
    ouder=mijn_netwerk,
    ouderveld="netwerk",
    terug="netwerken:netwerk_deelnames",
    doel_van=_lijst_van_netwerk("netwerken:netwerk_deelnames"),
)

BIJEENKOMST = Naamwoord(
    model=Bijeenkomst,
    formulier=BijeenkomstFormulier,
    stam="netwerken/<slug:netwerk>/bijeenkomsten/<int:pk>",
    ouder=mijn_netwerk,
    ouderveld="netwerk",
    beginwaarden=begin_bijeenkomst,
    terug="netwerken:netwerk_bijeenkomsten",
    doel_van=_tafel_of_lijst,
)

WERKGEBIED = Naamwoord(
    model=Werkgebied,
    formulier=WerkgebiedFormulier,
    stam="netwerken/<slug:netwerk>/werkgebied/<int:pk>",
    ouder=mijn_netwerk,
    ouderveld="netwerk",
    terug="netwerken:netwerk_werkgebied",
    doel_van=_lijst_van_netwerk("netwerken:netwerk_werkgebied"),
)

INZET_VIA_NETWERK = Naamwoord(
    model=Inzet,
    formulier=InzetFormulier,
    stam="netwerken/<slug:netwerk>/inzet/<int:pk>",
    ouder=mijn_netwerk,
    ouderveld="netwerk",
    beginwaarden=voorkeuze,
    terug="netwerken:netwerk_inzet",
    doel_van=_lijst_of_pagina,
)

# Inzet that no network has to do with has its address below the wijk.
INZET_IN_WIJK = replace(
    INZET_VIA_NETWERK,
    stam="wijken/<slug:wijk>/inzet/<int:pk>",
    kenmerk={"netwerk": None},
    ouder=wijk_om_te_kiezen,
    ouderveld="wijk",
    terug="",
)

# From the list of an organisation one only adds it; where it stands follows from its network.
INZET_VAN_ORGANISATIE = replace(
    INZET_VIA_NETWERK,
    stam="organisaties/<slug:organisatie>/inzet/<int:pk>",
    verben=(),
    ouder=organisatie_met_inzet,
    ouderveld="organisatie",
    terug="netwerken:organisatie_inzet",
    doel_van=lambda rij, _gebruiker: reverse(
        "netwerken:organisatie_inzet", args=[rij.organisatie.slug]
    ),
)

HUISVESTING = Naamwoord(
    model=Huisvesting,
    formulier=HuisvestingFormulier,
    stam="huisvesting/<int:pk>",
    lijstpad="accommodaties/<slug:slug>/huisvesting",
    ouder=accommodatie_met_gasten,
    ouderveld="accommodatie",
)

SIGNAAL = Naamwoord(
    model=Signaal,
    formulier=SignaalFormulier,
    formulier_nieuw=SignaalNieuwFormulier,
    stam="signalen/<int:pk>",
    # A signal gets an answer, it doesn't end.
    verben=("wijzigen", "geschiedenis", "intrekken"),
    lijstpad="netwerken/<slug:netwerk>/signalen",
    ouder=mijn_netwerk,
    ouderveld="netwerk",
    beginwaarden=signaal_uit_netwerk,
    terug="netwerken:netwerk_signalen",
    doel_van=_tafel_of_signaal,
)

# The same row, heard elsewhere: only where a new one is added differs.
SIGNAAL_IN_WIJK = replace(
    SIGNAAL,
    verben=(),
    lijstpad="wijken/<slug:wijk>/signalen",
    ouder=wijk_om_te_kiezen,
    ouderveld="",
    beginwaarden=lambda _request, wijk: {"wijken": [wijk]},
    terug="",
)

SIGNAAL_VAN_PLEK = replace(
    SIGNAAL_IN_WIJK,
    lijstpad="accommodaties/<slug:accommodatie>/signalen",
    ouder=accommodatie_met_gasten,
    ouderveld="accommodatie",
    beginwaarden=signaal_van_plek,
)

CONTACTPUNT = Naamwoord(
    model=Contactpunt,
    formulier=ContactpuntFormulier,
    stam="organisaties/<slug:organisatie>/contactpunten/<int:pk>",
    # It doesn't end: it is taken off the site, and its history keeps it.
    verben=("wijzigen", "bevestigen", "geschiedenis"),
    ouder=mijn_record(Organisatie),
    ouderveld="organisatie",
    terug="netwerken:organisatie_contactpunten",
    doel_van=lambda rij, _gebruiker: adres_van_lijst(rij.eigenaar),
)

# The same of what else a network looks after, and of the network itself.
CONTACTPUNTEN = (
    CONTACTPUNT,
    *(
        replace(
            CONTACTPUNT,
            stam=f"{begin}/<slug:{model._meta.model_name}>/contactpunten/<int:pk>",
            ouder=mijn_record(model),
            ouderveld=model._meta.model_name,
            terug=f"netwerken:{model._meta.model_name}_contactpunten",
        )
        for begin, model in (
            ("netwerken", Netwerk),
            ("initiatieven", Initiatief),
            ("accommodaties", Accommodatie),
        )
    ),
)

NAAMWOORDEN = (
    AGENDA,
    ACCOMMODATIE,
    ACTIVITEIT,
    INITIATIEF,
    VERHAAL,
    ORGANISATIE,
    NETWERK,
    BIJEENKOMST,
    DEELNAME,
    WERKGEBIED,
    INZET_VIA_NETWERK,
    INZET_IN_WIJK,
    INZET_VAN_ORGANISATIE,
    HUISVESTING,
    SIGNAAL,
    SIGNAAL_IN_WIJK,
    SIGNAAL_VAN_PLEK,
    *CONTACTPUNTEN,
    *OVERLEG,
)


def naamwoord_van(rij):
    """The first Naamwoord of the model of `rij`; a KeyError when it is none of the nouns."""
    return {woord.model: woord for woord in reversed(NAAMWOORDEN)}[type(rij)]


def paden_van(app):
    """The addresses of all nouns whose model lives in `app`, an app label."""
    woorden = [woord for woord in NAAMWOORDEN if woord.model._meta.app_label == app]
    return [pad for woord in woorden for pad in [*woord.paden(), *_paden_van_hoede(woord)]]


def _paden_van_hoede(woord):
    """Of what a network looks after: where it is handed over, and where others propose changes."""
    if woord.model not in Hoede.SOORTEN.values():
        return []
    return [
        path(
            f"{woord.stam}/{view.__name__}/",
            view,
            {"model": woord.model},
            name=f"{woord.naam}_{view.__name__}",
        )
        for view in (overdragen, voorstellen)
    ]
