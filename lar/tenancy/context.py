"""The programme's context: which rows exist for the code that runs inside it.

Row security reads the setting ``lar.program`` of the transaction; the ORM's manager reads the
context variable. Both are set here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import connections, transaction

if TYPE_CHECKING:
    from lar.tenancy.models import Program

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
    token = _current.set(program_id)
    try:
        with transaction.atomic(using=using):
            _set_local(program_id, using)
            yield
            if connections[using].in_atomic_block and not connections[using].needs_rollback:
                _set_local(previous, using)
    finally:
        _current.reset(token)


def _set_local(program_id: int | None, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lar.program', %s, true)", ["" if program_id is None else str(program_id)]
        )
