"""Who runs each school over time: what a file or a transfer list would change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from networks.directory.check_digits import format_rut
from networks.directory.errors import error_from_problems
from networks.directory.transfers import Transfer
from networks.models import School, SchoolSostenedor
from networks.periods import Period, place


@dataclass(frozen=True)
class StoredPeriod:
    """A period and the key of its row."""

    key: int
    period: Period


@dataclass
class HolderPlan:
    """Rows of who runs a school: to add (school, period), and to change (key, school, period)."""

    add: list[tuple[int, Period]] = field(default_factory=list)
    change: list[tuple[int, int, Period]] = field(default_factory=list)
    unchanged: int = 0

    def counts(self) -> dict[str, int]:
        return {"create": len(self.add), "update": len(self.change), "unchanged": self.unchanged}


def plan_holders(wanted: Iterable[tuple[int, str, date]]) -> HolderPlan:
    """Compare ``(rbd, rut, since)`` triples, applied in order of date, with what the database has."""
    stored = _stored()
    by_school: dict[int, list[tuple[str, date]]] = defaultdict(list)
    for rbd, rut, since in wanted:
        by_school[rbd].append((rut, since))
    plan = HolderPlan()
    for rbd, steps in by_school.items():
        _plan_school(plan, rbd, stored.get(rbd, {}), steps)
    return plan


def plan_transfers(transfers: Sequence[Transfer]) -> HolderPlan:
    """Compare a transfer list with the database.

    Raises:
        DirectoryError: naming the lines whose school the database does not have.
    """
    known = set(School.objects.values_list("rbd", flat=True))
    problems = [
        f"Línea {transfer.line}: el RBD {transfer.rbd} no está en el directorio."
        for transfer in transfers
        if transfer.rbd not in known
    ]
    if problems:
        raise error_from_problems("Corrige la lista de traspasos y vuelve a subirla.", problems)
    return plan_holders(
        (transfer.rbd, format_rut(transfer.sostenedor_rut), transfer.since) for transfer in transfers
    )


def _stored() -> dict[int, dict[date, StoredPeriod]]:
    found: dict[int, dict[date, StoredPeriod]] = defaultdict(dict)
    rows = SchoolSostenedor.objects.values_list(
        "pk", "school_id", "sostenedor__rut", "valid_from", "valid_to"
    )
    for key, rbd, rut, since, until in rows:
        found[rbd][since] = StoredPeriod(key, Period(rut, since, until))
    return found


def _plan_school(
    plan: HolderPlan, rbd: int, stored: dict[date, StoredPeriod], steps: list[tuple[str, date]]
) -> None:
    periods = tuple(row.period for row in stored.values())
    for rut, since in sorted(steps, key=lambda step: step[1]):
        after = place(periods, rut, since)
        plan.unchanged += set(after) == set(periods)
        periods = after
    for period in periods:
        row = stored.get(period.since)
        if row is None:
            plan.add.append((rbd, period))
        elif row.period != period:
            plan.change.append((row.key, rbd, period))
