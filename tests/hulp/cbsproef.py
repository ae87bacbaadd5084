"""A city whose places have codes of CBS, and tables as CBS sends them."""

from tests.hulp.bouwers import maak_gebied, maak_stad, maak_wijk


def maak_groningen(oost):
    """{name: place} of a city, its gebied Oost with the buurten `oost` (codes), and two wijken."""
    stad = maak_stad(cbs_code="GM0014")
    gebied = maak_gebied(naam="Oost", ligt_in=stad, samenstelling=oost)
    return {
        "stad": stad,
        "oost": gebied,
        "beijum": maak_wijk(naam="Beijum", ligt_in=gebied, samenstelling="BU00141100 BU00141101"),
        "hunze": maak_wijk(naam="De Hunze", ligt_in=gebied, cbs_code="BU00141102"),
    }


def schrijf_tabel(pad, regels, einde, codering="utf-8"):
    """Write these lines to `pad`, which is given back."""
    pad.write_bytes("".join(regel + einde for regel in regels).encode(codering))
    return pad
