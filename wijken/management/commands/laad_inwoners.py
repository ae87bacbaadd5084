"""`manage.py laad_inwoners`: the numbers of inhabitants that CBS publishes."""

import argparse
from pathlib import Path

from django.utils import timezone

from ...laden.inwoners import inwoners_van, lees_inwoners
from ...laden.opdracht import Laadopdracht, getal, opsomming

EERSTE_JAAR = 1995


def lees_jaar(tekst):
    if not tekst.isdigit() or not EERSTE_JAAR <= int(tekst) <= timezone.localdate().year:
        raise argparse.ArgumentTypeError(f"“{tekst}” is geen jaar waarover CBS cijfers heeft")
    return int(tekst)


class Command(Laadopdracht):
    help = (
        "Laadt het aantal inwoners uit de kerncijfers wijken en buurten van het CBS (CSV van"
        " StatLine, zoals tabel 85984NED). Een wijk van meer buurten krijgt de som."
    )
    bestand = "CSV-bestand van StatLine"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--jaar", type=lees_jaar, required=True, help="het jaar waarvan de cijfers zijn"
        )

    def lees_bestand(self, pad, gemeenten):
        self.bron = Path(pad).name
        return lees_inwoners(pad, gemeenten, self.meld)

    def bewaar(self, inwoners, plekken, *, jaar, **opties):
        gelijk, nieuw, onbekend, later = 0, [], [], []
        for plek in plekken.met_code():
            aantal = inwoners_van(plek, inwoners)
            if aantal is None:
                onbekend.append(f"{plek.naam} ({' '.join(plek.cbs_codes[:3])})")
            elif (plek.inwoners_jaar or 0) > jaar:
                later.append(f"{plek.naam} ({plek.inwoners_jaar})")
            elif (plek.inwoners, plek.inwoners_jaar) == (aantal, jaar):
                gelijk += 1
            else:
                oud = "leeg" if plek.inwoners is None else getal(plek.inwoners)
                nieuw.append(f"{plek.naam}: {oud} → {getal(aantal)}")
                self.zet(plek, aantal, jaar)
        yield f"{getal(len(inwoners))} codes gelezen, {len(nieuw) + gelijk} plekken gevonden."
        yield from opsomming("Veranderd", nieuw)
        yield f"Al goed: {gelijk}."
        yield from opsomming("Overgeslagen, de site heeft al een later jaar", later)
        yield from opsomming("Op de site, geen aantal in het bestand", onbekend)
        zonder = [plek.naam for plek in plekken.zonder_code()]
        yield from opsomming("Op de site zonder CBS-code", zonder)
        ongebruikt = [code for code in sorted(inwoners) if not plekken.ken(code)]
        yield from opsomming("In het bestand, geen plek op de site", ongebruikt)

    def zet(self, plek, aantal, jaar):
        plek.inwoners, plek.inwoners_jaar = aantal, jaar
        plek._change_reason = f"inwoners uit {self.bron}"
        plek.save(update_fields=["inwoners", "inwoners_jaar"])
