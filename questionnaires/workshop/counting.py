"""Counters of a room → what the gate lets it see. Nothing else of the product reads the counters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from lar.disclosure import (
    PublishableVotes,
    Thresholds,
    gate_dots,
    gate_votes,
    votes_to_payload,
)
from lar.tenancy.models import Program
from questionnaires.results.rules import thresholds_of
from questionnaires.surveys.rules import band_words
from questionnaires.workshop.models import VOTERS, SocializationWorkshop, VoteCount, WorkshopStep
from questionnaires.workshop.options import options_of
from questionnaires.workshop.script import EVALUATED, MARKS, PREDICTED, PREDICTED_TOGETHER, Kind


def gated(step: WorkshopStep, program: Program) -> dict[str, Any]:
    """Return what the room may see of a step's votes, as the row keeps it: a vote by its name."""
    counts = dict(VoteCount.objects.filter(step=step).values_list("option", "counted"))
    thresholds = thresholds_of(program.min_group)
    return {name: votes_to_payload(votes) for name, votes in _gate(step, counts, thresholds).items()}


def _gate(
    step: WorkshopStep, counts: Mapping[str, int], thresholds: Thresholds
) -> dict[str, PublishableVotes]:
    found = {option: counts.get(option, 0) for option in options_of(step)}
    if step.what is Kind.DOTS:
        return gate_dots(found, counts.get(VOTERS, 0), thresholds=thresholds)
    if step.what is Kind.EVALUATION:
        return {
            question: gate_votes([found[f"{question}:{mark}"] for mark in MARKS], thresholds=thresholds)
            for question in EVALUATED
        }
    if step.what is Kind.PREDICT:
        values = [value * 10 for value in PREDICTED]
        votes = gate_votes(
            list(found.values()), groups=PREDICTED_TOGETHER, values=values, thresholds=thresholds
        )
        return {"vote": votes}
    return {"vote": gate_votes(list(found.values()), thresholds=thresholds)}


def count_written(step: WorkshopStep, counts: Mapping[str, int], voters: int = 0) -> None:
    """Write what a room counted by hand in a step, and reveal what the gate lets be seen of it.

    ``voters``: how many people chose, where one may choose several options (dots).
    """
    by_question: dict[str, int] = {}
    for option, number in counts.items():
        question = option.partition(":")[0] if step.what is Kind.EVALUATION else ""
        by_question[question] = by_question.get(question, 0) + number
    everybody = voters or max(by_question.values(), default=0)
    VoteCount.objects.bulk_create(
        VoteCount(step=step, option=option, counted=number)
        for option, number in {VOTERS: everybody, **counts}.items()
        if number
    )
    step.shown, step.revealed_at = gated(step, step.workshop.program), timezone.now()
    step.save(update_fields=["shown", "revealed_at"])


def band_of(step: WorkshopStep) -> str:
    """Return about how many phones voted in a step so far: never the number, nor what they chose."""
    voters = VoteCount.objects.filter(step=step, option=VOTERS).values_list("counted", flat=True).first()
    return band_words((voters or 0) // 5 * 5)


def forget_unrevealed(workshop: SocializationWorkshop) -> None:
    """Delete the counters of what the room never saw."""
    VoteCount.objects.filter(step__workshop=workshop, step__revealed_at=None).delete()
