"""The coordinating team's view beside its members'.

The team answers signed in and knows that its answers are seen, so its counts are plain; the members' side
comes from a publishable table like everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lar.disclosure import Block, PublishableItem, Scale
from lar.statistics.numbers import number, percent, points
from lar.statistics.sentences import agreement_clause
from lar.statistics.shares import agreement, answers


@dataclass(frozen=True, slots=True)
class TeamView:
    """The team's answers to one item: `agree` of `n`."""

    agree: int
    n: int

    @classmethod
    def of(cls, counts: Sequence[int], scale: Scale) -> TeamView:
        """From the team's counts per point of the scale."""
        blocks = dict(zip(scale.blocks, scale.block_counts(counts), strict=True))
        return cls(agree=blocks[Block.AGREEMENT], n=sum(counts))

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.agree, self.n)


def difference(team: TeamView, item: PublishableItem) -> Fraction | None:
    """The team's share of agreement less the members' (midpoint); None when either has no answers shown."""
    if not team.n or not item.is_published:
        return None
    return team.fraction - agreement(item).fraction


def team_sentence(team: TeamView, item: PublishableItem) -> str | None:
    """Both sides with their counts, and the difference in points; None when there is nothing to compare."""
    gap = difference(team, item)
    if gap is None:
        return None
    verb = "está" if team.agree == 1 else "están"
    own = f"{number(team.agree)} de {number(team.n)} {verb} de acuerdo"
    share = percent(team.fraction, people=team.n)
    members = agreement_clause(item)
    return f"Equipo coordinador: {own} ({share}). Integrantes: {members}. {_verdict(gap, item)}."


def _verdict(gap: Fraction, item: PublishableItem) -> str:
    if abs(gap) < Fraction(1, answers(item)):
        return "La diferencia es menor que el peso de una persona"
    return f"El acuerdo del equipo está {points(gap)} por {'encima' if gap > 0 else 'debajo'}"
