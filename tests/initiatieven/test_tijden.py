"""Times of day in plain Dutch, as people type them among the words of a rhythm."""

import datetime

import pytest

from initiatieven.herhaling import lees_herhaling


@pytest.mark.parametrize(
    ("getypt", "begin", "einde", "woorden"),
    [
        ("elke donderdag van 10 tot 12.30 uur", "10:00", "12:30", "elke donderdag"),
        ("elke woensdag om 19:30", "19:30", "", "elke woensdag"),
        ("elke dinsdag 10:00-12:00", "10:00", "12:00", "elke dinsdag"),
        ("dinsdag 10.00 - 12.00 uur", "10:00", "12:00", "elke dinsdag"),
        ("dinsdag 10-12 uur", "10:00", "12:00", "elke dinsdag"),
        ("dinsdag 14.00 uur", "14:00", "", "elke dinsdag"),
        ("dinsdag 14u", "14:00", "", "elke dinsdag"),
        ("van 14:00 tot 16:00 uur elke dinsdag", "14:00", "16:00", "elke dinsdag"),
        ("elke dinsdag om half drie", "14:30", "", "elke dinsdag"),
        ("dinsdag om kwart over twee", "14:15", "", "elke dinsdag"),
        ("dinsdag van half drie tot vier uur", "14:30", "16:00", "elke dinsdag"),
        ("dinsdag van twee tot vier", "14:00", "16:00", "elke dinsdag"),
        ("dinsdag om tien uur", "10:00", "", "elke dinsdag"),
        ("dinsdag om 2 uur", "14:00", "", "elke dinsdag"),
        ("dinsdag van 9 tot 1", "09:00", "13:00", "elke dinsdag"),
        ("dinsdagavond om half acht", "19:30", "", "elke dinsdagavond"),
        ("elke dinsdag om 8 uur 's avonds", "20:00", "", "elke dinsdagavond"),
        ("dinsdag om half acht 's ochtends", "07:30", "", "elke dinsdagochtend"),
        ("zaterdag van 22 tot 2", "22:00", "02:00", "elke zaterdag"),
        ("zaterdag van 20:00 tot 24:00 uur", "20:00", "00:00", "elke zaterdag"),
        ("eerste dinsdag van de maand om 20.00u", "20:00", "", "elke eerste dinsdag van de maand"),
        ("elke dinsdag vanaf 10 uur", "10:00", "", "elke dinsdag"),
        ("zaterdag 12-12-2026 om 14:00", "14:00", "", "op zaterdag 12 december 2026"),
        ("12 december 2026, 14.00 tot 16.00 uur", "14:00", "16:00", "op zaterdag 12 december 2026"),
    ],
)
def test_times_are_taken_out_of_the_words(getypt, begin, einde, woorden):
    herhaling = lees_herhaling(getypt)
    tijd = datetime.time.fromisoformat
    assert herhaling.tijden == (tijd(begin), tijd(einde) if einde else None)
    assert herhaling.woorden == woorden


@pytest.mark.parametrize(
    ("getypt", "zegt"),
    [
        ("dinsdag om half acht", "Schrijf 7:30 of 19:30"),
        ("dinsdag van 12.00 tot 10.00", "begint om 12:00 en eindigt om 10:00"),
        ("elke 15e van de maand 's avonds", "hoe laat"),
        ("elke woensdag om 25:00", "tijd bestaat niet"),
    ],
)
def test_a_time_that_can_not_be_meant_is_told(getypt, zegt):
    with pytest.raises(ValueError, match=zegt):
        lees_herhaling(getypt)
