"""Surveys for the tests of the gate: the LAR tree and short ways to write counts."""

from __future__ import annotations

from lar.disclosure import FIVE_POINTS, ItemCounts, Node, Scale, SurveyCounts

LAR = (
    Node("PN", "Propósito nuclear", None, "lever"),
    Node("LR", "Liderazgo en red", None, "composite"),
    Node("CP", "Colaboración profunda", "LR", "lever"),
    Node("CC", "Confianza y corresponsabilidad", "LR", "lever"),
    Node("KP", "Desarrollo de capital profesional", None, "effect"),
    Node("PR", "Profundidad", None, "effect"),
)
LAR_CODES = tuple(node.code for node in LAR)


def item(
    code: str,
    *counts: int,
    respondents: int,
    node: str = "PN",
    not_applicable: int = 0,
    dont_know: int = 0,
    is_reversed: bool = False,
) -> ItemCounts:
    """An item with these counts per point; whoever is left of the respondents left it blank."""
    return ItemCounts(
        code=code,
        node=node,
        counts=counts,
        not_applicable=not_applicable,
        dont_know=dont_know,
        missing=respondents - sum(counts) - not_applicable - dont_know,
        text=f"Afirmación {code}",
        reversed=is_reversed,
    )


def survey(
    *items: ItemCounts, respondents: int, roster: int | None = 40, scale: Scale = FIVE_POINTS
) -> SurveyCounts:
    """A survey of these items."""
    return SurveyCounts(respondents=respondents, roster=roster, scale=scale, items=items)
