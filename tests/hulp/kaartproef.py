"""Outlines to draw, and how a page refers to the drawing."""

import re

# (address of the drawing, id in it).
VERWIJST = re.compile(r"(/kaart\.svg\?v=\w+)#([\w-]+)")


def vierkant(lengte, breedte, zijde=0.01):
    """The outline of a square, in degrees, from its lower left corner."""
    hoeken = [(0, 0), (zijde, 0), (zijde, zijde), (0, zijde), (0, 0)]
    return [[[round(lengte + x, 4), round(breedte + y, 4)] for x, y in hoeken]]
