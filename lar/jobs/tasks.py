from __future__ import annotations

import logging

from celery import shared_task

from lar.jobs.broker import BROKER_ERRORS
from lar.jobs.relaying import relay_all

log = logging.getLogger(__name__)


@shared_task(name="lar.jobs.relay")
def relay() -> None:
    """Every ten seconds, from beat: hand the broker what it does not have."""
    try:
        relay_all()
    except BROKER_ERRORS as error:
        log.warning("the relay stopped: %s", type(error).__name__)
