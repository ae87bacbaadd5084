from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def neem_over(apps, schema_editor):
    """Give every mention the kind and the visibility of its entry."""
    vermeldingen = apps.get_model("basis", "Zoekvermelding").objects.all()
    ingang = apps.get_model("basis", "Zoekingang").objects.filter(pk=OuterRef("ingang"))
    vermeldingen.update(
        soort=Subquery(ingang.values("soort")), openbaar=Subquery(ingang.values("openbaar"))
    )


class Migration(migrations.Migration):
    dependencies = [("basis", "0001_begin")]

    operations = [
        migrations.AddField(
            "zoekvermelding",
            "soort",
            models.CharField(default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            "zoekvermelding", "openbaar", models.BooleanField(default=True), preserve_default=False
        ),
        migrations.RunPython(neem_over, migrations.RunPython.noop),
    ]
