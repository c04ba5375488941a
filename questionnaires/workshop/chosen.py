"""The ideas that a room would start with, to make agreements of them."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.workshop.models import SocializationWorkshop, WorkshopStep
from questionnaires.workshop.queries.ideas import standing_ideas
from questionnaires.workshop.script import Kind
from questionnaires.workshop.words import dots_view

MOST = 3
"""Ideas of a dimension that are offered."""


@dataclass(frozen=True)
class Chosen:
    """An idea, the dimension that it is about and its dots in words; empty where nobody revealed them."""

    text: str
    node: str
    dots: str = ""


def chosen_ideas(workshop: SocializationWorkshop, step: WorkshopStep) -> list[Chosen]:
    """Return the first ideas of the dimension of a step; of every one, in a step that is about none."""
    ideas = workshop.steps.filter(kind=Kind.IDEAS.value)
    found: list[Chosen] = []
    for one in ideas.filter(node=step.node) if step.node else ideas:
        one.workshop = workshop
        found += _of(workshop, one)[:MOST]
    return found


def _of(workshop: SocializationWorkshop, step: WorkshopStep) -> list[Chosen]:
    ideas = standing_ideas(step)
    dots = workshop.steps.filter(kind=Kind.DOTS.value, node=step.node).first()
    view = dots_view(dots, ideas) if dots is not None else None
    if view is not None and view.lines:
        return [Chosen(str(line.label), step.node, line.count) for line in view.lines]
    return [Chosen(idea.text, step.node) for idea in ideas]
