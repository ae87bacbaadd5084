from django.db import migrations

from buurtnet.accounts.versleuteling import MERK, ontsleutel, versleutel


def herschrijf(apps, schrijf):
    for stap in apps.get_model("mfa", "Authenticator").objects.all():
        geheimen = {naam: stap.data[naam] for naam in ("secret", "seed") if naam in stap.data}
        if geheimen:
            stap.data |= {naam: schrijf(waarde) for naam, waarde in geheimen.items()}
            stap.save(update_fields=["data"])


def heen(apps, schema_editor):
    herschrijf(apps, lambda geheim: geheim if geheim.startswith(MERK) else versleutel(geheim))


def terug(apps, schema_editor):
    herschrijf(apps, ontsleutel)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_maak_groep_redacteur"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(heen, terug)]
