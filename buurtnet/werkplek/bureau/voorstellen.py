"""What others proposed, on the desk: the oldest first, to be handled there."""

from netwerken.models import Voorstel

from ..voorstellen.blad import regels_van

# So many are shown, and so many are counted.
GETOOND, GETELD = 5, 500


def wachtende_voorstellen(gebruiker):
    """(the first few, how many there are) of what waits for this person."""
    wachtend = Voorstel.objects.open()
    if not wachtend.exists():
        return [], 0
    # What is theirs is asked once: it hangs on every kind of record.
    sleutels = list(wachtend.editable_by(gebruiker).values_list("pk", flat=True)[:GETELD])
    eerste = Voorstel.objects.filter(pk__in=sleutels[:GETOOND]).open().met_record()
    return regels_van(eerste, gebruiker, eigen=set(sleutels)), len(sleutels)
