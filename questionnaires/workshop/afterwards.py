"""What apps above this one offer on the page of a workshop that ended, such as the logbook's register."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from questionnaires.workshop.models import SocializationWorkshop


@dataclass(frozen=True)
class NextStep:
    """A link of «Qué sigue» and what it is good for."""

    label: str
    url: str
    why: str = ""


NextSteps = Callable[[SocializationWorkshop], Iterable[NextStep]]
_next_steps: list[NextSteps] = []


def register_next_steps(function: NextSteps) -> NextSteps:
    """Add a function; twice is once. What the reader may open is for the linked page to check."""
    if function not in _next_steps:
        _next_steps.append(function)
    return function


def next_steps(workshop: SocializationWorkshop) -> list[NextStep]:
    """Return what every app offers, in order of registration."""
    return [one for function in _next_steps for one in function(workshop)]
