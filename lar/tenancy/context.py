"""The programme's context: which rows exist for the code that runs inside it.

Row security reads the setting ``lar.program`` of the transaction; the ORM's manager reads the
context variable. Both are set here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db import connection, connections, transaction

if TYPE_CHECKING:
    from lar.tenancy.models import Program

ENTER = "SELECT set_config('lar.program', %s, true)"
ENTER_BY_DOOR = """
SELECT set_config('lar.program', program_id::text, true) FROM tenancy_door WHERE kind = %s AND token_hash = %s
"""

_current: ContextVar[int | None] = ContextVar("lar_program", default=None)


class NoProgramContext(RuntimeError):
    """A tenant table was queried outside any programme. Open ``program_context`` first."""


def current_program_id() -> int:
    """Return the key of the programme in context.

    Raises:
        NoProgramContext: when there is none.
    """
    program_id = _current.get()
    if program_id is None:
        raise NoProgramContext("Consulta fuera de un programa: abre program_context(programa) primero.")
    return program_id


def has_program_context() -> bool:
    return _current.get() is not None


@contextmanager
def program_context(program: Program | int, *, using: str = "default") -> Iterator[None]:
    """Run a block inside one programme, as one atomic transaction.

    On success the previous programme (or none) is restored; on an exception the transaction
    rolls back and PostgreSQL forgets the setting with it.
    """
    program_id = program if isinstance(program, int) else program.pk
    previous = _current.get()
    # The setting ends with the transaction: only a block inside another has to put it back.
    is_inner = connections[using].in_atomic_block
    token = _current.set(program_id)
    try:
        with transaction.atomic(using=using):
            _set_local(program_id, using)
            yield
            if is_inner and not connections[using].needs_rollback:
                _set_local(previous, using)
    finally:
        _current.reset(token)


def ask_behind_door(
    kind: str, token_hash: bytes, question: str, values: Sequence[Any]
) -> tuple[Any, ...] | None:
    """Ask one question inside the programme that a door leads to; its first row, ``None`` without a door.

    The way in, the question and the way out are one message and, outside of any other, one transaction
    of the server: for addresses that hundreds of people open in the same hour, where each message to the
    server costs more than what it asks.
    """
    leave = _as_setting(_current.get())
    with connection.cursor() as cursor:
        cursor.execute(f"{ENTER_BY_DOOR}; {question}; {ENTER}", [kind, token_hash, *values, leave])
        if cursor.fetchone() is None:
            return None
        cursor.nextset()
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row


def _set_local(program_id: int | None, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(ENTER, [_as_setting(program_id)])


def _as_setting(program_id: int | None) -> str:
    return "" if program_id is None else str(program_id)
