"""What a report says besides the release: purpose, levers, what was expected, earlier years, the programme.

Kept in the report's row as it was on its day. What came later than "report/1" itself is optional there: a row
without it is one that had none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from lar.statistics import ProgramRate, TeamExpectation
from questionnaires.results.report.agreements import Agreed
from questionnaires.results.report.conditions import Asked
from questionnaires.results.report.conversation import Conversation
from questionnaires.results.report.projection import Projected


@dataclass(frozen=True, slots=True)
class Purpose:
    """The purpose in force: its words and since when."""

    text: str
    since: date


@dataclass(frozen=True, slots=True)
class Lever:
    """A dimension that the network chose for the cycle, and why."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier release of the network, by its fingerprint, and which of its items are this year's.

    `items` pairs this year's code with that year's; `whole` are the dimensions all of whose items are paired.
    """

    release: str
    items: tuple[tuple[str, str], ...]
    whole: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportContext:
    """`expected` is what the team expected of each dimension, if it lets the report say so.

    `consistency` is a sentence per dimension on how well its items go together in the whole programme, in
    the year of `consistency_year`. `agreements` are those of the cycle, `last_agreements` those of the newest
    year before that has any; `conversation` is what a workshop said of these results, once there was one, and
    `projection` what the team wrote for the following year; `conditions` are what the network asked of its
    authority, in her report only.
    """

    purpose: Purpose | None = None
    levers: tuple[Lever, ...] = ()
    past: tuple[Past, ...] = ()
    expected: tuple[tuple[str, TeamExpectation], ...] = ()
    program: ProgramRate | None = None
    consistency_year: str = ""
    consistency: tuple[str, ...] = ()
    agreements: tuple[Agreed, ...] = ()
    last_agreements: tuple[Agreed, ...] = ()
    conversation: Conversation | None = None
    projection: Projected | None = None
    conditions: tuple[Asked, ...] = ()

    def lever(self, code: str) -> Lever | None:
        return next((lever for lever in self.levers if lever.code == code), None)

    def as_payload(self) -> dict[str, Any]:
        purpose = self.purpose and {"text": self.purpose.text, "since": self.purpose.since.isoformat()}
        return {
            "purpose": purpose,
            "levers": [{"code": lever.code, "reason": lever.reason} for lever in self.levers],
            "past": [_past_out(past) for past in self.past],
            "expected": {code: _expected_out(expected) for code, expected in self.expected},
            "program": self.program and asdict(self.program),
            "consistency": {"year": self.consistency_year, "sentences": list(self.consistency)},
            **{name: [one.as_payload() for one in found] for name, found in self._agreed().items() if found},
            **({"conversation": self.conversation.as_payload()} if self.conversation else {}),
            **({"projection": self.projection.as_payload()} if self.projection else {}),
            **({"conditions": [one.as_payload() for one in self.conditions]} if self.conditions else {}),
        }

    def _agreed(self) -> dict[str, tuple[Agreed, ...]]:
        """Left out of the payload when there are none."""
        return {"agreements": self.agreements, "last_agreements": self.last_agreements}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> ReportContext:
        """The context that `as_payload` wrote."""
        purpose = payload["purpose"]
        consistency = payload.get("consistency", {})
        return cls(
            purpose and Purpose(purpose["text"], date.fromisoformat(purpose["since"])),
            tuple(Lever(lever["code"], lever["reason"]) for lever in payload["levers"]),
            tuple(_past_in(entry) for entry in payload.get("past", ())),
            tuple((code, _expected_in(entry)) for code, entry in payload.get("expected", {}).items()),
            ProgramRate(**payload["program"]) if payload.get("program") else None,
            consistency.get("year", ""),
            tuple(consistency.get("sentences", ())),
            tuple(Agreed.from_payload(entry) for entry in payload.get("agreements", ())),
            tuple(Agreed.from_payload(entry) for entry in payload.get("last_agreements", ())),
            Conversation.from_payload(payload["conversation"]) if "conversation" in payload else None,
            Projected.from_payload(payload["projection"]) if "projection" in payload else None,
            tuple(Asked.from_payload(entry) for entry in payload.get("conditions", ())),
        )


def _past_out(past: Past) -> dict[str, Any]:
    return {
        "release": past.release,
        "items": [list(pair) for pair in past.items],
        "whole": list(past.whole),
    }


def _past_in(entry: Mapping[str, Any]) -> Past:
    pairs = tuple((now, before) for now, before in entry["items"])
    return Past(entry["release"], pairs, tuple(entry["whole"]))


def _expected_out(expected: TeamExpectation) -> dict[str, Any]:
    """Shares as whole numerators and denominators, so that the fingerprint is exact."""
    against = expected.against
    return {
        "agree": list(expected.agree.as_integer_ratio()),
        "against": None if against is None else list(against.as_integer_ratio()),
        "people": expected.people,
    }


def _expected_in(entry: Mapping[str, Any]) -> TeamExpectation:
    against = entry["against"]
    return TeamExpectation(
        agree=Fraction(*entry["agree"]),
        against=None if against is None else Fraction(*against),
        people=entry["people"],
    )
