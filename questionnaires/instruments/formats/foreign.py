"""What a form of another program says, before it is ours; `assemble` makes an instrument of it.

A reader of a foreign format fills a `Draft` and complains of what has no place here; nothing is dropped
without a `Problem` that names its row.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lar.documents.problems import Problem, Severity
from questionnaires.instruments.formats.scales import Option

Texts = dict[str, str]
"""Language → words."""


@dataclass(slots=True)
class Section:
    """A group of questions, perhaps inside another; `key` is unique in the draft."""

    key: str
    code: str
    labels: Texts
    parent: str = ""
    row: int | None = None
    sheet: str = ""


@dataclass(slots=True)
class Question:
    """One thing to answer: with `options` a point of a scale, without them in words."""

    code: str
    section: str
    texts: Texts
    options: tuple[Option, ...] = ()
    row: int | None = None
    sheet: str = ""
    is_reversed: bool = False
    high_score_meaning: str = ""


@dataclass(slots=True)
class Draft:
    """A foreign form as read. `languages` has the form's own first."""

    format: str
    languages: list[str]
    code: str = ""
    titles: Texts = field(default_factory=dict)
    introductions: Texts = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    says_reversed: bool = False
    """The form has a place to say which items are reversed, so silence means that none is."""

    def leave_out(self, message: str, *, row: int | None, sheet: str = "", column: str = "") -> None:
        """Say that a part of the form stays out."""
        self.problems.append(Problem(message, Severity.UNSUPPORTED, row=row, column=column, sheet=sheet))

    def warn(self, message: str, *, row: int | None = None, sheet: str = "", column: str = "") -> None:
        """Say that something was understood in one of several ways."""
        self.problems.append(Problem(message, Severity.WARNING, row=row, column=column, sheet=sheet))

    def refuse(self, message: str, *, row: int | None = None, sheet: str = "", column: str = "") -> None:
        """Say why nothing can be made of the form."""
        self.problems.append(Problem(message, row=row, column=column, sheet=sheet))
