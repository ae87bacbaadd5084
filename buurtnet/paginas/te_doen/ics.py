"""Calendars in the form of iCalendar (RFC 5545), to download or to subscribe to."""

import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from buurtnet.kern.status import Status
from buurtnet.lijsten.feed import leesbaar
from buurtnet.web.adres import heel_adres
from buurtnet.web.templatetags.opmaak import datum
from initiatieven.herhaling import MEESTE_DAGEN, dagen_van, lees_regel
from initiatieven.herhaling.dagen import EEN_DAG, tijden_op
from initiatieven.herhaling.kalender import HORIZON

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
        gebeurtenis = _gebeurtenis(record, vandaag)
        if gebeurtenis:
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


def _gebeurtenis(record, vandaag):
    """The VEVENT of a record; None when nothing says on which days it is."""
    wat = record.wanneer
    if not dagen_van(wat, vandaag, vandaag + HORIZON * EEN_DAG):
        return None
    gebeurtenis = Event()
    gebeurtenis.add("uid", record.kenmerk)
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
    opgeschreven = min(timezone.localdate(record.gewijzigd_op), vandaag)
    _zet_dagen(gebeurtenis, wat, opgeschreven)
    return gebeurtenis


def _zet_dagen(gebeurtenis, wat, opgeschreven):
    """DTSTART and what repeats it. `opgeschreven` is where counting begins when the source tells
    no first day: as long as nobody changes the record, the calendar stays the same."""

    def moment(dag):
        if wat.begint_om is None:
            return dag
        return datetime.datetime.combine(dag, wat.begint_om, tzinfo=ZoneInfo(ZONE))

    def zet(naam, dagen):
        soort = {"VALUE": "DATE"} if wat.begint_om is None else {}
        for dag in dagen:
            gebeurtenis.add(naam, moment(dag), soort)

    begin = wat.vanaf or opgeschreven
    kaal = wat._replace(niet_op=(), ook_op=())
    # The first day may be years away: 29 February.
    vast = dagen_van(kaal, begin, begin + HORIZON * EEN_DAG) or dagen_van(
        kaal, begin, begin + MEESTE_DAGEN * EEN_DAG
    )
    extra = [dag for dag in wat.ook_op if dag not in wat.niet_op and _binnen(wat, dag)]
    if wat.regel and vast:
        eerste = vast[0]
        gebeurtenis.add("rrule", _rrule(wat, moment))
        zet("exdate", _weggelaten(kaal, wat.niet_op, eerste))
        zet("rdate", extra)
    else:
        eerste, *rest = sorted({*vast, *extra})
        zet("rdate", rest)
    gebeurtenis.add("dtstart", moment(eerste))
    _begin, einde = tijden_op(eerste, wat.begint_om, wat.eindigt_om)
    if einde:
        gebeurtenis.add("dtend", einde.replace(tzinfo=ZoneInfo(ZONE)))


def _weggelaten(kaal, niet_op, eerste):
    """The days of `niet_op` that the rule would give: of a summer without, a few."""
    if not niet_op:
        return []
    gewoon = set(dagen_van(kaal, eerste, niet_op[-1]))
    return [dag for dag in niet_op if dag in gewoon]


def _binnen(wat, dag):
    return (wat.vanaf is None or wat.vanaf <= dag) and (wat.tot is None or dag <= wat.tot)


def _rrule(wat, moment):
    """The rule with its end: of what has times that is a moment in UTC."""
    regel = lees_regel(wat.regel)
    laatste = min(filter(None, (regel.tot, wat.tot)), default=None)
    if regel.keren and laatste:
        dagen = dagen_van(wat._replace(niet_op=(), ook_op=()), wat.vanaf, laatste)
        laatste = dagen[-1]
    waarden = vRecur.from_ical(str(regel))
    if laatste:
        waarden.pop("COUNT", None)
        einde = moment(laatste)
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
