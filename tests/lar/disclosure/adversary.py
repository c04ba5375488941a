"""The adversary of a whole programme: somebody who did not answer and holds everything that anybody reads.

For one year, the unknowns are x[network, item, block], whole numbers from 0 up; every published cell of every
table is a constraint on a sum of them. Besides, the adversary knows how the gate works and how many people
answered in the networks that stayed under the minimum. The truth is one solution; the attack looks for
others by moving single respondents (alone, or against a move elsewhere that leaves the sums alone). Where no
move is possible, integer programming decides.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from lar.disclosure import (
    SMALL,
    Audience,
    Cell,
    PublishableDimension,
    PublishableTable,
    RolledTable,
    RolledValue,
    Scope,
    SurveyCounts,
)
from lar.disclosure.cells import QUARTERS
from lar.disclosure.differences import Columns
from tests.lar.disclosure.programmes import Published

Variable = tuple[str, str, int]
"""(network, item, block)."""

Move = tuple[str, str, int, int]
"""One respondent of a network goes, in an item, from a block to another."""


@dataclass(frozen=True, slots=True)
class Constraint:
    variables: tuple[Variable, ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Leak:
    """What the adversary found out."""

    what: str
    networks: tuple[str, ...]
    item: str


class Year:
    """One year as the adversary knows it, beside the truth that the attack is judged by."""

    def __init__(self, out: Published, answers: dict[str, SurveyCounts]) -> None:
        self.out = out
        self.answers = answers
        first = next(iter(answers.values()))
        self.scale = first.scale
        self.blocks = len(self.scale.blocks)
        self.items = {item.code: item for item in first.items}
        self.truth: dict[Variable, int] = {}
        self.valid: dict[tuple[str, str], int] = {}
        for network, survey in answers.items():
            for item in survey.items:
                self.valid[network, item.code] = item.valid
                for block, count in enumerate(self.scale.block_counts(item.counts)):
                    self.truth[network, item.code, block] = count
        self.constraints = list(dict.fromkeys(self._constraints()))
        self.values = [sum(self.truth[one] for one in row.variables) for row in self.constraints]
        self.matrix: Any = None
        self.rows_of: dict[Variable, list[int]] = {}
        for number, row in enumerate(self.constraints):
            for variable in row.variables:
                self.rows_of.setdefault(variable, []).append(number)

    # --- What is published, as constraints --------------------------------------------------------------

    def _constraints(self) -> Iterable[Constraint]:
        for network, survey in self.out.too_few.items():
            for code in self.items:
                yield Constraint(self._all_blocks([(network, code)]), 0, survey.respondents)
        for network, tables in self.out.tables.items():
            for table in tables.values():
                yield from self._of_table(network, table)
        for rolled in {id(table): table for table in self.out.rolled}.values():
            yield from self._of_rolled(rolled)

    def _all_blocks(self, pairs: Sequence[tuple[str, str]]) -> tuple[Variable, ...]:
        return tuple((network, code, block) for network, code in pairs for block in range(self.blocks))

    def _cells(
        self, pairs: Sequence[tuple[str, str]], cells: Sequence[Cell], *, recode: bool
    ) -> Iterable[Constraint]:
        """Each cell of something that adds these items of these networks, and its n."""
        for block, cell in enumerate(cells):
            variables = tuple(
                (network, code, self.blocks - 1 - block if recode and self.items[code].reversed else block)
                for network, code in pairs
            )
            yield Constraint(variables, cell.low, cell.high)
        n = sum(cell.quarters for cell in cells) // QUARTERS
        yield Constraint(self._all_blocks(pairs), n, n)

    def _of_table(self, network: str, table: PublishableTable) -> Iterable[Constraint]:
        for item in table.items:
            pairs = [(network, item.code)]
            if item.is_published:
                yield from self._cells(pairs, item.cells, recode=False)
            else:
                yield Constraint(self._all_blocks(pairs), 0, table.thresholds.min_item - 1)
        for dimension in table.dimensions:
            if dimension.is_published:
                pairs = [(network, code) for code in self._shown(network, dimension.parts)]
                yield from self._cells(pairs, dimension.cells, recode=True)

    def _shown(self, network: str, parts: Sequence[str]) -> list[str]:
        """The items of these parts that a network's own table publishes."""
        if network not in self.out.tables:
            return [code for code, item in self.items.items() if item.node in parts]
        whole = next(iter(self.out.tables[network].values()))
        return [item.code for item in whole.items if item.node in parts and item.is_published]

    def _of_rolled(self, table: RolledTable) -> Iterable[Constraint]:
        cell = int(table.name) if table.scope is Scope.SMALL else 0
        for value in table.item_values:
            if value.thing.is_published:
                pairs = [
                    pair
                    for source in value.sources
                    for pair in self._behind(source, [value.thing.code], cell)
                ]
                yield from self._cells(pairs, value.thing.cells, recode=False)
        for dimension in table.dimension_values:
            if dimension.thing.is_published:
                pairs = list(self._parts(dimension, cell, by_item=bool(table.items)))
                yield from self._cells(pairs, dimension.thing.cells, recode=True)

    def _parts(
        self, value: RolledValue[PublishableDimension], cell: int, *, by_item: bool
    ) -> Iterable[tuple[str, str]]:
        for source, parts in zip(value.sources, value.parts, strict=True):
            if source == SMALL:
                yield from self._behind(source, self._small_items(parts, cell), cell)
            elif by_item:
                yield from self._behind(source, parts)
            else:
                yield from self._behind(source, self._shown(source, parts))

    def _small_items(self, parts: Sequence[str], cell: int) -> list[str]:
        """Parts of the small cell are nodes where it stands alone and items where it was added."""
        table = next(one for one in self.out.small[Audience.NETWORK] if int(one.name) == cell)
        return [one.code for one in table.items if one.is_published and {one.code, one.node} & set(parts)]

    def _behind(self, source: str, codes: Sequence[str], cell: int = 0) -> list[tuple[str, str]]:
        networks = self.out.behind_small[cell] if source == SMALL else (source,)
        return [(network, code) for network in networks for code in codes]

    # --- Other solutions --------------------------------------------------------------------------------

    def allows(self, *moves: Move) -> bool:
        """Whether everything published stays true when these respondents move."""
        change: dict[int, int] = {}
        for network, code, before, after in moves:
            if self.truth[network, code, before] < 1:
                return False
            for number in self.rows_of.get((network, code, before), ()):
                change[number] = change.get(number, 0) - 1
            for number in self.rows_of.get((network, code, after), ()):
                change[number] = change.get(number, 0) + 1
        return all(
            self.constraints[number].low <= self.values[number] + step <= self.constraints[number].high
            for number, step in change.items()
            if step
        )

    def moves(self, network: str, code: str) -> list[Move]:
        steps = permutations(range(self.blocks), 2)
        return [(network, code, *step) for step in steps if self.truth[network, code, step[0]]]

    def leaks(self) -> list[Leak]:
        """Groups under five whose answers follow, and items that are provably unanimous."""
        found = []
        for code in self.items:
            free = {
                network: any(self.allows(move) for move in self.moves(network, code))
                for network in self.answers
            }
            for group in self._pinned_groups(code, free):
                people = sum(self.valid[network, code] for network in group)
                if 0 < people < 5 and self.is_determined(group, code):
                    found.append(Leak("group", tuple(sorted(group)), code))
            for network in self.answers:
                if not free[network] and self._is_unanimous(network, code):
                    found += self._unanimity(network, code)
        return found

    def _pinned_groups(self, code: str, free: dict[str, bool]) -> list[set[str]]:
        """Networks that can only change against each other; sets whose sum no move changes."""
        small = [network for network in self.answers if self.valid[network, code] < 5]
        groups = [{network} for network in small]
        loose = {network for network in small if free[network]}
        for place, first in enumerate(small):
            for second in small[place + 1 :]:
                if self._exchange(first, second, code):
                    joined = [group for group in groups if group & {first, second}]
                    groups = [group for group in groups if group not in joined] + [set().union(*joined)]
        return [group for group in groups if not group & loose]

    def _exchange(self, first: str, second: str, code: str) -> bool:
        return any(
            self.allows((first, code, before, after), (second, code, after, before))
            for before, after in permutations(range(self.blocks), 2)
        )

    def _is_unanimous(self, network: str, code: str) -> bool:
        return sum(self.truth[network, code, block] > 0 for block in range(self.blocks)) == 1

    def _unanimity(self, network: str, code: str) -> list[Leak]:
        if any(self._exchange(network, other, code) for other in self.answers if other != network):
            return []
        block = next(block for block in range(self.blocks) if self.truth[network, code, block])
        others = [(network, code, one) for one in range(self.blocks) if one != block]
        return [] if self.extreme(others, highest=True) > 0 else [Leak("unanimity", (network,), code)]

    def one_stray_each(self, network: str) -> SurveyCounts | None:
        """The network's answers if one person more had dissented wherever all coincide; None if nowhere."""
        survey = self.answers[network]
        items = []
        for item in survey.items:
            counts = list(item.counts)
            if item.valid >= 5 and self._is_unanimous(network, item.code):
                full = max(range(len(counts)), key=lambda point: counts[point])
                counts[full] -= 1
                counts[0 if full >= len(counts) // 2 else -1] += 1
            items.append(dataclasses.replace(item, counts=tuple(counts)))
        changed = dataclasses.replace(survey, items=tuple(items))
        return None if changed == survey else changed

    # --- Integer programming ----------------------------------------------------------------------------

    def is_determined(self, group: Iterable[str], code: str) -> bool:
        """Whether all solutions give the group the same count in each block of the item."""
        networks = list(group)
        for block in range(self.blocks):
            variables = [(network, code, block) for network in networks]
            if self.extreme(variables, highest=True) != self.extreme(variables, highest=False):
                return False
        return True

    def extreme(self, variables: Sequence[Variable], *, highest: bool) -> int:
        """The highest or lowest that a sum of unknowns can be, over all solutions in whole numbers."""
        order = {variable: place for place, variable in enumerate(self.truth)}
        if self.matrix is None:
            rows, columns = zip(
                *((n, order[one]) for n, row in enumerate(self.constraints) for one in row.variables),
                strict=True,
            )
            # Pairs that come twice are added up.
            self.matrix = csr_array(
                (np.ones(len(rows)), (rows, columns)), shape=(len(self.constraints), len(order))
            )
        aim = np.zeros(len(order))
        for variable in variables:
            aim[order[variable]] = -1 if highest else 1
        solved = milp(
            aim,
            integrality=np.ones(len(order)),
            bounds=Bounds(0, 60),
            constraints=LinearConstraint(
                self.matrix,
                [row.low for row in self.constraints],
                [row.high for row in self.constraints],
            ),
        )
        if solved.x is None:
            raise AssertionError(f"what is published has no solution: {solved.message}")
        value: float = abs(solved.fun)
        return round(value)


def holds_the_truth(year: Year) -> bool:
    """What is published is true: without this the attack would prove nothing."""
    return all(row.low <= value <= row.high for row, value in zip(year.constraints, year.values, strict=True))


def networks_given_away(sees: frozenset[str], tables: Sequence[RolledTable]) -> set[str]:
    """Networks that a reader does not see and of which something follows from the roll-ups by subtracting."""
    found = set()
    for rows in _families(tables):
        unseen = [[pair for pair in row if pair[0] not in sees and pair[0] != SMALL] for row in rows]
        columns = {pair: place for place, pair in enumerate({pair for row in unseen for pair in row})}
        matrix = np.zeros((len(rows), len(columns)))
        for number, row in enumerate(unseen):
            matrix[number, [columns[pair] for pair in row]] = 1
        whole = _rank(matrix)
        for network in _unlike(unseen):
            others = [place for (name, _part), place in columns.items() if name != network]
            if _rank(matrix[:, others]) < whole:
                found.add(network)
    return found


def _unlike(rows: Sequence[Sequence[tuple[str, str]]]) -> list[str]:
    """Networks that stand in the rows like no other: two alike can't be told apart by any combination."""
    places: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(rows):
        for pair in row:
            places.setdefault(pair, []).append(number)
    shapes: dict[str, list[tuple[int, ...]]] = {}
    for (network, _part), numbers in places.items():
        shapes.setdefault(network, []).append(tuple(numbers))
    alike: dict[tuple[tuple[int, ...], ...], list[str]] = {}
    for network, shape in shapes.items():
        alike.setdefault(tuple(sorted(shape)), []).append(network)
    return [networks[0] for networks in alike.values() if len(networks) == 1]


def _families(tables: Sequence[RolledTable]) -> list[list[Columns]]:
    """Rows that may be subtracted from each other: of one item, or all dimensions without their items."""
    by_item: dict[str, list[Columns]] = {}
    for table in tables:
        for item in table.item_values:
            by_item.setdefault(item.thing.code, []).append(item.columns)
        for dimension in () if table.items else table.dimension_values:
            by_item.setdefault("", []).append(dimension.columns)
    return list(by_item.values())


def _rank(matrix: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> int:
    return int(np.linalg.matrix_rank(matrix)) if matrix.size else 0
