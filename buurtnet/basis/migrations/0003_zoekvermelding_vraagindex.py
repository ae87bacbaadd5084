from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("basis", "0002_herhaal_soort_bij_vermelding")]

    operations = [
        migrations.AddIndex(
            "zoekvermelding",
            models.Index(
                fields=["woord", "soort", "ingang", "gewicht", "openbaar"],
                name="zoekvermelding_vraag",
            ),
        ),
    ]
