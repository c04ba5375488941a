"""The tests: real servers, two roles, and a harness that is stricter than production."""

from __future__ import annotations

import os

# Single files and type checks run without any environment; the servers' addresses come from it.
os.environ.setdefault("LAR_SECRET_KEY", "only-for-tests-and-never-on-a-server-0123456789abcdef")
for _name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
    os.environ.setdefault(_name, "postgresql://nobody@127.0.0.1:1/lar")
os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")

from lar.settings.base import *  # noqa: E402, F403
from lar.settings.databases import databases  # noqa: E402
from lar.settings.logs import logging_config  # noqa: E402

DEBUG = False
ALLOWED_HOSTS = ["*"]
DATABASES = databases(pool=False)
# Migrated as lar_owner, run as lar_app: the same test database seen by its two roles.
DATABASES["default"]["TEST"] = {"MIRROR": "owner"}
# Two runs at once on the same servers each name their own database.
DATABASES["owner"]["TEST"] = {"NAME": "test_lar" + os.environ.get("LAR_TEST_SUFFIX", ""), "DEPENDENCIES": []}
# Each xdist worker has its own Valkey number; the test database gets its suffix from the plugin.
WORKER_NUMBER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
REDIS_URL = os.environ["REDIS_URL"].rsplit("/", 1)[0] + f"/{WORKER_NUMBER}"
CELERY_BROKER_URL = REDIS_URL
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SHOW_MAILBOX = False
LOGGING = logging_config(json=True)
