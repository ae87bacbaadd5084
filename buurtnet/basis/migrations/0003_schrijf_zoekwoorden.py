from django.db import migrations
from django.db.models import F


def schrijf(apps, schema_editor):
    """Until the index is built anew, a word is shown as it is kept."""
    apps.get_model("basis", "Zoekwoord").objects.filter(geschreven="").update(geschreven=F("woord"))


class Migration(migrations.Migration):
    dependencies = [("basis", "0002_zoeken_verder")]

    operations = [migrations.RunPython(schrijf, migrations.RunPython.noop)]
