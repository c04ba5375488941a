"""What apps above this one add to an activity's minutes on paper, for those who may read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lar.authorization import Actor, Permission, has_permission
from lar.ui.components import Text
from networks.models import Activity


@dataclass(frozen=True)
class AnnexLine:
    """A statement, its figure in words and the sentence that reads it."""

    text: str
    figure: str
    sentence: str


@dataclass(frozen=True)
class Annex:
    """A last part of the minutes. ``permission``: what it takes to read it, in a network that took part."""

    title: Text
    permission: Permission
    lead: str
    lines: tuple[AnnexLine, ...]
    notes: tuple[str, ...]


AnnexOf = Callable[[Activity], Annex | None]

_annexes: list[AnnexOf] = []


def register_minutes_annex(function: AnnexOf) -> AnnexOf:
    """Add a function ``activity -> annex``, or ``None`` while there is nothing to add."""
    if function not in _annexes:
        _annexes.append(function)
    return function


def annex_of(activity: Activity) -> Annex | None:
    """Return what is added to a loaded activity's minutes; the first that there is."""
    found = (function(activity) for function in _annexes)
    return next((annex for annex in found if annex is not None), None)


def may_read_annex(actor: Actor, activity: Activity, annex: Annex) -> bool:
    return any(has_permission(actor, annex.permission, row.network) for row in activity.networks.all())
