"""WGS84 to RD New (EPSG:28992), the grid of Dutch maps, in metres.

The approximation of Schreutelkamp and Strang van Hees (2001), good to less than a metre within
the Netherlands; exact work asks for the correction grid of RDNAPTRANS.
"""

# Around the Onze Lieve Vrouwetoren in Amersfoort, the origin of the grid.
BREEDTE_0, LENGTE_0 = 52.15517440, 5.38720621
X_0, Y_0 = 155_000, 463_000

# (power of the latitude, power of the longitude): coefficient.
_X = {
    (0, 1): 190094.945,
    (1, 1): -11832.228,
    (2, 1): -114.221,
    (0, 3): -32.391,
    (1, 0): -0.705,
    (3, 1): -2.340,
    (1, 3): -0.608,
    (0, 2): -0.008,
    (2, 3): 0.148,
}
_Y = {
    (1, 0): 309056.544,
    (0, 2): 3638.893,
    (2, 0): 73.077,
    (1, 2): -157.984,
    (3, 0): 59.788,
    (0, 1): 0.433,
    (2, 2): -6.439,
    (1, 1): -0.032,
    (0, 4): 0.092,
    (1, 4): -0.054,
}


def naar_rd(lengte, breedte):
    """(x, y) in metres, east and north, of a longitude and latitude in degrees."""
    noord, oost = 0.36 * (breedte - BREEDTE_0), 0.36 * (lengte - LENGTE_0)
    x = sum(maal * noord**p * oost**q for (p, q), maal in _X.items())
    y = sum(maal * noord**p * oost**q for (p, q), maal in _Y.items())
    return X_0 + x, Y_0 + y


def in_nederland(lengte, breedte):
    """Whether the approximation holds there."""
    return 3.2 <= lengte <= 7.4 and 50.6 <= breedte <= 53.7
