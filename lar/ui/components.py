"""What views hand to the components: small records, so that a page says what it means by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from django.utils.functional import Promise

Text = str | Promise
"""What people read: a string, or one that is translated when shown."""


@dataclass(frozen=True)
class Action:
    """Something to do now: ``title`` says what, ``why`` what for, ``button`` the verb."""

    title: Text
    url: str
    why: Text = ""
    button: Text = ""
    due: date | None = None
    late: bool = False


class StepState(StrEnum):
    """How far a step of the cycle is. Steps guide, they never lock."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True)
class StepItem:
    """One of the three steps of a cycle, with what it has achieved in ``note``."""

    number: int
    title: Text
    state: StepState
    url: str = ""
    note: Text = ""


@dataclass(frozen=True)
class Column:
    """A column of a table. Numbers are set to the right, in figures of one width."""

    label: Text
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table: ``caption`` says what it shows; the first cell of each row names the row.

    A cell is plain text, or markup already marked safe (a link, a status tag).
    """

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    hide_caption: bool = False


class JobState(StrEnum):
    """What a person needs to know of a job; the engine's own states are finer."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class JobProgress:
    """A job as a page shows it.

    ``poll_url`` answers with this same component alone; ``page_url`` is the whole page, for
    those without JavaScript. ``percent`` is 0–100, or ``None`` when it cannot be known.
    """

    title: Text
    state: JobState
    poll_url: str
    page_url: str
    percent: int | None = None
    detail: Text = ""
    result_url: str = ""
    result_label: Text = ""


@dataclass(frozen=True)
class Choice:
    """An option of a question: the value that is sent and the words that are read."""

    value: str
    label: Text


Kind = Literal["info", "success", "warning", "error"]
ButtonKind = Literal["primary", "secondary", "quiet", "danger"]
Shape = Literal["empty", "half", "full", "check", "cross", "clock", "lock", "dash"]
