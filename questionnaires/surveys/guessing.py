"""Keeps people from trying codes until one opens.

Only wrong codes are counted, per address prefix, so three hundred people behind one school's
connection answer undisturbed. With 10,000 live codes out of 64,000,000 a prefix that uses up its
400 tries finds one in about sixteen days; with a network's 14 codes, in about thirty years.

The counters live in the cache's table under a keyed hash of the prefix: no address is kept. They are
written here rather than by the cache: by its ``incr`` two at once count as one, and each would forget
the day in five minutes.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

# (seconds, wrong codes allowed in them)
WINDOWS = ((300, 60), (86_400, 400))
# Addresses of one connection: the size of a small network in IPv4, of a customer in IPv6.
PREFIXES = {4: 24, 6: 56}

COUNT = """
INSERT INTO cache_entries AS kept (cache_key, value, expires)
VALUES (%(key)s, '1', %(ends)s)
ON CONFLICT (cache_key) DO UPDATE SET
    value = CASE WHEN kept.expires > %(now)s THEN (kept.value::int + 1)::text ELSE '1' END,
    expires = CASE WHEN kept.expires > %(now)s THEN kept.expires ELSE excluded.expires END
"""
# An expression, so that whoever asks something else in the same moment can ask this with it. The table's
# other values are no numbers: CASE keeps them from being read as such.
IS_BLOCKED = """
EXISTS (
    SELECT FROM cache_entries counter JOIN unnest(%s::text[], %s::int[]) AS allowed (key, wrong)
    ON counter.cache_key = allowed.key
    WHERE counter.expires > %s
        AND CASE WHEN counter.cache_key = allowed.key THEN counter.value::int >= allowed.wrong END
)
"""


def origin_of(request: HttpRequest) -> str:
    """Return what the connection is counted under: a keyed hash of its address's prefix."""
    return hmac.new(settings.DOOR_KEY.encode(), _prefix(request).encode(), hashlib.sha256).hexdigest()[:24]


def blocked_values(origin: str) -> list[Any]:
    """Return the values of ``IS_BLOCKED``."""
    keys = [_key(seconds, origin) for seconds, _ in WINDOWS]
    return [keys, [allowed for _, allowed in WINDOWS], timezone.now()]


def is_blocked(origin: str) -> bool:
    """Whether this connection has tried too many wrong codes."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {IS_BLOCKED}", blocked_values(origin))
        return bool(cursor.fetchone()[0])


def count_wrong_code(origin: str) -> None:
    """Add one wrong code to the counters of this connection. A window begins with its first one."""
    now = timezone.now()
    with connection.cursor() as cursor:
        for seconds, _ in WINDOWS:
            ends = now + timedelta(seconds=seconds)
            cursor.execute(COUNT, {"key": _key(seconds, origin), "now": now, "ends": ends})


def _key(seconds: int, origin: str) -> str:
    return f"wrong-codes:{seconds}:{origin}"


def _prefix(request: HttpRequest) -> str:
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER:
        # Our own proxy is in front and adds the address it saw at the end.
        address = str(request.META.get("HTTP_X_FORWARDED_FOR", address)).rsplit(",", 1)[-1].strip()
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{found}/{PREFIXES[found.version]}", strict=False))
