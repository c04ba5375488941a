"""`gate_votes`: what a room voted by phone → what the room may see of it.

The rules are those of any item: nothing under five voters, and when all or all but one coincide only «al
menos n − 1 de n». What is voted stands in groups (each option alone, or several options together), and the
rule is tested on the groups. A prediction also has its mean, but never beside a masked group: all those who
predicted ten of ten would be read from it.

Dots are counted idea by idea, each one a question that every voter answered: chose it, or did not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass
from typing import Any

from lar.disclosure.cells import Cell, dominant, masked
from lar.disclosure.invariants import UnsafeTable
from lar.disclosure.states import State
from lar.disclosure.table import Key, guard
from lar.disclosure.thresholds import DEFAULT_THRESHOLDS, MIN_GROUP, Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishableVotes:
    """One vote as a room may see it. `cells` follow its groups; a reserved one has no number at all.

    `mean` is a whole per cent, of a prediction whose groups are exact. Raises UnsafeTable when a rule is
    broken, whoever makes it.
    """

    key: InitVar[Key]
    state: State
    n: int | None = None
    cells: tuple[Cell, ...] = ()
    mean: int | None = None

    def __post_init__(self, key: Key) -> None:
        guard(key)
        _check(self)

    @property
    def is_published(self) -> bool:
        return self.state is not State.RESERVED


def gate_votes(
    counts: Sequence[int],
    *,
    groups: Sequence[Sequence[int]] = (),
    values: Sequence[int] = (),
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> PublishableVotes:
    """What may be known of a vote, from how many chose each option; one choice per voter.

    `groups` are places of `counts` that are shown together (default: each alone). `values`, for a
    prediction, are what each option says in per cent. Raises ValueError for counts below zero.
    """
    if any(count < 0 for count in counts):
        raise ValueError("counts are whole numbers from 0 up")
    n = sum(counts)
    if n < thresholds.min_group:
        return PublishableVotes(key=Key.GATE, state=State.RESERVED)
    blocks = [sum(counts[place] for place in group) for group in groups] or list(counts)
    index = dominant(blocks)
    if index is not None:
        cells = masked(n, index, len(blocks))
        return PublishableVotes(key=Key.GATE, state=State.MASKED, n=n, cells=cells)
    total = sum(count * value for count, value in zip(counts, values, strict=True)) if values else 0
    return PublishableVotes(
        key=Key.GATE,
        state=State.BLOCKS,
        n=n,
        cells=tuple(Cell.exactly(count) for count in blocks),
        mean=(2 * total + n) // (2 * n) if values else None,
    )


def gate_dots(
    chosen: Mapping[str, int], voters: int, *, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> dict[str, PublishableVotes]:
    """What may be known of dots: per idea, how many of the voters chose it and how many did not.

    Raises ValueError when an idea has more dots than voters.
    """
    return {
        idea: gate_votes([count, voters - count], thresholds=thresholds) for idea, count in chosen.items()
    }


def votes_to_payload(votes: PublishableVotes) -> dict[str, Any]:
    """As plain values, for a row that keeps what a room saw."""
    cells = [[cell.low, cell.high, cell.quarters] for cell in votes.cells]
    return {"state": votes.state.value, "n": votes.n, "cells": cells, "mean": votes.mean}


def votes_from_payload(payload: Mapping[str, Any]) -> PublishableVotes:
    """The votes that `votes_to_payload` wrote. Raises UnsafeTable when they break a rule."""
    return PublishableVotes(
        key=Key.GATE,
        state=State(payload["state"]),
        n=payload["n"],
        cells=tuple(Cell(*cell) for cell in payload["cells"]),
        mean=payload["mean"],
    )


def _check(votes: PublishableVotes) -> None:
    if votes.state is State.RESERVED:
        _require(votes.n is None and not votes.cells and votes.mean is None, "a reserved vote has a number")
        return
    n = votes.n or 0
    _require(n >= MIN_GROUP, "a vote of too few is shown")
    if votes.state is State.MASKED:
        index = next((place for place, cell in enumerate(votes.cells) if cell.high == n), None)
        _require(index is not None and votes.mean is None, "a masked vote says too much")
        _require(votes.cells == masked(n, index or 0, len(votes.cells)), "a masked vote says too much")
        return
    counts = [cell.low for cell in votes.cells]
    _require(votes.state is State.BLOCKS and all(cell.is_exact for cell in votes.cells), "unknown state")
    _require(sum(counts) == n and dominant(counts) is None, "all or all but one coincide and it shows")


def _require(holds: bool, problem: str) -> None:
    if not holds:
        raise UnsafeTable(problem)
