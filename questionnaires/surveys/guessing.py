"""Keeps people from trying codes until one opens.

Only wrong codes are counted, per address prefix, so three hundred people behind one school's
connection answer undisturbed. With 10,000 live codes out of 64,000,000 a prefix that uses up its
400 tries finds one in about sixteen days; with a network's 14 codes, in about thirty years.

The counters live in the database cache under a keyed hash of the prefix: no address is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import time

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest

# (seconds, wrong codes allowed in them)
WINDOWS = ((300, 60), (86_400, 400))
# Addresses of one connection: the size of a small network in IPv4, of a customer in IPv6.
PREFIXES = {4: 24, 6: 56}


def is_blocked(request: HttpRequest) -> bool:
    """Whether this connection has tried too many wrong codes. One query."""
    keys = _keys(request)
    counts = cache.get_many([key for key, _, _ in keys])
    return any(counts.get(key, (0, 0))[0] >= allowed for key, _, allowed in keys)


def count_wrong_code(request: HttpRequest) -> None:
    """Add one wrong code to the counters of this connection. A window begins with its first one.

    Not by ``incr``: there two at once count as one, and each would forget the day in five minutes.
    """
    now = time.time()
    with transaction.atomic(), connection.cursor() as cursor:
        for key, seconds, _ in _keys(request):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
            count, ends = cache.get(key, (0, now + seconds))
            cache.set(key, (count + 1, ends), ends - now)


def _keys(request: HttpRequest) -> list[tuple[str, int, int]]:
    prefix = hmac.new(settings.DOOR_KEY.encode(), _prefix(request).encode(), hashlib.sha256).hexdigest()[:24]
    return [(f"wrong-codes:{seconds}:{prefix}", seconds, allowed) for seconds, allowed in WINDOWS]


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
