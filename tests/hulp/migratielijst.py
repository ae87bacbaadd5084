"""The list of migrations with a hash of each: `python -m tests.hulp.migratielijst` adds new ones.

What stands in the list already is never changed by it: somebody may have gone through it.
"""

import hashlib

from buurtnet.opstart import BASE_DIR

LIJST = BASE_DIR / "tests" / "site" / "migraties.txt"


def nu():
    """{path: hash} of every migration there is."""
    mappen = (BASE_DIR, BASE_DIR / "buurtnet")
    return {
        pad.relative_to(BASE_DIR).as_posix(): hashlib.sha256(pad.read_bytes()).hexdigest()
        for map_ in mappen
        for pad in map_.glob("*/migrations/0*.py")
    }


def opgeschreven():
    """{path: hash} of the list."""
    regels = (regel.split() for regel in LIJST.read_text().splitlines())
    return {pad: som for som, pad in regels}


def schrijf(lijst):
    """In the form of sha256sum, by path: whoever merges keeps both lines."""
    LIJST.write_text("".join(f"{som}  {pad}\n" for pad, som in sorted(lijst.items())))


if __name__ == "__main__":
    schrijf(nu() | (opgeschreven() if LIJST.exists() else {}))
