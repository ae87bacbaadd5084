"""All settings; the environment decides, and a value that makes no sense stops the start."""

import os
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from . import omgeving
from .omgeving import BASE_DIR

# The site and its secrets

DEBUG = omgeving.aan_uit("DEBUG", False)
VAR_DIR = omgeving.var_dir()
SECRET_KEY = omgeving.secret_key(VAR_DIR)
SITE_URL = omgeving.site_url()
HTTPS = SITE_URL.startswith("https://")
# Who runs the site, for visitors: a name, and a mailto: or https: address; or nothing.
ORGANISATIE = os.environ.get("ORGANISATIE", "").strip()
CONTACT = os.environ.get("CONTACT", "").strip()
if CONTACT and not CONTACT.startswith(("mailto:", "https://")):
    omgeving.stop("CONTACT", "gebruik een adres dat begint met mailto: of https://")
# Mail of finders of a security hole: a mailto: or https: address, shown in security.txt.
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", "").strip() or f"{SITE_URL}/over/"
if not SECURITY_CONTACT.startswith(("mailto:", "https://", SITE_URL)):
    omgeving.stop("SECURITY_CONTACT", "gebruik een adres dat begint met mailto: of https://")

_HIER = [urlsplit(SITE_URL).hostname, "localhost", "127.0.0.1"]
ALLOWED_HOSTS = omgeving.lijst("ALLOWED_HOSTS", _HIER)
CSRF_TRUSTED_ORIGINS = omgeving.lijst("CSRF_TRUSTED_ORIGINS", [SITE_URL])
for _herkomst in CSRF_TRUSTED_ORIGINS:
    if not _herkomst.startswith(("http://", "https://")):
        omgeving.stop("CSRF_TRUSTED_ORIGINS", f"{_herkomst!r} begint niet met https://")

ROOT_URLCONF = "buurtnet.urls"
WSGI_APPLICATION = "buurtnet.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Our own apps come last: what packages register in the admin is there to be replaced.
INSTALLED_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "import_export",
    "simple_history",
    "buurtnet.apps.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    *(f"buurtnet.{kamer}" for kamer in ("basis", "web", "zoeken", "fotos", "post")),
    *(f"buurtnet.{kamer}" for kamer in ("bewerken", "accounts")),
    *("wijken", "initiatieven", "netwerken"),
    *(f"buurtnet.{kamer}" for kamer in ("paginas", "werkplek", "berichten", "demo")),
]
# What is in their tables stands on pages: a change of it makes every page new.
APPS_MET_INHOUD = ("basis", "wijken", "initiatieven", "netwerken")

# The page cache stands above everything that needs a session: a repeat visit stops there. What may
# be refused by the database stands below what tells of that.
MIDDLEWARE = [
    "buurtnet.web.koppen.KoppenMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "buurtnet.web.taal.TaalMiddleware",
    "buurtnet.web.storing.middleware.StoringMiddleware",
    "buurtnet.web.paginacache.PaginaVersieMiddleware",
    "buurtnet.web.methoden.MethodenMiddleware",
    "buurtnet.web.storing.sessie.SessieMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "buurtnet.web.niet_verstuurd.InloggenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "buurtnet.web.adres.VerhuisdMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "buurtnet.web.context.bezoeker",
            ],
            "builtins": [
                "buurtnet.web.templatetags.taal",
                "buurtnet.web.templatetags.hoofd",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
FORMS_URLFIELD_ASSUME_HTTPS = True


# Data

DATABASES = {"default": omgeving.database(VAR_DIR)}
CACHES = {
    # Shared by all processes, for rate limits; made by createcachetable.
    "default": {
        "BACKEND": "buurtnet.web.storing.cache.GedeeldeCache",
        "LOCATION": "gedeelde_cache",
        # Room for many visitors: a full table would forget who tried too often.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# A message cookie would give a visitor without an account a cookie after all.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"


# Language and time

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
# Made from the catalogues in locale/ by `manage.py vertalingen --maak`.
LOCALE_PATHS = [VAR_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True


# Static files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "buurtnet.web.stijlen.StijlenFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


# What people send and upload; nothing waits on the disk meanwhile. Of a file that is larger than
# memory may hold a form says so itself; what is larger than the last of these is not read at all.

MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
FILE_UPLOAD_HANDLERS = ["buurtnet.web.uploads.InGeheugen"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
MEESTE_BYTES_VERSTUURD = 100 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640


# Mail

vars().update(omgeving.email(VAR_DIR))
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "").strip() or "buurtnet@localhost"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Seconds to wait for each answer of the mail server, and for its last one: that it took a message
# it may say only after looking at it (RFC 5321, 4.5.3.2.6).
EMAIL_TIMEOUT = 20
POST_WACHT_OP_ONTVANGST = 300
# The mailbox of DEFAULT_FROM_EMAIL, where mail comes back; or None.
BOUNCES = omgeving.postbus("BOUNCES_URL")


# Accounts

AUTH_USER_MODEL = "accounts.Gebruiker"
BEREIK = "netwerken.bereik.Coordinatorbereik"  # see buurtnet.kern.rechten
NAAMWOORDEN = "buurtnet.werkplek.naamwoorden.NAAMWOORDEN"  # see buurtnet.bewerken.formulierboek
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "buurtnet.accounts.validators.LengteValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "netwerken:werkplek"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "buurtnet.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "login": "buurtnet.accounts.forms.InloggenForm",
    "reauthenticate": "buurtnet.accounts.forms.OpnieuwInloggenForm",
    "change_password": "buurtnet.accounts.forms.WachtwoordWijzigenForm",
    "set_password": "buurtnet.accounts.forms.WachtwoordInstellenForm",
    "reset_password": "buurtnet.accounts.forms.WachtwoordVergetenForm",
    "reset_password_from_key": "buurtnet.accounts.forms.WachtwoordHerstellenForm",
    "add_email": "buurtnet.accounts.forms.EmailWijzigenForm",
}
# On top of allauth's own limits: invitations sent and their links tried, proposals and reports
# mailed.
ACCOUNT_RATE_LIMITS = {"uitnodigen": "60/h/user", "uitnodiging": "20/m/ip"}
ACCOUNT_RATE_LIMITS |= {"voorstellen": "30/h/user", "verslag_mailen": "30/h/user"}
# Reports of who has no account: of one address, and of all together.
ACCOUNT_RATE_LIMITS |= {"melding": "10/h/ip,200/h/key"}
# Who asks to follow something by mail; and what one address is asked to confirm, whoever asks.
ACCOUNT_RATE_LIMITS |= {"volgen": "20/h/ip,200/h/key", "volgen_adres": "10/d/key"}
# A page that somebody types in keeps a draft at most every few seconds.
ACCOUNT_RATE_LIMITS |= {"concept": "60/m/user"}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
MFA_ADAPTER = "buurtnet.accounts.adapter.TweedeStapAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Buurtnet"
# The code before and after counts too: clocks differ, and typing takes time.
MFA_TOTP_TOLERANCE = 1
# The address was proven by the invitation; a new one may then be proven later.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "buurtnet.accounts.forms.TweedeStapForm",
    "reauthenticate": "buurtnet.accounts.forms.TweedeStapOpnieuwForm",
    "activate_totp": "buurtnet.accounts.forms.AppInstellenForm",
    "add_webauthn": "buurtnet.accounts.forms.SleutelToevoegenForm",
    "edit_webauthn": "buurtnet.accounts.forms.SleutelHernoemenForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# How many proxies of our own stand in front and may be believed about the visitor's address.
ALLAUTH_TRUSTED_PROXY_COUNT = omgeving.getal("PROXIES", 0, 0, 9)


# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "buurtnet.web.niet_verstuurd.niet_verstuurd"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^-/"]  # a health check asks the process itself, over http
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # For this host alone: what else lives under its name is not ours to decide.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    if ALLAUTH_TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


# Import and export

IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_SKIP_ADMIN_EXPORT_UI = True
IMPORT_EXPORT_TMP_STORAGE_CLASS = "import_export.tmp_storages.CacheStorage"


# Log lines go to stderr; whoever runs the process keeps them.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"regel": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {
        "zonder_spoor": {"()": "buurtnet.web.storing.logboek.ZonderSpoor"},
        "zonder_sleutel": {"()": "buurtnet.web.storing.logboek.ZonderSleutel"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "regel",
            "filters": ["zonder_spoor", "zonder_sleutel"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}
