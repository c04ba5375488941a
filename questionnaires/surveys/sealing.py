"""VACUUM of the answer path, as the owner: what was deleted is then no longer in the tables.

A dead row can outlive VACUUM while an old snapshot is open (a backup, a long report). So the
server's own word is read: the horizon up to which it could remove, which must lie past the sealing.
"""

from __future__ import annotations

import re
import time
from typing import Any

from django.db import connections

# Every table that an answer, a code, an address or a job naming them passes through.
ANSWER_PATH = (
    "questionnaires_response",
    "questionnaires_opentext",
    "questionnaires_textreview",
    "questionnaires_submission",
    "questionnaires_accesscode",
    "questionnaires_paperkeying",
    "questionnaires_invitation",
    "questionnaires_slipsheet",
    "tenancy_door",
    "jobs_job",
)

# FREEZE visits every page and waits for those in use; INDEX_CLEANUP leaves no key of a dead row.
VACUUM = "VACUUM (VERBOSE, FREEZE, DISABLE_PAGE_SKIPPING, INDEX_CLEANUP ON) {table}"
HORIZON = re.compile(r"removable cutoff: (\d+)")
XID_SPACE = 2**32
# Short statements of others hold the horizon back for a moment; a backup, for longer than this.
ATTEMPTS = 8
PAUSE = 0.4  # seconds


class StillVisible(Exception):
    """Somebody's open snapshot still sees deleted rows: VACUUM has to be repeated later."""


def vacuum_answer_path(sealing_xid: int, *, using: str = "owner") -> None:
    """Remove every row deleted up to transaction ``sealing_xid`` from the answer path.

    Raises:
        StillVisible: when a row of that age could still be seen by somebody.
    """
    for table in ANSWER_PATH:
        for _attempt in range(ATTEMPTS):
            if _is_later(_vacuum(table, using), sealing_xid):
                break
            time.sleep(PAUSE)
        else:
            raise StillVisible(table)


def _is_later(horizon: int, sealing_xid: int) -> bool:
    """Whether a horizon lies past a transaction: ids wrap around, later is less than half the circle."""
    return (horizon - sealing_xid - 1) % XID_SPACE < XID_SPACE // 2


def _vacuum(table: str, using: str) -> int:
    """Run VACUUM and return the horizon (a transaction id) up to which it could remove rows."""
    connection = connections[using]
    lines: list[str] = []

    def listen(diagnostic: Any) -> None:
        lines.append(str(diagnostic.message_primary))

    connection.ensure_connection()
    raw: Any = connection.connection
    raw.add_notice_handler(listen)
    try:
        with connection.cursor() as cursor:
            cursor.execute(VACUUM.format(table=connection.ops.quote_name(table)))
    finally:
        raw.remove_notice_handler(listen)
    found = [int(match[1]) for line in lines for match in HORIZON.finditer(line)]
    if not found:
        raise StillVisible(f"{table}: PostgreSQL must speak English here (lc_messages = 'C')")
    return min(found)


def transaction_that_sealed(survey_id: int, *, using: str = "owner") -> int | None:
    """Return the id of the transaction that put the survey into *sealing*; ``None`` when it is not."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT xmin::text::bigint FROM questionnaires_survey WHERE id = %s AND state = 'sealing'",
            [survey_id],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None


def newest_transaction(*, using: str = "owner") -> int:
    """Return an id that no transaction committed until now exceeds."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::numeric % 4294967296")
        return int(cursor.fetchone()[0])


def mark_sealed(survey_id: int, *, using: str = "owner") -> None:
    """Say that the sealing ended, with results to come or with too few answers; only the owner may."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT lar_mark_sealed(%s)", [survey_id])
