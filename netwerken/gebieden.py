"""In which gebied rows lie, to tell of them gebied by gebied."""

from buurtnet.kern import soorten
from wijken.models import Wijk

from .models import Werkgebied


class Gebieden:
    """The gebieden of today, read once; `van` says of rows in which one each of them lies."""

    def __init__(self, datum):
        self.datum = datum
        plekken = list(Wijk.objects.order_by().values_list("pk", "pad", "soort", "naam"))
        namen = {pk: naam for pk, _pad, soort, naam in plekken if soort == Wijk.Soort.GEBIED}
        self._van_wijk = {
            pk: next((namen[deel] for deel in _delen(pad) if deel in namen), "")
            for pk, pad, _soort, _naam in plekken
        }

    def van_wijk(self, wijk):
        """The name of the gebied of a wijk (its key); "" of what lies in none."""
        return self._van_wijk.get(wijk, "")

    def van(self, model, sleutels):
        """{key: name of its gebied} of these rows; "" when that is none, or more than one."""
        per_rij = {}
        for sleutel, wijk in self._wijken_van(model, set(sleutels)):
            per_rij.setdefault(sleutel, set()).add(self.van_wijk(wijk))
        return {pk: gebied.pop() if len(gebied) == 1 else "" for pk, gebied in per_rij.items()}

    def _wijken_van(self, model, sleutels):
        """(key, key of a wijk) of where each row is for; of a row without wijken, its network's."""
        namen = {veld.name for veld in model._meta.get_fields()}
        naam = model._meta.model_name
        if model is Wijk:
            return [(pk, pk) for pk in sleutels]
        rijen = model._base_manager.filter(pk__in=sleutels).order_by()
        if "wijk" in namen:
            return list(rijen.values_list("pk", "wijk"))
        paren = []
        if "wijken" in namen:
            door = model.wijken.through.objects.filter(**{f"{naam}__in": sleutels})
            paren = list(door.values_list(naam, "wijk"))
        elif getattr(getattr(model, "rijsoort", None), "plekken", None):
            daar = soorten.plekrijen(model, self.datum).filter(**{f"{naam}__in": sleutels})
            paren = list(daar.order_by().values_list(naam, "wijk"))
        if "netwerk" in namen:
            paren += self._via_netwerk(rijen.exclude(pk__in=[pk for pk, _wijk in paren]))
        return paren

    def _via_netwerk(self, rijen):
        per_rij = dict(rijen.exclude(netwerk=None).values_list("pk", "netwerk"))
        werk = Werkgebied.objects.op(self.datum).filter(netwerk__in=set(per_rij.values()))
        per_netwerk = {}
        for netwerk, wijk in werk.order_by().values_list("netwerk", "wijk"):
            per_netwerk.setdefault(netwerk, []).append(wijk)
        return [(pk, wijk) for pk, wie in per_rij.items() for wijk in per_netwerk.get(wie, ())]


def _delen(pad):
    return [int(deel) for deel in pad.strip("/").split("/")]
