"""What apps above this one let people do with an activity, from its own page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lar.tenancy.requests import ProgramRequest
from lar.ui.components import Text
from networks.models import Activity


@dataclass(frozen=True)
class ActivityAct:
    """A button of an activity's page: a link or, with ``posts``, a form of its own. ``why`` says what for."""

    label: Text
    why: Text
    url: str
    posts: bool = False


ActivityActs = Callable[[ProgramRequest, Activity], Iterable[ActivityAct]]

_acts: list[ActivityActs] = []


def register_activity_acts(function: ActivityActs) -> ActivityActs:
    """Add a function ``(request, activity) -> acts``: only what ``request.actor`` may do."""
    if function not in _acts:
        _acts.append(function)
    return function


def activity_acts(request: ProgramRequest, activity: Activity) -> list[ActivityAct]:
    """Return every app's acts on a loaded activity."""
    return [act for function in _acts for act in function(request, activity)]
