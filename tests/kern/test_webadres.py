"""The address of a website is one that people can open, in every field and link there is."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from buurtnet.kern.webadres import Webadres, keur_webadres
from buurtnet.paginas.verhaal.tekst import opgemaakt
from netwerken.models import Organisatie
from tests.hulp import adminproef
from tests.hulp.bouwers import in_hoede_van, maak_initiatief, maak_organisatie
from tests.hulp.naamwoorden import adres, ingevuld

GOED = [
    "https://voorbeeld.nl",
    "http://www.voorbeeld.nl/pad?vraag=a@b.nl#stuk",
    "https://voorbeeld.nl:8443/",
    "https://café.voorbeeld.nl/é",
    "HTTPS://VOORBEELD.NL/@naam",
    "https://xn--caf-dma.nl/",
]
WACHTWOORD = [
    "https://user:pw@voorbeeld.nl/",
    "https://user@voorbeeld.nl/",
    "https://:pw@voorbeeld.nl/",
    "https://@voorbeeld.nl/",
    "https://voorbeeld.nl\\@kwaad.nl/",
    "https://a:b@c@voorbeeld.nl/",
    "ftp://user:pw@voorbeeld.nl/",
]
SCHEMA = [
    "javascript:alert(1)",
    "javascript://voorbeeld.nl/%0aalert(1)",
    "data:text/html,x",
    "ftp://voorbeeld.nl/",
    "file:///etc/passwd",
    "mailto:a@voorbeeld.nl",
    "//voorbeeld.nl/",
]
HOST = [
    "https://10.0.0.1/",
    "https://10.0.0.1:8000/",
    "https://[::1]/",
    "https://[::1]:8000/",
    "https://[",
    "https://localhost/",
    "https://localhost:8000/",
    "https://intranet/",
    "https://2130706433/",
    "https://127.1/",
    "https://0x7f.0x1/",
    "https://voorbeeld.nl:99999999/",
    "https://voorbeeld..nl/",
    "https://-voorbeeld.nl/",
    "https://voorbeeld.nl%40kwaad.nl/",
    "https://voorbeeld.nl＠kwaad.nl/",
    "https://voor beeld.nl/",
    "https://voorbeeld.nl/a\nb",
    "https://",
]
# What Markdown takes for a link at all; one to mail is another kind.
IN_TEKST = [waarde for waarde in [*WACHTWOORD, *SCHEMA, *HOST] if not set(waarde) & set(" \n＠\\")]
IN_TEKST.remove("mailto:a@voorbeeld.nl")


def code(waarde):
    with pytest.raises(ValidationError) as fout:
        keur_webadres(waarde)
    assert "https://voorbeeld.nl" in fout.value.message
    return fout.value.code


def test_what_people_can_open_is_a_website():
    assert [keur_webadres(waarde) for waarde in GOED] == [None] * len(GOED)


def test_what_can_not_be_a_website_is_refused_with_what_would_do():
    assert {code(waarde) for waarde in WACHTWOORD} == {"wachtwoord"}
    assert {code(waarde) for waarde in SCHEMA} == {"schema"}
    # What can't be read at all begins with nothing.
    assert {code(waarde) for waarde in HOST} <= {"invalid", "schema"}


def test_every_address_that_is_kept_is_of_this_kind():
    velden = [
        veld
        for model in apps.get_models()
        if model.__module__.split(".")[0] in {"buurtnet", "wijken", "initiatieven", "netwerken"}
        for veld in model._meta.get_fields()
        if isinstance(veld, models.URLField) and "historical" not in model._meta.model_name
    ]
    assert len(velden) > 5
    assert [str(veld) for veld in velden if not isinstance(veld, Webadres)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("waarde", ["https://user:pw@voorbeeld.nl", "javascript:alert(1)"])
def test_a_form_says_once_what_is_wrong_and_keeps_nothing(client, eigen, waarde):
    rij = in_hoede_van(eigen.netwerk, maak_initiatief())
    antwoord = client.post(adres(rij, "wijzigen"), ingevuld(client, rij) | {"website": waarde})
    [fout] = antwoord.context["form"].errors["website"]
    assert "https://voorbeeld.nl" in fout
    rij.refresh_from_db()
    assert rij.website == ""


@pytest.mark.django_db
def test_a_form_completes_an_address_without_its_begin(client, eigen):
    rij = in_hoede_van(eigen.netwerk, maak_initiatief())
    client.post(adres(rij, "wijzigen"), ingevuld(client, rij) | {"website": "voorbeeld.nl"})
    rij.refresh_from_db()
    assert rij.website == "https://voorbeeld.nl"


@pytest.mark.django_db
def test_the_admin_and_an_import_refuse_it_too(staf):
    organisatie = maak_organisatie()
    pad = adminproef.adres(Organisatie, "change", organisatie.pk)
    velden = adminproef.formuliervelden(staf.get(pad)) | {"website": "https://a:b@voorbeeld.nl"}
    assert "Laat de naam en het wachtwoord" in staf.post(pad, velden).content.decode()
    tabel = SimpleUploadedFile("x.csv", b"naam;website\nClub;https://a:b@voorbeeld.nl\n")
    gegevens = {"import_file": tabel, "format": "0"}
    antwoord = staf.post(adminproef.adres(Organisatie, "import"), gegevens)
    assert "Laat de naam en het wachtwoord" in antwoord.content.decode()
    assert not Organisatie.objects.exclude(website="").exists()


@pytest.mark.parametrize("waarde", IN_TEKST)
def test_a_link_in_a_text_to_what_can_not_be_a_website_is_only_text(waarde):
    html = opgemaakt(f"Kijk [hier]({waarde}).")
    assert "hier" in html and "href" not in html


def test_other_links_in_a_text_stay_links():
    for waarde in ("https://voorbeeld.nl/a", "mailto:a@voorbeeld.nl", "tel:0501234567", "/wijken/"):
        assert f'href="{waarde}"' in opgemaakt(f"Kijk [hier]({waarde}).")
