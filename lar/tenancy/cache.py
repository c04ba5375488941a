"""The cache on its table, as JSON.

Django's own keeps pickles, and reading one runs what is written in it: whoever could write a row of this
table would run code in the web process. What is kept here are counters and times.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils import timezone

READ = "SELECT value FROM cache_entries WHERE cache_key = %(key)s AND expires > %(now)s"
WRITE = """
INSERT INTO cache_entries (cache_key, value, expires) VALUES (%(key)s, %(value)s, %(expires)s)
ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
"""
ADD = f"{WRITE} WHERE cache_entries.expires <= %(now)s"
TOUCH = "UPDATE cache_entries SET expires = %(expires)s WHERE cache_key = %(key)s AND expires > %(now)s"
DELETE = "DELETE FROM cache_entries WHERE cache_key = %(key)s"
CULL = """
DELETE FROM cache_entries WHERE expires <= %(now)s OR cache_key IN (
    SELECT cache_key FROM cache_entries ORDER BY expires
    LIMIT greatest(0, (SELECT count(*) FROM cache_entries) - %(most)s)
)
"""
# One write in so many looks for rows that expired.
CULL_EVERY = 100
NEVER = datetime.max.replace(tzinfo=UTC)


class TableCache(BaseCache):
    """Rows of ``cache_entries``; a value that JSON can't hold is an error at once, not a pickle."""

    def __init__(self, table: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        self._cull_sometimes()
        return self._write(ADD, key, value, timeout, version)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(READ, {"key": self.make_and_validate_key(key, version), "now": timezone.now()})
            row = cursor.fetchone()
        try:
            return default if row is None else json.loads(row[0])
        except ValueError:
            return default  # written by a version that kept pickles

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._cull_sometimes()
        self._write(WRITE, key, value, timeout, version)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._run(TOUCH, self.make_and_validate_key(key, version), expires=self._expires(timeout))

    def delete(self, key: str, version: int | None = None) -> bool:
        return self._run(DELETE, self.make_and_validate_key(key, version))

    def clear(self) -> None:
        self._run("DELETE FROM cache_entries", "")

    def _write(self, statement: str, key: str, value: Any, timeout: Any, version: int | None) -> bool:
        kept = json.dumps(value)
        whole_key = self.make_and_validate_key(key, version)
        return self._run(statement, whole_key, value=kept, expires=self._expires(timeout))

    def _run(self, statement: str, key: str, **values: Any) -> bool:
        """Run a statement and say whether it touched a row."""
        with connection.cursor() as cursor:
            cursor.execute(statement, {"key": key, "now": timezone.now(), **values})
            return bool(cursor.rowcount)

    def _expires(self, timeout: Any) -> datetime:
        moment = self.get_backend_timeout(timeout)
        return NEVER if moment is None else datetime.fromtimestamp(moment, tz=UTC)

    def _cull_sometimes(self) -> None:
        """Keep the table small: the rows that end first go first."""
        if random.randrange(CULL_EVERY) == 0:  # noqa: S311 - nothing secret hangs on it
            self._run(CULL, "", most=self._max_entries)
