"""The forms of a page, as a browser would send them."""

from collections import defaultdict

import html5lib


def velden(antwoord):
    """What a browser would send from the form of a page, as it stands there: {name: values}."""
    bladboom = html5lib.parse(antwoord.content, namespaceHTMLElements=False)
    ingevuld = defaultdict(list)
    for formulier in bladboom.iter("form"):
        if formulier.get("method", "").lower() == "post" and "logout" not in str(formulier.attrib):
            for element in formulier.iter():
                van_hier = element.get("form") in {None, formulier.get("id")}
                is_veld = element.tag in {"input", "select", "textarea"} and element.get("name")
                if is_veld and van_hier:
                    ingevuld[element.get("name")] += _waarden(element)
    ingevuld.pop("csrfmiddlewaretoken", None)
    return dict(ingevuld)


def _waarden(element):
    if element.tag == "textarea":
        return [element.text or ""]
    if element.tag == "select":
        return [
            optie.get("value") for optie in element.iter("option") if "selected" in optie.attrib
        ]
    if element.get("type") in {"checkbox", "radio"}:
        return [element.get("value", "on")] if "checked" in element.attrib else []
    return [element.get("value", "")]
