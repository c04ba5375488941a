"""`RolledTable`: what may be known of several networks together. Made by `rollups.py` and nothing else.

A value is one item or dimension with the networks that stand behind it. Those are kept so that what a
reader could find by subtracting can be withheld (`differences.py`); a page shows how many they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import InitVar, dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from lar.disclosure.cells import add, dominant
from lar.disclosure.invariants import UnsafeTable
from lar.disclosure.scale import Block, Scale
from lar.disclosure.states import Audience, State
from lar.disclosure.table import Key, PublishableDimension, PublishableItem, guard
from lar.disclosure.thresholds import Thresholds

SMALL = "redes-pequeñas"
"""Stands for the frozen cell of small networks among the sources of a roll-up."""


class Scope(StrEnum):
    """What a roll-up is of."""

    SMALL = "small"
    """The frozen cell «redes pequeñas»: networks without a release."""
    PROGRAM = "program"
    """All networks of a programme."""
    SAME = "same"
    """The networks that are in two years alike."""
    COHORT = "cohort"
    TERRITORY = "territory"


OF_THE_PROGRAM = frozenset({Scope.PROGRAM, Scope.SAME, Scope.COHORT})
"""Roll-ups whose readers may not see each network: they need the programme's minimums."""


Thing = TypeVar("Thing", PublishableItem, PublishableDimension)


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledValue(Generic[Thing]):
    """An item or dimension of several networks.

    `sources` are keys of networks, or `SMALL`; `parts` says of each source which of its parts are added
    here; `networks` and `people` count them with those inside of the small cell. Empty when reserved.
    """

    thing: Thing
    sources: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    networks: int = 0
    people: int = 0

    @property
    def columns(self) -> frozenset[tuple[str, str]]:
        """What is added: pairs of a source and one of its parts."""
        pairs = zip(self.sources, self.parts, strict=True)
        return frozenset((source, part) for source, parts in pairs for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledTable:
    """All that one audience may know of several networks together: blocks only.

    `name` says which cohort or territory; `sources` are the networks whose tables were at hand, with
    `SMALL` for the small cell; `networks` and `respondents` count them all.
    """

    key: InitVar[Key]
    scope: Scope
    name: str
    audience: Audience
    scale: Scale
    thresholds: Thresholds
    sources: tuple[str, ...]
    networks: int
    respondents: int
    dimension_values: tuple[RolledValue[PublishableDimension], ...]
    item_values: tuple[RolledValue[PublishableItem], ...]

    def __post_init__(self, key: Key) -> None:
        guard(key)
        check(self)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.scale.blocks

    @property
    def holds_small(self) -> bool:
        return SMALL in self.sources

    @property
    def dimensions(self) -> tuple[PublishableDimension, ...]:
        return tuple(value.thing for value in self.dimension_values)

    @property
    def items(self) -> tuple[PublishableItem, ...]:
        return tuple(value.thing for value in self.item_values)

    def dimension(self, code: str) -> RolledValue[PublishableDimension]:
        """Raises KeyError when nobody measures it."""
        return _found(self.dimension_values, code)

    def item(self, code: str) -> RolledValue[PublishableItem]:
        """Raises KeyError when this audience has no such item."""
        return _found(self.item_values, code)

    def items_of(self, node: str) -> tuple[PublishableItem, ...]:
        return tuple(item for item in self.items if item.node == node)


def _found(values: Sequence[RolledValue[Thing]], code: str) -> RolledValue[Thing]:
    for value in values:
        if value.thing.code == code:
            return value
    raise KeyError(code)


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise UnsafeTable(what)


def minimums(scope: Scope, thresholds: Thresholds) -> tuple[int, int]:
    """(networks, people) that every value of such a roll-up needs."""
    if scope is Scope.SMALL:
        people = max(thresholds.small_networks_min_answers, thresholds.min_group)
        return thresholds.small_networks_min_networks, people
    if scope in OF_THE_PROGRAM:
        return thresholds.program_min_networks, thresholds.program_min_answers
    return 1, thresholds.min_group


class RollupWithheld(Exception):
    """Too few networks or people for anything of a roll-up to be published."""

    def __init__(self, scope: Scope, thresholds: Thresholds) -> None:
        networks, people = minimums(scope, thresholds)
        super().__init__(f"{scope}: at least {networks} networks and {people} people are needed")
        self._needed = networks, people

    def sentence(self) -> str:
        """In Spanish, without saying how many there were."""
        networks, people = self._needed
        of = "de al menos una red" if networks == 1 else f"de al menos {networks} redes"
        return (
            f"Todavía no hay {people} respuestas {of}: con menos no se publica nada, "
            "para que no se sepa qué respondió cada red."
        )


def parts_of(thing: PublishableItem | PublishableDimension) -> tuple[str, ...]:
    """The parts of a network's table that a thing adds: an item itself, a container its children."""
    return (thing.code,) if isinstance(thing, PublishableItem) else thing.parts


def check(table: RolledTable) -> None:
    """Raise UnsafeTable unless the roll-up keeps its minimums, shows blocks only and adds up."""
    networks, people = minimums(table.scope, table.thresholds)
    _require(table.networks >= networks, f"a roll-up of fewer than {networks} networks")
    _require(table.respondents >= people, f"a roll-up of fewer than {people} people")
    _require(len(set(table.sources)) == len(table.sources), "a source is counted twice")
    _require(table.audience is not Audience.AUTHORITY or not table.items, "an authority sees no items")
    for dimension_value in table.dimension_values:
        _check_value(dimension_value, table)
    for item_value in table.item_values:
        _check_value(item_value, table)
    if table.items:
        for dimension in table.dimensions:
            _check_sum(dimension, table)


def _check_value(
    value: RolledValue[PublishableItem] | RolledValue[PublishableDimension], table: RolledTable
) -> None:
    thing, (networks, people) = value.thing, minimums(table.scope, table.thresholds)
    numbers = (thing.n, thing.not_applicable, thing.dont_know, thing.missing)
    _require(not thing.points and thing.state is not State.FULL, f"{thing.code}: blocks only")
    if not thing.is_published:
        empty = not thing.cells and all(number is None for number in numbers)
        _require(empty and not value.sources, f"{thing.code} is reserved but shows a number")
        return
    _require(value.networks >= networks, f"{thing.code} stands on too few networks")
    _require(value.people >= people, f"{thing.code} stands on too few people")
    _require(set(value.sources) <= set(table.sources), f"{thing.code} adds an unknown source")
    _require(all(number is not None and number >= 0 for number in numbers), f"{thing.code} lacks a count")
    _require(len(thing.cells) == len(table.blocks), f"{thing.code} lacks a block")
    _require(sum(cell.middle for cell in thing.cells) == thing.n, f"{thing.code} does not add up")
    _require(len({cell.high - cell.low for cell in thing.cells}) == 1, f"{thing.code}: uneven intervals")
    if isinstance(thing, PublishableItem) and all(cell.is_exact for cell in thing.cells):
        _require(dominant([cell.low for cell in thing.cells]) is None, f"{thing.code} shows an unanimity")


def _check_sum(dimension: PublishableDimension, table: RolledTable) -> None:
    shown = [item for item in table.items if item.node in dimension.parts and item.is_published]
    if dimension.is_published:
        recoded = [item.cells[::-1] if item.reversed else item.cells for item in shown]
        _require(dimension.cells == add(recoded), f"{dimension.code} is not the sum of its items")
