from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("basis", "0007_maak_teksten_zuiver")]

    operations = [
        migrations.AddField(
            model_name="zoekingang",
            name="sleutel",
            field=models.CharField(blank=True, default="", max_length=160),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="zoekingang",
            name="kort",
            field=models.CharField(blank=True, default="", max_length=160),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="zoekingang",
            index=models.Index(fields=["sleutel", "soort"], name="zoekingang_naam"),
        ),
        migrations.AddIndex(
            model_name="zoekingang",
            index=models.Index(fields=["kort", "soort"], name="zoekingang_kort"),
        ),
    ]
