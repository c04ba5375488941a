"""One person's machine: the embedded servers, visible mail, errors in the browser."""

from __future__ import annotations

from lar.settings import environment as env
from lar.settings.base import *  # noqa: F403
from lar.settings.base import BASE_DIR, INSTALLED_APPS
from lar.settings.databases import databases
from lar.settings.logs import logging_config

DEBUG = env.flag("LAR_DEBUG", True)
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "lar.devserver"]
DATABASES = databases()

# The browser finds the files where they are written; nothing to collect.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Mail becomes files, shown at /correo/. They hold codes: this never runs on a server.
MAIL_TRANSPORT = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = env.text("LAR_MAILBOX", str(BASE_DIR / ".lar" / "mail"))
SHOW_MAILBOX = True
LOGGING = logging_config(json=False)
