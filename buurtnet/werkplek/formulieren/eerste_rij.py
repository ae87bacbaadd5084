"""What is made along with a new record: its first row says the same as the record."""

from buurtnet.kern.periode import PERIODEVELDEN

OVERGENOMEN = (*PERIODEVELDEN, "bron", "bevestigd_op", "bevestigd_door")


def begin_zoals(record):
    """{field: value} of a first row: period, source and confirmation as of `record`."""
    return {veld: getattr(record, veld) for veld in OVERGENOMEN}
