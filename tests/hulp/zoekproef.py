"""What a visitor who searches reads: results, their kinds, and suggestions."""

import re


def namen(client, vraag, **rest):
    """Names of the results as they stand on the page."""
    inhoud = client.get("/zoeken/", {"q": vraag} | rest).content.decode()
    lijsten = re.findall(r'<ul class="lijst".*?</ul>', inhoud, re.DOTALL)
    return [naam for lijst in lijsten for naam in re.findall(r"<li>\s*<a [^>]*>([^<]*)", lijst)]


def suggesties(client, vraag):
    """[(address, words)] of what is offered."""
    inhoud = client.get("/zoeken/suggesties/", {"q": vraag}).content.decode()
    rijen = re.findall(r'data-adres="([^"]*)">(.*?)</li>', inhoud, re.DOTALL)
    return [(adres, " ".join(re.sub("<[^>]*>", "", tekst).split())) for adres, tekst in rijen]


def koppen(client, vraag):
    """The kinds of results, in the order of the page."""
    inhoud = client.get("/zoeken/", {"q": vraag}).content.decode()
    return re.findall(r'<h3 id="groep-(\w+)"', inhoud)
