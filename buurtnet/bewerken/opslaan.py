"""What every form of a coordinator does the same way: add, change, confirm, suggest.

The course of a change, from the button to the row:

1. The address belongs to a Naamwoord (`paden`), which names the model and the form. `mijn` finds
   the row: what the user can't see is 404, what isn't theirs 403.
2. In one transaction `slot` locks the row (several in the order of `kern.sloten`). The form gets
   it as it is now, and keeps a copy of that (`bewaard`) before it puts in what was typed.
3. The form reads the fields and asks the rules of the database about what differs (`formulier`).
4. When somebody else saved since the form was opened, `vind_botsing` compares the three versions.
   What only the other changed is kept; what both did, the user gets to see, and nothing is saved,
   as when both together would break a rule.
5. What differs from `bewaard` is written, with a version in the history (`Bewerkformulier.bewaar`).
6. Whether the row is still the user's is asked anew, of who they are now: if not, all is undone.

An older version is put back in the same way (`terugzetten`): the form is asked about its values.
"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtnet.kern.beurt import neem_beurt
from buurtnet.kern.boom import Boom
from buurtnet.kern.getal import lees_nummer
from buurtnet.kern.noemen import noem, pagina_van
from buurtnet.kern.periode import Periode
from buurtnet.kern.rechten import eigen_of_403, mag_toevoegen
from buurtnet.kern.record import Record
from buurtnet.web.adres import haal_voor_formulier, is_pad_hier
from buurtnet.zoeken.gelijkenis import gelijkende

from .botsing import vind_botsing
from .concepten import tonen
from .handelingen import handeling, meld_gedaan
from .inzending import Inzending, kenmerk_van, sleutel_van
from .weigering import vraag_verwijzingen_meteen, zin_bij

NIET_VAN_JOU = gettext_lazy(
    "Dit valt buiten je werkgebied: je zou het daarna niet meer kunnen wijzigen. Kies iets van"
    " jezelf, of vraag de redactie."
)


# The buttons that ask for more empty lines, or for another order of them, instead of saving.
MEER_REGELS, VERPLAATS = "meer", "verplaats"


class NietBewaard(Exception):
    """A valid form could not be saved: at which field (None: of the whole) to say what."""

    def __init__(self, veld, zin):
        super().__init__(veld, zin)
        self.veld, self.zin = veld, zin


# Who may


def mijn(request, queryset, **kenmerk):
    """The row that the user may edit: 404 when they can't see it, 403 when they may only read."""
    eigen = queryset.visible_to(request.user).editable_by(request.user).filter(**kenmerk).first()
    return eigen or eigen_of_403(haal_voor_formulier(request, queryset, **kenmerk), request.user)


def eis_toevoegen(gebruiker):
    """Adding something is for who may. Raises PermissionDenied."""
    if not mag_toevoegen(gebruiker):
        raise PermissionDenied


def adres(rij, verb):
    """The address of a form for this row: `verb` is "wijzigen", "beeindigen" and so on."""
    naam = f"{rij._meta.app_label}:{rij._meta.model_name}_{verb}"
    return reverse(naam, kwargs=rij.padsleutel)


# Adding


def nieuw(
    request,
    form_klasse,
    *,
    terug,
    ouder=None,
    vaste_velden=None,
    initial=None,
    doel_van=None,
    kop="",
    sjabloon="bewerken/nieuw.html",
):
    """Add a row.

    `terug` is the address of "Annuleren"; `ouder` is the record that the form stands below, if
    any; `vaste_velden` gives what isn't asked, {field: record}; `doel_van` makes the address to
    go to from the row: default its own page. `kop` and `sjabloon` are for a page that is about
    more than adding.
    """
    soort = {"gebruiker": request.user, "vaste_velden": vaste_velden, "initial": initial or {}}
    form = form_klasse(request.POST or None, form_klasse.uploads(request), **soort)
    sleutel = sleutel_van(request)
    concept = tonen.vul_aan(request, ouder, form, **soort)
    if _vraagt_regels(request):
        form = form_klasse(**soort).neem_over(form, meer_regels=MEER_REGELS in request.POST)
    elif request.method == "POST":
        kenmerk = kenmerk_van(request, ouder, sleutel)
        doel = _voeg_eenmalig_toe(request, form, kenmerk, doel_van, terug)
        if doel:
            if form.heeft_concept:
                tonen.gooi_weg(request, ouder)
            return redirect(doel)
    wat = form_klasse._meta.model._meta.verbose_name
    context = {
        "kop": kop or capfirst(_("%(wat)s toevoegen") % {"wat": wat}),
        "ouders": list((vaste_velden or {}).values()),
        "form": form,
        "terug": terug,
        "sleutel": sleutel,
        "gelijkende": _gelijkende(request, form),
        "concept": concept,
    }
    return render(request, sjabloon, context)


def _voeg_eenmalig_toe(request, form, kenmerk, doel_van, terug):
    """The address to go to when the form is saved now, or was before; else None.

    `kenmerk`: the fields of the Inzending that this is; `terug`: where one goes once it is undone.
    """
    try:
        with transaction.atomic():
            inzending, eerste = Inzending.objects.get_or_create(**kenmerk)
            if not eerste:
                return inzending.doel
            if issubclass(form._meta.model, Record):
                # What looks like it may be added by somebody else this very moment.
                neem_beurt(form._meta.model)
            if form.is_valid() and not _gelijkende(request, form):
                with handeling(request.user, terug=terug) as gedaan:
                    bewaar(form, request.user)
                    zin = _("%(wat)s toegevoegd: %(naam)s.")
                    gedaan.wat = in_woorden(request, zin, form.instance)
                return _toegevoegd(request, form, inzending, doel_van, gedaan)
            transaction.set_rollback(True)
    except NietBewaard as fout:
        form.add_error(fout.veld, fout.zin)
    return None


def _toegevoegd(request, form, inzending, doel_van, gedaan):
    """Keep and tell what was added; gives the address to go to."""
    inzending.doel = waarheen(form.instance, request.user, doel_van)
    inzending.save()
    meld(request, gedaan, form.instance, inzending.doel, form.gevolgen)
    return inzending.doel


def _gelijkende(request, form):
    """What looks like it, until the user says that it is something else."""
    if not form.is_bound or not form.is_valid() or "toch" in request.POST:
        return []
    return form.gelijkende


def _vraagt_regels(request):
    """Whether the lines of the form are to be shown otherwise, and nothing to be saved yet."""
    return MEER_REGELS in request.POST or VERPLAATS in request.POST


# Changing


def wijzigen(request, rij, form_klasse, *, doel_van=None):
    """Change a row; what somebody else changed since the form was opened, stays as they did.

    Of what both changed the user sees both versions, and chooses.
    """
    if request.method != "POST":
        return _toon_wijzigen(request, rij, form_klasse(instance=rij, gebruiker=request.user))
    botsing, bestanden = None, form_klasse.uploads(request)
    soort = {"gebruiker": request.user, "instance": rij}
    versie = getal(request, "versie")
    if _vraagt_regels(request):
        getypt = form_klasse(request.POST, bestanden, **soort)
        form = form_klasse(**soort).neem_over(getypt, meer_regels=MEER_REGELS in request.POST)
        return _toon_wijzigen(request, rij, form, versie=versie)
    try:
        with transaction.atomic():
            houd_boom_bij_verplaatsen(request, rij)
            form = form_klasse(request.POST, bestanden, **soort | {"instance": slot(rij)})
            if form.is_valid():
                botsing = vind_botsing(form, versie)
                past = not botsing or form.houd(botsing.van_ander)
                if past and not (botsing and botsing.verschillen):
                    with handeling(request.user) as gedaan:
                        if form.has_changed():
                            bewaar(form, request.user)
                        zin = _("%(wat)s gewijzigd: %(naam)s.")
                        gedaan.wat = in_woorden(request, zin, form.instance)
                        gedaan.terug = waarheen(form.instance, request.user, doel_van)
                    return _klaar(request, form, gedaan, botsing)
    except NietBewaard as fout:
        form.add_error(fout.veld, fout.zin)
    rij.refresh_from_db()
    if botsing:
        form, versie = form_klasse(**soort).neem_over(form), rij.versie
    return _toon_wijzigen(request, rij, form, botsing, versie)


def _toon_wijzigen(request, rij, form, botsing=None, versie=None):
    concept = tonen.vul_aan(request, rij, form, instance=rij, gebruiker=request.user)
    versie = concept.versie if concept and concept.concept else versie
    context = {
        "kop": form.kop % {"naam": noem(rij, request.user)},
        "rij": rij,
        "form": form,
        "terug": pagina_of_werkplek(rij, request.user),
        "versie": rij.versie if versie is None else versie,
        "botsing": botsing,
        "concept": concept,
    }
    return render(request, "bewerken/wijzigen.html", context)


def _klaar(request, form, gedaan, botsing=None):
    doel = gedaan.terug
    if form.heeft_concept:
        tonen.gooi_weg(request, form.instance)
    if form.has_changed():
        meld(request, gedaan, form.instance, doel, form.gevolgen)
    elif not botsing:
        messages.info(request, _("Er was niets veranderd; alles is nog zoals het was."))
    if botsing:
        _meld_ander(request, form, botsing)
    return redirect(doel)


def _meld_ander(request, form, botsing):
    zin = _("%(wie)s wijzigde dit intussen ook (%(velden)s). Dat is zo gebleven.")
    if form.has_changed():
        zin = _("%(wie)s wijzigde dit intussen ook (%(velden)s). Beide wijzigingen zijn bewaard.")
    messages.info(request, zin % {"wie": botsing.wie, "velden": ", ".join(botsing.labels)})


def slot(rij):
    """The row as it is now, kept from others until the transaction ends."""
    return get_object_or_404(type(rij)._default_manager.select_for_update(of=("self",)), pk=rij.pk)


def houd_boom_bij_verplaatsen(request, rij):
    """Before `slot`: hold the tree when the form that was sent gives `rij` another parent in it."""
    if not isinstance(rij, Boom):
        return
    ouder_id = getattr(rij, f"{rij.boomveld}_id")
    getypt = request.POST.get(rij.boomveld, "").strip()
    # Forms name a parent by its key or, out of thousands, by its name.
    zelfde = getypt == str(ouder_id or "")
    # Of two with that name the other may have been chosen.
    anders = request.POST.get(f"{rij.boomveld}_keuze", "") not in ("", str(ouder_id))
    if anders or (not zelfde and not (ouder_id and getypt == getattr(rij, rij.boomveld).naam)):
        rij.houd_boom()


def is_intussen_gewijzigd(request, rij):
    """Whether the form was made from another version than `rij` is now."""
    return rij.versie != getal(request, "versie")


def bewaar(form, gebruiker):
    """Save a valid form, in a transaction that ends when this raises NietBewaard.

    That is when the result would not be the user's own, or somebody else just saved the same, or
    deleted what this points at.
    """
    try:
        if form.verwijst:
            vraag_verwijzingen_meteen()
        rij = form.bewaar()
    except IntegrityError as fout:
        raise NietBewaard(None, zin_bij(fout)) from None
    except ValidationError as fout:
        veld = next((naam for naam in fout.update_error_dict({}) if naam in form.fields), None)
        raise NietBewaard(veld, fout.messages[0]) from None
    if not _blijft_van(rij, gebruiker):
        veld = form.rechtveld if form.rechtveld in form.fields else None
        raise NietBewaard(veld, str(NIET_VAN_JOU))


def _blijft_van(rij, gebruiker):
    # A fresh user: what somebody coordinates is remembered per object and may just have changed.
    return gebruiker.is_redacteur or rij.can_edit(get_user_model().objects.get(pk=gebruiker.pk))


# Confirming


def is_voorbij(rij):
    """Whether `rij` has ended by today: then there is nothing to confirm or to end."""
    return isinstance(rij, Periode) and rij.is_voorbij(timezone.localdate())


def bevestig(rij, gebruiker):
    """Save that `gebruiker` found this row still right today; within a transaction."""
    slot(rij).bewaar_bevestiging(gebruiker, timezone.localdate())


def bevestigen(request, rij, *, doel_van=None):
    """Record that this is still right today: no edit."""
    terug = request.POST.get("terug", "")
    doel = terug if is_pad_hier(terug) else waarheen(rij, request.user, doel_van)
    if is_voorbij(rij):
        zin = _("%(naam)s is voorbij. Klopt er iets niet? Kies dan “Wijzig”.")
        messages.error(request, zin % {"naam": noem(rij, request.user)})
    else:
        zin = _("Bevestigd: %(naam)s. Dank je wel.") % {"naam": noem(rij, request.user)}
        with transaction.atomic(), handeling(request.user, zin, doel) as gedaan:
            bevestig(rij, request.user)
        meld_gedaan(request, zin, gedaan)
    return redirect(doel)


# Suggestions while typing


def suggesties(request, queryset):
    """Names that look like `q`, as options for a text box."""
    vraag = request.GET.get("q", "")[:160].replace("\x00", "")
    rijen = queryset.visible_to(request.user)
    begin = list(rijen.filter(naam__istartswith=vraag)[:5]) if vraag else []
    namen = dict.fromkeys(rij.naam for rij in [*begin, *gelijkende(rijen, vraag)])
    return render(request, "bewerken/_suggesties.html", {"namen": list(namen)[:8]})


# Shared


def getal(request, naam):
    """The number that `request` sends under this name; 0 for anything else."""
    return lees_nummer(request.POST.get(naam, "")) or 0


def waarheen(rij, gebruiker, doel_van=None):
    """Where one goes after saving `rij`: what `doel_van` makes of it, or its page."""
    return doel_van(rij) if doel_van else pagina_of_werkplek(rij, gebruiker)


def pagina_of_werkplek(rij, gebruiker):
    """The page that shows `rij`; the desk when that is of something that they may not see."""
    return pagina_van(rij, gebruiker) or resolve_url(settings.LOGIN_REDIRECT_URL)


def in_woorden(request, zin, rij, **woorden):
    """The sentence `zin` about `rij`, filled in as the user may read it."""
    naam = noem(rij, request.user)
    return zin % {"wat": capfirst(rij._meta.verbose_name), "naam": naam, **woorden}


def meld(request, gedaan, rij, doel, gevolgen=()):
    """Say what was done with `rij`, a Handeling, and where to see it when that is elsewhere."""
    tekst = gedaan.wat
    elders = pagina_van(rij, request.user)
    if elders and elders != doel:
        tekst = format_html('{} <a href="{}">{}</a>', tekst, elders, _("Bekijk het op de site."))
    meld_gedaan(request, tekst, gedaan)
    for gevolg in gevolgen:
        messages.info(request, gevolg)
