"""Pieces of HTML put together: nothing gets in that is not known to be safe."""

from django.utils.functional import lazy
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from buurtnet.web.html import aaneen, veilig, vul_rijen
from tests.hulp import meet_html

STUKKEN = st.one_of(
    st.text(),
    st.text().map(SafeString),
    st.integers(),
    st.none(),
    st.text().map(lambda tekst: lazy(lambda: tekst, str)()),
    st.text().map(lambda tekst: lazy(lambda: SafeString(tekst), SafeString)()),
)


@given(STUKKEN)
def test_a_piece_is_escaped_as_django_does(stuk):
    assert veilig(stuk) == conditional_escape(stuk)


@given(st.lists(st.tuples(STUKKEN, STUKKEN)))
def test_rows_are_filled_as_django_does(rijen):
    sjabloon = '<a href="{}">{}</a>'
    assert vul_rijen(sjabloon, rijen, "\n") == format_html_join("\n", sjabloon, rijen)


def test_what_comes_out_is_safe_and_is_not_escaped_twice():
    lijst = vul_rijen("<li>{}</li>", [["<b>"], [SafeString("<i>x</i>")], [gettext_lazy("ja")]])
    assert lijst == "<li>&lt;b&gt;</li><li><i>x</i></li><li>ja</li>"
    assert aaneen([lijst, "&"], "<hr>") == f"{lijst}<hr>&amp;"
    assert isinstance(aaneen([]), SafeString)


def test_the_ways_that_are_measured_make_the_same():
    assert len({maak() for maak in meet_html.wijzen().values()}) == 1
