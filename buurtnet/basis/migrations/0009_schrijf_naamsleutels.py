from django.db import migrations

from buurtnet.kern.woorden import naamsleutel


def schrijf(apps, schema_editor):
    """Names are found by their key at once; those for short once the index is built anew."""
    ingangen = apps.get_model("basis", "Zoekingang").objects
    greep = []
    for ingang in ingangen.filter(sleutel="").only("naam").iterator():
        ingang.sleutel = naamsleutel(ingang.naam)
        greep.append(ingang)
    ingangen.bulk_update(greep, ["sleutel"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("basis", "0008_naamsleutels")]

    operations = [migrations.RunPython(schrijf, migrations.RunPython.noop)]
