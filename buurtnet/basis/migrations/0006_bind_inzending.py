from django.db import migrations, models


class Migration(migrations.Migration):
    # What was handed in before has no print: sent once more, such a form counts as a new one.

    dependencies = [("basis", "0005_bewaak_regels")]

    operations = [
        migrations.AddField(
            model_name="inzending",
            name="afdruk",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="inzending",
            name="sleutel",
            field=models.UUIDField(),
        ),
        migrations.AddConstraint(
            model_name="inzending",
            constraint=models.UniqueConstraint(
                fields=("sleutel", "gebruiker", "afdruk"), name="basis_inzending_uniek"
            ),
        ),
    ]
