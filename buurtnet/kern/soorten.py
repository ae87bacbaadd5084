"""The kinds of record: what each is to search, the lists and the desk, said once on its model.

A Record says so with `rijsoort = Recordsoort(...)`; a row that is no Record, but that the desk
follows or has confirmed, with `rijsoort = Rijsoort(...)`. Who shows all kinds asks which there
are here, so that a new one is everywhere from the day it is declared.
"""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.core.checks import Error
from django.core.exceptions import FieldDoesNotExist


@dataclass(frozen=True, kw_only=True, eq=False)
class Rijsoort:
    """A kind of row to the desk.

    `pagina`: the URL name of the public page that shows a row, which takes a slug.
    `relaties`: what `__str__` and the address of the row's forms read of others.
    `gevolgd`: whether the desk tells of its last changes.
    `nagelopen`: whether the desk asks for a confirmation when the last is long ago. What leaves
    the lists without one (see `vermelding`) it tells of anyway.
    """

    pagina: str
    gevolgd: bool
    nagelopen: bool
    relaties: tuple = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Recordsoort(Rijsoort):
    """A kind of record, to all that shows every kind. Nothing here has a default, but one.

    `kop`, `woord`: what many of them are called, as a heading, and one, in a sentence.
    `icoon`: the name of its picture.
    `volgorde`: its place among the groups of search.
    `lijst`: the URL name of the page that lists them.
    `open_data`: the place of that list among those with a machine form; None when it has none.
    `plekken`: by what its records are of a wijk: their many-to-many field, or the relation to rows
    with a `wijk`; None when they aren't, or not so plainly.
    `plekken_op`: the method of the queryset of such rows that takes a date and gives those of it.
    """

    kop: str
    woord: str
    icoon: str
    volgorde: int
    lijst: str
    open_data: int | None
    plekken: str | None
    plekken_op: str = "op"


@cache
def rijen():
    """The models of all kinds of row, in the order in which the apps have them."""
    return tuple(model for model in apps.get_models() if hasattr(model, "rijsoort"))


@cache
def alle():
    """The models of all kinds of record, in the order in which the apps have them."""
    return tuple(model for model in rijen() if isinstance(model.rijsoort, Recordsoort))


def controleer(model):
    """What is wrong with how this Record class says what kind it is: a list of Errors."""
    soort = vars(model).get("rijsoort")
    if not isinstance(soort, Recordsoort):
        uitleg = f"{model.__name__} does not say what kind of record it is."
        hint = "Set rijsoort = Recordsoort(...) in its body."
        return [Error(uitleg, hint=hint, obj=model, id="buurtnet.E001")]
    try:
        if soort.plekken:
            model._meta.get_field(soort.plekken)
    except FieldDoesNotExist:
        uitleg = f"{model.__name__} has no relation {soort.plekken}."
        return [Error(uitleg, obj=model, id="buurtnet.E002")]
    return []


def plekrijen(model, datum):
    """The rows with `wijk` that say of which places the records of `model` are on `datum`.

    Each names its record in the column that is called as the model. For a kind with `plekken`.
    """
    relatie = model._meta.get_field(model.rijsoort.plekken)
    if relatie.many_to_many:
        return relatie.remote_field.through.objects.all()
    return getattr(relatie.related_model.objects, model.rijsoort.plekken_op)(datum)
