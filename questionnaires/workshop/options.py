"""Which options a step's vote has, and what a phone sent of them."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.workshop.models import WorkshopStep
from questionnaires.workshop.queries.ideas import standing_ideas
from questionnaires.workshop.script import DOTS_EACH, EVALUATED, MARKS, PREDICTED, REPRESENTS, Kind


def chosen_options(step: WorkshopStep, sent: Sequence[str]) -> list[str] | None:
    """Return the options that were sent, each once; ``None`` when they are no vote of this step.

    One of its options; in an evaluation one mark for each question; of the ideas, from one to three.
    """
    options = list(dict.fromkeys(sent))
    allowed = options_of(step)
    if not options or not set(options) <= set(allowed):
        return None
    if step.what is Kind.DOTS:
        return options if len(options) <= DOTS_EACH else None
    if step.what is Kind.EVALUATION:
        questions = [option.partition(":")[0] for option in options]
        return options if sorted(questions) == sorted(EVALUATED) else None
    return options if len(options) == 1 else None


def options_of(step: WorkshopStep) -> list[str]:
    """Return the codes of all that may be chosen in a step; none when nobody votes in it."""
    match step.what:
        case Kind.PREDICT:
            return [str(value) for value in PREDICTED]
        case Kind.REPRESENTS:
            return list(REPRESENTS)
        case Kind.EVALUATION:
            return [f"{question}:{mark}" for question in EVALUATED for mark in MARKS]
        case Kind.DOTS:
            return [str(idea.pk) for idea in standing_ideas(step)]
        case _:
            return []
