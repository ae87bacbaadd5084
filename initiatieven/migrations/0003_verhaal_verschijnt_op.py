from django.db import migrations
from django.db.models import OuterRef, Subquery


def zet(apps, schema_editor):
    """Let search wait for the day of a story, as its page does."""
    verhalen = apps.get_model("initiatieven", "Verhaal").objects.filter(pk=OuterRef("object_id"))
    ingangen = apps.get_model("basis", "Zoekingang").objects.filter(soort="initiatieven.verhaal")
    ingangen.update(verschijnt_op=Subquery(verhalen.values("datum")))


class Migration(migrations.Migration):
    dependencies = [("initiatieven", "0002_verhaal_afbeelding"), ("basis", "0003_schrijf_zoekwoorden")]

    operations = [migrations.RunPython(zet, migrations.RunPython.noop)]
