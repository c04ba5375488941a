"""A release as it is read: what the gate let through, and the circumstances that explain it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lar.disclosure import Audience, PublishableTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """The version that was answered. `meanings` says what a high score means, by item code."""

    title: str
    version: int
    is_demonstration: bool
    disclaimer: str
    source_note: str
    not_applicable_label: str
    dont_know_label: str
    meanings: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Who was asked, how and when, as it was when the survey was sealed. Counts of places, never people.

    With one open code nobody knows who was asked: `asked_by_role` is empty, and the table has no roster.
    `roster_source` says where the N of imported answers comes from; empty for N of our own.
    """

    program: str
    institution: str
    network: str
    network_kind: str
    territories: tuple[str, ...]
    year: int
    programme_year: int
    mode: str
    code_keeper: str
    codes_replaced: int
    time_zone: str
    opened_at: datetime
    closed_at: datetime
    calculated_at: datetime
    schools: int
    asked_by_role: tuple[tuple[str, int], ...]
    roster_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedSurvey:
    """One release: its three tables (all gated at once) and what a report needs to explain them.

    `own`: a table apart of the network's own questions, for its team and its members; often none.
    """

    tables: Mapping[Audience, PublishableTable]
    instrument: Instrument
    circumstances: Circumstances
    own: Mapping[Audience, PublishableTable] = field(default_factory=dict)

    @property
    def network(self) -> PublishableTable:
        return self.tables[Audience.NETWORK]
