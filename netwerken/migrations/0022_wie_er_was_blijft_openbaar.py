"""Who was at a meeting is part of its report from here on; what was public about that stays so."""

from django.db import migrations


def laat_openbaar(apps, schema_editor):
    Bijeenkomst = apps.get_model("netwerken", "Bijeenkomst")
    wel = Bijeenkomst.objects.filter(aanwezigen__isnull=False, verslag="", verslag_openbaar="nee")
    Bijeenkomst.objects.filter(pk__in=list(wel.values_list("pk", flat=True))).update(
        verslag_openbaar="ja"
    )


class Migration(migrations.Migration):
    dependencies = [("netwerken", "0021_peiling_besluit_en_gevolg")]
    operations = [migrations.RunPython(laat_openbaar, migrations.RunPython.noop)]
