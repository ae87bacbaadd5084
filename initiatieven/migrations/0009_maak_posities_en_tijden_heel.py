from django.db import migrations
from django.db.models import Q


def maak_heel(apps, schema_editor):
    """What says nothing by itself is left out: half a position, an end without a beginning."""
    half = Q(lat__isnull=True) | Q(lon__isnull=True)
    apps.get_model("initiatieven", "Accommodatie").objects.filter(half).update(lat=None, lon=None)
    activiteiten = apps.get_model("initiatieven", "Activiteit").objects
    activiteiten.filter(begint_om__isnull=True).update(eindigt_om=None)


class Migration(migrations.Migration):
    dependencies = [("initiatieven", "0008_plek_heet_plek")]

    operations = [migrations.RunPython(maak_heel, migrations.RunPython.noop)]
