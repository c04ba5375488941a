"""A server's settings, but for what takes minutes to prepare and changes nothing of what is tried here."""

from __future__ import annotations

from lar.settings import environment as env
from lar.settings.production import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# People are made by the hundred, and nobody here tries to break their passwords.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_HOST = env.text("LAR_SMTP_HOST", "127.0.0.1")
EMAIL_USE_TLS = False
