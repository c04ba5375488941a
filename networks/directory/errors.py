"""What a person is told when a file can't be used, and what she is told when it can but something is odd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

PROBLEMS_SHOWN: Final = 5


class DirectoryError(Exception):
    """The file can't be used as it is. `str(error)` is Spanish, complete, and says what to do."""


class WarningKind(StrEnum):
    """Why a row deserves a look although it was read."""

    CHECK_DIGIT = "check_digit"
    COORDINATES = "coordinates"
    DEPENDENCY = "dependency"
    NATURAL_PERSON = "natural_person"
    NO_COMUNA = "no_comuna"
    STATUS = "status"
    UNFINISHED_LAST_LINE = "unfinished_last_line"


@dataclass(frozen=True, slots=True)
class DirectoryWarning:
    """A row that was read and deserves a look. `line` counts from 1, the header being line 1."""

    kind: WarningKind
    line: int
    rbd: int | None
    message: str


def error_from_problems(opening: str, problems: Sequence[str]) -> DirectoryError:
    """Make one error out of several lines' problems, showing the first few and counting the rest."""
    shown = " ".join(problems[:PROBLEMS_SHOWN])
    rest = len(problems) - PROBLEMS_SHOWN
    more = "" if rest <= 0 else f" Y {rest} más." if rest > 1 else " Y una más."
    return DirectoryError(f"{opening} {shown}{more}")
