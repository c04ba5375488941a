"""A server: TLS in front, secrets by file, everything strict."""

from __future__ import annotations

from lar.settings import environment as env
from lar.settings.base import *  # noqa: F403
from lar.settings.databases import databases
from lar.settings.logs import logging_config

DEBUG = False
ALLOWED_HOSTS = env.words("LAR_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DATABASES = databases()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# One copy of each file, and no compression of what browsers do not fetch: minutes of the image's build.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    *("jpg", "jpeg", "png", "gif", "webp", "zip", "gz", "tgz", "bz2", "tbz", "xz", "br", "woff", "woff2"),
    "map",
)
SHOW_MAILBOX = False
EMAIL_HOST = env.text("LAR_SMTP_HOST", "localhost")
EMAIL_PORT = env.integer("LAR_SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("LAR_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.text("LAR_SMTP_PASSWORD", "")
EMAIL_USE_TLS = env.flag("LAR_SMTP_TLS", True)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# The container's own health check asks over plain HTTP from inside.
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
LOGGING = logging_config(json=True)
