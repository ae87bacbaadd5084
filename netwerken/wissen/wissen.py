"""Erasing an address, and who stands with it: first what we know, then whatever holds it still."""

from collections import Counter

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q

from buurtnet.accounts.models import Gebruiker
from buurtnet.kern.bewerkbaar import Bewerkbaar
from buurtnet.kern.record import OudAdres, Record
from buurtnet.kern.sloten import vergrendel, vergrendel_per_soort
from buurtnet.kern.woorden import tokens, vormen
from buurtnet.kern.zoekindex import Zoekingang, Zoeknaam, Zoekwoord
from buurtnet.post.bericht import Bericht
from buurtnet.post.opruimen import maak_leeg, wis_adres
from netwerken import volgen
from netwerken.models import Contactadres, Contactpunt, Volger
from netwerken.models.contactadres import afdruk_van
from netwerken.models.persoon import LEEG
from netwerken.navragen.bezwaar import vergeet_adressen

from .bewijs import doorzoek
from .gezocht import Gezocht

REDEN = "gewist op verzoek"
# Somebody logs in by these: taking them away is up to a beheerder.
ACCOUNT = ("accounts", "account", "mfa")
# Of these the whole row goes, and of what is a person (`is_persoon`).
RIJ_WEG = (Session, OudAdres, Zoekwoord)
CACHE = settings.CACHES["default"]["LOCATION"]
# An address that a record had before its name was taken out is kept for a moment as an old one.
RONDES = 2


@transaction.atomic
def wis(adres, namen, datum):
    """Erase `adres`, and the persons whose contact shows it, and who has one of `namen`.

    Gives (the Gezocht, {what: how many}). Names that stand with the address are looked for too;
    everywhere but at contacts only those of two words or more. An account stays as it is, unless
    somebody was invited and never came in.
    """
    punten, gevonden = _contactpunten(adres, namen)
    gezocht = Gezocht(adres, {*namen, *gevonden})
    geteld = Counter()
    adressen = Contactadres.objects.filter(Q(email__iexact=adres) | Q(afdruk=afdruk_van(adres)))
    rijen = vergrendel_per_soort([adressen, Contactpunt.objects.filter(pk__in=punten)])
    vergeet_adressen([rij for rij in rijen if isinstance(rij, Contactadres)], adres, datum)
    for punt in rijen:
        geteld[type(punt)._meta.verbose_name_plural] += 1
        if isinstance(punt, Contactpunt):
            punt.wis_persoon(REDEN)
    Contactpunt.history.filter(id__in=punten).update(**LEEG)
    geteld[Volger._meta.verbose_name_plural] += volgen.wis(adres)
    geteld[Bericht._meta.verbose_name_plural] += wis_adres(adres)
    genodigd = Gebruiker.objects.uitgenodigd().filter(email__iexact=adres)
    geteld["uitnodigingen"] += genodigd.count()
    genodigd.delete()
    for _ronde in range(RONDES):
        geteld["andere rijen"] += _wis_rest(gezocht)
    _wis_zoekwoorden(gezocht)
    return gezocht, {wat: aantal for wat, aantal in geteld.items() if aantal}


def _contactpunten(adres, namen):
    """(keys of the contacts that show the address or a name, in any version, their names)."""
    q = Q(email__iexact=adres)
    for naam in namen:
        q |= Q(naam__iexact=naam)
    sleutels, gevonden = set(), set()
    for rijen, sleutel in ((Contactpunt.objects, "pk"), (Contactpunt.history, "id")):
        for pk, naam in rijen.filter(q).order_by().values_list(sleutel, "naam"):
            sleutels.add(pk)
            gevonden.add(naam)
    return sleutels, gevonden


def _wis_rest(gezocht):
    """Take it out of every row that holds it still; gives how many rows that were."""
    soorten = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    rijen = dict.fromkeys((vondst.tabel, vondst.sleutel) for vondst in doorzoek(gezocht))
    return sum(_wis_rij(tabel, soorten.get(tabel), pk, gezocht) for tabel, pk in rijen)


def _wis_rij(tabel, model, sleutel, gezocht):
    """Whether something was taken out of this row; `model` is None of a table without."""
    if tabel == CACHE:
        with connection.cursor() as cursor:
            naam = connection.ops.quote_name(CACHE)
            cursor.execute(f"DELETE FROM {naam} WHERE cache_key = %s", [sleutel])  # noqa: S608
        return True
    if model is None or model._meta.app_label in ACCOUNT:
        return False
    rij = model._base_manager.filter(pk=sleutel).first()
    if rij is None:
        # It went with another row.
        return False
    if isinstance(rij, Bewerkbaar):
        return _bewaar_zonder(model._base_manager.filter(pk=sleutel), gezocht)
    if isinstance(rij, RIJ_WEG) or getattr(rij, "is_persoon", False):
        rij.delete()
    elif isinstance(rij, Zoekingang | Zoeknaam):
        _vernieuw_index(rij)
    else:
        if isinstance(rij, Bericht):
            maak_leeg(Bericht.objects.filter(pk=sleutel))
            rij.refresh_from_db()
        if anders := _zonder(rij, gezocht):
            model._base_manager.filter(pk=sleutel).update(**anders)
    return True


def _vernieuw_index(rij):
    """Let search know the record of this Zoekingang or Zoeknaam as it is now."""
    ingang = getattr(rij, "ingang", rij)
    ingang.delete()
    model = next((m for m in apps.get_models() if m._meta.label_lower == ingang.soort), None)
    if model:
        Zoekingang.objects.indexeer(model._base_manager.filter(pk=ingang.object_id))


def _bewaar_zonder(rijen, gezocht):
    """Save what people edit as any change, so that nobody puts it back unawares."""
    for rij in vergrendel(rijen):
        # Nothing at all, or else where the database wants something: that it was erased.
        for leeg in (True, False):
            for naam, waarde in _zonder(rij, gezocht, leeg=leeg).items():
                setattr(rij, naam, waarde)
            rij._change_reason = REDEN
            try:
                with transaction.atomic():
                    rij.save()
            except IntegrityError:
                rij.refresh_from_db()
            else:
                return True
    return False


def _zonder(rij, gezocht, *, leeg=True):
    """{name of a field: value without} of the texts of `rij` in which it stands.

    `leeg`: what is nothing else becomes empty, if it may.
    """
    anders = {}
    for veld in rij._meta.concrete_fields:
        if isinstance(veld, models.CharField | models.TextField | models.JSONField):
            oud = getattr(rij, veld.attname)
            mag_leeg = leeg and veld.blank
            nieuw = "" if mag_leeg and _is_het(oud, gezocht) else _waarde_zonder(veld, oud, gezocht)
            if nieuw != oud:
                anders[veld.name] = nieuw
    return anders


def _is_het(waarde, gezocht):
    return isinstance(waarde, str) and gezocht.is_alles(waarde)


def _waarde_zonder(veld, oud, gezocht):
    if not isinstance(oud, str):
        return gezocht.haal_uit(oud)
    if isinstance(veld, models.SlugField) and gezocht.patroon.search(oud):
        # A record makes itself an address after its name.
        return "" if issubclass(veld.model, Record) else gezocht.patroon.sub("gewist", oud)
    return gezocht.haal_uit(oud)[: veld.max_length]


def _wis_zoekwoorden(gezocht):
    """Forget the words that now stand in no record any more."""
    woorden = {
        vorm
        for tekst in (gezocht.adres, *gezocht.namen)
        for token in tokens(tekst)
        for vorm in vormen(token)
    }
    Zoekwoord.objects.filter(woord__in=woorden, vermeldingen=None).delete()
