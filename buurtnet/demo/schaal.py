"""A synthetic city, for measuring: the same size and seed always give the same city.

At size 1 it is as large as Groningen: 120 wijken, 5,000 organisations, 20,000 initiatives and
60,000 inzet. What works in the whole city does not grow with it: a city ten times the size
has ten times the wijken, not ten municipalities.
"""

from argparse import ArgumentTypeError

from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from buurtnet.kern.herkomst import Bron
from buurtnet.kern.status import Status
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal
from netwerken.models import Deelname, Hoede, Huisvesting, Inzet, Netwerk, Organisatie, Werkgebied
from wijken.models import Agenda, Agendapunt, Wijk

from .gegevens import laad
from .stad import PEILDATUM, Stad

GEBIEDEN, WIJKEN = 7, 120
ORGANISATIES, INITIATIEVEN, INZETTEN = 5_000, 20_000, 60_000
ACCOMMODATIES_PER_WIJK, ACTIVITEITEN_PER_WIJK = 10, 20
STADSBREED = 40
GROOTSTE = 20

WAT = (
    "Eettafel Koffieochtend Moestuin Ruilkast Wandelgroep Taalcafé Huiskamer Klusdienst "
    "Repaircafé Zangkoor Fietsles Kringloop Speelotheek Boodschappenhulp Buurtbus Schaakclub "
    "Voedselkast Naaiatelier Leesclub Spelmiddag Maatjesproject Tuinploeg Inloop Kookclub"
).split()
WIE = (
    "Stichting Vereniging Buurtclub Kerk Wijkraad Zorggroep Welzijnsgroep School Sportclub "
    "Coöperatie Werkgroep Platform Initiatiefgroep Bewonersgroep"
).split()


def lees_schaal(tekst):
    """The size as a number above 0 and at most 20: 1 is Groningen, 0.05 a village."""
    try:
        schaal = float(tekst.replace(",", "."))
    except ValueError:
        schaal = 0
    if not 0 < schaal <= GROOTSTE:
        raise ArgumentTypeError(f"{tekst} is geen getal boven 0 en hoogstens {GROOTSTE}")
    return schaal


@transaction.atomic
def vul(schaal, zaad):
    """Fill the database with a synthetic city. Returns counts by noun; {} if it is there."""
    laad(("bronnen", "themas", "doelgroepen"))
    naam = f"Verzonnen stad {schaal:g}/{zaad}"
    if Bron.objects.filter(naam=naam).exists():
        return {}
    stad = Stad(naam, schaal)
    wijken = _wijken(stad)
    organisaties = _organisaties(stad, wijken)
    initiatieven = _initiatieven(stad, wijken)
    op_plek = _plekken(stad, wijken, organisaties)
    netwerken = _netwerken(stad, wijken, organisaties)
    _inzet(stad, wijken, organisaties, initiatieven, netwerken)
    thuis = {"organisatie": stad.thuis, "initiatief": stad.plaats, "accommodatie": op_plek}
    _hoede(stad, thuis, netwerken)
    return {
        model._meta.verbose_name_plural: model.objects.filter(bron=stad.bron).count()
        for model in (Wijk, Organisatie, Initiatief, Accommodatie, Activiteit, Netwerk, Inzet)
    }


def _wijken(stad):
    wortel = stad.record(Wijk, stad.bron.naam, 0, soort=Wijk.Soort.STAD)
    wortel.save()
    gebieden = stad.maak(
        Wijk,
        (
            stad.record(Wijk, f"Gebied {stad.woord()}", n, soort=Wijk.Soort.GEBIED, ligt_in=wortel)
            for n in range(stad.aantal(GEBIEDEN))
        ),
    )
    wijken = stad.maak(
        Wijk,
        (
            stad.record(
                Wijk,
                stad.woord().capitalize(),
                n,
                soort=Wijk.Soort.WIJK,
                ligt_in=gebieden[n % len(gebieden)],
            )
            for n in range(stad.aantal(WIJKEN))
        ),
    )
    for wijk in [*gebieden, *wijken]:
        wijk.pad = f"{wijk.ligt_in.pad}{wijk.pk}/"
    Wijk.objects.bulk_update([*gebieden, *wijken], ["pad"], batch_size=500)
    stad.wortel, stad.gebieden = wortel, gebieden
    _agendas(stad, wijken)
    return wijken


def _agendas(stad, wijken):
    agendas = stad.maak(
        Agenda,
        (
            stad.record(
                Agenda,
                f"Wijkagenda {wijk.naam}",
                n,
                soort=Agenda.Soort.WIJKAGENDA,
                stand=Agenda.Stand.VASTGESTELD,
                draagvlak=Agenda.Draagvlak.GEDRAGEN,
            )
            for n, wijk in enumerate(wijken)
        ),
    )
    op_wijk = dict(zip((agenda.pk for agenda in agendas), wijken, strict=True))
    stad.koppel(Agenda, "wijken", agendas, lambda agenda: [op_wijk[agenda.pk]])
    stad.maak(
        Agendapunt,
        (
            Agendapunt(
                agenda=agenda,
                thema=thema,
                tekst=f"{thema.naam} in {op_wijk[agenda.pk].naam}",
                volgorde=n,
                **stad.herkomst(),
            )
            for agenda in agendas
            for n, thema in enumerate(stad.kans.sample(stad.themas, k=min(5, len(stad.themas))))
        ),
    )


def _organisaties(stad, wijken):
    organisaties = stad.maak(
        Organisatie,
        (
            stad.record(
                Organisatie,
                f"{stad.kans.choice(WIE)} {stad.woord().capitalize()}",
                n,
                soort=stad.kans.choice(Organisatie.Soort.values),
                formeel=stad.kans.choice(Organisatie.Formeel.values),
                omschrijving=stad.zin(10),
                status=Status.ACTIEF,
            )
            for n in range(stad.aantal(ORGANISATIES))
        ),
    )
    _zet_pad(Organisatie, stad)
    # Most parties know one wijk; some work in a dozen.
    stad.thuis = {
        organisatie.pk: stad.kans.sample(
            wijken, k=min(len(wijken), stad.kans.choice([1, 1, 1, 2, 3, 12]))
        )
        for organisatie in organisaties
    }
    return organisaties


def _initiatieven(stad, wijken):
    initiatieven = stad.maak(
        Initiatief,
        (
            stad.record(
                Initiatief,
                f"{stad.kans.choice(WAT)} {stad.woord().capitalize()}",
                n,
                soort=stad.kans.choice(Initiatief.Soort.values),
                door_bewoners=stad.kans.choice([True, False, None]),
                omschrijving=stad.zin(15),
                **stad.periode(),
            )
            for n in range(stad.aantal(INITIATIEVEN))
        ),
    )
    _zet_pad(Initiatief, stad)
    stad.plaats = {}

    def plaatsen(initiatief):
        stad.plaats[initiatief.pk] = stad.kans.choices(wijken, k=stad.kans.choice([1, 1, 1, 2]))
        return stad.plaats[initiatief.pk]

    stad.koppel(Initiatief, "wijken", initiatieven, plaatsen)
    stad.koppel(Initiatief, "themas", initiatieven, lambda _: stad.kans.choices(stad.themas, k=2))
    stad.koppel(
        Initiatief, "doelgroepen", initiatieven, lambda _: stad.kans.choices(stad.doelgroepen, k=1)
    )
    return initiatieven


def _plekken(stad, wijken, organisaties):
    per_plek = [wijk for wijk in wijken for _nummer in range(ACCOMMODATIES_PER_WIJK)]
    plekken = stad.maak(
        Accommodatie,
        (
            stad.record(
                Accommodatie,
                f"Buurthuis {stad.woord().capitalize()}",
                n,
                soort=stad.kans.choice(Accommodatie.Soort.values),
                rol=stad.kans.choice(Accommodatie.Rol.values),
                omschrijving=stad.zin(8),
            )
            for n in range(len(per_plek))
        ),
    )
    _zet_pad(Accommodatie, stad)
    op_plek = {plek.pk: [wijk] for plek, wijk in zip(plekken, per_plek, strict=True)}
    stad.koppel(Accommodatie, "wijken", plekken, lambda plek: op_plek[plek.pk])
    stad.maak(
        Huisvesting,
        (
            Huisvesting(
                accommodatie=plek,
                organisatie=stad.kans.choice(organisaties),
                **stad.periode(),
                **stad.herkomst(),
            )
            for plek in plekken
        ),
    )
    _activiteiten(stad, plekken, op_plek)
    verhalen = stad.maak(
        Verhaal,
        (
            stad.record(Verhaal, stad.zin(4), n, tekst=stad.zin(80), datum=PEILDATUM)
            for n in range(len(wijken))
        ),
    )
    stad.koppel(Verhaal, "wijken", verhalen, lambda _: [stad.kans.choice(wijken)])
    return op_plek


def _activiteiten(stad, plekken, op_plek):
    per_plek = ACTIVITEITEN_PER_WIJK // ACCOMMODATIES_PER_WIJK
    activiteiten = stad.maak(
        Activiteit,
        (
            stad.record(
                Activiteit,
                f"{stad.kans.choice(WAT)} {stad.woord()}",
                n,
                accommodatie=plek,
                ritme="elke zondagmiddag",
                regel="FREQ=WEEKLY;BYDAY=SU",
            )
            for n, plek in enumerate(plek for plek in plekken for _keer in range(per_plek))
        ),
    )
    stad.koppel(
        Activiteit,
        "wijken",
        activiteiten,
        lambda activiteit: op_plek[activiteit.accommodatie_id],
    )
    stad.koppel(Activiteit, "themas", activiteiten, lambda _: stad.kans.choices(stad.themas, k=1))


def _netwerken(stad, wijken, organisaties):
    plaatsen = [*wijken, *stad.gebieden]
    netwerken = stad.maak(
        Netwerk,
        (
            stad.record(
                Netwerk,
                f"Netwerk {plaats.naam}",
                n,
                soort=Netwerk.Soort.WIJKNETWERK,
                doel=stad.zin(8),
            )
            for n, plaats in enumerate(plaatsen)
        ),
    )
    _zet_pad(Netwerk, stad)
    paren = list(zip(netwerken, plaatsen, strict=True))
    stad.maak(
        Werkgebied,
        (Werkgebied(netwerk=netwerk, wijk=plaats, **stad.herkomst()) for netwerk, plaats in paren),
    )
    stad.maak(
        Deelname,
        (
            Deelname(netwerk=netwerk, organisatie=organisatie, **stad.herkomst())
            for netwerk in netwerken
            for organisatie in stad.kans.sample(organisaties, k=min(12, len(organisaties)))
        ),
    )
    return {plaats.pk: netwerk for netwerk, plaats in paren}


def _inzet(stad, wijken, organisaties, initiatieven, netwerken):
    gezien = set()
    op_wijk = {}
    for initiatief in initiatieven:
        for plaats in stad.plaats[initiatief.pk]:
            op_wijk.setdefault(plaats.pk, []).append(initiatief)

    def rij(wijk):
        organisatie = stad.kans.choice(organisaties)
        if wijk is None:
            wijk = stad.kans.choice(stad.thuis[organisatie.pk])
        sleutel = (organisatie.pk, wijk.pk, (thema := stad.kans.choice(stad.themas)).pk)
        if sleutel in gezien:
            return None
        gezien.add(sleutel)
        lot = stad.kans.random()
        return Inzet(
            organisatie=organisatie,
            wijk=wijk,
            thema=thema,
            netwerk=netwerken.get(wijk.pk) if lot < 0.3 else None,
            initiatief=stad.kans.choice(op_wijk[wijk.pk])
            if lot > 0.8 and wijk.pk in op_wijk
            else None,
            **stad.periode(),
            **stad.herkomst(),
        )

    def rijen():
        nodig = stad.aantal(INZETTEN)
        vast = [stad.wortel] * STADSBREED + stad.gebieden * 5
        gemaakt = 0
        for poging in range(nodig * 20):
            if gemaakt == nodig:
                return
            if nieuw := rij(vast[poging] if poging < len(vast) else None):
                gemaakt += 1
                yield nieuw

    stad.maak(Inzet, rijen())


def _hoede(stad, thuis, netwerken):
    """Of each record the network of the first wijk where it is at home looks after it."""
    stad.maak(
        Hoede,
        (
            Hoede(**{f"{naam}_id": sleutel, "netwerk": netwerken[wijken[0].pk]})
            for naam, per_record in thuis.items()
            for sleutel, wijken in per_record.items()
        ),
    )


def _zet_pad(model, stad):
    """Roots of their tree, all of them: the path is the key alone."""
    model.objects.filter(bron=stad.bron).update(
        pad=Concat(Value("/"), Cast(F("pk"), CharField()), Value("/"))
    )
