"""What is made along with a new row says the same as that row: how long it holds, who says so."""

from .periode import PERIODEVELDEN

OVERGENOMEN = (*PERIODEVELDEN, "bron", "bevestigd_op", "bevestigd_door")


def begin_zoals(rij):
    """{field: value} of what comes along: period, source and confirmation as of `rij`."""
    return {veld: getattr(rij, veld) for veld in OVERGENOMEN}
