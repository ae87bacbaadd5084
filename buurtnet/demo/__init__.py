"""The demo data, people to try the site with, a synthetic city, and measuring."""
