"""What we show of somebody: the records of their address, with the rows that tell what they do."""

from django.contrib.auth.models import AnonymousUser

from buurtnet.kern.sloten import vergrendel_per_soort
from initiatieven.models import Accommodatie, Activiteit, Initiatief
from netwerken.models import Contactadres, Deelname, Huisvesting, Inzet, Organisatie

# {name of a kind: model} of all that may be asked about.
SOORTEN = {
    model._meta.model_name: model
    for model in (Organisatie, Initiatief, Accommodatie, Activiteit, Inzet, Deelname, Huisvesting)
}
# Of each record that may have an address: what hangs on it, in the order of the page; by which
# field of what.
HANGT_AAN = {
    "organisatie": (
        (Inzet, "organisatie"),
        (Deelname, "organisatie"),
        (Huisvesting, "organisatie"),
    ),
    "initiatief": ((Activiteit, "initiatief"), (Inzet, "initiatief"), (Huisvesting, "initiatief")),
    "accommodatie": ((Activiteit, "accommodatie"), (Deelname, "accommodatie")),
    "activiteit": (),
}
# What the name of a row is made of, in the same query.
ERBIJ = {
    Inzet: ("wijk", "thema", "organisatie", "netwerk", "initiatief"),
    Deelname: ("netwerk", "organisatie", "accommodatie"),
    Huisvesting: ("accommodatie", "organisatie", "initiatief"),
}


def naam_van(rij):
    """How a row is named in what is kept, as "inzet-12"."""
    return f"{rij._meta.model_name}-{rij.pk}"


def getoond(model, datum):
    """The rows of `model` that everybody reads, and that are not over."""
    return model.objects.visible_to(AnonymousUser()).niet_voorbij(datum)


def rijen_van(adressen, datum):
    """{name: row} of what we show of these Contactadressen: each record, then what hangs on it."""
    sleutels = {naam: [] for naam in HANGT_AAN}
    for adres in adressen:
        for naam, gekozen in sleutels.items():
            if pk := getattr(adres, f"{naam}_id"):
                gekozen.append(pk)
    gevonden = {}
    for naam, pks in sleutels.items():
        for record in getoond(SOORTEN[naam], datum).filter(pk__in=pks) if pks else ():
            gevonden[naam_van(record)] = record
        open_ = [rij.pk for rij in gevonden.values() if rij._meta.model_name == naam]
        for model, veld in HANGT_AAN[naam] if open_ else ():
            rijen = getoond(model, datum).filter(**{f"{veld}__in": open_})
            for rij in rijen.select_related(*ERBIJ.get(model, ())):
                gevonden.setdefault(naam_van(rij), rij)
    return gevonden


def waar_iets_is(datum, q_voor):
    """Keys of the Contactadressen of which a row that we show fits `q_voor(model)`, as a set."""
    gevonden = set()
    for naam, hangt in HANGT_AAN.items():
        records = getoond(SOORTEN[naam], datum)
        model = SOORTEN[naam]
        zelf = records.filter(q_voor(model))
        van = [Contactadres.objects.filter(**{f"{naam}__in": zelf.order_by().values("pk")})]
        for ander, veld in hangt:
            rijen = getoond(ander, datum).filter(q_voor(ander)).order_by().values(veld)
            adressen = Contactadres.objects.filter(**{f"{naam}__in": rijen})
            van.append(adressen.filter(**{f"{naam}__in": records.order_by().values("pk")}))
        for adressen in van:
            gevonden.update(adressen.order_by().values_list("pk", flat=True))
    return gevonden


def vergrendel_rijen(rijen):
    """{name: row} of these rows as they are now, kept from others in everybody's order."""
    sleutels = {}
    for rij in rijen:
        sleutels.setdefault(type(rij), set()).add(rij.pk)
    groepen = [model._base_manager.filter(pk__in=pks) for model, pks in sleutels.items()]
    return {naam_van(rij): rij for rij in vergrendel_per_soort(groepen)}
