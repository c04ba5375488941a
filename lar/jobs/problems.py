"""What a job raises, and what of a failure is told to whom."""

from __future__ import annotations

import traceback

from django.utils.translation import gettext as _


class JobProblem(Exception):
    """A failure that a person can understand: its text is a Spanish sentence for the page.

    It is final, since trying again would end the same; ``retry=True`` says otherwise.
    """

    def __init__(self, sentence: str, *, retry: bool = False) -> None:
        super().__init__(sentence)
        self.retry = retry


class LostClaim(Exception):
    """The job was cancelled, or given to another process: this run must change nothing more."""


def sentence_for(error: BaseException) -> str:
    """Return what the page says of a failure."""
    if isinstance(error, JobProblem):
        return str(error)
    return _("Algo falló de nuestro lado. No se perdió nada: puedes intentarlo de nuevo.")


def detail_for(error: BaseException) -> str:
    """Return the kind of failure and where it happened, at most 2,000 characters.

    Messages of exceptions are left out: a database error quotes the values of a row.
    """
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *places])[:2000]
