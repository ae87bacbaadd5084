"""Calendars in the form of iCalendar (RFC 5545), to download or to subscribe to."""

import datetime
from dataclasses import replace
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from buurtnet.kern.status import Status
from buurtnet.lijsten.feed import leesbaar
from buurtnet.web.adres import heel_adres
from buurtnet.web.templatetags.opmaak import datum
from initiatieven.herhaling import dagen_van
from initiatieven.herhaling.dagen import EEN_DAG, tijden_op
from initiatieven.herhaling.kalender import HORIZON
from initiatieven.herhaling.stukken import stukken

TYPE = "text/calendar; charset=utf-8"
MEESTE = 500
VERVERS = datetime.timedelta(hours=12)
ZONE = "Europe/Amsterdam"


def antwoord(titel, naam, records, vandaag, *, meer=False):
    """A response with a calendar of `records` as the file `naam`.ics.

    A record has `wat`, `kenmerk` and the fields of an Activiteit; `meer`: there were more.
    """
    kalender = Calendar()
    kalender.add("prodid", "-//buurtnet//buurtnet//NL")
    kalender.add("version", "2.0")
    kalender.add("calscale", "GREGORIAN")
    kalender.add("method", "PUBLISH")
    kalender.add("name", leesbaar(titel))
    kalender.add("x-wr-calname", leesbaar(titel))
    kalender.add("x-wr-timezone", ZONE)
    kalender.add("refresh-interval", VERVERS, {"VALUE": "DURATION"})
    kalender.add("x-published-ttl", "PT12H")
    if meer:
        zin = _("Alleen de eerste %(n)d. Kies een wijk of thema om de rest te zien.")
        kalender.add("description", zin % {"n": MEESTE})
    kalender.add_component(_tijdzone())
    for record in records:
        for gebeurtenis in _gebeurtenissen(record, vandaag):
            kalender.add_component(gebeurtenis)
    response = HttpResponse(kalender.to_ical(), content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{naam}.ics"'
    return response


def _tijdzone():
    """Summer time as the European Union has had it since 1996."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    for soort, naam, maand, uur, eerst, daarna in (
        (TimezoneDaylight, "CEST", 3, 2, 1, 2),
        (TimezoneStandard, "CET", 10, 3, 2, 1),
    ):
        deel = soort()
        # The first of these days since then, by the local clock: the last Sunday of the month.
        deel.add("dtstart", datetime.datetime(1996, maand, 31 if maand == 3 else 27, uur))  # noqa: DTZ001
        deel.add("rrule", {"freq": "yearly", "bymonth": maand, "byday": "-1SU"})
        deel.add("tzoffsetfrom", datetime.timedelta(hours=eerst))
        deel.add("tzoffsetto", datetime.timedelta(hours=daarna))
        deel.add("tzname", naam)
        zone.add_component(deel)
    return zone


def _gebeurtenissen(record, vandaag):
    """The VEVENTs of a record, each of a rule that every program knows or of one day.

    None when nothing says on which days it is.
    """
    wat = record.wanneer
    if not dagen_van(wat, vandaag, vandaag + HORIZON * EEN_DAG):
        return
    # Where counting begins when the source tells no first day: as long as nobody changes the
    # record, the calendar stays the same.
    opgeschreven = min(timezone.localdate(record.gewijzigd_op), vandaag)
    algemeen = _wat_en_waar(record, vandaag)
    for stuk in stukken(wat, wat.vanaf or opgeschreven, vandaag):
        gebeurtenis = algemeen.copy()
        gebeurtenis.add("uid", f"{record.kenmerk}{stuk.naam}")
        _zet_dagen(gebeurtenis, wat, stuk)
        yield gebeurtenis


def _wat_en_waar(record, vandaag):
    """A VEVENT with all but its name and its days."""
    gebeurtenis = Event()
    gebeurtenis.add("dtstamp", record.gewijzigd_op)
    gebeurtenis.add("last-modified", record.gewijzigd_op)
    gebeurtenis.add("sequence", record.versie)
    gebeurtenis.add("summary", leesbaar(record.naam))
    gebeurtenis.add("url", heel_adres(record.get_absolute_url()))
    waar = _plaats(record)
    if waar:
        gebeurtenis.add("location", leesbaar(waar))
    gebeurtenis.add("description", leesbaar(_toelichting(record)))
    onzeker = record.status == Status.GEPLAND or record.is_onbevestigd(vandaag)
    gebeurtenis.add("status", "TENTATIVE" if onzeker else "CONFIRMED")
    return gebeurtenis


def _zet_dagen(gebeurtenis, wat, stuk):
    """DTSTART, itself a day on which it is, DTEND, and what repeats it."""

    def moment(dag):
        if wat.begint_om is None:
            return dag
        return datetime.datetime.combine(dag, wat.begint_om, tzinfo=ZoneInfo(ZONE))

    gebeurtenis.add("dtstart", moment(stuk.eerste))
    if wat.begint_om is None:
        gebeurtenis.add("dtend", stuk.eerste + EEN_DAG)
    else:
        _begin, einde = tijden_op(stuk.eerste, wat.begint_om, wat.eindigt_om)
        if einde:
            gebeurtenis.add("dtend", einde.replace(tzinfo=ZoneInfo(ZONE)))
    if stuk.regel:
        gebeurtenis.add("rrule", _rrule(stuk.regel, moment))
    for dag in stuk.niet_op:
        # Written as DTSTART is: a date for a date, a moment of the same zone for a moment.
        soort = {"VALUE": "DATE"} if wat.begint_om is None else {}
        gebeurtenis.add("exdate", moment(dag), soort)


def _rrule(regel, moment):
    """A rule with its end: of what has times that is a moment in UTC."""
    waarden = vRecur.from_ical(str(replace(regel, tot=None)))
    if regel.freq == "WEEKLY" and regel.elke > 1:
        # In which week a Sunday is differs from one country to another.
        waarden["WKST"] = ["MO"]
    if regel.tot:
        einde = moment(regel.tot)
        is_moment = isinstance(einde, datetime.datetime)
        waarden["UNTIL"] = [einde.astimezone(datetime.UTC) if is_moment else einde]
    return waarden


def _plaats(record):
    """Where to go: the place with its address, or the names of the wijken."""
    plek = record.accommodatie
    if plek and plek.openbaar:
        return ", ".join(filter(None, (plek.naam, plek.adres, plek.postcode)))
    return ", ".join(wijk.naam for wijk in record.plekken)


def _toelichting(record):
    """What a calendar shows under it, one thing a line."""
    regels = [record.omschrijving, record.ritme_in_woorden]
    if getattr(record, "kosten", ""):
        regels.append(_("Kosten: %(kosten)s") % {"kosten": record.kosten})
    if getattr(record, "aanmelden", ""):
        regels.append(_("Aanmelden: %(hoe)s") % {"hoe": record.aanmelden})
    if record.bevestigd_op:
        dag = datum(record.bevestigd_op)
        regels.append(_("Voor het laatst nagegaan op %(dag)s.") % {"dag": dag})
    return "\n".join(filter(None, regels))
