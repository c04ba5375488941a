"""Logs: JSON on a server, plain in a terminal; neither addresses nor codes of people who answer."""

from __future__ import annotations

from typing import Any

import structlog


def logging_config(*, json: bool) -> dict[str, Any]:
    renderer: Any = (
        structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lar": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
                "foreign_pre_chain": [
                    structlog.contextvars.merge_contextvars,
                    structlog.stdlib.add_log_level,
                    structlog.processors.TimeStamper(fmt="iso"),
                ],
            },
        },
        "filters": {"public": {"()": "lar.tenancy.log_privacy.HidePublicAddresses"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "lar", "filters": ["public"]},
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # Its lines carry full addresses; our own request line carries the route's name.
            "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        },
    }
