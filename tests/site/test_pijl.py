"""The arrow: no room knows anything of a room above it, however it is written."""

import pytest

from tests.hulp.broncode import lees, python_bestanden
from tests.hulp.pijl import imports_van, overtredingen, relaties_boven, urlnamen

pytestmark = pytest.mark.eenmaal

PAGINA = "buurtnet/paginas/proef.py"
# (kind, where it stands, what it says): each shows the test failing.
FOUT = [
    ("imports", "buurtnet/kern/proef.py", "from buurtnet.web import html"),
    ("imports", "wijken/models/proef.py", "import netwerken.models"),
    ("imports", "wijken/proef.py", "def f():\n    from initiatieven.models import Verhaal"),
    ("imports", PAGINA, "from ..werkplek import nalopen"),
    ("imports", "buurtnet/werkplek/proef.py", "from buurtnet.paginas import agenda"),
    ("imports", "buurtnet/demo/proef.py", "from buurtnet.werkplek import pagina"),
    ("imports", "buurtnet/berichten/proef.py", "from buurtnet.werkplek import bureau"),
    ("imports", PAGINA, "from buurtnet import urls"),
    ("reaches", "wijken/proef.py", "plek.inzetten.count()"),
    ("reaches", "initiatieven/proef.py", "getattr(plek, 'huisvestingen')"),
    ("reaches", "initiatieven/models/proef.py", "eindigt_mee = ('inzetten',)"),
    ("reaches", "wijken/proef.py", "getattr(plek, 'initiatieven')"),
    ("reaches", "buurtnet/accounts/proef.py", "gebruiker.netwerken.order_by('naam')"),
    ("reaches", "buurtnet/bewerken/proef.py", "rij.contactpunten.all()"),
    ("reaches", "wijken/proef.py", "Wijk.objects.filter(werkgebieden__netwerk__in=sleutels)"),
    ("reaches", "wijken/proef.py", "Agenda.objects.filter(netwerken=netwerk)"),
    ("reaches", "wijken/proef.py", "op_q(datum, 'werkgebieden__')"),
    ("reaches", "wijken/proef.py", "Wijk.objects.filter(**{'signalen': signaal})"),
    ("reaches", "wijken/proef.py", "F('werkgebieden__wijk')"),
    ("reaches", "wijken/proef.py", "wijken.order_by('-activiteiten__naam')"),
    ("reaches", "initiatieven/proef.py", "plekken.prefetch_related('bijeenkomsten')"),
    ("names", "buurtnet/web/proef.py", "reverse('home')"),
    ("names", "buurtnet/lijsten/proef.py", "urls.reverse('terecht')"),
    ("names", "buurtnet/web/proef.py", "reverse('kaart')"),
    ("names", "wijken/proef.py", "recordadres('initiatieven:accommodatie', slug)"),
    ("names", "wijken/proef.py", "LIJST = 'netwerken:organisaties'"),
    ("names", "netwerken/models/proef.py", "LINK = ('netwerken:netwerk_inzet', 'Inzet')"),
    ("names", "netwerken/proef.py", "reverse('netwerken:dekking')"),
    ("names", "wijken/proef.py", "reverse(f'netwerken:{soort}')"),
    ("names", "buurtnet/accounts/proef.py", "redirect('admin:netwerken_netwerk_change', 1)"),
    ("climbs", PAGINA, "plek.inzetten.model.objects.all()"),
    ("climbs", PAGINA, "getattr(plek, naam).model._default_manager"),
    ("climbs", PAGINA, "Initiatief.inzetten.rel.related_model"),
    ("climbs", "netwerken/proef.py", "Inzet._meta.get_field('netwerk').related_model"),
    ("climbs", "buurtnet/werkplek/proef.py", "rijen.model.objects.editable_by(gebruiker)"),
]
# (where it stands, what it says): the same, of what lies below or in the room itself.
GOED = [
    (PAGINA, "from initiatieven.models import Initiatief\nfrom netwerken.models import Inzet"),
    (PAGINA, "from . import agenda"),
    ("wijken/proef.py", "from buurtnet.kern.rechten import bereik_van"),
    ("buurtnet/urls/proef.py", "from buurtnet.werkplek import pagina"),
    ("tests/kern/proef.py", "from netwerken.models import Inzet"),
    (PAGINA, "plek.inzetten.visible_to(gebruiker).filter(netwerk__werkgebieden__wijk=plek)"),
    ("netwerken/proef.py", "organisatie.deelnames.filter(netwerk__agenda__wijken=wijk)"),
    ("initiatieven/proef.py", "Initiatief.objects.filter(activiteiten__wijken__ligt_in=gebied)"),
    ("wijken/proef.py", "plek.delen.all(), streek.leden, lees_omgeving(plekken)"),
    ("wijken/proef.py", "context = {'netwerken': namen}; context['inzetten'] = 3"),
    ("wijken/proef.py", '"""How inzetten__netwerk is said in words: netwerken."""'),
    ("buurtnet/web/proef.py", "MAPPEN = ('wijken', 'initiatieven', 'netwerken')"),
    ("wijken/models/proef.py", "recordadres('wijken:wijk', slug)"),
    ("netwerken/models/proef.py", "reverse('initiatieven:activiteiten')"),
    ("buurtnet/werkplek/proef.py", "reverse('netwerken:organisaties')"),
    ("buurtnet/web/proef.py", "woord = 'home'; reverse(naam); reverse(f'{app}:{model}_wijzigen')"),
    ("buurtnet/fotos/proef.py", "reverse('media', args=[naam, breedte])"),
    ("wijken/models/proef.py", "self.model.objects.filter(pk__in=sleutels)"),
    ("buurtnet/bewerken/proef.py", "rijen.model.objects.editable_by(gebruiker)"),
    (PAGINA, "[rel.related_model for rel in model._meta.related_objects]"),
]


@pytest.mark.parametrize(("soort", "pad", "bron"), FOUT)
def test_what_reaches_up_is_seen(soort, pad, bron):
    (zin,) = overtredingen(bron, pad)
    assert f" {soort} " in zin


@pytest.mark.parametrize(("pad", "bron"), GOED)
def test_what_lies_below_may_be_known(pad, bron):
    assert overtredingen(bron, pad) == []


def test_relations_and_addresses_are_read_from_the_site_itself():
    """The rules would pass for want of names, if there were none to find."""
    assert relaties_boven("wijken")["inzetten"].startswith("Inzet.")
    assert "activiteiten" not in relaties_boven("initiatieven")
    assert relaties_boven("buurtnet.paginas") == {}
    assert urlnamen()["netwerken:netwerk"] == urlnamen()["netwerken:netwerken"] == "netwerken"
    assert urlnamen()["netwerken:netwerk_inzet"] == "buurtnet.werkplek"
    assert urlnamen()["initiatieven:initiatief_bevestigen"] == "buurtnet.werkplek"
    assert urlnamen()["kaart"] == "wijken"


def test_mail_leaves_by_one_door():
    """What is sent in another way is lost when the server is away, and may go for a rollback."""
    buiten = [
        f"{pad} imports {module}"
        for pad in python_bestanden()
        if pad.parts[0] != "tests" and pad.parts[:2] != ("buurtnet", "post")
        for module in imports_van(str(pad), lees(pad))
        if module.startswith(("django.core.mail", "smtplib"))
    ]
    assert not buiten


def test_no_room_knows_a_room_above_it():
    assert not [zin for pad in python_bestanden() for zin in overtredingen(lees(pad), str(pad))]
