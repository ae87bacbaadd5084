"""Two records of one organisation become one: everything moves over, and nothing is lost.

A row that the remaining organisation has too is merged into that row: the earliest begin, the
latest end, both texts and both sources. What disappears stays in the history.
"""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _t

from buurtnet.kern.periode import PERIODEVELDEN
from buurtnet.kern.record import OudAdres
from buurtnet.kern.sloten import vergrendel, vergrendel_per_soort
from buurtnet.kern.status import NOG_NIET_BEGONNEN, VOORBIJ

# What makes two rows of one organisation the same thing, per relation.
ZELFDE = {
    "inzetten": ("omschreven_rol", "wijk_id", "thema_id", "netwerk_id", "initiatief_id"),
    "deelnames": ("netwerk_id", "rol"),
    "huisvestingen": ("accommodatie_id", "initiatief_id"),
    "aanwezigheden": ("bijeenkomst_id",),
    "toezeggingen": ("afspraak_id", "wat"),
    "contactpunten": ("functie", "naam", "telefoon", "email"),
    # Who looks after the one that remains goes on doing so.
    "hoeden": (),
    # And so does who answers for it.
    "contactadressen": (),
    # Each stays what somebody said.
    "voorstellen": ("code",),
}
LIJSTEN = {"peilingen": "uitvoerders", "besliste_peilingen": "beslissers"}
# Rows that the history of their whole tells of.
DELEN = ("toezeggingen",)
LIJSTSCHEIDING = ", "


def voeg_samen(blijft, weg):
    """Move everything of `weg` to `blijft`, let its address lead there, and delete it."""
    if blijft.pk == weg.pk:
        raise ValueError("an organisation can't be merged with itself")
    with transaction.atomic():
        blijft, weg = _vergrendel(blijft, weg)
        # Whoever reads the history of a row need not know what was hidden.
        # What the history says is Dutch, whatever the language of the page.
        reden = f"samengevoegd met {weg.naam}" if weg.openbaar else "samengevoegd"
        _verhuis_leden(blijft, weg, reden)
        for rijen in _gehelen(weg):
            for rij in vergrendel(rijen):
                # Before its parts are, so that they belong to this version.
                rij._change_reason = reden
                rij.save()
        for relatie in ZELFDE:
            _verhuis_rijen(blijft, weg, relatie, reden)
        for relatie, veld in LIJSTEN.items():
            for rij in vergrendel(getattr(weg, relatie).all()):
                _vervang_partij(rij, veld, weg, blijft, reden)
        _neem_kenmerken_over(blijft, weg)
        oude_slug, oude_uuid = weg.slug, weg.uuid
        weg._change_reason = f"opgegaan in {blijft.naam}"
        weg.delete()
        blijft._change_reason = reden
        blijft.save()
        for oud in OudAdres.objects.filter(soort=blijft.soort_record, doel=oude_uuid):
            OudAdres.objects.leid(oud.soort, oud.slug, blijft.uuid)
        blijft.neem_adres_over(oude_slug)
    return blijft


def _vergrendel(blijft, weg):
    """Both as they are now, kept from others with all that hangs on them, in everybody's order.

    What others add meanwhile waits or was there before: it moves too. Raises DoesNotExist when one
    is gone.
    """
    model, paar = type(blijft), [blijft.pk, weg.pk]
    model.houd_boom()
    # Who looks after one is held after it, as by who hands it over.
    velden = {getattr(weg, naam).model: ["organisatie"] for naam in ZELFDE if naam != "hoeden"}
    for naam, veld in LIJSTEN.items():
        velden.setdefault(getattr(weg, naam).model, []).append(veld)
    rijen = [_met(soort, namen, paar) for soort, namen in velden.items()]
    vergrendel_per_soort([*rijen, *_gehelen(weg)])
    rijen = vergrendel(model.objects.filter(Q(pk__in=paar) | Q(koepel=weg.pk)))
    vast = {rij.pk: rij for rij in rijen}
    if not vast.keys() >= {*paar}:
        raise model.DoesNotExist
    return vast[blijft.pk], vast[weg.pk]


def _gehelen(weg):
    """Querysets of the wholes that something of `weg` is a part of."""
    return [getattr(weg, relatie).all().gehelen() for relatie in DELEN]


def _met(soort, velden, paar):
    """The rows that name one of both; by their keys, as what names both can't be locked twice."""
    q = Q()
    for veld in velden:
        q |= Q(pk__in=soort.objects.filter(**{f"{veld}__in": paar}).order_by().values("pk"))
    return soort.objects.filter(q)


def wat_verhuist(blijft, weg):
    """Per relation with anything in it: (name, rows that move, rows of those that are double)."""
    stand = []
    for relatie in ZELFDE:
        rijen = list(getattr(weg, relatie).all())
        eigen = list(getattr(blijft, relatie).all())
        dubbel = sum(_dubbel(rij, eigen, relatie) is not None for rij in rijen)
        stand.append((_naam(weg, relatie), len(rijen), dubbel))
    for relatie, veld in LIJSTEN.items():
        rijen = getattr(weg, relatie).all()
        eigen = getattr(blijft, relatie).values("pk")
        naam = f"{_naam(weg, relatie)} ({rijen.model._meta.get_field(veld).verbose_name})"
        stand.append((naam, rijen.count(), rijen.filter(pk__in=eigen).count()))
    stand.append((_t("onderdelen"), weg.leden.exclude(pk=blijft.pk).count(), 0))
    return [regel for regel in stand if regel[1]]


def _naam(organisatie, relatie):
    return getattr(organisatie, relatie).model._meta.verbose_name_plural


def _verhuis_leden(blijft, weg, reden):
    """Hang what is part of `weg` below `blijft`, and `blijft` below what `weg` was part of."""
    onder_weg = weg.pk in blijft.voorouder_ids
    weg_onder_blijft = blijft.pk in weg.voorouder_ids
    if onder_weg or (blijft.koepel_id is None and not weg_onder_blijft):
        blijft.koepel = weg.koepel
        blijft._change_reason = reden
        blijft.save()
    for lid in vergrendel(weg.leden.exclude(pk=blijft.pk)):
        lid.koepel = blijft
        lid._change_reason = reden
        lid.save()


def _vervang_partij(rij, veld, weg, blijft, reden):
    """Put one party in the place of another, as one change in the history."""
    anderen = getattr(rij, veld).exclude(pk=weg.pk)
    rij.bewaar_lijst(veld, [blijft, *anderen], reden)


def _verhuis_rijen(blijft, weg, relatie, reden):
    # What still runs comes first: there may be only one of that.
    eigen = vergrendel(getattr(blijft, relatie).all())
    eigen.sort(key=lambda rij: bool(getattr(rij, "tot", None)))
    for rij in vergrendel(getattr(weg, relatie).all()):
        rij._change_reason = reden
        dubbel = _dubbel(rij, eigen, relatie)
        if dubbel is None:
            rij.organisatie = blijft
            rij.save()
            eigen.append(rij)
            continue
        rij.delete()
        if _vul_aan(dubbel, rij):
            dubbel._change_reason = reden
            dubbel.save()


def _dubbel(rij, eigen, relatie):
    """The row of `eigen` that says the same, at a time that meets the time of `rij`; or None."""
    for ander in eigen:
        zelfde = all(getattr(rij, veld) == getattr(ander, veld) for veld in ZELFDE[relatie])
        if zelfde and (not hasattr(rij, "vanaf") or _valt_samen(rij, ander)):
            return ander
    return None


def _valt_samen(een, ander):
    """Whether two rows tell of one stretch of time; a plan is not the sequel of what is over."""
    return _overlapt(een, ander) and not (
        _is_plan(een) != _is_plan(ander) and {een.status, ander.status} & {*VOORBIJ}
    )


def _is_plan(rij):
    return rij.status in NOG_NIET_BEGONNEN


def _overlapt(een, ander):
    """Whether two periods share a day; an unknown begin or end lies infinitely far away."""
    return all(
        eerste.vanaf is None or laatste.tot is None or eerste.vanaf <= laatste.tot
        for eerste, laatste in ((een, ander), (ander, een))
    )


def _vul_aan(rij, dubbel):
    """Take into `rij` what `dubbel` says more; whether that was anything."""
    voor = dict(vars(rij))
    if hasattr(rij, "vanaf"):
        _verruim(rij, dubbel)
    for veld in ("toelichting", "vindplaats", "uitkomst"):
        if hasattr(rij, veld):
            setattr(rij, veld, _beide(rij, dubbel, veld))
    if hasattr(rij, "bron_id"):
        _neem_herkomst_over(rij, dubbel)
    return any(voor[naam] != waarde for naam, waarde in vars(rij).items() if naam in voor)


def _verruim(rij, dubbel):
    """Earliest known begin, latest end; what still runs goes on, and counts above a plan."""
    if _is_plan(rij) != _is_plan(dubbel):
        if _is_plan(rij):
            for veld in PERIODEVELDEN:
                setattr(rij, veld, getattr(dubbel, veld))
        return
    if dubbel.vanaf and (rij.vanaf is None or dubbel.vanaf < rij.vanaf):
        rij.vanaf, rij.vanaf_precisie = dubbel.vanaf, dubbel.vanaf_precisie
    if rij.tot and (dubbel.tot is None or dubbel.tot > rij.tot):
        rij.tot, rij.tot_precisie = dubbel.tot, dubbel.tot_precisie
        if rij.status in VOORBIJ:
            rij.status = dubbel.status


def _neem_herkomst_over(rij, dubbel):
    rij.nagaan_elke = min(filter(None, (rij.nagaan_elke, dubbel.nagaan_elke)), default=None)
    if rij.bron_id is None:
        rij.bron_id = dubbel.bron_id
    if dubbel.bevestigd_op and (rij.bevestigd_op is None or dubbel.bevestigd_op > rij.bevestigd_op):
        rij.bevestigd_op, rij.bevestigd_door_id = dubbel.bevestigd_op, dubbel.bevestigd_door_id


def _beide(rij, dubbel, veld):
    """Both texts, once; the first alone when they don't fit together."""
    eigen, ander = getattr(rij, veld), getattr(dubbel, veld)
    if not ander or ander in eigen:
        return eigen
    beide = "; ".join(filter(None, [eigen, ander]))
    lengte = rij._meta.get_field(veld).max_length
    return beide if lengte is None or len(beide) <= lengte else eigen


def _neem_kenmerken_over(blijft, weg):
    """Names, and what `blijft` did not know yet."""
    for veld in ("afkorting", "website"):
        setattr(blijft, veld, getattr(blijft, veld) or getattr(weg, veld))
    if blijft.soort == blijft.Soort.ANDERS:
        blijft.soort = weg.soort
    if blijft.formeel == blijft.Formeel.ONBEKEND:
        blijft.formeel = weg.formeel
    if weg.omschrijving and weg.omschrijving not in blijft.omschrijving:
        blijft.omschrijving = f"{blijft.omschrijving}\n\n{weg.omschrijving}".strip()
    _verruim(blijft, weg)
    blijft.vindplaats = _beide(blijft, weg, "vindplaats")
    _neem_herkomst_over(blijft, weg)
    _neem_namen_over(blijft, weg)


def _neem_namen_over(blijft, weg):
    """Keep finding it by all its names; what does not fit moves to the description."""
    namen = [naam.strip() for naam in blijft.ook_bekend_als.split(",") if naam.strip()]
    bekend = {naam.lower() for naam in (*namen, blijft.naam, blijft.afkorting)}
    lengte = blijft._meta.get_field("ook_bekend_als").max_length
    over = []
    for naam in (weg.naam, weg.afkorting, *weg.ook_bekend_als.split(",")):
        naam = naam.strip()
        if not naam or naam.lower() in bekend:
            continue
        bekend.add(naam.lower())
        past = len(LIJSTSCHEIDING.join([*namen, naam])) <= lengte
        (namen if past else over).append(naam)
    blijft.ook_bekend_als = LIJSTSCHEIDING.join(namen)
    if over:
        zin = f"Ook bekend als: {LIJSTSCHEIDING.join(over)}."
        blijft.omschrijving = f"{blijft.omschrijving}\n\n{zin}".strip()
