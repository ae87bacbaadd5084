from django.db import migrations
from django.db.models import Q


def maak_heel(apps, schema_editor):
    """Half a position points at nothing, and is left out; a place without one is just not drawn."""
    half = Q(lat__isnull=True) | Q(lon__isnull=True)
    apps.get_model("wijken", "Wijk").objects.filter(half).update(lat=None, lon=None)


class Migration(migrations.Migration):
    dependencies = [("wijken", "0003_dateer_agendapunt")]

    operations = [migrations.RunPython(maak_heel, migrations.RunPython.noop)]
