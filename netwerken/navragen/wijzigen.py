"""Two of the three answers: something changed, or it stopped. Each is a proposal."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtnet.kern.moment import moment_van
from netwerken import voorstellen
from netwerken.models import Navraag, Voorstel
from netwerken.models.voorstel import OVER

from .antwoorden import noteer, zoek

ANTWOORD = Navraag.Antwoord


@transaction.atomic
def stel_voor(sleutel, naam, gegevens, tekst, datum):
    """Propose {field: value} and `tekst` for the row called `naam`.

    Of a contact that is trusted it is done at once, unless the form of the record refuses it: then
    somebody looks at it. False when something was said of that row already. Raises NietOpen, and
    ValidationError for what is of one person.
    """
    gevraagd = zoek(sleutel, datum, vast=True)
    rij = gevraagd.onbeantwoord.get(naam)
    if rij is None:
        return False
    van = van_wie(gevraagd, rij)
    voorstel = _over(rij, van, gegevens, tekst, datum)
    noteer(gevraagd, [naam], ANTWOORD.ANDERS, datum)
    if van.vertrouwd and voorstel.gegevens and not voorstel.tekst:
        voorstellen.pas_toe([voorstel], None, datum=datum)
    return True


def _over(rij, van, gegevens, tekst, datum, soort=None):
    """The proposal about a row; one that has none of its own is told of in words."""
    wie = {"van": van, "op": moment_van(datum)}
    if rij._meta.model_name in OVER:
        return voorstellen.maak(rij, gegevens, tekst=tekst, soort=soort, **wie)
    with override("nl"):
        waarover = _("Over: %(naam)s.") % {"naam": rij}
        if "tot" in gegevens:
            waarover += " " + _("Gestopt: %(dag)s.") % {"dag": gegevens["tot"]}
    return voorstellen.maak(van.record, tekst=f"{waarover} {tekst}".strip(), **wie)


@transaction.atomic
def stop(sleutel, naam, tot, tekst, datum):
    """Propose the end of the row called `naam`, or with None of all there is, on the day `tot`.

    `tot`: as somebody types it. False when something was said of it already. Raises NietOpen.
    """
    gevraagd = zoek(sleutel, datum, vast=True)
    if naam is None:
        return _stop_alles(gevraagd, tot, tekst, datum)
    rij = gevraagd.onbeantwoord.get(naam)
    if rij is None:
        return False
    _over(rij, van_wie(gevraagd, rij), {"tot": tot}, tekst, datum, Voorstel.Soort.STOP)
    noteer(gevraagd, [naam], ANTWOORD.GESTOPT, datum)
    return True


def _stop_alles(gevraagd, tot, tekst, datum):
    """One proposal for each record: what hangs on it ends along with it."""
    if not gevraagd.onbeantwoord:
        return False
    for adres in gevraagd.adressen:
        _over(adres.record, adres, {"tot": tot}, tekst, datum, Voorstel.Soort.STOP)
    noteer(gevraagd, [*gevraagd.onbeantwoord], ANTWOORD.GESTOPT, datum)
    return True


def van_wie(gevraagd, rij):
    """The Contactadres of whose record `rij` is, or hangs on."""
    for adres in gevraagd.adressen:
        record = adres.record
        veld = record._meta.model_name
        if rij == record or getattr(rij, f"{veld}_id", None) == record.pk:
            return adres
    return gevraagd.adressen[0]
