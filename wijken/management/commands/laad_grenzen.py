"""`manage.py laad_grenzen`: the outlines of wijken and buurten that CBS and Kadaster publish."""

import argparse
from pathlib import Path

from django.utils import timezone

from buurtnet.kern.herkomst import Bron

from ...laden.grenzen import Inpassing, in_graden, lees_grenzen, midden
from ...laden.opdracht import Laadopdracht, getal, opsomming


def lees_tolerantie(tekst):
    if not tekst.isdigit() or int(tekst) > 1000:
        raise argparse.ArgumentTypeError(f"“{tekst}” is geen aantal meters van 0 tot en met 1000")
    return int(tekst)


class Command(Laadopdracht):
    help = (
        "Laadt grenzen uit “Wijken en buurten” van CBS en Kadaster (GeoJSON van PDOK, in RD New"
        " of WGS84). Een plek die uit meer buurten bestaat, krijgt de omtrek van die buurten"
        " samen. Buren houden dezelfde grens."
    )
    bestand = "GeoJSON-bestand van PDOK"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--tolerantie",
            type=lees_tolerantie,
            default=40,
            metavar="METERS",
            help="hoe ver een vereenvoudigde grens er hoogstens naast ligt (standaard 40)",
        )
        parser.add_argument(
            "--nieuw", action="store_true", help="maak ook plekken die nog niet op de site staan"
        )

    def lees_bestand(self, pad, gemeenten):
        self.bron = Path(pad).name
        return lees_grenzen(pad, gemeenten, self.meld)

    def bewaar(self, kaart, plekken, *, tolerantie, nieuw, **opties):
        inpassing = Inpassing(kaart, plekken)
        gemaakt = []
        if nieuw and inpassing.onbekend:
            gemaakt = inpassing.maak_nieuwe(self.maak_bron())
        omtrekken, (punten, over) = inpassing.teken(tolerantie)
        gewijzigd = [plek for plek, omtrek in omtrekken.items() if self.zet(plek, omtrek)]
        yield (
            f"{getal(kaart.gelezen)} vlakken gelezen, {getal(len(kaart.vlakken))} in"
            f" {', '.join(sorted(plekken.gemeenten))}; water overgeslagen: {kaart.water}."
        )
        yield (
            f"Grenzen van {getal(punten)} naar {getal(over)} punten, hoogstens {tolerantie} meter"
            " ernaast."
        )
        if kaart.te_klein:
            yield f"Weggelaten omdat ze kleiner dan een meter zijn: {kaart.te_klein} randen."
        yield f"{len(omtrekken)} plekken gevonden, waarvan {len(gemaakt)} nieuw."
        yield from opsomming("Veranderd", [plek.naam for plek in gewijzigd if plek not in gemaakt])
        yield from opsomming(
            "Nieuw", [f"{plek.naam} ({plek.cbs_code}) in {plek.ligt_in or '-'}" for plek in gemaakt]
        )
        yield from opsomming(
            "Let op: de grens van deze plekken bleef zoals die was, terwijl een grens daarbinnen"
            " veranderde. Ze kunnen nu anders lopen. Laad een bestand met al hun buurten",
            _achtergebleven(inpassing, gewijzigd),
        )
        ontbreekt = [
            f"{plek.naam} ({' '.join(plek.cbs_codes[:3])})" for plek in inpassing.ontbreekt
        ]
        yield from opsomming("Op de site, niet (heel) in het bestand", ontbreekt)
        zonder = [plek.naam for plek in plekken.zonder_code()]
        yield from opsomming("Op de site zonder CBS-code", zonder)
        if not nieuw:
            ongebruikt = [f"{vlak.code} {vlak.naam}" for vlak in inpassing.onbekend]
            yield from opsomming("In het bestand, geen eigen plek op de site", ongebruikt)

    def zet(self, plek, omtrek):
        """Keep the new outline, and a position where there was none; whether that is a change."""
        velden = {"omtrek": in_graden(omtrek)}
        if plek.lat is None or plek.lon is None:
            velden["lat"], velden["lon"] = midden(omtrek)
        anders = [naam for naam, waarde in velden.items() if getattr(plek, naam) != waarde]
        if not anders:
            return False
        for naam in anders:
            setattr(plek, naam, velden[naam])
        plek._change_reason = f"grenzen uit {self.bron}"
        plek.save(update_fields=anders)
        return True

    def maak_bron(self):
        nu = timezone.localtime()
        return Bron.objects.create(
            naam=f"Import van wijken en gebieden uit {self.bron}"[:200],
            slug=f"import-{nu:%Y%m%d-%H%M%S-%f}",
            soort=Bron.Soort.IMPORT,
            datum=nu.date(),
        )


def _achtergebleven(inpassing, gewijzigd):
    """The names of places that keep an outline while that of a place within them changed."""
    return [
        plek.naam
        for plek in inpassing.ontbreekt
        if plek.omtrek and any(deel.pad.startswith(plek.pad) for deel in gewijzigd)
    ]
