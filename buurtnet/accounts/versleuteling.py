"""Where a migration of this app finds the encryption of `buurtnet.kern.versleuteling`."""

from buurtnet.kern.versleuteling import MERK, ontsleutel, versleutel

__all__ = ["MERK", "ontsleutel", "versleutel"]
