"""The settings of a server, but for collected files: in a folder of the test's, and not compressed.

Compressing takes a minute and is tried by the slow test of collectstatic.
"""

import os
from pathlib import Path

from lar.settings.production import *  # noqa: F403
from lar.settings.production import STORAGES as _STORAGES

STATIC_ROOT = Path(os.environ["LAR_TEST_STATIC"])
if os.environ.get("LAR_TEST_COMPRESSED") != "1":
    STORAGES = {
        **_STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
