from django.db import migrations


def schrijf_op(apps, schema_editor):
    """The last version of each network says who coordinates it now; of older ones nobody knows."""
    historie = apps.get_model("netwerken", "HistoricalNetwerk").objects
    schakel = apps.get_model("netwerken", "HistoricalNetwerk_coordinatoren")
    for rij in apps.get_model("netwerken", "Netwerk").coordinatoren.through.objects.all():
        laatste = historie.filter(id=rij.netwerk_id).order_by("-history_id").first()
        if laatste:
            schakel.objects.create(
                history_id=laatste.pk,
                id=rij.pk,
                netwerk_id=rij.netwerk_id,
                gebruiker_id=rij.gebruiker_id,
            )


class Migration(migrations.Migration):
    dependencies = [("netwerken", "0008_coordinatoren_geschiedenis")]

    operations = [migrations.RunPython(schrijf_op, migrations.RunPython.noop)]
