from django.db import migrations

from buurtnet.kern.naamkern import naamsleutels


def schrijf(apps, schema_editor):
    """Records by their name in one piece; by their other names once the index is built anew."""
    ingangen, namen = (apps.get_model("basis", naam) for naam in ("Zoekingang", "Zoeknaam"))
    rijen = (
        namen(ingang_id=pk, soort=soort, sleutel=sleutel, terug=sleutel[::-1])
        for pk, soort, naam in ingangen.objects.values_list("pk", "soort", "naam").iterator()
        for sleutel in sorted(naamsleutels(naam))
    )
    namen.objects.bulk_create(list(rijen), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("basis", "0010_zoeknamen")]

    operations = [migrations.RunPython(schrijf, migrations.RunPython.noop)]
