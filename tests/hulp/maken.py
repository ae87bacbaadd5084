"""Making one valid object, for the builders."""

from django.db import IntegrityError, transaction


def maak(model, velden, *, vooraf=False):
    """Create and validate; relations given as a list are set afterwards.

    The rules of the database are asked by name once it refused, or before (`vooraf`) of what is
    put right while it is saved: asking all takes as long as saving.
    """
    lijsten = {veld.name for veld in model._meta.many_to_many} & set(velden)
    relaties = {naam: velden.pop(naam) for naam in lijsten}
    rij = model(**velden)
    rij.full_clean(exclude=[] if velden.get("slug") else ["slug"], validate_constraints=vooraf)
    try:
        with transaction.atomic():
            rij.save()
    except IntegrityError:
        rij.validate_constraints()
        raise
    for naam, waarden in relaties.items():
        getattr(rij, naam).set(waarden)
    return rij
