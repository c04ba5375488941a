"""The two roles on one database (docs/adr/0002).

``default`` is ``lar_app``: rows of one programme at a time, no schema changes. ``owner`` is
``lar_owner``: migrate, backup, restore, seal and purge only; the web process never has it.
"""

from __future__ import annotations

import os
from typing import Any

from lar.settings import environment as env

# Milliseconds. A page that takes longer than this has a defect; a job may take longer.
STATEMENT_TIMEOUTS = {"web": 15_000, "worker": 120_000}


def databases(*, pool: bool | None = None) -> dict[str, Any]:
    """Return ``DATABASES``. ``LAR_PROCESS`` is ``web`` under the web server; pooling follows it."""
    process = env.text("LAR_PROCESS", "command")
    pooled = process == "web" if pool is None else pool
    found: dict[str, Any] = {"default": env.database("DATABASE_URL", pool=pooled)}
    if process in STATEMENT_TIMEOUTS:
        found["default"]["OPTIONS"]["options"] = (
            f"-c statement_timeout={STATEMENT_TIMEOUTS[process]} -c lock_timeout=3000"
            " -c idle_in_transaction_session_timeout=30000"
        )
    has_owner = "DATABASE_OWNER_URL" in os.environ or "DATABASE_OWNER_URL_FILE" in os.environ
    if has_owner and process != "web":
        found["owner"] = env.database("DATABASE_OWNER_URL", pool=False)
    return found
