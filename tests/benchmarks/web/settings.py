"""A server's settings for the load: product and reference behind one middleware, in one process."""

from lar.settings.production import *  # noqa: F403
from lar.settings.production import BASE_DIR, TEMPLATES
from tests.benchmarks.web import TEMPLATE_FOLDER

ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.benchmarks.web.urls"
TEMPLATES[0]["DIRS"] = [BASE_DIR / "templates", TEMPLATE_FOLDER]
# Hashing and compressing every file takes half a minute and changes nothing of what is measured.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
