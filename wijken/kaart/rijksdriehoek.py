"""WGS84 to RD New (EPSG:28992), the grid of Dutch maps, in metres, and back.

The approximations of Schreutelkamp and Strang van Hees (Geodesia 2001-2), good to less than a
metre within the Netherlands; exact work asks for the correction grid of RDNAPTRANS.
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

# (hundreds of kilometres east, north): seconds of arc.
_LENGTE = {
    (1, 0): 5260.52916,
    (1, 1): 105.94684,
    (1, 2): 2.45656,
    (3, 0): -0.81885,
    (1, 3): 0.05594,
    (3, 1): -0.05607,
    (0, 1): 0.01199,
    (3, 2): -0.00256,
    (1, 4): 0.00128,
    (0, 2): 0.00022,
    (2, 0): -0.00022,
    (5, 0): 0.00026,
}
_BREEDTE = {
    (0, 1): 3235.65389,
    (2, 0): -32.58297,
    (0, 2): -0.24750,
    (2, 1): -0.84978,
    (0, 3): -0.06550,
    (2, 2): -0.01709,
    (1, 0): -0.00738,
    (4, 0): 0.00530,
    (2, 3): -0.00039,
    (4, 1): 0.00033,
    (1, 1): -0.00012,
}


def naar_rd(lengte, breedte):
    """(x, y) in metres, east and north, of a longitude and latitude in degrees."""
    noord, oost = 0.36 * (breedte - BREEDTE_0), 0.36 * (lengte - LENGTE_0)
    x = sum(maal * noord**p * oost**q for (p, q), maal in _X.items())
    y = sum(maal * noord**p * oost**q for (p, q), maal in _Y.items())
    return X_0 + x, Y_0 + y


def naar_wgs84(x, y):
    """(longitude, latitude) in degrees of a point in metres, east and north."""
    oost, noord = (x - X_0) / 100_000, (y - Y_0) / 100_000
    lengte = sum(maal * oost**p * noord**q for (p, q), maal in _LENGTE.items())
    breedte = sum(maal * oost**p * noord**q for (p, q), maal in _BREEDTE.items())
    return LENGTE_0 + lengte / 3600, BREEDTE_0 + breedte / 3600


def in_nederland(lengte, breedte):
    """Whether the approximation holds there."""
    return 3.2 <= lengte <= 7.4 and 50.6 <= breedte <= 53.7
