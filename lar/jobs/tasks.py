from __future__ import annotations

import structlog
from celery import shared_task

from lar.jobs.broker import BROKER_ERRORS
from lar.jobs.relaying import relay_all

log = structlog.get_logger(__name__)


@shared_task(name="lar.jobs.relay")
def relay() -> None:
    """Every ten seconds, from beat: hand the broker what it does not have."""
    try:
        relay_all()
    except BROKER_ERRORS as error:
        log.warning("jobs.relay_stopped", error=type(error).__name__)
