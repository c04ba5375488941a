"""What the gate takes: raw counts of one sealed survey, and the tree that its items hang from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lar.disclosure.scale import Scale


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the model's tree: a dimension, or a container of dimensions (any node with children)."""

    code: str
    name: str
    parent: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCounts:
    """Raw counts of one item. `counts` holds one number per point of the scale, lowest point first."""

    code: str
    node: str
    counts: tuple[int, ...]
    not_applicable: int = 0
    dont_know: int = 0
    missing: int = 0
    text: str = ""
    reversed: bool = False

    def __post_init__(self) -> None:
        numbers = (*self.counts, self.not_applicable, self.dont_know, self.missing)
        if any(type(number) is not int or number < 0 for number in numbers):
            raise ValueError(f"item {self.code}: counts are whole numbers from 0 up")

    @property
    def valid(self) -> int:
        """Answers on the scale."""
        return sum(self.counts)

    @property
    def total(self) -> int:
        """Everybody who answered the survey, whatever they did with this item."""
        return self.valid + self.not_applicable + self.dont_know + self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyCounts:
    """Raw counts of one sealed survey.

    `respondents` is how many answered; `roster` how many were asked (N), or None for an open code, which
    has no rate and no bounds. Raises ValueError when an item's counts don't add up to `respondents`.
    """

    respondents: int
    roster: int | None
    scale: Scale
    items: tuple[ItemCounts, ...]

    def __post_init__(self) -> None:
        if self.respondents < 0 or (self.roster is not None and self.roster < self.respondents):
            raise ValueError(f"{self.respondents} respondents do not fit in a roster of {self.roster}")
        if len({item.code for item in self.items}) != len(self.items):
            raise ValueError("two items share a code")
        for item in self.items:
            if len(item.counts) != self.scale.points:
                raise ValueError(f"item {item.code}: {self.scale.points} points need as many counts")
            if item.total != self.respondents:
                raise ValueError(
                    f"item {item.code}: counts add up to {item.total}, respondents are {self.respondents}"
                )


def check_tree(nodes: Sequence[Node], items: Sequence[ItemCounts]) -> None:
    """Raise ValueError unless codes are unique, containers hold leaves only and every item has its node."""
    by_code = {node.code: node for node in nodes}
    if len(by_code) != len(nodes):
        raise ValueError("two nodes share a code")
    for node in nodes:
        if node.parent is None:
            continue
        if node.parent not in by_code:
            raise ValueError(f"node {node.code}: its parent {node.parent} is not in the tree")
        if by_code[node.parent].parent is not None:
            raise ValueError(f"node {node.code}: the tree has two levels at most")
    for item in items:
        if item.node not in by_code:
            raise ValueError(f"item {item.code}: node {item.node} is not in the tree")
