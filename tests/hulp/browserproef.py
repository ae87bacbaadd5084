"""What a visitor with a browser does on many pages."""


def log_in(venster, site, rol):
    """Log in with name and password as the demo user of this role; ends at the werkplek."""
    wie = site.gebruikers[rol]
    venster.goto(f"{site.url}/accounts/login/")
    venster.fill("[name=login]", wie["email"])
    venster.fill("[name=password]", wie["wachtwoord"])
    venster.press("[name=password]", "Enter")
    venster.wait_for_url(f"{site.url}/werkplek/")
