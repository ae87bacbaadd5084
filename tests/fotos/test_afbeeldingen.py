"""Pictures that arrive: what is refused and why, and that only their pixels are kept."""

import io
import os
import struct
import time
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

from buurtnet.fotos import bewaren
from buurtnet.fotos.bewaren import Afbeelding, bewaar
from tests.hulp.bouwers import maak_afbeelding, maak_bestand

TEKST = b"geheime plek 53.2194N"
ROOD, BLAUW = (200, 30, 30), (30, 30, 200)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def bestand(inhoud, naam="foto.jpg"):
    return SimpleUploadedFile(naam, inhoud)


def open_beeld(afbeelding, breedte=None):
    beeld = Image.open(afbeelding.pad(breedte or afbeelding.breedtes[-1]))
    beeld.load()
    return beeld


def lijkt_op(punt, kleur):
    return all(abs(een - ander) < 14 for een, ander in zip(punt, kleur, strict=True))


# What is taken


@pytest.mark.parametrize("soort", ["JPEG", "PNG", "WEBP"])
def test_jpeg_png_and_webp_become_webp(soort):
    beeld = open_beeld(maak_afbeelding(soort=soort, kleur=ROOD))
    assert (beeld.format, beeld.mode, beeld.size) == ("WEBP", "RGB", (20, 10))
    assert lijkt_op(beeld.getpixel((5, 5)), ROOD)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "I;16", "RGBA"])
def test_every_kind_of_png_keeps_its_tone(mode):
    wit = {"L": 255, "LA": (255, 255), "P": 0, "1": 1, "I;16": 65535, "RGBA": (255,) * 4}[mode]
    opties = {"soort": "PNG", "mode": mode, "kleur": wit}
    beeld = Image.new(mode, (20, 10), wit)
    if mode == "P":
        beeld.putpalette([255, 255, 255] + [0] * 765)
    inhoud = io.BytesIO()
    beeld.save(inhoud, opties["soort"])
    punt = open_beeld(bewaar(bestand(inhoud.getvalue()))).getpixel((5, 5))
    assert lijkt_op(punt, (255, 255, 255))


def test_sixteen_bits_are_scaled_not_cut():
    punt = open_beeld(maak_afbeelding(mode="I;16", kleur=32768)).getpixel((5, 5))
    assert lijkt_op(punt, (128, 128, 128))


def test_cmyk_of_a_printer_becomes_rgb():
    punt = open_beeld(maak_afbeelding(soort="JPEG", mode="CMYK", kleur=(0, 255, 255, 0)))
    assert lijkt_op(punt.getpixel((5, 5)), (255, 0, 0))


def test_what_is_transparent_becomes_white():
    beeld = open_beeld(maak_afbeelding(mode="RGBA", kleur=(0, 0, 0, 0)))
    assert lijkt_op(beeld.getpixel((5, 5)), (255, 255, 255))


def test_a_wrong_extension_does_not_matter():
    inhoud = maak_bestand(soort="PNG").read()
    assert bewaar(bestand(inhoud, "document.pdf")).bestaat


def test_a_picture_with_a_second_one_behind_it_keeps_the_first():
    """What some phones make of a JPEG."""
    inhoud = io.BytesIO()
    eerste, tweede = Image.new("RGB", (20, 10), ROOD), Image.new("RGB", (20, 10), BLAUW)
    eerste.save(inhoud, "MPO", save_all=True, append_images=[tweede])
    assert lijkt_op(open_beeld(bewaar(bestand(inhoud.getvalue()))).getpixel((5, 5)), ROOD)


# What is kept of it


def test_the_widths_are_those_that_do_not_enlarge():
    breed = maak_afbeelding(maat=(2000, 1000))
    assert (breed.maten, breed.breedtes) == ((1600, 800), [480, 960, 1600])
    assert [open_beeld(breed, breedte).size for breedte in breed.breedtes] == [
        (480, 240),
        (960, 480),
        (1600, 800),
    ]
    assert maak_afbeelding(maat=(700, 700)).breedtes == [480, 700]
    assert maak_afbeelding(maat=(300, 200)).breedtes == [300]


def test_a_very_tall_picture_is_kept_within_bounds():
    assert maak_afbeelding(maat=(100, 30_000)).maten == (8, 2400)
    assert maak_afbeelding(maat=(30_000, 2)).maten == (1600, 1)


def test_nothing_of_exif_xmp_icc_or_text_is_kept(media):
    exif = Image.Exif()
    exif[0x010E] = TEKST.decode()
    gps = exif.get_ifd(0x8825)
    gps.update({1: "N", 2: (53.0, 13.0, 9.84), 3: "E", 4: (6.0, 34.0, 0.0)})
    profiel = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    opties = {"exif": exif, "icc_profile": profiel, "xmp": b"<x>" + TEKST + b"</x>"}
    woorden = PngImagePlugin.PngInfo()
    woorden.add_text("Comment", TEKST.decode())
    soorten = {
        "JPEG": opties | {"comment": TEKST},
        "PNG": {"exif": exif, "icc_profile": profiel, "pnginfo": woorden},
        "WEBP": opties,
    }
    for soort, eigen in soorten.items():
        upload = maak_bestand(soort=soort, maat=(600, 400), **eigen)
        assert Image.open(upload).getexif().get_ifd(0x8825), "the GPS data did arrive"
        afbeelding = bewaar(upload)
        for breedte in afbeelding.breedtes:
            beeld = open_beeld(afbeelding, breedte)
            assert not beeld.getexif()
            assert not {"exif", "icc_profile", "xmp"} & beeld.info.keys()
            assert TEKST not in afbeelding.pad(breedte).read_bytes()


@pytest.mark.parametrize("stand", range(1, 9))
def test_a_picture_stands_upright(stand):
    """As seen upright its left half is red and its right half is blue."""
    recht = Image.new("RGB", (40, 20), ROOD)
    recht.paste(BLAUW, (20, 0, 40, 20))
    terug = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    om = terug.get(stand, bewaren.RECHTOP.get(stand))
    exif = Image.Exif()
    exif[0x0112] = stand
    inhoud = io.BytesIO()
    (recht.transpose(om) if om is not None else recht).save(inhoud, "PNG", exif=exif)
    beeld = open_beeld(bewaar(bestand(inhoud.getvalue())))
    assert beeld.size == (40, 20)
    assert lijkt_op(beeld.getpixel((5, 10)), ROOD)
    assert lijkt_op(beeld.getpixel((35, 10)), BLAUW)


def test_what_hides_behind_a_picture_is_dropped():
    kwaad = b"<script>alert(1)</script>PK\x03\x04"
    afbeelding = bewaar(bestand(maak_bestand(soort="JPEG").read() + kwaad, "foto.html"))
    assert b"script" not in afbeelding.pad(20).read_bytes()


def test_the_same_upload_is_kept_once(media):
    eerste = maak_afbeelding()
    voor = eerste.pad(20).stat().st_mtime_ns
    assert maak_afbeelding() == eerste
    assert eerste.pad(20).stat().st_mtime_ns == voor
    assert maak_afbeelding(kleur="navy") != eerste
    assert len(list(media.rglob("*.webp"))) == 2
    assert not list(media.rglob(".nieuw-*"))


def test_others_on_the_machine_can_not_read_the_files():
    assert maak_afbeelding().pad(20).stat().st_mode & 0o777 == 0o640


# What is refused


def reden(upload):
    with pytest.raises(ValidationError) as fout:
        bewaar(upload)
    return fout.value.messages[0]


def bewegend(soort):
    inhoud = io.BytesIO()
    beelden = [Image.new("RGB", (20, 10), kleur) for kleur in (ROOD, BLAUW)]
    beelden[0].save(inhoud, soort, save_all=True, append_images=beelden[1:], lossless=True)
    return inhoud.getvalue()


def png_van(breedte, hoogte):
    """A small file that says that it is an enormous picture."""

    def blok(naam, inhoud):
        som = zlib.crc32(naam + inhoud)
        return struct.pack(">I", len(inhoud)) + naam + inhoud + struct.pack(">I", som)

    kop = struct.pack(">IIBBBBB", breedte, hoogte, 8, 2, 0, 0, 0)
    delen = blok(b"IHDR", kop) + blok(b"IDAT", zlib.compress(b"\0" * 1000)) + blok(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + delen


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
GEWEIGERD = {
    "svg": (SVG, "SVG"),
    "svg named png": (b"  " + SVG, "SVG"),
    "html": (b"<html><script>alert(1)</script>", "geen JPEG, PNG of WebP"),
    "pdf": (b"%PDF-1.7 ...", "geen JPEG, PNG of WebP"),
    "gif": (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "geen JPEG, PNG of WebP"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0", "JPEG"),
    "empty": (b"", "leeg"),
    "only the first bytes": (b"\xff\xd8\xff\xe0", ""),
    "animated png": (bewegend("PNG"), "bewegende"),
    "animated webp": (bewegend("WEBP"), "bewegende"),
    "40 million and more": (png_van(8000, 5001), "40 miljoen"),
    "more than Pillow likes": (png_van(12_000, 12_000), "40 miljoen"),
    "a bomb": (png_van(50_000, 50_000), "40 miljoen"),
    "says more than it holds": (png_van(900, 900), "beschadigd"),
}


@pytest.mark.parametrize("soort", GEWEIGERD)
def test_what_is_no_picture_is_refused_with_its_reason(soort, media):
    inhoud, woord = GEWEIGERD[soort]
    assert woord in reden(bestand(inhoud, "foto.png"))
    assert not list(media.rglob("*.webp"))


@pytest.mark.parametrize("soort", ["JPEG", "PNG", "WEBP"])
def test_a_file_that_was_cut_off_is_refused(soort):
    heel = maak_bestand(soort=soort, maat=(300, 300), kleur="teal").read()
    assert "beschadigd" in reden(bestand(heel[: len(heel) * 2 // 3]))


def test_more_than_ten_megabytes_is_refused_before_it_is_looked_at():
    upload = bestand(b"x")
    upload.size = 10 * 1024 * 1024 + 1
    assert "10 MB" in reden(upload)


def test_a_disk_without_room_gives_a_reason_beside_the_field(settings, tmp_path):
    (tmp_path / "vol").write_text("no folder")
    settings.MEDIA_ROOT = tmp_path / "vol"
    assert "geen plek" in reden(maak_bestand())


# Cleaning


def test_cleaning_takes_old_pictures_that_nothing_refers_to(media):
    weg, blijft, vers = (maak_afbeelding(kleur=kleur) for kleur in ("red", "green", "blue"))
    half = media / "afbeeldingen" / ".nieuw-x"
    half.mkdir()
    lang_geleden = time.time() - bewaren.VERS - 60
    for folder in (weg.map, blijft.map, half):
        os.utime(folder, (lang_geleden, lang_geleden))
    assert bewaren.ruim_op({blijft}) == 2
    assert (weg.bestaat, blijft.bestaat, vers.bestaat) == (False, True, True)
    assert not half.exists()


def test_a_picture_that_arrives_again_is_fresh_again():
    afbeelding = maak_afbeelding()
    lang_geleden = time.time() - bewaren.VERS - 60
    os.utime(afbeelding.map, (lang_geleden, lang_geleden))
    maak_afbeelding()
    assert bewaren.ruim_op(set()) == 0


def test_a_name_says_where_nothing_else_can_be():
    for naam in ("../../etc/passwd", "0" * 32 + "-1x1/..", "0" * 32 + "-0x1", "0" * 32 + "-1x1\n"):
        assert not bewaren.is_naam(naam)
    assert Afbeelding("0" * 32 + "-900x600").breedtes == [480, 900]
