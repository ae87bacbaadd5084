import datetime

from django.db import migrations

ZICHTBAAR = ["openbaar", "coordinatoren", "redactie"]


def dubbele(rijen, *velden):
    """The rows that say the same in these fields as a row before them."""
    gezien = set()
    for rij in rijen.order_by("pk"):
        sleutel = tuple(getattr(rij, veld) for veld in velden)
        if sleutel in gezien:
            yield rij
        gezien.add(sleutel)


def ruim_op(apps, schema_editor):
    """Of what is said twice the first goes on.

    A double deelname ends today, and so stays to be found; one that was to begin later ends on
    the day it would begin. A double aanwezigheid says nothing else and goes. A visibility that
    nobody knows, which can't come about through the site, becomes the strictest there is.
    """
    vandaag = datetime.date.today()
    deelnames = apps.get_model("netwerken", "Deelname").objects.filter(
        tot__isnull=True, organisatie__isnull=True
    )
    wie = ("netwerk_id", "accommodatie_id", "omschreven_rol", "rol")
    for rij in list(dubbele(deelnames, *wie)):
        rij.tot, rij.tot_precisie = max(vandaag, rij.vanaf or vandaag), "dag"
        rij.save(update_fields=["tot", "tot_precisie"])
    aanwezigen = apps.get_model("netwerken", "Aanwezigheid").objects.filter(
        organisatie__isnull=True
    )
    for rij in list(dubbele(aanwezigen, "bijeenkomst_id", "omschreven_rol")):
        rij.delete()
    contactpunten = apps.get_model("netwerken", "Contactpunt").objects
    for veld in ("naam_zichtbaar", "telefoon_zichtbaar", "email_zichtbaar"):
        contactpunten.exclude(**{f"{veld}__in": ZICHTBAAR}).update(**{veld: "redactie"})


class Migration(migrations.Migration):
    dependencies = [("netwerken", "0005_facetindex_openbaar")]

    operations = [migrations.RunPython(ruim_op, migrations.RunPython.noop)]
