"""What residents type, and what should stand at the top: a fixed list, on the demo data.

Each row is a question and the address of its first result. Whoever changes how search orders, or
the synonyms, sees here what that does to people.
"""

import re

import pytest

from buurtnet.kern.woorden import vormen
from buurtnet.kern.zoekindex import Zoekwoord
from buurtnet.paginas.zoeken.pagina import SOORTEN
from buurtnet.zoeken.synoniemen import Synoniem

pytestmark = pytest.mark.django_db

VRAGEN = """
Wijken and villages, in any spelling
beijum                           /wijken/beijum/
BEIJUM                           /wijken/beijum/
bejum                            /wijken/beijum/
beyum                            /wijken/beijum/
de wijert                        /wijken/de-wijert/
wijert                           /wijken/de-wijert/
de weijert                       /wijken/de-wijert/
wijert zuid                      /wijken/de-wijert-zuid/
korreweg                         /wijken/korrewegwijk/
korenwegwijk                     /wijken/korrewegwijk/
oosterpark                       /wijken/oosterparkwijk/
indischebuurt                    /wijken/indische-buurt/
indische buurt                   /wijken/indische-buurt/
paddenpoel                       /wijken/paddepoel/
selwert                          /wijken/selwerd/
vinkhuisen                       /wijken/vinkhuizen/
levenborg                        /wijken/lewenborg/
tenboer                          /wijken/ten-boer/
tenpost                          /wijken/ten-post/
korrewegbuurt                    /wijken/korrewegwijk/
haren                            /wijken/haren/
groningen                        /wijken/groningen/
rivierebuurt                     /wijken/rivierenbuurt/
st annen                         /wijken/sint-annen/

Themes, in the words of residents
schulden                         /themas/rondkomen-en-armoede/
geldzorgen                       /themas/rondkomen-en-armoede/
geltzorgen                       /themas/rondkomen-en-armoede/
bijstand                         /themas/rondkomen-en-armoede/
voedselbank                      /themas/rondkomen-en-armoede/
armoede                          /themas/rondkomen-en-armoede/
eenzaam                          /themas/eenzaamheid-en-ontmoeting/
alleen zijn                      /themas/eenzaamheid-en-ontmoeting/
opvoeden                         /themas/opgroeien/
dementie                         /themas/ouder-worden/
bejaarden                        /themas/ouder-worden/
baan zoeken                      /themas/meedoen-en-werk/
vrijwilligerswerk                /themas/meedoen-en-werk/
taalles                          /themas/taal-en-leren/
inburgering                      /themas/taal-en-leren/
vluchtelingen                    /themas/samenleven-en-inclusie/
zonnepanelen                     /themas/groen-en-duurzaamheid/
afval                            /themas/wonen-en-leefomgeving/
huurwoning                       /themas/wonen-en-leefomgeving/
wijkagent                        /themas/veiligheid/
sporten                          /themas/sport-en-cultuur/
moestuin                         /themas/groen-en-duurzaamheid/
buurtmoestuin                    /themas/groen-en-duurzaamheid/
kringloopwinkel                  /themas/rondkomen-en-armoede/
inspraak                         /themas/zeggenschap/
belasting                        /themas/rondkomen-en-armoede/
bingo                            /themas/eenzaamheid-en-ontmoeting/
kaarten                          /themas/eenzaamheid-en-ontmoeting/
vriendschap                      /themas/eenzaamheid-en-ontmoeting/
oppas                            /themas/opgroeien/
kinderen                         /themas/opgroeien/
rollator                         /themas/ouder-worden/
scootmobiel                      /themas/ouder-worden/
bibliotheek                      /themas/taal-en-leren/
computer                         /themas/taal-en-leren/
internet                         /themas/taal-en-leren/
nederlands                       /themas/taal-en-leren/
oekraïne                         /themas/samenleven-en-inclusie/
digid                            /themas/informatie-en-sociale-basis/
huisarts                         /themas/gezondheid/
wmo                              /themas/gezondheid/
mantelzorg                       /themas/gezondheid/
wijkverpleegkundige              /themas/gezondheid/

What there is to do and where
moestuinbakken                   /initiatieven/moestuinbakken-bij-scholen/
slimotheek                       /initiatieven/slimotheek/
slimoteek                        /initiatieven/slimotheek/
fietsenmaker                     /activiteiten/werkplaats-en-reparatiecafe/
kapotte fiets                    /activiteiten/werkplaats-en-reparatiecafe/
repaircafé                       /activiteiten/werkplaats-en-reparatiecafe/
inloopkoor                       /activiteiten/inloopkoor/
haakclub                         /activiteiten/haken-en-breien/
breien                           /activiteiten/haken-en-breien/
michi noeki                      /initiatieven/michi-noeki/
oude bieb                        /accommodaties/de-oude-bieb/
stroming                         /accommodaties/de-stroming/
mfc                              /accommodaties/mfc-de-wijert/

Who
wij                              /organisaties/wij-groningen/
wij-team                         /organisaties/wij-groningen/
gon                              /organisaties/gon/
rug                              /organisaties/rijksuniversiteit-groningen/
martinizekenhuis                 /organisaties/martini-ziekenhuis/
humanitas                        /organisaties/humanitas/
denktank                         /netwerken/denktank-zuid/
regiodeal                        /netwerken/regiodeal/
wij groningen                    /organisaties/wij-groningen/
buurthuis beijum                 /organisaties/buurthuizen-in-beijum/
denktank zuid                    /netwerken/denktank-zuid/

In English
loneliness                       /themas/eenzaamheid-en-ontmoeting/
money                            /themas/rondkomen-en-armoede/
debt                             /themas/rondkomen-en-armoede/
debts                            /themas/rondkomen-en-armoede/
health                           /themas/gezondheid/
children                         /themas/opgroeien/
elderly                          /themas/ouder-worden/
volunteer                        /themas/meedoen-en-werk/
learn dutch                      /themas/taal-en-leren/
refugees                         /themas/samenleven-en-inclusie/
gardening                        /themas/groen-en-duurzaamheid/
housing                          /themas/wonen-en-leefomgeving/
safety                           /themas/veiligheid/
community                        /themas/informatie-en-sociale-basis/
singing                          /themas/sport-en-cultuur/
democracy                        /themas/zeggenschap/
"""
# What has to be among the results, and not just where the words happen to stand together.
MET_PLEK = """
koffie lewenborg                 /activiteiten/stamtafel-met-gratis-koffie-of-thee/
schilderen lewenborg             /activiteiten/schilderen/
schilderen in Lewenborg          /activiteiten/schilderen/
schilderen levenborg             /activiteiten/schilderen/
koffie oost                      /activiteiten/stamtafel-met-gratis-koffie-of-thee/
wij beijum                       /organisaties/wij-groningen/
wij groningen beijum             /organisaties/wij-groningen/
humanitas beijum                 /organisaties/humanitas/
beijum humanitas                 /organisaties/humanitas/
armoede beijum                   /themas/rondkomen-en-armoede/
armoede beijum                   /agendas/sociale-wijkagenda-beijum/
"""


def lees(tabel):
    """[(question, address)]."""
    return re.findall(r"^(\S.*?)\s{2,}(/\S+)$", tabel, re.MULTILINE)


RIJEN = lees(VRAGEN)


def test_the_list_has_sixty_questions():
    assert len(RIJEN) >= 60
    assert len({vraag for vraag, _adres in RIJEN}) == len(RIJEN)


@pytest.mark.parametrize(("vraag", "adres"), RIJEN, ids=[vraag for vraag, _adres in RIJEN])
def test_the_first_result_is_what_a_resident_expects(demo, client, vraag, adres):
    inhoud = client.get("/zoeken/", {"q": vraag}).content.decode()
    eerste = re.search(r'<ul class="lijst" role="list">\s*<li>\s*<a href="([^"]*)"', inhoud)
    assert eerste, "nothing found"
    assert eerste[1] == adres


@pytest.mark.parametrize(("vraag", "adres"), lees(MET_PLEK))
def test_a_word_with_a_place_finds_what_is_for_that_place(demo, client, vraag, adres):
    inhoud = client.get("/zoeken/", {"q": vraag}).content.decode()
    assert f'href="{adres}" lang="nl"' in inhoud
    assert "Er is niets waar al je woorden in staan" not in inhoud


def test_the_list_asks_for_every_kind_but_the_rarest():
    soorten = {adres.split("/")[1] for _vraag, adres in RIJEN}
    assert len(soorten) >= len(SOORTEN) - 2


def test_no_two_synonyms_of_the_demo_are_the_same_to_search(demo):
    assert len(Synoniem.objects.tabel()) == Synoniem.objects.count()


def test_every_synonym_of_the_demo_finds_something(demo):
    woorden = set(Zoekwoord.objects.values_list("woord", flat=True))
    termen = {tuple(t) for b in Synoniem.objects.tabel().values() for t in b.termen}
    loos = [term for term in termen for woord in term if not woorden & set(vormen(woord))]
    assert loos == []
