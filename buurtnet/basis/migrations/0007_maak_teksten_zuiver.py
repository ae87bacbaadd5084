from django.db import IntegrityError, migrations, transaction

from buurtnet.kern.tekst import tekstvelden

APPS = ("basis", "wijken", "initiatieven", "netwerken", "accounts")
# What follows from records is built anew; versions in a history stay what they were.
AFGELEID = ("zoekingang", "zoekwoord", "zoekvermelding")


def maak_zuiver(apps, schema_editor):
    """Let every text that is there be as it is kept from now on: one line, nothing hidden."""
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            naam = model._meta.model_name
            if naam not in AFGELEID and not naam.startswith("historical"):
                _zuiver_rijen(model)


def _zuiver_rijen(model):
    regels = tekstvelden(model)
    rijen = model._base_manager.order_by("pk").values_list("pk", *regels)
    for pk, *teksten in rijen if regels else ():
        anders = {
            veld: regels[veld](tekst)
            for veld, tekst in zip(regels, teksten, strict=True)
            if isinstance(tekst, str) and regels[veld](tekst) != tekst
        }
        if anders:
            _schrijf(model, pk, anders)


def _schrijf(model, pk, anders):
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**anders)
    except IntegrityError:
        # Another row has this name already: people decide, when they change either.
        return


class Migration(migrations.Migration):
    dependencies = [
        ("basis", "0006_bind_inzending"),
        ("wijken", "0005_bewaak_regels"),
        ("initiatieven", "0010_bewaak_regels"),
        ("netwerken", "0009_schrijf_coordinatoren_op"),
        ("accounts", "0004_versleutel_tweede_stap"),
    ]

    operations = [migrations.RunPython(maak_zuiver, migrations.RunPython.noop)]
