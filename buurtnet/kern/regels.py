"""Rules for fields that several models have, kept by the database, and how they are asked."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

HELE_POSITIE = models.CheckConstraint(
    name="%(app_label)s_%(class)s_hele_positie",
    condition=models.Q(lat__isnull=True, lon__isnull=True)
    | models.Q(lat__isnull=False, lon__isnull=False),
    violation_error_message=_("Vul de breedtegraad én de lengtegraad in, of geen van beide."),
)


def bekende_keuzes(**keuzes):
    """Decorate the Meta of a model: the database refuses what is not among these choices.

    `keuzes` gives the choices (TextChoices) by the name of the field. A decorator, because it sees
    the choices that the model names; what stands inside the Meta doesn't.
    """
    regel = models.CheckConstraint(
        name="%(app_label)s_%(class)s_keuzes_bekend",
        condition=models.Q(**{f"{naam}__in": soort.values for naam, soort in keuzes.items()}),
        violation_error_message=_("Kies iets uit de lijst."),
    )

    def bewaak(meta):
        meta.constraints = [*getattr(meta, "constraints", ()), regel]
        return meta

    return bewaak


def velden_van(regel):
    """The names of the fields that a constraint looks at, as a set."""
    if isinstance(regel, models.CheckConstraint):
        return models.Q(regel.condition).referenced_base_fields
    delen = models.Q(*regel.expressions, regel.condition or models.Q())
    return {*regel.fields, *delen.referenced_base_fields}


def keur(rij, *, uitgezonderd=(), gewijzigd=None, met_elkaar=False):
    """Ask the database whether `rij`, a model instance, keeps the rules of its model.

    `uitgezonderd` names fields of which the value is no use: rules about those are left out.
    `gewijzigd` names the fields that differ from what is saved; what is about other fields only
    holds already. None: that isn't known, or nothing is saved yet. `met_elkaar`: what may be there
    only once is asked of all rows that are saved together (`dubbele`). Raises ValidationError.

    All checks together are one query; which of them is broken is asked only when one is.
    """
    regels = []
    for regel in rij._meta.constraints:
        velden = velden_van(regel)
        if met_elkaar and isinstance(regel, models.UniqueConstraint):
            continue
        if not velden.intersection(uitgezonderd) and (gewijzigd is None or velden & gewijzigd):
            regels.append(regel)
    checks = [regel for regel in regels if isinstance(regel, models.CheckConstraint)]
    if len(checks) > 1 and _houdt(rij, checks, uitgezonderd):
        regels = [regel for regel in regels if regel not in checks]
    fouten = {}
    for regel in regels:
        try:
            regel.validate(type(rij), rij, exclude=uitgezonderd)
        except ValidationError as fout:
            fouten = fout.update_error_dict(fouten)
    if fouten:
        raise ValidationError(fouten)


def dubbele(rijen):
    """(row, rule) of each of `rijen`, of one model, that says what one before it says already.

    The rules are those that name fields; rows that the database would refuse beside each other.
    """
    regels = type(rijen[0])._meta.constraints if rijen else []
    for regel in regels:
        if isinstance(regel, models.UniqueConstraint) and regel.fields:
            yield from ((rij, regel) for rij in _dubbele_van(regel, rijen))


def _dubbele_van(regel, rijen):
    namen = [rijen[0]._meta.get_field(naam).attname for naam in regel.fields]
    gelijk = {}
    for rij in rijen:
        waarden = tuple(getattr(rij, naam) for naam in namen)
        if None not in waarden:
            gelijk.setdefault(waarden, []).append(rij)
    for groep in gelijk.values():
        # Whether the rule is about a row costs a query, so only where it matters.
        if len(groep) > 1:
            yield from [r for r in groep if not regel.condition or _houdt(r, [regel], ())][1:]


def _houdt(rij, checks, uitgezonderd):
    """Whether `rij` keeps all of `checks`."""
    alle = models.Q(*(regel.condition for regel in checks))
    regel = models.CheckConstraint(name="alle", condition=alle)
    try:
        regel.validate(type(rij), rij, exclude=uitgezonderd)
    except ValidationError:
        return False
    return True
