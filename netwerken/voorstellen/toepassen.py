"""Accepting proposals: by the form with which the record is changed, as one thing to undo."""

from contextlib import nullcontext
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from buurtnet.bewerken.formulierboek import formulier_van
from buurtnet.bewerken.handelingen import handeling
from buurtnet.bewerken.opslaan import NietBewaard, bewaar
from buurtnet.kern import spoor
from buurtnet.kern.datumtekst import lees_tijdstip
from buurtnet.kern.moment import moment_van
from buurtnet.kern.noemen import noem
from buurtnet.kern.precisie import Precisie
from buurtnet.kern.sloten import vergrendel_per_soort
from buurtnet.kern.status import Status
from netwerken.models import Contactpunt, Voorstel

from . import velden
from .verschil import vervalt

SOORT, STAND = Voorstel.Soort, Voorstel.Stand


class KanNiet(Exception):
    """A proposal can't be accepted as it is: `zin` says why."""

    def __init__(self, zin):
        super().__init__(zin)
        self.zin = str(zin)


class Uitslag(NamedTuple):
    """What became of several proposals.

    `gedaan` were accepted, `vervallen` had nothing left to change; `niet` are (proposal, why not)
    and still wait. `handeling` undoes all of it.
    """

    handeling: object
    gedaan: list
    vervallen: list
    niet: list


class Vertrouwd(AnonymousUser):
    """A contact that a coordinator trusts: changes its own record without an account."""

    # Asked as of somebody who is in: the caller says what is theirs.
    is_authenticated = is_active = is_redacteur = True
    is_coordinator = False

    def netwerk_ids(self):
        return frozenset()


@transaction.atomic
def pas_toe(voorstellen, gebruiker, *, gezien=None, antwoord="", terug="", datum=None):
    """Accept these proposals on behalf of `gebruiker`: an Uitslag. One that fails leaves the rest.

    `gezien`: {key of the proposal: number of the record that she saw}: a field that became
    something else since it was proposed is only overwritten by who saw what it says now. `terug` is
    where one goes once it is undone. None for `gebruiker`: on behalf of a contact that is trusted,
    who may only be given what is its own; there is no handeling then. `datum`: the day; today.
    """
    datum = datum or timezone.localdate()
    gedaan, weg, niet = [], [], []
    with _doe(gebruiker, terug) as daad:
        for voorstel, rij in _vergrendel(voorstellen, gebruiker, datum):
            try:
                with transaction.atomic(), spoor.vergeet_bij_fout():
                    _eis_open(voorstel)
                    if vervalt(voorstel, datum):
                        handel_af(voorstel, STAND.VERVALLEN, gebruiker, antwoord, datum)
                        weg.append(voorstel)
                        continue
                    _voer_uit(voorstel, rij, gebruiker, (gezien or {}).get(voorstel.pk), datum)
                    handel_af(voorstel, STAND.AANVAARD, gebruiker, antwoord, datum)
                    gedaan.append(voorstel)
            except KanNiet as fout:
                niet.append((voorstel, fout.zin))
        if daad is not None:
            daad.wat = _wat_gedaan(gedaan, weg, gebruiker)
    return Uitslag(daad, gedaan, weg, niet)


@transaction.atomic
def weiger(voorstellen, gebruiker, antwoord="", *, terug="", datum=None):
    """Refuse these proposals with a word back: an Uitslag, with the refused ones as `gedaan`.

    `datum`: the day; today.
    """
    datum = datum or timezone.localdate()
    gedaan, niet = [], []
    with _doe(gebruiker, terug) as daad:
        for voorstel, _rij in _vergrendel(voorstellen, gebruiker, datum):
            try:
                _eis_open(voorstel)
                handel_af(voorstel, STAND.GEWEIGERD, gebruiker, antwoord, datum)
                gedaan.append(voorstel)
            except KanNiet as fout:
                niet.append((voorstel, fout.zin))
        zin = ngettext(
            "%(n)d voorstel niet overgenomen.", "%(n)d voorstellen niet overgenomen.", len(gedaan)
        )
        daad.wat = zin % {"n": len(gedaan)}
    return Uitslag(daad, gedaan, [], niet)


def handel_af(voorstel, stand, gebruiker, antwoord="", datum=None):
    """Say of a locked proposal what became of it on `datum` (today); its record is saved before."""
    voorstel.stand = stand
    voorstel.antwoord = antwoord or voorstel.antwoord
    voorstel.behandeld_op = moment_van(datum or timezone.localdate())
    voorstel.behandeld_door = gebruiker if getattr(gebruiker, "pk", None) else None
    voorstel.full_clean(validate_unique=False, exclude=["tekst", "gegevens", "sleutel"])
    voorstel.save(
        update_fields=["stand", "antwoord", "behandeld_op", "behandeld_door", *_eigen_fks(voorstel)]
    )


def _eigen_fks(voorstel):
    """Of something new: the field that names what became of it."""
    return [voorstel.waarover] if voorstel.soort == SOORT.NIEUW else []


def reden_van(voorstel):
    """What the history of the record says of it; in Dutch, as the rest of what is kept.

    Who it was is taken out of it after a while: see `opschonen`.
    """
    with override("nl"):
        wie = str(voorsteller_van(voorstel))
        return _("op voorstel van %(wie)s") % {"wie": wie}


def voorsteller_van(voorstel):
    """Who proposed it, in words for who looks after the record."""
    record = voorstel.van and voorstel.van.record
    if record:
        return _("het contact van %(naam)s") % {"naam": record}
    return voorstel.voorsteller or _("iemand")


# One by one


def _doe(gebruiker, terug):
    return handeling(gebruiker, terug=terug) if gebruiker is not None else nullcontext()


def _wat_gedaan(gedaan, weg, gebruiker):
    aantal = len(gedaan) + len(weg)
    if len(gedaan) == 1 and not weg:
        rij = gedaan[0].record
        naam = noem(rij, gebruiker) if rij else _("deze site")
        return _("Voorstel overgenomen: %(naam)s.") % {"naam": naam}
    zin = ngettext("%(n)d voorstel afgehandeld.", "%(n)d voorstellen afgehandeld.", aantal)
    return zin % {"n": aantal}


def _vergrendel(voorstellen, gebruiker, datum):
    """[(proposal, its record)] as they are now, locked with all that may change along.

    The oldest first; only those that `gebruiker` may handle.
    """
    sleutels = {}
    for voorstel in voorstellen:
        for model, pk in _raakt(voorstel, datum):
            sleutels.setdefault(model, set()).add(pk)
    groepen = (model._base_manager.filter(pk__in=pks) for model, pks in sleutels.items())
    vast = {(type(rij), rij.pk): rij for rij in vergrendel_per_soort(groepen)}
    mijn = Voorstel.objects.filter(pk__in=sleutels.get(Voorstel, ()))
    if gebruiker is not None:
        mijn = mijn.editable_by(gebruiker)
    eigen = [vast[Voorstel, pk] for pk in mijn.values_list("pk", flat=True)]
    eigen.sort(key=lambda rij: (rij.op, rij.pk))
    return [(rij, vast.get(_wie(rij.record))) for rij in eigen]


def _raakt(voorstel, datum):
    """(model, key) of each row that accepting it may write."""
    yield Voorstel, voorstel.pk
    rij = voorstel.record
    if rij is None or voorstel.soort == SOORT.NIEUW:
        return
    yield type(rij), rij.pk
    if velden.TELEFOON in voorstel.gegevens:
        yield from ((Contactpunt, punt.pk) for punt in rij.contactpunten.all())
    if voorstel.soort == SOORT.STOP:
        for rijen in rij.loopt_mee(datum):
            yield from ((rijen.model, pk) for pk in rijen.values_list("pk", flat=True))


def _wie(rij):
    return rij and (type(rij), rij.pk)


def _eis_open(voorstel):
    if not voorstel.is_open:
        zin = _("Dit is net al afgehandeld: %(stand)s.")
        raise KanNiet(zin % {"stand": voorstel.get_stand_display()})


def _voer_uit(voorstel, rij, gebruiker, gezien, datum):
    """Do to the locked `rij` what is proposed. Raises KanNiet."""
    if voorstel.soort == SOORT.NIEUW:
        raise KanNiet(_("Open het eerst: je maakt er zelf een regel van."))
    if voorstel.soort == SOORT.MELDING or not voorstel.gegevens:
        return
    if rij is None:
        raise KanNiet(_("Dit is net gewijzigd. Kijk het na."))
    # Anew: an earlier proposal, or the form that refused one, left its values in it.
    rij = type(rij)._default_manager.get(pk=rij.pk)
    wie = Vertrouwd() if gebruiker is None else gebruiker
    if gebruiker is not None and not rij.can_edit(gebruiker):
        raise KanNiet(_("Dit houdt iemand anders bij: je kunt het zelf niet wijzigen."))
    _eis_zonder_botsing(voorstel, rij, gezien)
    if voorstel.soort == SOORT.STOP:
        _stop(voorstel, rij, wie, datum)
        return
    wordt = {naam: paar[1] for naam, paar in voorstel.gegevens.items()}
    if velden.TELEFOON in wordt:
        was = voorstel.gegevens[velden.TELEFOON][0]
        _zet_nummer(rij, was, wordt.pop(velden.TELEFOON), voorstel, wie)
    if wordt:
        _zet_velden(rij, wordt, voorstel, wie)
    if voorstel.van_id:
        _bevestig(voorstel, rij)


def _bevestig(voorstel, rij):
    """Who was asked about a row and said what is different, went over all of it."""
    dag = timezone.localdate(voorstel.op)
    vers = type(rij)._default_manager.get(pk=rij.pk)
    if vers.bevestigd_op is None or vers.bevestigd_op < dag:
        vers.bewaar_bevestiging(None, dag, reden_van(voorstel))


def _eis_zonder_botsing(voorstel, rij, gezien):
    if gezien == rij.versie:
        return
    for naam, (was, wordt) in voorstel.gegevens.items():
        nu = velden.geplaatst(rij, naam) if voorstel.soort != SOORT.STOP else was
        if not velden.zelfde(nu, was) and not velden.zelfde(nu, wordt):
            zin = _("“%(veld)s” is intussen gewijzigd. Kijk wat er nu staat, en kies opnieuw.")
            raise KanNiet(zin % {"veld": velden.label_van(type(rij), naam)})


def als_formulier(gegevens):
    """{field: posted value} as a browser sends it."""
    data = QueryDict(mutable=True)
    for naam, waarde in gegevens.items():
        data.setlist(naam, waarde if isinstance(waarde, list) else [waarde])
    return data


def _zet_velden(rij, wordt, voorstel, gebruiker):
    form = formulier_van(type(rij)).met_getypt(rij, als_formulier(wordt), gebruiker)
    if over := wordt.keys() - form.getypt:
        label = velden.label_van(type(rij), min(over))
        raise KanNiet(_("“%(veld)s” kun je hier niet wijzigen.") % {"veld": label})
    _bewaar(form, voorstel, gebruiker)


def _bewaar(form, voorstel, gebruiker):
    if not form.is_valid():
        raise KanNiet(form.eerste_fout())
    if not form.has_changed():
        return
    form.instance._change_reason = reden_van(voorstel)
    try:
        bewaar(form, gebruiker)
    except NietBewaard as fout:
        raise KanNiet(fout.zin) from None


def _zet_nummer(rij, was, wordt, voorstel, gebruiker):
    """Change the number of the only contact that has it, or add a contact where there is none."""
    if velden.zelfde(velden.geplaatst(rij, velden.TELEFOON), wordt):
        return
    punt = velden.contact_van(rij, was)
    if punt is None:
        raise KanNiet(_("Welk nummer het is, is niet zeker. Pas het aan bij “Contact bijhouden”."))
    if punt.pk and gebruiker.pk and not punt.can_edit(gebruiker):
        raise KanNiet(_("Dit nummer houdt de redactie bij."))
    klasse = formulier_van(Contactpunt)
    if punt.pk:
        nieuw = {"telefoon": wordt}
        _bewaar(klasse.met_getypt(punt, als_formulier(nieuw), gebruiker), voorstel, gebruiker)
        return
    nieuw = {"functie": punt.functie, "telefoon": wordt, "telefoon_zichtbaar": "openbaar"}
    zichtbaar = {"email_zichtbaar": "netwerk", "naam_zichtbaar": "netwerk"}
    form = klasse(
        als_formulier(nieuw | zichtbaar),
        gebruiker=gebruiker,
        vaste_velden={rij._meta.model_name: rij},
    )
    _bewaar(form, voorstel, gebruiker)


def _stop(voorstel, rij, gebruiker, vandaag):
    """End `rij` and what hangs on it, on the day that is said. Raises KanNiet."""
    try:
        einde = lees_tijdstip(voorstel.gegevens["tot"][1], einde=True)
    except (KeyError, ValueError):
        raise KanNiet(_("De dag waarop het stopte, is niet te lezen. Kies “Beëindig”.")) from None
    dag, precisie = einde.datum, einde.precisie
    if rij.vanaf and rij.vanaf <= vandaag and dag < rij.vanaf:
        dag, precisie = vandaag, Precisie.DAG
    if rij.loopt_mee_van_anderen(gebruiker, dag):
        raise KanNiet(_("Hier hangt iets aan wat een ander bijhoudt. Vraag de redactie."))
    status = Status.GESTOPT if dag <= vandaag else None
    try:
        rij.beeindig_alles(dag, precisie, status, reden_van(voorstel))
    except ValidationError as fout:
        raise KanNiet(fout.messages[0]) from None
