"""What others proposed, on the desk: the oldest first, to be handled there."""

from netwerken.models import Voorstel

from ..voorstellen.blad import regels_van

GETOOND = 5


def wachtende_voorstellen(gebruiker):
    """(the first few, how many there are) of what waits for this person."""
    alle = Voorstel.objects.editable_by(gebruiker).open()
    return regels_van(alle.met_record()[:GETOOND], gebruiker), alle.count()
