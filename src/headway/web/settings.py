"""Django's settings. What a council may choose comes from the environment (``web.place``)."""

import os

import dj_database_url

from headway.web.council_sign_in import providers_of, vouches
from headway.web.place import Office, mail_settings, office_of, secret_key
from headway.web.uploads import arriving

OFFICE: Office = office_of()

SECRET_KEY = secret_key(OFFICE.folder)
DEBUG = False
ALLOWED_HOSTS = list(OFFICE.hosts)
ROOT_URLCONF = "headway.web.urls"
WSGI_APPLICATION = "headway.web.wsgi.application"
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

INSTALLED_APPS = [
    "headway.web.apps.WebConfig",  # first, so that its templates are found before the libraries'
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "headway.register.accounts",
    "headway.register.commentary",
    "headway.register.editions",
    "headway.register.entries",
    "headway.register.overlay",
    "headway.register.work",
    "headway.register.trail",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "headway.web.middleware.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "headway.web.middleware.limits.Limits",
    "headway.web.middleware.arriving.Arriving",  # before a body is read, as the next but one does
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "headway.web.middleware.gate.Gate",
    "headway.web.middleware.refusing.Refusing",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "headway.web.frame.frame",
            ],
            "string_if_invalid": "",
        },
    }
]
FORM_RENDERER = "headway.web.forms.renderer.Renderer"

# Django's own settings for SQLite lose writes when several people save at once: a transaction
# that begins by reading cannot always go on to write, and five seconds are too short a wait.
_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": OFFICE.register,
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}
DATABASES = {
    "default": dj_database_url.parse(OFFICE.database, conn_max_age=60)
    if OFFICE.database
    else _SQLITE
}
# Attempts to sign in are counted in the register, so that a second process counts them as well.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "office_cache",
        # A full cache forgets: nobody may get rid of a lock by trying thousands of addresses.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "name"]}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "this-month"
ACCOUNT_ADAPTER = "headway.web.sign_in.Adapter"
SOCIALACCOUNT_ADAPTER = "headway.web.sign_in.CouncilAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/15m/key"}
ACCOUNT_FORMS = {"login": "headway.web.forms.sign_in.SignInForm"}
MFA_ADAPTER = "headway.web.sign_in.SecondFactor"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Headway"
MFA_FORMS = {
    "authenticate": "headway.web.forms.sign_in.CodeForm",
    "activate_totp": "headway.web.forms.sign_in.FirstCodeForm",
}
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = providers_of(dict(os.environ))
COUNCIL_VOUCHES_FOR_ADDRESSES = vouches(dict(os.environ))

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not OFFICE.demonstration
CSRF_COOKIE_SECURE = not OFFICE.demonstration
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "headway.web.views.faults.form_went_stale"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Browsers that came by HTTPS once come by HTTPS ever after. Whether a request did is told by the
# server (waitress), which believes the proxy that it was given and nobody else.
SECURE_HSTS_SECONDS = 0 if OFFICE.demonstration else 365 * 24 * 60 * 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Exports under way are case rows: they lie where the register lies, and not in the system's own.
FILE_UPLOAD_TEMP_DIR = arriving(OFFICE.folder)
FILE_UPLOAD_PERMISSIONS = 0o600

STATIC_URL = "/static/"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

globals().update(mail_settings(OFFICE.mail))
DEFAULT_FROM_EMAIL = OFFICE.mail_from

# A page's address may be logged, what was sent with it never: it may hold what people wrote.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"plain": {"()": "headway.web.logging.Plain"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["plain"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "propagate": True, "level": "WARNING"}},
}
