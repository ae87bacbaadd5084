"""The site's own settings with what only tests need."""

import atexit
import inspect
import os
import shutil
import tempfile

# A folder of this run alone: no test touches the data or the mail of the site beside it.
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="buurtnet-test-")
atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
for _naam in (
    "DEBUG",
    "SECRET_KEY",
    "SITE_URL",
    "PORT",
    "ALLOWED_HOSTS",
    "EMAIL_URL",
    "PROXIES",
    "BOUNCES_URL",
):
    os.environ.pop(_naam, None)

from buurtnet.settings import *  # noqa: E402, F403
from buurtnet.settings import BASE_DIR, DATABASES, STORAGES, TEMPLATES, VAR_DIR  # noqa: E402


class OnbekendeVariabele(str):
    """What a variable that isn't there becomes: in a page of ours the test fails.

    Templates of the packages we use count on such variables being empty.
    """

    def __mod__(self, variabele):
        context = inspect.currentframe().f_back.f_locals["context"]
        if context.template.origin.name.startswith(str(BASE_DIR / "templates")):
            raise AssertionError(f"{context.template.origin.name}: undefined {variabele}")
        return ""


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = OnbekendeVariabele("%s")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
(VAR_DIR / "static").mkdir()

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A real file, as in production: threads have their own connections. It need not survive a
    # power cut.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA synchronous=OFF"
else:
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
