"""What a visitor with a browser does on many pages."""

# Letters twice as large, as somebody sets them in the browser itself: what is measured in rem and
# em grows, media queries in em answer to it, and the screen stays as wide as it is.
DUBBEL_ZO_GROOT = "--blink-settings=defaultFontSize=32"


def log_in(venster, site, rol):
    """Log in as the demo user of this role, the first time with name and password; ends at the
    werkplek. What was logged out meanwhile, is logged in anew.
    """
    werkplek, wie = f"{site.url}/werkplek/", site.gebruikers[rol]
    if "koekjes" in wie:
        venster.context.add_cookies(wie["koekjes"])
        venster.goto(werkplek)
        if venster.url == werkplek:
            return
    venster.goto(f"{site.url}/accounts/login/")
    venster.fill("[name=login]", wie["email"])
    venster.fill("[name=password]", wie["wachtwoord"])
    venster.press("[name=password]", "Enter")
    venster.wait_for_url(werkplek)
    wie["koekjes"] = venster.context.cookies()
