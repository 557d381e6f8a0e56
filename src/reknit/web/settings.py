"""Read every setting from the environment, with defaults for one person at home; fail loudly at start."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from platformdirs import user_data_path


def _text(name: str, default: str = "") -> str:
    """Return a setting, or the contents of the file that NAME_FILE points to."""
    path = os.environ.get(f"{name}_FILE")
    return Path(path).read_text(encoding="utf-8").strip() if path else os.environ.get(name, default)


def _yes(name: str) -> bool:
    value = _text(name, "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is 0 or 1, not {value!r}.")
    return value == "1"


def _number(name: str, default: int) -> int:
    value = _text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} is a whole number, not {value!r}.")
    return int(value)


def _home() -> Path:
    home = Path(_text("REKNIT_HOME") or user_data_path("reknit", appauthor=False))
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return home


def _secret_key(home: Path) -> str:
    """Return the server's own secret: from the environment, or at home from a file made once."""
    given = _text("REKNIT_SECRET_KEY")
    if given:
        return given
    if HOSTED:
        raise ImproperlyConfigured("Set REKNIT_SECRET_KEY or REKNIT_SECRET_KEY_FILE in hosted mode.")
    path = home / "secret.key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def _database(home: Path) -> dict[str, Any]:
    url = _text("REKNIT_DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "reknit.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # What is kept is on disk when we say so, and what is forgotten is overwritten.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme != "postgresql" or not parts.path.strip("/"):
        raise ImproperlyConfigured("REKNIT_DATABASE_URL is postgresql://user:password@host:port/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


HOSTED = _yes("REKNIT_HOSTED")
HOME = _home()
PORT = _number("REKNIT_PORT", 8765)
LISTEN = _text("REKNIT_LISTEN", "127.0.0.1")
SECRET_KEY = _secret_key(HOME)
DEBUG = False

_hosts = [host for host in _text("REKNIT_HOSTS").split(",") if host]
if HOSTED and not _hosts:
    raise ImproperlyConfigured("Set REKNIT_HOSTS to the host names this is reached by, with commas between.")
ALLOWED_HOSTS = _hosts or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _hosts]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "reknit.storage",
    "reknit.web.shell",
    "reknit.web.accounts",
    "reknit.web.journey",
    "reknit.web.safety",
    "reknit.web.history",
    "reknit.web.words",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "reknit.web.middleware.NoTraceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "reknit.web.middleware.VaultMiddleware",
    "reknit.web.middleware.UnlockFirstMiddleware",
    "reknit.web.middleware.NetMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "reknit.web.urls"
WSGI_APPLICATION = "reknit.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["reknit.web.shell.context.shell"]},
    }
]

DATABASES = {"default": _database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Opening the vault is signing in: there is no second password to check.
AUTH_USER_MODEL = "storage.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "reknit.web.accounts.unlocking.UnlockBackend",
]
LOGIN_URL = "accounts:unlock"
LOGIN_REDIRECT_URL = "journey:today"

SESSION_COOKIE_NAME = "sid"
SESSION_COOKIE_SAMESITE = "Strict"
# As long as the longest idle time one can choose; after that the row with the wrapped key is void.
SESSION_COOKIE_AGE = 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "reknit.web.shell.views.csrf_failure"
HALF_COOKIE_NAME = "half"

# Ten wrong tries from one address, or for one account, and it rests for ten minutes.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1 / 6  # hours
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_RESET_ON_SUCCESS = False  # it would clear what the same address tried on others
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_PASSWORD_FORM_FIELD = "passphrase"  # noqa: S105 - a field's name

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HOSTED:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# Uploads stay in memory: a message history must not touch the disk, not even as a temporary file.
# At home there is room for the messages of a whole phone; where strangers upload, for any one chat.
UPLOAD_MOST_MB = 64 if HOSTED else 256
UPLOAD_MOST_BYTES = UPLOAD_MOST_MB * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MOST_BYTES + 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Hosted, it stands behind a proxy that speaks https; only that proxy's word about addresses is taken.
_proxy = _text("REKNIT_PROXY")
PROXY: dict[str, Any] = (
    {
        "trusted_proxy": _proxy,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
        "clear_untrusted_proxy_headers": True,
    }
    if _proxy
    else {"clear_untrusted_proxy_headers": True}
)

# A path may hold an entry's id and a request may hold a life: neither is written to a log.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"impersonal": {"()": "reknit.web.shell.logs.Impersonal"}},
    "formatters": {
        "plain": {
            "()": "reknit.web.shell.logs.PlaceOnly",
            "format": "{levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "filters": ["impersonal"], "formatter": "plain"}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "axes": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
