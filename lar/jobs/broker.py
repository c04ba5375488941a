"""Questions to the broker. Each opens its own connection and waits a second at most."""

from __future__ import annotations

from typing import Any

from kombu import Connection, Queue
from kombu.exceptions import KombuError
from kombu.exceptions import OperationalError as BrokerError
from kombu.pidbox import Mailbox
from redis.exceptions import RedisError

from lar.celery import app

# What kombu, the Redis client and the network raise when the broker does not answer.
BROKER_ERRORS = (BrokerError, KombuError, RedisError, OSError)

# A person waits behind a question or a message: a second, and no second try.
IMPATIENT: dict[str, Any] = {
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "max_retries": 0,
    "interval_start": 0,
}


def impatient_connection() -> Connection:
    """Return a connection, not yet open, that gives up after a second."""
    options = {**app.conf.broker_transport_options, **IMPATIENT}
    return app.connection_for_write(transport_options=options, connect_timeout=1)


def answers() -> bool:
    """Whether the broker is there."""
    try:
        with impatient_connection() as link:
            link.ensure_connection(max_retries=0, timeout=1)
    except BROKER_ERRORS:
        return False
    return True


def workers_answer() -> bool:
    """Whether any worker answers a ping within a second.

    Raises:
        BROKER_ERRORS: when the broker is away, so that nobody can tell.
    """
    with impatient_connection() as link:
        # Celery's own ping would send through a pool that waits for a broker without end.
        box = Mailbox(app.conf.control_exchange, type="fanout", accept=["json"], connection=link)
        return bool(box.multi_call("ping", timeout=1, limit=1))


def queue_length(queue: str) -> int:
    """Return how many messages the broker holds for a queue, handed out ones apart.

    Raises:
        BROKER_ERRORS: when the broker is away.
    """
    with impatient_connection() as link:
        declared: Any = Queue(queue, channel=link.default_channel).queue_declare()
        return int(declared.message_count)
