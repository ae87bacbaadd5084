"""Mail to who follows something: the question to confirm, and each week what is new."""

from itertools import groupby

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtnet.kern.sloten import vergrendel
from buurtnet.kern.versleuteling import Onleesbaar
from buurtnet.post.adressen import geweigerde
from buurtnet.post.klaarzetten import zet_klaar
from buurtnet.web.adres import heel_adres
from netwerken import volgen
from netwerken.models import Volger
from netwerken.models.volger import ONBEVESTIGD_WEG_NA, WAT
from netwerken.nieuws import SOORTEN, nieuws_van

from ..week import begin_van, maandag_van, week_van

# So many lines in a mail; the page has them all.
MEESTE = 30


def vraag_bevestiging(volger, record):
    """Ask whether the address is theirs, at most once a day; nothing else is sent until then."""
    vandaag = timezone.localdate()
    velden = {"naam": record.naam, "link": _adres("volgen_bevestigen", volger, volgen.BEVESTIGEN)}
    zet_klaar(
        "volgen",
        volgen.kenmerk_van(volger, f"bevestigen:{vandaag}"),
        volger.email,
        _("Wil je %(naam)s volgen?") % {"naam": record.naam},
        render_to_string("berichten/email/volgen_bevestigen.txt", velden),
        geldig_tot=timezone.now() + ONBEVESTIGD_WEG_NA,
        spoed=True,
        geheim=True,
    )


def doe(datum):
    """Mail all who were not told this week; gives how many mails. In a transaction, twice is fine.

    Who has no news gets no mail, and is told again next week.
    """
    te_laat = Volger.objects.bevestigd().filter(verteld_tot__lt=maandag_van(datum))
    volgers = [(volger, email) for volger in vergrendel(te_laat) if (email := _email_van(volger))]
    weigert = geweigerde([email for _volger, email in volgers])
    aantal = 0
    for (waarvan, sinds, taal), groep in groupby(sorted(volgers, key=_sleutel), key=_groep):
        lezers = [(volger, email) for volger, email in groep if email.lower() not in weigert]
        with override(taal):
            nieuws = lezers and _nieuws(waarvan, sinds, datum)
            if nieuws:
                aantal += sum(_mail(volger, email, nieuws, datum) for volger, email in lezers)
    verteld = [volger.pk for volger, _email in volgers]
    Volger.objects.filter(pk__in=verteld).update(verteld_tot=datum)
    return aantal


def _email_van(volger):
    """None when it was encrypted with another SECRET_KEY: nobody is mailed, and nothing fails."""
    try:
        return volger.email
    except Onleesbaar:
        return None


def _groep(rij):
    """Who gets the same text: about the same, since the same day, in the same language."""
    volger, _email = rij
    waarvan = next((naam, pk) for naam in WAT if (pk := getattr(volger, f"{naam}_id")))
    return waarvan, volger.verteld_tot, volger.taal


def _sleutel(rij):
    return *_groep(rij), rij[0].pk


def _nieuws(waarvan, sinds, datum):
    """What a mail says to all of them, in the language of now; None without news.

    Nor is there any of what not everybody may read any more.
    """
    naam, pk = waarvan
    record = WAT[naam].objects.filter(pk=pk, openbaar=True).first()
    if record is None:
        return None
    # One more than is shown tells whether there is more.
    nieuws = nieuws_van(record, begin_van(sinds), begin_van(datum), MEESTE + 1)
    return nieuws and {
        "naam": record.naam,
        "delen": _delen(nieuws[:MEESTE], record),
        "is_meer": len(nieuws) > MEESTE,
        "pagina": heel_adres(record.get_absolute_url()),
        "alles": heel_adres(reverse(f"netwerken:{naam}_veranderd", args=[record.slug])),
    }


def _mail(volger, email, nieuws, datum):
    afmelden = _adres("volgen_stoppen", volger, volgen.STOPPEN)
    _bericht, is_nieuw = zet_klaar(
        "volgen",
        volgen.kenmerk_van(volger, week_van(datum)),
        email,
        _("Nieuw in %(naam)s") % {"naam": nieuws["naam"]},
        render_to_string("berichten/email/volgen.txt", nieuws | {"weg": afmelden}),
        afmelden=afmelden,
    )
    return is_nieuw


def _delen(nieuws, record):
    """[(heading, [(word, name, address)])], in the order of the page about what changed."""
    volgorde = list(SOORTEN)
    op_soort = sorted(nieuws, key=lambda een: volgorde.index(een.soort))
    per_soort = groupby(op_soort, key=lambda een: een.soort)
    return [
        (str(SOORTEN[soort].kop), [_regel(een, record) for een in groep])
        for soort, groep in per_soort
    ]


def _regel(een, record):
    return str(een.woord), een.naam(record), heel_adres(een.pagina(record))


def _adres(naam, volger, doel):
    return heel_adres(reverse(naam, args=[volgen.sleutel_voor(volger, doel)]))
