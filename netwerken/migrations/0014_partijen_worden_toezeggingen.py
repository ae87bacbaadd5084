"""Whoever was a party to an agreement becomes a Toezegging without words, history included."""

from django.db import migrations

REDEN = "partij bij de afspraak"


def maak_toezeggingen(apps, schema_editor):
    for afspraak in apps.get_model("netwerken", "Afspraak").objects.order_by("pk"):
        _schrijf_op(apps, afspraak, _nu(afspraak))


def _nu(afspraak):
    """What tells the parties of today apart: (key of an organisation, "") or (None, words)."""
    partijen = {(pk, "") for pk in afspraak.partijen.order_by("pk").values_list("pk", flat=True)}
    return partijen | ({(None, afspraak.andere_partijen)} if afspraak.andere_partijen else set())


def _schrijf_op(apps, afspraak, nu):
    """A row for each party of today; of those of before a row in the history, with its end."""
    model = apps.get_model("netwerken", "Toezegging")
    versies, sleutels = list(_versies(apps, afspraak)), {}
    for versie, partijen in versies:
        for wie in partijen - sleutels.keys():
            sleutels[wie] = _nieuw(apps, afspraak, wie).pk
            _noteer(apps, sleutels[wie], afspraak, wie, versie, "+")
        for wie in sleutels.keys() - partijen:
            _noteer(apps, sleutels.pop(wie), afspraak, wie, versie, "-")
    for wie in nu - sleutels.keys():
        sleutels[wie] = _nieuw(apps, afspraak, wie).pk
        if versies:
            _noteer(apps, sleutels[wie], afspraak, wie, versies[-1][0], "+")
    blijft = [sleutels[wie] for wie in nu]
    model.objects.filter(afspraak=afspraak).exclude(pk__in=blijft).delete()


def _versies(apps, afspraak):
    """(row of the history, its parties), the oldest first; of a version its last row tells."""
    schakel = apps.get_model("netwerken", "HistoricalAfspraak_partijen")
    rijen = apps.get_model("netwerken", "HistoricalAfspraak").objects.filter(id=afspraak.pk)
    laatste = {rij.versie: rij for rij in rijen.order_by("history_id")}
    for rij in laatste.values():
        paren = schakel.objects.filter(history_id=rij.history_id)
        partijen = {(pk, "") for pk in paren.values_list("organisatie_id", flat=True)}
        yield rij, partijen | ({(None, rij.andere_partijen)} if rij.andere_partijen else set())


def _nieuw(apps, afspraak, wie):
    organisatie, rol = wie
    bestaat = apps.get_model("netwerken", "Organisatie").objects.filter(pk=organisatie).exists()
    if organisatie and not bestaat:
        # It was deleted since: only a key is wanted, for its rows in the history.
        organisatie, rol = None, f"verdwenen {organisatie}"
    return apps.get_model("netwerken", "Toezegging").objects.create(afspraak=afspraak, organisatie_id=organisatie, omschreven_rol=rol)


def _noteer(apps, sleutel, afspraak, wie, versie, soort):
    apps.get_model("netwerken", "HistoricalToezegging").objects.create(
        id=sleutel,
        afspraak_id=afspraak.pk,
        organisatie_id=wie[0],
        omschreven_rol=wie[1],
        gewijzigd_op=versie.history_date,
        history_date=versie.history_date,
        history_user_id=versie.history_user_id,
        history_change_reason=REDEN,
        history_type=soort,
    )


def geef_partijen_terug(apps, schema_editor):
    """Each party once; what it promised has no place in the older form."""
    for afspraak in apps.get_model("netwerken", "Afspraak").objects.order_by("pk"):
        rijen = list(afspraak.toezeggingen.order_by("pk"))
        afspraak.partijen.set({rij.organisatie_id for rij in rijen} - {None})
        rollen = dict.fromkeys(rij.omschreven_rol for rij in rijen if rij.omschreven_rol)
        afspraak.andere_partijen = ", ".join(rollen)[:200]
        afspraak.save(update_fields=["andere_partijen"])
        afspraak.toezeggingen.all().delete()


class Migration(migrations.Migration):
    dependencies = [("netwerken", "0013_toezegging")]

    operations = [migrations.RunPython(maak_toezeggingen, geef_partijen_terug)]
