"""Everything that a programme publishes of one year to one audience, made at once from released tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from lar.disclosure.rolled import RolledTable, RollupWithheld, Scope
from lar.disclosure.rollups import Source, roll_up
from lar.disclosure.states import Audience
from lar.disclosure.thresholds import DEFAULT_THRESHOLDS, Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfTables:
    """What was released to an audience in one year under one version of the instrument.

    `small` is the frozen cell of small networks; `cohorts` says which networks each one has; `other_years`
    gives, by a word that names it, the networks released to the audience in another year.
    """

    audience: Audience
    sources: Sequence[Source]
    small: RolledTable | None = None
    cohorts: Mapping[str, Collection[str]] = field(default_factory=dict)
    other_years: Mapping[str, Collection[str]] = field(default_factory=dict)


def programme_tables(
    year: YearOfTables, *, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> tuple[RolledTable, ...]:
    """The roll-ups of that year: all networks first, then the same networks of other years, then cohorts.

    Those that have too few networks or people are not there. Whoever doesn't see every network reads them
    through `for_reader`.
    """
    found = []
    plans: list[tuple[Scope, str, set[str] | None]] = [(Scope.PROGRAM, "", None)]
    plans += [(Scope.SAME, name, set(networks)) for name, networks in year.other_years.items()]
    plans += [(Scope.COHORT, name, set(networks)) for name, networks in year.cohorts.items()]
    for scope, name, networks in plans:
        sources = [one for one in year.sources if networks is None or one.network in networks]
        try:
            found.append(
                roll_up(
                    sources,
                    scope=scope,
                    name=name,
                    audience=year.audience,
                    small=year.small if scope is Scope.PROGRAM else None,
                    thresholds=thresholds,
                )
            )
        except RollupWithheld:
            continue
    return tuple(found)
