from django.db import migrations

GROEP = "redacteur"


def maak(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get_or_create(name=GROEP)


def verwijder(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=GROEP).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_voeg_uitlogteller_toe")]

    operations = [migrations.RunPython(maak, verwijder, elidable=False)]
