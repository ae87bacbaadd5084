"""`manage.py laad_postcodes`: in which wijk a postcode lies."""

from ...laden.opdracht import Laadopdracht, getal, opsomming
from ...laden.postcodes import lees_postcodes, verdeel, vervang


class Command(Laadopdracht):
    help = (
        "Laadt in welke wijk elke postcode ligt, uit de tabel van het CBS met buurt, wijk en"
        " gemeente per postcode en huisnummer (pc6hnr…_gwb.csv). Vervangt alle postcodes die er"
        " stonden."
    )
    bestand = "CSV-bestand van het CBS"

    def lees_bestand(self, pad, gemeenten):
        return lees_postcodes(pad, gemeenten, self.meld)

    def bewaar(self, telling, plekken, **opties):
        per_plek, zonder = verdeel(telling, plekken)
        nieuw, anders, weg = vervang(per_plek, telling.met_huisnummers)
        met = {sleutel for _postcode, sleutel in per_plek}
        postcodes = {postcode for postcode, _sleutel in per_plek}
        yield (
            f"{getal(telling.regels)} regels gelezen, {getal(telling.regels_hier)} in"
            f" {', '.join(sorted(plekken.gemeenten))}."
        )
        yield f"{getal(len(postcodes))} postcodes in {getal(len(met))} plekken."
        yield f"Nieuw: {getal(nieuw)}, veranderd: {getal(anders)}, verdwenen: {getal(weg)}."
        buurten = [f"{code}: {getal(aantal)} regels" for code, aantal in sorted(zonder.items())]
        yield from opsomming("Buurten in het bestand, geen plek op de site", buurten)
        leeg = [p.naam for p in plekken.met_code() if p.is_woonplaats and p.pk not in met]
        yield from opsomming("Wijken en dorpen zonder eigen postcode in het bestand", leeg)
        yield from opsomming(
            "Op de site zonder CBS-code", [plek.naam for plek in plekken.zonder_code()]
        )
