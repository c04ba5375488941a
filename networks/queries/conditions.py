"""What a network asked of its authority and what came of it, as both of them and a report read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from networks.models import Condition, ConditionAnswer, ConditionState, Network


def conditions_of(network: Network) -> QuerySet[Condition]:
    """Return a network's conditions with their answers and states, newest first; three queries."""
    found = Condition.objects.filter(network=network).select_related("asked_by")
    return found.prefetch_related("answers__answered_by", "states__said_by")


@dataclass(frozen=True)
class ConditionLine:
    """A condition with what counts of it: the last answer, and the last state of each term, newest first."""

    condition: Condition
    answer: ConditionAnswer | None
    states: list[ConditionState]

    @property
    def is_open(self) -> bool:
        return self.answer is None


def line_of(condition: Condition, *, on: date) -> ConditionLine:
    """Return a loaded condition as it stood on a day."""
    answers = [answer for answer in condition.answers.all() if answer.answered_on <= on]
    states: dict[tuple[int, int], ConditionState] = {}
    for state in condition.states.all():
        if state.said_on <= on:
            states.setdefault((state.year, state.term), state)
    return ConditionLine(condition, answers[0] if answers else None, list(states.values()))


def lines_of(network: Network, *, on: date) -> list[ConditionLine]:
    """Return the conditions asked until a day, as they stood then; three queries."""
    return [line_of(one, on=on) for one in conditions_of(network).filter(asked_on__lte=on)]


def unanswered(networks: Iterable[int]) -> dict[int, int]:
    """Return how many conditions wait for a first answer in each network, by its key; one query."""
    waiting = Condition.objects.filter(Q(answers=None), network__in=list(networks)).order_by()
    return dict(waiting.values_list("network").annotate(total=Count("pk")))
