"""The arrow between the rooms: what a source text of one room knows of a room above it.

Each function takes a source text and the path that it has, or would have, and gives sentences.
"""

import ast
import inspect
from functools import cache
from pathlib import Path

from django.apps import apps
from django.urls import URLResolver, get_resolver

from buurtnet.bewerken.paden import Naamwoord

# From the bottom up: each room may know itself and the rooms of the layers before its own.
LAGEN = (
    ("buurtnet.kern",),
    ("buurtnet.web",),
    ("buurtnet.zoeken", "buurtnet.fotos", "buurtnet.post"),
    ("buurtnet.lijsten",),
    ("buurtnet.bewerken",),
    ("buurtnet.accounts",),
    ("wijken",),
    ("initiatieven",),
    ("netwerken",),
    ("buurtnet.paginas", "buurtnet.werkplek", "buurtnet.berichten", "buurtnet.demo"),
    # The composition root: which models, addresses and settings there are.
    ("buurtnet",),
)
KAMERS = {kamer: laag for laag, kamers in enumerate(LAGEN) for kamer in kamers}
# These work for any model, which they are handed: they may ask a field or a row which it is.
MOTOREN = LAGEN[:5]
# What takes a URL name: a name without a colon, such as "home", is an ordinary word elsewhere.
NEEMT_URLNAAM = {
    *("reverse", "reverse_lazy", "redirect", "resolve_url", "recordadres", "adresmaker"),
}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def kamer_van(module):
    """The room that a module of ours lies in; None for a package of others, and for tests."""
    passend = (kamer for kamer in KAMERS if f"{module}.".startswith(f"{kamer}."))
    return max(passend, key=len, default=None)


def module_van(pad):
    return ".".join(Path(pad).with_suffix("").parts)


def imports_van(pad, bron):
    """The full name of each module that the source text `bron` imports, in functions too."""
    return [module for _, module in _modules(ast.parse(bron), module_van(pad))]


def overtredingen(bron, pad):
    """All that the source text `bron` knows of a room above that of `pad`, as sentences."""
    eigen = kamer_van(module_van(pad))
    if eigen is None:
        return []
    boom = ast.parse(bron)
    vormen = (_imports(boom, pad), _relaties(boom, eigen), _urlnamen(boom, eigen))
    gevonden = [zin for vorm in vormen for zin in vorm]
    return [f"{pad}:{regel} {zin}" for regel, zin in [*gevonden, *_klimmen(boom, eigen)]]


def _mag(eigen, ander):
    """Whether the room `eigen` may know the room `ander`."""
    return ander in (None, eigen) or KAMERS[ander] < KAMERS[eigen]


# Imports


def _imports(boom, pad):
    """Also those inside functions."""
    eigen = kamer_van(module_van(pad))
    for knoop, module in _modules(boom, module_van(pad)):
        if not _mag(eigen, kamer_van(module)):
            yield knoop.lineno, f"imports {module}"


def _modules(boom, pakket):
    """(where, full name) of each module that is imported."""
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Import):
            yield from ((knoop, naam.name) for naam in knoop.names)
        elif isinstance(knoop, ast.ImportFrom):
            boven = pakket.split(".")[: -knoop.level] if knoop.level else []
            module = ".".join([*boven, *filter(None, [knoop.module])])
            yield from ((knoop, f"{module}.{naam.name}") for naam in knoop.names)


# Relations and lookups


def _relaties(boom, eigen):
    """Names by which a relation that a model above declares is reached from its other end."""
    boven = relaties_boven(eigen)
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Attribute) and knoop.attr in boven:
            yield knoop.lineno, f"reaches {boven[knoop.attr]} by .{knoop.attr}"
    woorden = _gewone_woorden(boom)
    teksten = [(knoop, tekst) for knoop, tekst in _teksten(boom) if id(knoop) not in woorden]
    for knoop, tekst in [*teksten, *_trefwoorden(boom)]:
        delen = [deel for deel in tekst.removeprefix("-").split("__") if deel in boven]
        if delen:
            yield knoop.lineno, f"reaches {boven[delen[0]]} by {tekst!r}"


@cache
def relaties_boven(eigen):
    """{name: relation} of what only models above the room `eigen` make known.

    A tree names its own branches: those words ("onderdelen", "delen") are for any room.
    """
    eronder, erboven = set(), {}
    for model in apps.get_models():
        is_boven = KAMERS.get(kamer_van(model.__module__), -1) > KAMERS[eigen]
        for veld in model._meta.get_fields():
            if veld.auto_created:
                continue
            namen = _namen_terug(veld)
            if not is_boven:
                eronder |= {veld.name, *namen}
            elif veld.related_model is not model:
                erboven |= dict.fromkeys(namen, f"{model.__name__}.{veld.name}")
    return {naam: relatie for naam, relatie in erboven.items() if naam not in eronder}


def _namen_terug(veld):
    """By which names the other end of a relation knows it: as an attribute, and in a lookup."""
    terug = veld.remote_field
    if not terug or not veld.related_model or terug.hidden:
        return set()
    return {terug.get_accessor_name(), veld.related_query_name()} - {None}


def _teksten(boom):
    """(where, text) of each string that is no docstring."""
    uitleg = {id(knoop.value) for knoop in ast.walk(boom) if isinstance(knoop, ast.Expr)}
    for knoop in ast.walk(boom):
        is_tekst = isinstance(knoop, ast.Constant) and isinstance(knoop.value, str)
        if is_tekst and id(knoop) not in uitleg:
            yield knoop, knoop.value


def _gewone_woorden(boom):
    """Ids of the strings that name no field: keys of a dict, and apps outside a call."""
    opties = {id(k.value) for k in ast.walk(boom) if isinstance(k, ast.keyword) and not k.arg}
    gegeven, woorden = set(), set()
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Dict) and id(knoop) not in opties:
            woorden |= {id(sleutel) for sleutel in knoop.keys}
        elif isinstance(knoop, ast.Subscript):
            woorden.add(id(knoop.slice))
        elif isinstance(knoop, ast.Call):
            gegeven |= {id(deel) for deel in knoop.args}
    namen = {id(knoop) for knoop, tekst in _teksten(boom) if tekst in KAMERS}
    return woorden | (namen - gegeven)


def _trefwoorden(boom):
    """(where, name) of each keyword of a call, as a lookup is one."""
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.keyword) and knoop.arg:
            yield knoop.value, knoop.arg


# URL names


def _urlnamen(boom, eigen):
    los = _woorden_als_urlnaam(boom)
    for knoop, tekst in _teksten(boom):
        kamers = _kamers_van_adres(tekst) if ":" in tekst or id(knoop) in los else []
        if kamers and all(KAMERS.get(kamer, -1) > KAMERS[eigen] for kamer in kamers):
            yield knoop.lineno, f"names the address {tekst!r} of {kamers[0]}"


def _kamers_van_adres(tekst):
    """The rooms of the URL name `tekst`; of the first piece of one, those of all that it fits."""
    namen = urlnamen()
    if tekst in namen:
        return [namen[tekst]]
    is_begin = tekst.endswith((":", "_"))
    return [kamer for naam, kamer in namen.items() if is_begin and naam.startswith(tekst)]


def _woorden_als_urlnaam(boom):
    """Keys of the strings that are given to something that takes a URL name."""
    los = set()
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Call):
            naam = getattr(knoop.func, "id", getattr(knoop.func, "attr", ""))
            los |= {id(deel) for deel in knoop.args[:1] if naam in NEEMT_URLNAAM}
    return los


@cache
def urlnamen():
    """{URL name: room that it belongs to}.

    That of its view; but the page of a record, and the list above it, belong to the app of the
    record, that says where it is read (`get_absolute_url`).
    """
    namen, routes = {}, {}
    for naam, route, view in _patronen(get_resolver(), "", ""):
        namen[naam] = _kamer_van_view(view)
        routes[route] = naam
    for model in apps.get_models():
        kamer, meta = kamer_van(model.__module__), model._meta
        eigen = f"{meta.app_label}:{meta.model_name}"
        beheer = f"admin:{meta.app_label}_{meta.model_name}_"
        namen |= {naam: kamer for naam in namen if naam.startswith(beheer)}
        if eigen in namen:
            route = next(route for route, naam in routes.items() if naam == eigen)
            lijst = routes.get(route.rstrip("/").rpartition("/")[0] + "/")
            namen |= dict.fromkeys(filter(None, [eigen, lijst]), kamer)
    return namen


def _kamer_van_view(view):
    """The room of a view; a verb of a noun belongs to the room of its form."""
    naamwoord = getattr(inspect.unwrap(view), "__self__", None)
    if isinstance(naamwoord, Naamwoord):
        return kamer_van(naamwoord.formulier.__module__)
    return kamer_van(getattr(getattr(view, "view_class", view), "__module__", ""))


def _patronen(resolver, ruimte, begin):
    """(name, route, view) of all that has a name."""
    for patroon in resolver.url_patterns:
        route = begin + str(patroon.pattern)
        if isinstance(patroon, URLResolver):
            binnen = f"{ruimte}{patroon.namespace}:" if patroon.namespace else ruimte
            yield from _patronen(patroon, binnen, route)
        elif patroon.name:
            yield ruimte + patroon.name, route, patroon.callback


# Climbing


def _klimmen(boom, eigen):
    """Where a model is reached through a field or rows of another, instead of by its name."""
    if any(eigen in laag for laag in MOTOREN):
        return
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Attribute) and _is_klim(knoop):
            yield knoop.lineno, f"climbs by {ast.unparse(knoop)}"


def _is_klim(knoop):
    onder = knoop.value
    if knoop.attr in MANAGERS:
        van = onder.value if isinstance(onder, ast.Attribute) else None
        return van is not None and onder.attr in {"model", "related_model"} and not _is_zelf(van)
    return knoop.attr == "related_model" and (
        isinstance(onder, ast.Call) or (isinstance(onder, ast.Attribute) and onder.attr == "rel")
    )


def _is_zelf(knoop):
    """Whether this is `self`, or what it says of its own model."""
    if isinstance(knoop, ast.Attribute) and knoop.attr == "_meta":
        knoop = knoop.value
    return isinstance(knoop, ast.Name) and knoop.id == "self"
