"""`PublishableTable`: the only thing that statistics, charts, pages and exports may read.

Only the gate and the reader of stored releases hold the key that these classes ask for, and every table
checks its own invariants (`invariants.py`) whoever makes it. Reading everything published in it, somebody
who did not answer can't prove that all answers to an item fall in one block.

Why the counts of *no aplica*, *no sé* and blanks may be exact beside a published item: an item is published
with five valid answers or more, so none of the three can hold everybody or everybody but one of the
respondents; and they are answers to the item, not a group. Beside a reserved item they would give away how
few answered it, so there they are left out.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from enum import StrEnum

from lar.disclosure import invariants
from lar.disclosure.cells import Cell
from lar.disclosure.reasons import Reason
from lar.disclosure.scale import Block, Scale
from lar.disclosure.states import Audience, State
from lar.disclosure.thresholds import Thresholds

SCHEMA = "table/1"


class Key(StrEnum):
    """Who may make publishable things. Not part of the package's public names."""

    GATE = "gate"


def guard(key: object) -> None:
    if key is not Key.GATE:
        raise TypeError("only the gate makes publishable tables")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishableItem:
    """One item as it may be shown, as worded (a reversed item is not recoded here).

    `cells` follow the blocks of the scale and `points` its points; `n` is the number of valid answers.
    A reserved item has no number at all; only a `full` one has points.
    """

    key: InitVar[Key]
    code: str
    node: str
    text: str
    reversed: bool
    state: State
    reason: Reason | None
    n: int | None = None
    not_applicable: int | None = None
    dont_know: int | None = None
    missing: int | None = None
    cells: tuple[Cell, ...] = ()
    points: tuple[int, ...] = ()

    def __post_init__(self, key: Key) -> None:
        guard(key)

    @property
    def is_published(self) -> bool:
        return self.state is not State.RESERVED


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishableDimension:
    """One dimension as it may be shown: the sum of its items' published cells, reversed items recoded.

    `n` counts answers (people × items), not people. `parts` are the nodes whose items are added: the
    dimension itself or, for a container, its children and perhaps its own items.
    """

    key: InitVar[Key]
    code: str
    name: str
    parent: str | None
    kind: str
    parts: tuple[str, ...]
    items_total: int
    items_published: int
    items_masked: int
    state: State
    reason: Reason | None
    n: int | None = None
    not_applicable: int | None = None
    dont_know: int | None = None
    missing: int | None = None
    cells: tuple[Cell, ...] = ()
    points: tuple[int, ...] = ()

    def __post_init__(self, key: Key) -> None:
        guard(key)

    @property
    def is_published(self) -> bool:
        return self.state is not State.RESERVED

    @property
    def is_container(self) -> bool:
        """True when other dimensions' items are added here, so it stands as a heading over them."""
        return any(part != self.code for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishableTable:
    """All that one audience may know of one survey. `roster` is None for an open code."""

    key: InitVar[Key]
    audience: Audience
    respondents: int
    roster: int | None
    scale: Scale
    thresholds: Thresholds
    dimensions: tuple[PublishableDimension, ...]
    items: tuple[PublishableItem, ...]

    def __post_init__(self, key: Key) -> None:
        guard(key)
        invariants.check(self)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.scale.blocks

    def item(self, code: str) -> PublishableItem:
        """Raises KeyError when this audience has no such item."""
        for item in self.items:
            if item.code == code:
                return item
        raise KeyError(code)

    def dimension(self, code: str) -> PublishableDimension:
        """Raises KeyError when the instrument does not measure it."""
        for dimension in self.dimensions:
            if dimension.code == code:
                return dimension
        raise KeyError(code)

    def items_of(self, node: str) -> tuple[PublishableItem, ...]:
        """The items that hang from a node itself, in the instrument's order."""
        return tuple(item for item in self.items if item.node == node)
