"""What a report is about: named in its address by kind and slug, or number, of a public page."""

from django.http import Http404

from buurtnet.kern.getal import lees_nummer
from initiatieven.models import Accommodatie, Activiteit, Initiatief, Verhaal
from netwerken.models import Bijeenkomst, Netwerk, Organisatie, Signaal
from wijken.models import Agenda, Thema, Wijk

# {kind in an address: model}, for each kind with a page that everybody may read.
SOORTEN = {
    model._meta.model_name: model
    for model in (
        *(Organisatie, Initiatief, Accommodatie, Activiteit, Netwerk, Wijk),
        *(Agenda, Thema, Verhaal, Signaal, Bijeenkomst),
    )
}
LANGSTE = 120


def naam_van(rij):
    """How an address names a row, as "wijk/beijum"."""
    return f"{rij._meta.model_name}/{getattr(rij, 'slug', None) or rij.pk}"


def lees_onderwerp(tekst, gebruiker):
    """The row that such a name is of; None for "". Raises Http404 when `gebruiker` sees none."""
    if not tekst:
        return None
    soort, _streep, sleutel = tekst[:LANGSTE].partition("/")
    model = SOORTEN.get(soort)
    if model is None or "\x00" in sleutel:
        raise Http404
    rijen = model.objects.visible_to(gebruiker)
    if hasattr(model, "slug"):
        rij = rijen.filter(slug=sleutel).first() or rijen.op_oud_adres(sleutel)
    else:
        nummer = lees_nummer(sleutel)
        rij = rijen.filter(pk=nummer).first() if nummer is not None else None
    if rij is None:
        raise Http404
    return rij
