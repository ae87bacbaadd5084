"""A place takes part in an agreement, as a buurthuis that nobody but itself runs."""

import pytest
from django.urls import reverse

from netwerken.models import Afspraak, Toezegging
from tests.hulp.bouwers import maak_accommodatie, maak_afspraak, maak_organisatie, maak_toezegging

pytestmark = pytest.mark.django_db
GEVULD = {"naam": "Wijkpact", "soort": "wijkpact", "stand": "geldt", "openbaar": "on"}
NAAM, BELOFTE = "Buurthuis De Kern", "zet de deur open"


def gevuld(plek, **regel):
    regels = {"toezeggingen-TOTAL_FORMS": 1, "toezeggingen-INITIAL_FORMS": 0}
    regels |= {f"toezeggingen-0-{naam}": waarde for naam, waarde in regel.items()}
    return GEVULD | {"wijken": [plek.wijk.pk], "netwerk": plek.netwerk.pk} | regels


@pytest.fixture
def buurthuis(eigen):
    return maak_accommodatie(naam=NAAM, wijken=[eigen.wijk])


@pytest.fixture
def afspraak(eigen, buurthuis):
    afspraak = maak_afspraak(wijken=[eigen.wijk], netwerk=eigen.netwerk, soort="wijkpact")
    maak_toezegging(afspraak=afspraak, accommodatie=buurthuis, wat=BELOFTE)
    return afspraak


def test_a_place_is_added_as_a_party_by_its_name(client, eigen, buurthuis):
    pad = reverse("netwerken:afspraak_nieuw", kwargs={"netwerk": eigen.netwerk.slug})
    antwoord = client.post(pad, gevuld(eigen, accommodatie="buurthuis de kern", wat=BELOFTE))
    assert antwoord.status_code == 302, antwoord.context["form"].toezeggingen.errors
    rij = Toezegging.objects.get()
    assert (rij.wie, rij.wat) == (buurthuis, BELOFTE)
    geschiedenis = reverse("netwerken:afspraak_geschiedenis", args=[Afspraak.objects.get().pk])
    assert NAAM in client.get(geschiedenis).content.decode()
    # As it is shown to be changed.
    wijzigen = reverse("netwerken:afspraak_wijzigen", args=[rij.afspraak_id])
    regel = client.get(wijzigen).context["form"].toezeggingen.forms[0]
    assert (regel["accommodatie"].as_widget().count(f'value="{NAAM}"'), regel.kop) == (1, NAAM)


def test_a_line_of_two_parties_is_refused_beside_the_second(client, eigen, buurthuis):
    maak_organisatie(naam="WIJ")
    pad = reverse("netwerken:afspraak_nieuw", kwargs={"netwerk": eigen.netwerk.slug})
    form = client.post(pad, gevuld(eigen, accommodatie=NAAM, organisatie="WIJ")).context["form"]
    [fout] = form.toezeggingen.forms[0].errors["accommodatie"]
    assert fout == "Kies één van de twee: “Wie (organisatie)” is ook ingevuld. Maak er een leeg."


def test_all_pages_of_an_agreement_name_the_place(client, eigen, afspraak, buurthuis):
    paden = [
        reverse("netwerken:wijkpact", args=[eigen.wijk.slug]),
        reverse("netwerken:wijkpact", args=[eigen.wijk.slug]) + "?formaat=csv",
        reverse("netwerken:netwerk", args=[eigen.netwerk.slug]),
        reverse("netwerken:netwerk_afspraken", args=[eigen.netwerk.slug]),
        reverse("netwerken:netwerk_afspraken", args=[eigen.netwerk.slug]) + "?formaat=csv",
    ]
    for pad in paden:
        tekst = client.get(pad).getvalue().decode()
        assert NAAM in tekst and BELOFTE in tekst, pad
    assert buurthuis.get_absolute_url() in client.get(paden[1]).getvalue().decode()
    assert BELOFTE in client.get(buurthuis.get_absolute_url()).content.decode()


def test_a_place_that_is_hidden_is_no_party_to_others(client, eigen, afspraak, buurthuis):
    buurthuis.openbaar = False
    buurthuis.save()
    client.logout()
    for pad in ("", "?formaat=csv"):
        pagina = client.get(reverse("netwerken:wijkpact", args=[eigen.wijk.slug]) + pad)
        assert NAAM not in pagina.getvalue().decode()
