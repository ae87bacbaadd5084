"""The data version changes with the content, whatever path a change takes, and pages follow it."""

import datetime
import gzip
import threading

import pytest
from django.db import connection, connections, transaction
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from buurtnet.web import dataversie
from buurtnet.web.dataversie import Dataversie
from buurtnet.web.paginacache import PaginaVersieMiddleware, Voorraad
from wijken.models import Thema, Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def thema():
    return Thema.objects.create(naam="Ontmoeten")


@pytest.fixture
def verandert():
    """A function that carries out an action and tells whether the version changed."""

    def doe(actie):
        voor = dataversie.lees_versie()
        actie()
        return dataversie.lees_versie() != voor

    return doe


# The triggers


class Teruggedraaid(Exception):
    pass


def test_saving_changes_the_version(thema, verandert):
    thema.naam = "Elkaar ontmoeten"
    assert verandert(thema.save)


def test_update_changes_the_version(thema, verandert):
    assert verandert(lambda: Thema.objects.update(volgorde=3))


def test_bulk_create_changes_the_version(verandert):
    themas = [Thema(naam="Wonen", slug="wonen"), Thema(naam="Zorg", slug="zorg")]
    assert verandert(lambda: Thema.objects.bulk_create(themas))


def test_deleting_changes_the_version(thema, verandert):
    assert verandert(thema.delete)


def test_raw_sql_changes_the_version(thema, verandert):
    assert verandert(lambda: connection.cursor().execute("UPDATE wijken_thema SET volgorde = 9"))


def test_adding_to_a_many_to_many_relation_changes_the_version(verandert):
    stad = Wijk.objects.create(naam="Stad", soort="stad")
    buurt = Wijk.objects.create(naam="Plein", soort="buurt", ligt_in=stad)
    assert verandert(lambda: stad.omvat.add(buurt))
    assert verandert(lambda: stad.omvat.clear())


def test_every_change_in_one_transaction_is_seen_by_who_reads_in_between(verandert):
    for volgorde in range(3):
        assert verandert(lambda naam=f"Thema {volgorde}": Thema.objects.create(naam=naam))


def test_reading_and_what_is_no_content_leave_the_version_alone(
    thema, django_user_model, verandert
):
    assert not verandert(lambda: list(Thema.objects.all()))
    assert not verandert(lambda: django_user_model.objects.create_user("a@voorbeeld.nl"))
    assert not verandert(lambda: Thema.history.update(history_change_reason="anders"))


def test_rollback_keeps_the_version(thema):
    voor = dataversie.lees_versie()
    with pytest.raises(Teruggedraaid), transaction.atomic():
        Thema.objects.update(volgorde=4)
        assert dataversie.lees_versie() != voor
        raise Teruggedraaid
    assert dataversie.lees_versie() == voor
    Thema.objects.update(volgorde=5)
    assert dataversie.lees_versie() != voor


def test_a_missing_row_heals(thema, verandert):
    Dataversie.objects.all().delete()
    assert dataversie.lees_versie() == ""
    assert verandert(lambda: Thema.objects.update(volgorde=6))


def test_every_table_with_content_is_watched():
    tabellen = dataversie.tabellen()
    assert {"wijken_wijk", "wijken_wijk_omvat", "netwerken_inzet", "basis_bron"} <= set(tabellen)
    assert not [tabel for tabel in tabellen if "historical" in tabel or tabel == "basis_dataversie"]


def test_a_table_that_was_made_anew_is_watched_again_after_migrate(thema, verandert):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute('DROP TRIGGER "buurtnet_dataversie_wijken_thema_update"')
        else:
            cursor.execute("DROP TRIGGER buurtnet_dataversie ON wijken_thema")
    assert not verandert(lambda: Thema.objects.update(volgorde=7))
    basis = Dataversie._meta.app_config
    assert verandert(lambda: dataversie.installeer(app_config=basis, using="default"))
    assert verandert(lambda: Thema.objects.update(volgorde=8))
    assert not verandert(lambda: dataversie.installeer(app_config=basis, using="default"))


@pytest.mark.django_db
def test_an_emptied_database_has_a_version_too():
    Dataversie.objects.all().delete()
    dataversie.installeer(app_config=Dataversie._meta.app_config, using="default")
    assert dataversie.lees_versie()
    assert Dataversie.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_truncate_changes_the_version(thema, verandert):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    assert verandert(lambda: connection.cursor().execute("TRUNCATE wijken_thema CASCADE"))


@pytest.mark.django_db(transaction=True)
def test_writers_do_not_wait_for_each_other_and_each_commit_is_a_new_version():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    eerste = Thema.objects.create(naam="Eerste")
    gezien = [dataversie.lees_versie()]

    def andere_schrijver():
        Thema.objects.create(naam="Tweede")
        gezien.append(dataversie.lees_versie())
        connections.close_all()

    with transaction.atomic():
        Thema.objects.filter(pk=eerste.pk).update(volgorde=1)
        draad = threading.Thread(target=andere_schrijver)
        draad.start()
        draad.join(timeout=8)
        assert not draad.is_alive()
    gezien.append(dataversie.lees_versie())
    Thema.objects.filter(pk=eerste.pk).update(volgorde=2)
    gezien.append(dataversie.lees_versie())
    assert len(set(gezien)) == len(gezien)
    assert Dataversie.objects.count() == 1


# The pages


def lijst(request):
    """A public page made of data, long enough to be worth compressing."""
    namen = " ".join(thema.naam for thema in Thema.objects.order_by("pk"))
    return HttpResponse(f"<p>{namen}</p>" + "<p>vulling</p>" * 50)


class Vraag:
    """Asks one middleware for pages, as a visitor's browser would."""

    def __init__(self, view):
        self.middleware = PaginaVersieMiddleware(view)

    def __call__(self, pad="/lijst/", methode="get", cookies=None, secure=False, **koppen):
        request = getattr(RequestFactory(), methode)(pad, headers=koppen, secure=secure)
        request.COOKIES.update(cookies or {})
        return self.middleware(request)


@pytest.fixture
def vraag():
    return Vraag(lijst)


def test_a_repeat_visit_is_a_304_that_costs_one_query(vraag, thema, django_assert_num_queries):
    eerste = vraag()
    assert eerste.status_code == 200
    with django_assert_num_queries(1):
        tweede = vraag(**{"If-None-Match": eerste["ETag"]})
    assert (tweede.status_code, tweede.content) == (304, b"")
    for kop in ("ETag", "Cache-Control", "Vary"):
        assert tweede[kop] == eerste[kop]


def test_the_page_for_the_next_visitor_is_kept_and_costs_one_query(
    vraag, thema, django_assert_num_queries
):
    eerste = vraag(**{"Accept-Encoding": "gzip"})
    with django_assert_num_queries(1):
        tweede = vraag(**{"Accept-Encoding": "gzip"})
    assert tweede.content == eerste.content
    assert dict(tweede.headers) == dict(eerste.headers)


def test_a_page_is_never_stale(vraag, thema):
    eerste = vraag()
    assert b"Ontmoeten" in eerste.content
    Thema.objects.update(naam="Samenkomen")
    tweede = vraag(**{"If-None-Match": eerste["ETag"]})
    assert tweede.status_code == 200
    assert b"Samenkomen" in tweede.content


def test_a_change_while_the_page_is_made_leaves_no_stale_page(thema):
    def trage_view(request):
        response = lijst(request)
        Thema.objects.update(naam="Samenkomen")
        return response

    vraag = Vraag(trage_view)
    assert b"Ontmoeten" in vraag().content
    assert b"Samenkomen" in vraag().content


def test_without_a_version_nothing_is_kept(vraag, thema):
    Dataversie.objects.all().delete()
    assert not vraag().has_header("ETag")
    with CaptureQueriesContext(connection) as queries:
        assert b"Ontmoeten" in vraag().content
    assert len(queries) == 2


def test_the_etag_changes_at_midnight_in_the_netherlands(vraag, time_machine):
    etags = []
    for uur in (21, 22, 23):
        moment = datetime.datetime(2026, 11, 22, uur, 30, tzinfo=datetime.UTC)
        time_machine.move_to(moment, tick=False)
        etags.append(vraag()["ETag"])
    assert etags[0] == etags[1] != etags[2]


@pytest.mark.parametrize(
    "anders",
    [
        {"pad": "/lijst/?wijk=beijum"},
        {"pad": "/andere/"},
        {"Accept-Encoding": "gzip"},
        {"Host": "127.0.0.1"},
        {"secure": True},
    ],
)
def test_each_form_of_a_page_has_its_own_etag(vraag, settings, anders):
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    assert vraag()["ETag"] != vraag(**anders)["ETag"]


@pytest.mark.parametrize(
    "kop",
    [
        {"Accept-Language": "en"},
        {"User-Agent": "een ander"},
        {"X-Requested-With": "XMLHttpRequest"},
        {"X-Onbekend": "wat dan ook"},
    ],
)
def test_what_else_a_browser_says_gives_the_same_page(vraag, thema, kop):
    gewoon, anders = vraag(), vraag(**kop)
    assert (anders["ETag"], anders.content) == (gewoon["ETag"], gewoon.content)
    assert not set(kop) & set(gewoon["Vary"].split(", "))


def test_a_page_is_compressed_once_for_who_accepts_it(vraag, thema):
    kaal, klein = vraag(), vraag(**{"Accept-Encoding": "br, gzip;q=0.5"})
    assert klein["Content-Encoding"] == "gzip"
    assert gzip.decompress(klein.content) == kaal.content
    assert int(klein["Content-Length"]) == len(klein.content) < len(kaal.content)
    assert not vraag(**{"Accept-Encoding": "gzip;q=0, br"}).has_header("Content-Encoding")


def test_a_page_says_that_it_may_be_kept_but_must_be_checked(vraag):
    antwoord = vraag()
    assert antwoord["Cache-Control"] == "no-cache"
    assert antwoord["Vary"] == "Cookie, Accept-Encoding"


def test_head_has_the_headers_of_the_page_without_the_page(vraag, thema):
    zonder_voorraad = vraag(methode="head")
    pagina = vraag()
    uit_voorraad = vraag(methode="head")
    for hoofd in (zonder_voorraad, uit_voorraad):
        assert hoofd.content == b""
        assert dict(hoofd.headers) == dict(pagina.headers)


@pytest.mark.parametrize(
    "besloten",
    [
        {"cookies": {"sessionid": "x"}},
        {"pad": "/accounts/login/"},
        {"pad": "/admin/"},
        {"pad": "/werkplek/"},
        {"methode": "post"},
    ],
)
def test_what_is_meant_for_one_person_is_never_stored_or_compressed(vraag, besloten):
    antwoord = vraag(**besloten, **{"Accept-Encoding": "gzip"})
    assert antwoord["Cache-Control"] == "no-store, private"
    assert not antwoord.has_header("ETag")
    assert not antwoord.has_header("Content-Encoding")


def met_cookie(request):
    antwoord = lijst(request)
    antwoord.set_cookie("voorkeur", "1")
    return antwoord


def met_formulier(request):
    return HttpResponse(f"{get_token(request)}" + " " * 500)


def niet_bewaren(request):
    return HttpResponse(" " * 500, headers={"Cache-Control": "no-store"})


@pytest.mark.parametrize(
    "view",
    [
        met_cookie,
        met_formulier,
        niet_bewaren,
        lambda request: HttpResponse(" " * 500, status=404),
    ],
)
def test_what_differs_per_visitor_or_is_no_page_is_not_kept(view):
    vraag = Vraag(view)
    antwoord = vraag(**{"Accept-Encoding": "gzip"})
    assert not antwoord.has_header("ETag")
    assert not antwoord.has_header("Content-Encoding")
    assert vraag.middleware.voorraad.bytes == 0
    assert antwoord["Cache-Control"] in {"no-cache", "no-store"}


def test_what_is_sent_in_pieces_has_an_etag_and_is_made_anew_each_time(db):
    keren = []

    def in_stukken(request):
        keren.append(request.method)
        return StreamingHttpResponse(iter(["stukje"]))

    vraag = Vraag(in_stukken)
    eerst, daarna = vraag(), vraag()
    assert (b"".join(eerst), b"".join(daarna), len(keren)) == (b"stukje", b"stukje", 2)
    assert vraag(**{"If-None-Match": eerst["ETag"]}).status_code == 304
    assert len(keren) == 2


def test_small_and_packed_answers_are_left_as_they_are():
    vraag = Vraag(lambda request: JsonResponse({"a": 1}))
    assert not vraag(**{"Accept-Encoding": "gzip"}).has_header("Content-Encoding")
    vraag = Vraag(lambda request: HttpResponse(b"x" * 500, content_type="application/zip"))
    assert not vraag(**{"Accept-Encoding": "gzip"}).has_header("Content-Encoding")


def test_the_stock_of_pages_is_bounded_and_keeps_what_is_used():
    voorraad = Voorraad(max_bytes=160)
    voorraad.bewaar("groot", {}, b"x" * 11)
    assert voorraad.haal("groot") is None
    for nummer in range(16):
        voorraad.bewaar(nummer, {}, b"x" * 10)
    assert voorraad.haal(0)
    voorraad.bewaar("nieuw", {}, b"x" * 10)
    assert voorraad.bytes == 160
    assert voorraad.haal(0)
    assert voorraad.haal("nieuw")
    assert voorraad.haal(1) is None


def test_the_site_itself_answers_a_repeat_visit_with_one_query(client, django_assert_num_queries):
    etag = client.get("/robots.txt")["ETag"]
    with django_assert_num_queries(1):
        antwoord = client.get("/robots.txt", headers={"If-None-Match": etag})
    assert antwoord.status_code == 304
    assert not antwoord.cookies
    assert "default-src 'none'" in antwoord["Content-Security-Policy"]
