"""The cohorts of a programme in its report: how many networks, what they did, their values if enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lar.disclosure import PublishableDimension, RolledTable, Scope, rolled_reason
from lar.statistics import percent_text
from lar.statistics.numbers import number
from networks.queries.work import CohortWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramCohort:
    """A cohort: its networks, activities held and their hours, in words. No network has a name."""

    name: str
    networks: str
    activities: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortValues:
    """The dimensions of the cohorts that have enough networks and answers, in the model's order.

    `rows` pair a dimension's name with a cell per cohort: a percentage with its n, or why there is none.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def cohorts_of(work: Sequence[CohortWork]) -> tuple[ProgramCohort, ...]:
    """What each cohort did, the oldest first."""
    return tuple(
        ProgramCohort(
            name=str(one.cohort),
            networks=number(one.networks),
            activities=number(one.activities),
            hours=number(Fraction(one.hours)),
        )
        for one in work
    )


def cohort_values(tables: Sequence[RolledTable]) -> CohortValues | None:
    """The roll-ups of cohorts among a programme's tables side by side; ``None`` when there is none."""
    found = [table for table in tables if table.scope is Scope.COHORT]
    if not found:
        return None
    return CohortValues(
        names=tuple(table.name for table in found),
        rows=tuple(
            (dimension.name, tuple(_cell(table, dimension.code) for table in found))
            for dimension in found[0].dimensions
        ),
    )


def _cell(table: RolledTable, code: str) -> str:
    dimension: PublishableDimension = table.dimension(code).thing
    if not dimension.is_published:
        return rolled_reason(dimension, table) or ""
    return f"{percent_text(dimension)} (n = {number(dimension.n or 0)})"
