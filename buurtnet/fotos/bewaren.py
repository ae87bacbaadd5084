"""Pictures that people upload: checked, stripped to their pixels and kept in a few widths.

What arrives is a JPEG, PNG or WebP by its content, whatever it is called. What is kept is WebP in
sRGB, made from the pixels alone: no place, no time, no camera, nothing hidden behind the picture.

A picture is known by its name: a hash of what arrived and the size of what is kept, such as
"0f3a…-1600x1067". The same upload has the same name, so a file never changes: caches may keep it
for good, nothing is ever overwritten, and width and height can't come apart from the picture.
"""

import hashlib
import io
import logging
import os
import re
import shutil
import tempfile
import threading
import time
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, UnidentifiedImageError

logger = logging.getLogger(__name__)

# What Pillow calls them; MPO is a JPEG of a phone with a second picture behind it.
SOORTEN = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
BREEDTES = (480, 960, 1600)
MEESTE_HOOGTE = 2400
KWALITEIT = 82
# Part of every name: raise it when the same upload would be kept differently.
RECEPT = b"1"
WIT = (255, 255, 255)
# How a picture is set upright, by the number that its EXIF data give.
STAND = 0x0112
RECHTOP = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

NAAM = r"[0-9a-f]{32}-[1-9][0-9]{0,3}x[1-9][0-9]{0,3}"
# A picture of forty million points takes some hundreds of megabytes while it is made smaller.
_een_tegelijk = threading.Lock()

# What arrived this recently may still belong to a form that lies open, in seconds.
VERS = 30 * 24 * 3600


class Afbeelding(str):
    """The name of a picture that is kept; empty for none."""

    __slots__ = ()

    @property
    def maten(self):
        """(width, height) of the largest file, in pixels."""
        breedte, hoogte = self.partition("-")[2].split("x")
        return int(breedte), int(hoogte)

    @property
    def breedtes(self):
        """The widths it is kept in, the smallest first; never wider than what arrived."""
        grootste = self.maten[0]
        return [*(breedte for breedte in BREEDTES if breedte < grootste), grootste]

    @property
    def map(self):
        return hoofdmap() / self[:2] / self

    def pad(self, breedte):
        return self.map / f"{breedte}.webp"

    def adres(self, breedte):
        return reverse("media", args=[self, breedte])

    @property
    def bestaat(self):
        return all(self.pad(breedte).is_file() for breedte in self.breedtes)


def hoofdmap():
    return Path(settings.MEDIA_ROOT) / "afbeeldingen"


def is_naam(tekst):
    return bool(re.fullmatch(NAAM, tekst))


def verwerk_uploads(files, namen):
    """Replace the uploads of these names in `files` by the Afbeelding, or by what is wrong with it.

    That takes a second, so it is done before a transaction begins; and what was kept need not be
    sent again when another field of the form has to be mended.
    """
    for naam in namen:
        if isinstance(files.get(naam), UploadedFile):
            try:
                files[naam] = bewaar(files[naam])
            except ValidationError as fout:
                files[naam] = fout


def bewaar(bestand):
    """Keep this upload (an open file with `size`) and give its Afbeelding.

    Raises ValidationError, in words for beside the field.
    """
    if bestand.size > MAX_BYTES:
        raise _fout(_("Dit bestand is groter dan 10 MB. Maak de afbeelding kleiner."))
    bestand.seek(0)
    inhoud = bestand.read()
    with _open(inhoud) as plaatje:
        afbeelding = Afbeelding(_naam(inhoud, _maten(plaatje)))
        if afbeelding.bestaat:
            os.utime(afbeelding.map)  # as fresh as what arrives now
            return afbeelding
        try:
            with _een_tegelijk:
                bestanden = _maak(plaatje, afbeelding)
        except Exception as fout:  # decoders raise anything on a file that isn't whole
            raise _fout(_("Deze afbeelding is beschadigd. Kies een ander bestand.")) from fout
    _schrijf(afbeelding, bestanden)
    return afbeelding


def _fout(tekst):
    return ValidationError(tekst, code="afbeelding")


# What arrived


def _open(inhoud):
    """The picture with its header read and nothing decoded yet."""
    try:
        plaatje = Image.open(io.BytesIO(inhoud), formats=SOORTEN)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fout:
        raise _te_groot() from fout
    except UnidentifiedImageError as fout:
        raise _fout(_waarom_niet(inhoud[:1024])) from fout
    except Exception as fout:  # decoders raise anything on a file that isn't whole
        raise _fout(_("Deze afbeelding is beschadigd. Kies een ander bestand.")) from fout
    if plaatje.width * plaatje.height > MAX_PIXELS:
        raise _te_groot()
    if plaatje.format != "MPO" and getattr(plaatje, "is_animated", False):
        raise _fout(_("Dit is een bewegende afbeelding. Kies er een die stilstaat."))
    return plaatje


def _te_groot():
    return _fout(_("Deze afbeelding heeft meer dan 40 miljoen beeldpunten. Maak haar kleiner."))


def _waarom_niet(begin):
    """Why a file that is no picture we take isn't, as far as its first bytes tell."""
    if not begin:
        return _("Dit bestand is leeg.")
    if b"<svg" in begin.lower():
        return _(
            "Dit is een SVG. Daar kan een programma in zitten, dus die nemen we niet aan. Bewaar"
            " de tekening als PNG."
        )
    if begin[4:8] == b"ftyp":
        return _(
            "Dit is een HEIC-, AVIF- of filmbestand. Bewaar de foto als JPEG; op een iPhone: kies"
            " bij Camera, Formaten voor “Meest compatibel”."
        )
    return _("Dit is geen JPEG, PNG of WebP. Alleen die drie soorten nemen we aan.")


def _maten(plaatje):
    """(width, height) to keep: upright, within the largest width, and never enlarged."""
    breedte, hoogte = plaatje.size
    if _stand(plaatje) >= 5:  # lies on its side
        breedte, hoogte = hoogte, breedte
    schaal = min(1, BREEDTES[-1] / breedte, MEESTE_HOOGTE / hoogte)
    return max(1, round(breedte * schaal)), max(1, round(hoogte * schaal))


def _stand(plaatje):
    """How the camera was held, by its EXIF data: 1 is upright, 5 to 8 lie on their side."""
    try:
        stand = plaatje.getexif().get(STAND, 1)
    except Exception:  # what we can't read is dropped, along with all other EXIF data
        return 1
    return stand if stand in RECHTOP else 1


def _naam(inhoud, maten):
    som = hashlib.sha256(RECEPT + inhoud).hexdigest()[:32]
    return "{}-{}x{}".format(som, *maten)


# What is kept


def _maak(plaatje, afbeelding):
    """{width: bytes of the WebP file}, from the pixels alone."""
    # A JPEG that is far too large is decoded at a half or a quarter of its size.
    langste = max(*afbeelding.maten, BREEDTES[-1])
    plaatje.draft(None, (langste, langste))
    plaatje.load()
    stand, profiel = _stand(plaatje), plaatje.info.get("icc_profile")
    plaatje = _gewone_kleuren(plaatje)
    if stand > 1:
        plaatje = plaatje.transpose(RECHTOP[stand])
    plaatje = plaatje.resize(afbeelding.maten, Image.Resampling.LANCZOS, reducing_gap=3)
    heel = _op_wit(plaatje, profiel)
    bestanden = {}
    for breedte in afbeelding.breedtes:
        hoogte = max(1, round(heel.height * breedte / heel.width))
        klein = heel.resize((breedte, hoogte), Image.Resampling.LANCZOS)
        uit = io.BytesIO()
        klein.save(uit, "WEBP", quality=KWALITEIT, method=4)
        bestanden[breedte] = uit.getvalue()
    return bestanden


def _gewone_kleuren(plaatje):
    """One of the modes L, RGB, RGBA and CMYK, which can be scaled well."""
    if plaatje.mode.startswith("I"):  # sixteen bits for each pixel
        return plaatje.convert("I").point(lambda punt: punt * (1 / 256)).convert("L")
    if plaatje.mode in ("LA", "PA", "RGBa") or "transparency" in plaatje.info:
        return plaatje.convert("RGBA")
    return plaatje if plaatje.mode in ("L", "RGB", "RGBA", "CMYK") else plaatje.convert("RGB")


def _op_wit(plaatje, profiel):
    """The pixels in sRGB on a white ground, in a new picture that knows nothing else."""
    dekking = plaatje.getchannel("A") if plaatje.mode == "RGBA" else None
    kleur = _naar_srgb(plaatje.convert("RGB") if dekking else plaatje, profiel)
    schoon = Image.new("RGB", plaatje.size, WIT)
    schoon.paste(kleur, mask=dekking)
    return schoon


def _naar_srgb(plaatje, profiel):
    if profiel:
        try:
            return ImageCms.profileToProfile(
                plaatje,
                ImageCms.ImageCmsProfile(io.BytesIO(profiel)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            logger.info("A picture came with a colour profile that can't be used.")
    return plaatje.convert("RGB")


def _schrijf(afbeelding, bestanden):
    """Put all widths in place at once: written aside, then moved."""
    doel = afbeelding.map
    try:
        doel.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            dir=hoofdmap(), prefix=".nieuw-", ignore_cleanup_errors=True
        ) as opzij:
            nieuw = Path(opzij) / afbeelding
            nieuw.mkdir(mode=0o750)
            for breedte, inhoud in bestanden.items():
                _schrijf_bestand(nieuw / f"{breedte}.webp", inhoud)
            if doel.is_dir() and not afbeelding.bestaat:
                shutil.rmtree(doel)  # of a restore that was broken off
            nieuw.rename(doel)
    except OSError as fout:
        if afbeelding.bestaat:  # somebody kept the same picture just now
            return
        logger.exception("A picture can't be kept in %s.", settings.MEDIA_ROOT)
        raise _fout(
            _(
                "De afbeelding kan nu niet worden bewaard: er is geen plek voor op de server."
                " Probeer het later nog eens, of bewaar het verhaal eerst zonder afbeelding."
            )
        ) from fout


def _schrijf_bestand(pad, inhoud):
    with pad.open("xb") as bestand:
        os.fchmod(bestand.fileno(), settings.FILE_UPLOAD_PERMISSIONS)
        bestand.write(inhoud)
        bestand.flush()
        os.fsync(bestand.fileno())


# Cleaning


def ruim_op(in_gebruik, nu=None):
    """Remove pictures whose name is not in `in_gebruik` and that are not fresh; gives how many.

    `nu` is a time in seconds since 1970.
    """
    grens = (nu or time.time()) - VERS
    oud = [
        folder
        for patroon in ("[0-9a-f][0-9a-f]/*", ".nieuw-*")
        for folder in hoofdmap().glob(patroon)
        if folder.name not in in_gebruik and folder.stat().st_mtime < grens
    ]
    for folder in oud:
        shutil.rmtree(folder)
    return len(oud)
