"""A meeting as it lies on the table, and what was typed there: one sheet, saved in one go."""

import re

from django.db.models import Max
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtnet.bewerken import opslaan
from buurtnet.bewerken.botsing import vind_botsing
from buurtnet.bewerken.formulier import Bewerkformulier
from buurtnet.bewerken.ongedaan import REDEN as ONGEDAAN
from buurtnet.kern import sloten
from buurtnet.kern.noemen import noem
from netwerken.models import Bespreekpunt, Bijeenkomst, Signaal
from netwerken.verslag import Verslag

from .aanwezigen import Presentie
from .punten import LEGE_PUNTEN, Keuzes, Punt, lees_versie, waarden_van

# What a sheet sends of each point that stood on it, and of each empty line.
VERSIEVELD = re.compile(r"punt-([0-9]{1,17})-versie")
NIEUW = re.compile(r"nieuw-([0-9]{1,2})-onderwerp")
MEESTE_NIEUWE = 40
# What the history says of a decision that became as public as the report.
ZOALS_VERSLAG = "zoals het verslag"


class VerslagFormulier(Bewerkformulier):
    """What is said and hangs on no point, and who may read the report."""

    vanaf = tot = None
    tijdstippen = ()
    # One begins at the top of the sheet.
    leest_eerst = True

    class Meta:
        model = Bijeenkomst
        fields = ["verslag", "verslag_openbaar"]


def vergrendel(bijeenkomst, wijkblad):
    """The meeting as it is now, kept from others with all on its table; in everybody's order."""
    delen = (bijeenkomst.aanwezigen, bijeenkomst.afspraken, bijeenkomst.punten)
    hier = Bijeenkomst.objects.filter(pk=bijeenkomst.pk)
    rooster = wijkblad.te_vergrendelen()
    sloten.vergrendel_per_soort([*(deel.all() for deel in delen), hier, *rooster])
    return opslaan.slot(bijeenkomst)


class Tafel:
    """The whole sheet of one meeting as `gebruiker` sees it; `data`: what was sent, or None.

    `wijkblad`: the rooster on it, as a Wijkblad of the same data.
    """

    def __init__(self, bijeenkomst, gebruiker, wijkblad, data=None):
        self.bijeenkomst, self.gebruiker, self.data = bijeenkomst, gebruiker, data
        self.wijkblad = wijkblad
        self.presentie = Presentie(bijeenkomst, gebruiker, data)
        self.keuzes = Keuzes(bijeenkomst, gebruiker, data)
        self.verslag = VerslagFormulier(data, gebruiker=gebruiker, instance=bijeenkomst)
        self.versie = lees_versie(data, "versie") if data else bijeenkomst.versie
        self.was_openbaar = bijeenkomst.is_verslag_openbaar
        # What somebody else wrote of the same meanwhile, and what else keeps it from being saved.
        self.botsing, self.fouten = None, []
        self.is_concept = False

    @classmethod
    def van_concept(cls, bijeenkomst, gebruiker, wijkblad, data):
        """The sheet with a draft on it, which is shown and not judged."""
        tafel = cls(bijeenkomst, gebruiker, wijkblad, data)
        soort = {"gebruiker": gebruiker, "instance": bijeenkomst}
        tafel.verslag = VerslagFormulier(**soort).neem_over(tafel.verslag)
        for deel in (tafel.presentie, *tafel.punten, *tafel.nieuwe):
            deel.open_concept()
        tafel.is_concept = True
        return tafel

    @cached_property
    def punten(self):
        rijen = self.bijeenkomst.punten.select_related("signaal", "agendapunt", "vorige")
        afspraken = {}
        for afspraak in self.afspraken:
            afspraken.setdefault(afspraak.punt_id, []).append(afspraak)
        return [self._punt(f"punt-{r.pk}", rij=r, afspraken=afspraken.get(r.pk, ())) for r in rijen]

    @cached_property
    def nieuwe(self):
        gestuurd = filter(None, map(NIEUW.fullmatch, self.data or ()))
        aantal = min(max([LEGE_PUNTEN, *(int(veld[1]) + 1 for veld in gestuurd)]), MEESTE_NIEUWE)
        regels = [self._punt(f"nieuw-{nummer}") for nummer in range(aantal)]
        weg = enumerate(self.verdwenen, aantal)
        return regels + [punt.als_nieuw(f"nieuw-{nummer}") for nummer, punt in weg]

    @cached_property
    def verdwenen(self):
        """Points that somebody took off the table while something was typed with them here."""
        staan = {f"{punt.prefix}-versie" for punt in self.punten}
        velden = filter(None, map(VERSIEVELD.fullmatch, set(self.data or ()) - staan))
        versies = {int(veld[1]): lees_versie(self.data, veld[0]) for veld in velden}
        toen = Bespreekpunt.history.filter(id__in=versies, bijeenkomst=self.bijeenkomst.pk)
        rijen = {
            r.id: r.instance for r in toen.order_by("id", "history_id") if r.versie == versies[r.id]
        }
        punten = [self._punt(f"punt-{pk}", rij=rij) for pk, rij in rijen.items()]
        return [p for p in punten if p.form.has_changed() or any(waarden_van(p.regels).values())]

    def _punt(self, prefix, **velden):
        # A point that somebody else added since the form was opened, was not sent along.
        erbij = velden.get("rij") and self.data and f"{prefix}-versie" not in self.data
        return Punt(prefix, self.gebruiker, None if erbij else self.data, **velden)

    @cached_property
    def afspraken(self):
        """All that was decided and agreed here, with who promised what."""
        rijen = self.bijeenkomst.afspraken.order_by("pk")
        return list(rijen.met_toezeggingen())

    @cached_property
    def eerder(self):
        """What earlier meetings of the network decided and is still open."""
        rijen = self.bijeenkomst.netwerk.afspraken.open().filter(bijeenkomst__isnull=False)
        rijen = rijen.exclude(bijeenkomst=self.bijeenkomst).order_by("deadline", "pk")
        return list(rijen.met_toezeggingen()[:20])

    @cached_property
    def signalen(self):
        """What was heard here or is on the table, and may be read, with what became of it."""
        alle = Signaal.objects.visible_to(self.gebruiker).van_bijeenkomst(self.bijeenkomst)
        return list(alle.order_by("pk"))

    @property
    def aan_tafel(self):
        """Names to choose from of who does something."""
        return [stoel.naam for stoel in self.presentie.stoelen]

    @property
    def is_fout(self):
        if self.data is None or self.is_concept:
            return False
        return bool(self.fouten or self.botsingen or not self.is_valid())

    @property
    def botsingen(self):
        alle = [self.botsing, *(punt.botsing for punt in self.punten)]
        return [botsing for botsing in alle if botsing]

    # Saving

    def is_valid(self):
        gestuurd = [punt for punt in (*self.punten, *self.nieuwe) if punt.form.is_bound]
        # All are asked, so that all that is wrong is told at once.
        goed = [deel.is_valid() for deel in (self.presentie, self.verslag, *gestuurd)]
        return all(goed) and not self.verdwenen

    def zoek_botsingen(self):
        """Whether somebody else changed meanwhile what this changes too; each then shows both."""
        self.botsing = _botst(self.verslag, self.versie)
        if self.botsing:
            soort = {"gebruiker": self.gebruiker, "instance": self.bijeenkomst}
            self.bijeenkomst.refresh_from_db()
            self.verslag = VerslagFormulier(**soort).neem_over(self.verslag)
            self.versie = self.bijeenkomst.versie
        for punt in self.punten:
            if punt.form.is_bound and (botsing := _botst(punt.form, punt.versie)):
                punt.toon_botsing(botsing)
        return bool(self.botsingen)

    def bewaar(self):
        """Write all that differs; gives in words what, but for the rooster, which says so itself.

        Within a transaction that holds it all. Raises NietBewaard: of `opslaan`, or of the rooster.
        """
        woorden = self._bewaar_aanwezigen()
        afspraken = self._bewaar_punten()
        if self.verslag.has_changed():
            opslaan.bewaar(self.verslag, self.gebruiker)
            woorden.append(_("verslag bijgewerkt"))
        if n := len(afspraken):
            zin = ngettext("%(n)d besluit of afspraak", "%(n)d besluiten en afspraken", n)
            woorden.append(zin % {"n": n})
        self.wijkblad.schrijf()
        return woorden + self._maak_openbaar_zoals_verslag()

    def _bewaar_aanwezigen(self):
        erbij, weg = self.presentie.bewaar()
        woorden = [_("%(n)d aanwezig erbij") % {"n": erbij}] if erbij else []
        return woorden + ([_("%(n)d toch niet aanwezig") % {"n": weg}] if weg else [])

    def _bewaar_punten(self):
        """Write the points; gives the agreements that were made with them."""
        afspraken = []
        for punt in self.punten:
            if not punt.form.is_bound:
                continue
            if punt.form.has_changed():
                opslaan.bewaar(punt.form, self.gebruiker)
            if besloten := punt.regels.bewaar(self.bijeenkomst, punt.rij):
                afspraken += besloten
                punt.rij.besproken = True
                punt.rij.save(update_fields=["besproken"])
        self._bespreek([punt.rij for punt in self.punten if punt.rij.besproken])
        plek = self.bijeenkomst.punten.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0
        for rij in self.keuzes.nieuwe_punten():
            plek = self._voeg_toe(rij, plek)
        for punt in self.nieuwe:
            gegevens = punt.form.cleaned_data
            if gegevens["onderwerp"]:
                besproken = not punt.regels.is_leeg
                rij = Bespreekpunt(bijeenkomst=self.bijeenkomst, besproken=besproken, **gegevens)
                plek = self._voeg_toe(rij, plek)
                afspraken += punt.regels.bewaar(self.bijeenkomst, rij)
        return afspraken

    def _voeg_toe(self, rij, plek):
        rij.volgorde = plek + 1
        rij.save()
        return rij.volgorde

    def _bespreek(self, punten):
        """A signal that was new has been talked about now, when it is the user's to say so."""
        sleutels = {punt.signaal_id for punt in punten if punt.signaal_id}
        nieuw = Signaal.objects.filter(pk__in=sleutels, stand=Signaal.Stand.NIEUW)
        eigen = nieuw.editable_by(self.gebruiker).values_list("pk", flat=True)
        # Asked anew of what is held: somebody else may have taken it further meanwhile.
        for signaal in sloten.vergrendel(nieuw.filter(pk__in=list(eigen))):
            signaal.zet_stand(Signaal.Stand.BESPROKEN, self.bijeenkomst.dag)
            signaal.save()

    def _maak_openbaar_zoals_verslag(self):
        """What was decided here can be read by all when the report says so, and else not."""
        openbaar = self.bijeenkomst.is_verslag_openbaar
        if openbaar == self.was_openbaar:
            return []
        # What was agreed elsewhere, or is another network's, is as public as they say there.
        hier = self.bijeenkomst.afspraken.editable_by(self.gebruiker).exclude(punt=None)
        for rij in hier.exclude(openbaar=openbaar):
            if _koos_niemand(rij):
                rij.openbaar = openbaar
                rij._change_reason = ZOALS_VERSLAG
                rij.save(update_fields=["openbaar"])
        if Verslag(self.bijeenkomst, self.gebruiker).leest_iedereen:
            return [_("het verslag staat op de site")]
        if openbaar:
            return [_("het verslag staat op de site zodra de bijeenkomst zelf openbaar is")]
        return [_("het verslag staat niet meer op de site")]

    def schuif_omhoog(self, sleutel):
        """Put the point with this key before the one above it; whether there is such a point."""
        rijen = list(self.bijeenkomst.punten.all())
        plek = next((i for i, rij in enumerate(rijen) if str(rij.pk) == sleutel), None)
        if plek is None:
            return False
        if plek:
            rijen[plek - 1 : plek + 1] = rijen[plek], rijen[plek - 1]
        for nummer, rij in enumerate(rijen, 1):
            if rij.volgorde != nummer:
                rij.volgorde = nummer
                rij.save(update_fields=["volgorde"])
        return True

    def rond_af(self, vandaag):
        """Say that it was held, on its day or else today: its report is there to be read."""
        rij = self.bijeenkomst
        rij.gehouden_op = min(rij.vanaf or vandaag, vandaag)
        rij.save(update_fields=["gehouden_op"])

    @property
    def naam(self):
        return noem(self.bijeenkomst, self.gebruiker)


def _koos_niemand(afspraak):
    """Whether it is as public as the report made it, and nobody chose that by hand since."""
    versies = afspraak.history.order_by("history_id")
    versies = list(versies.values_list("openbaar", "history_change_reason"))
    keuzes = [nu for nu, eerder in zip(versies[1:], versies, strict=False) if nu[0] != eerder[0]]
    return all(reden in (ZOALS_VERSLAG, ONGEDAAN) for _openbaar, reden in keuzes[-1:])


def _botst(form, versie):
    """The Botsing of a valid form, opened on `versie`, when both changed the same; else None."""
    botsing = vind_botsing(form, versie)
    past = not botsing or form.houd(botsing.van_ander)
    return None if past and not (botsing and botsing.verschillen) else botsing
