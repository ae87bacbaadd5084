"""What a contact of before says of consent, in the fields of now; what is of a church, closed."""

from django.db import migrations
from django.utils import timezone

REDEN = "toestemming vastgelegd in de velden van nu"
# The wording was not asked for until now.
TEKST = "Met welke woorden deze toestemming is gevraagd, is toen niet opgeschreven."
VELDEN = ("naam", "telefoon", "email")


def leg_vast(apps, schema_editor):
    """Names keep their consent, with what is known of it. Nothing becomes more public.

    What is of a church and has no consent is from now on for coordinators.
    """
    for rij in apps.get_model("netwerken", "Contactpunt").objects.order_by("pk"):
        voor = dict(vars(rij))
        if rij.naam or rij.toestemming_op:
            rij.toestemming_grond, rij.toestemming_tekst = "toestemming", TEKST
        rij.gevoelig = rij.organisatie is not None and rij.organisatie.soort == "kerk"
        for veld in VELDEN if rij.gevoelig and not rij.toestemming_op else ():
            if getattr(rij, f"{veld}_zichtbaar") == "openbaar":
                setattr(rij, f"{veld}_zichtbaar", "coordinatoren")
        if any(voor[naam] != waarde for naam, waarde in vars(rij).items() if naam in voor and naam[0] != "_"):
            _bewaar(apps, rij)


def _bewaar(apps, rij):
    """Save `rij` as one more version."""
    rij.versie += 1
    rij.gewijzigd_op = timezone.now()
    rij.save()
    velden = {veld.attname: getattr(rij, veld.attname) for veld in rij._meta.concrete_fields}
    apps.get_model("netwerken", "HistoricalContactpunt").objects.create(
        **velden,
        history_date=rij.gewijzigd_op,
        history_type="~",
        history_change_reason=REDEN,
    )


class Migration(migrations.Migration):
    dependencies = [("netwerken", "0018_contactpunt_zichtbaar")]

    operations = [migrations.RunPython(leg_vast, migrations.RunPython.noop)]
