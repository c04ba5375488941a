"""What holds in every environment. What differs is in the module of that environment."""

from __future__ import annotations

import sysconfig
from pathlib import Path

from csp.constants import NONE, SELF

from lar.settings import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
SITE_PACKAGES = Path(sysconfig.get_path("purelib"))

# --- Identity of this installation -----------------------------------------------------------
SECRET_KEY = env.text("LAR_SECRET_KEY")
# Codes, doors and reading links are looked up by an HMAC under a key of their own, so that
# turning the session key does not close every door.
DOOR_KEY = env.text("LAR_DOOR_KEY", SECRET_KEY)
ALLOWED_HOSTS: list[str] = []
# The address that slips, mails and PDFs print.
PUBLIC_URL = env.text("LAR_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")

# --- Applications -------------------------------------------------------------------------------
INSTALLED_APPS = [
    "lar.ui",
    "lar.tenancy",
    "lar.accounts",
    "lar.audit",
    "lar.jobs",
    "lar.files",
    "networks",
    "questionnaires",
    "logbook",
    "scaling",
    "lar.demo",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "lar.tenancy.middleware.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "lar.tenancy.middleware.whole_body.WholeBodyMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lar.accounts.middleware.SessionAgeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lar.tenancy.middleware.privacy.PrivatePagesMiddleware",
    "lar.tenancy.middleware.program.ProgramMiddleware",
]

ROOT_URLCONF = "lar.urls"
WSGI_APPLICATION = "lar.wsgi.application"

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
                "lar.ui.context.navigation",
            ],
        },
    },
]
FORM_RENDERER = "lar.ui.forms.LarFormRenderer"

# --- Data -----------------------------------------------------------------------------------------
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_ROUTERS: list[str] = []
# One transaction per request is opened by the programme's context, not by this setting.
ATOMIC_REQUESTS = False
REDIS_URL = env.text("REDIS_URL")

CACHES = {
    # Sign-in limits must outlive a Redis that is down, so they count in the database.
    "default": {
        "BACKEND": "lar.tenancy.cache.TableCache",
        # Django's 300 would let a flood of other keys push the limits out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_IDLE_SECONDS = 3 * 60 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 60 * 60
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "lar.ui.views.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# Uploads are read in memory, each up to 10 MB; nothing of them touches the web server's disk.
FILE_UPLOAD_HANDLERS = ["lar.files.handlers.LimitedUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 4
# What the files of one programme may take of the database; full, or 0: uploads are closed and say so.
FILES_MAX_BYTES = env.integer("LAR_FILES_MB", 5000) * 1024 * 1024

# --- People and sign-in -------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "lar.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key,60/5m/ip",
    "login": "120/m/ip",
    "request_login_code": "6/5m/key,60/5m/ip",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "LAR"
MFA_ADAPTER = "lar.accounts.second_factor.SecondFactorAdapter"
# How many proxies of ours stand in front: the limits count per visitor, and without this every
# visitor behind the proxy would be the same one.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("LAR_TRUSTED_PROXIES", 0)

# --- Mail -------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.text("LAR_MAIL_FROM", "LAR <no-responder@localhost>")
EMAIL_TIMEOUT = 10
# Notes when mail stops leaving and when it leaves again; MAIL_TRANSPORT is what sends it.
EMAIL_BACKEND = "lar.jobs.mail.WatchedBackend"
MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"

# --- Language -------------------------------------------------------------------------------------
LANGUAGE_CODE = "es-cl"
LANGUAGES = [("es-cl", "Español de Chile")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["lar.ui.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "America/Santiago"
USE_TZ = True

# --- Static files ---------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
# Found by path: importing the package would need a library that new setuptools no longer has.
BOOTSTRAP_DIR = SITE_PACKAGES / "xstatic" / "pkg" / "bootstrap" / "data"
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", BOOTSTRAP_DIR)]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "lar.ui.finders.PlotlyFinder",
]

# --- Security -----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- API -------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["lar.tenancy.api.authentication.ProgramAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "lar.tenancy.api.exceptions.exception_handler",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "API de LAR",
    "DESCRIPTION": "Redes, ciclos, aplicaciones y resultados publicados. Solo lectura.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
}

# --- Background work (reasons in docs/adr/0003) -----------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 100
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "fast"
CELERY_TASK_CREATE_MISSING_QUEUES = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 700_000  # kB
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# In the web a person waits behind the broker. It gets a second; then the relay publishes the job.
_WAITS_FOR_BROKER = 1 if env.text("LAR_PROCESS", "command") == "web" else 5
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 120,  # seconds; above the time limit, or a task would run twice
    "unacked_restore_interval": 1,
    "socket_timeout": _WAITS_FOR_BROKER,
    "socket_connect_timeout": min(2, _WAITS_FOR_BROKER),
    "health_check_interval": 15,
    # Two installations, or two test runs, may share one server.
    "global_keyprefix": env.text("LAR_QUEUE_PREFIX", ""),
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "relay-lost-jobs": {"task": "lar.jobs.relay", "schedule": 10.0, "options": {"expires": 10}},
    "close-surveys": {
        "task": "questionnaires.surveys.close_due",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "look-at-notices": {
        "task": "networks.notices.look",
        "schedule": 15 * 60.0,
        "options": {"expires": 600},
    },
    "look-at-bands": {
        "task": "questionnaires.surveys.look_at_bands",
        "schedule": 6 * 3600.0,
        "options": {"expires": 3600},
    },
    "close-forgotten-rooms": {
        "task": "questionnaires.workshop.close_forgotten_rooms",
        "schedule": 3600.0,
        "options": {"expires": 1800},
    },
}
