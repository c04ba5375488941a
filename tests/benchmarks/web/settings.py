"""A server's settings for the load: product and reference behind one middleware, in one process."""

from lar.settings.production import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.web.urls"
# Hashing and compressing every file takes half a minute and changes nothing of what is measured.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
