"""The data version: a token that changes whenever public content changes."""


def installeer(**kwargs):
    pass
