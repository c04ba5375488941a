"""How a year ended, and what the team has before it when the next one begins."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from lar.model.activities import SessionPurpose
from lar.model.dimensions import LEVERS
from networks.models import (
    Activity,
    ActivityStatus,
    Coordination,
    Cycle,
    LeverProposal,
    Projection,
    SocializationReview,
)
from networks.models.dated import in_force


@dataclass(frozen=True)
class YearEnd:
    """What the team wrote at the third step of ``cycle``; ``None`` for what it has not written."""

    cycle: Cycle
    review: SocializationReview | None
    projection: Projection | None


@dataclass(frozen=True)
class Proposed:
    """A dimension and the names of who proposes it, in alphabetical order."""

    node: str
    label: str
    names: list[str]


def year_end(cycle: Cycle) -> YearEnd:
    """Return how a year ended, in two queries."""
    return YearEnd(
        cycle,
        SocializationReview.objects.filter(cycle=cycle).select_related("written_by").first(),
        Projection.objects.filter(cycle=cycle).select_related("written_by").first(),
    )


def cycle_before(cycle: Cycle) -> Cycle | None:
    """Return the network's last cycle before this one, with its programme and levers."""
    earlier = Cycle.objects.filter(network=cycle.network_id, year__lt=cycle.year)
    return earlier.select_related("program", "network").prefetch_related("levers").order_by("-year").first()


def proposals_of(cycle: Cycle, day: date) -> list[Proposed]:
    """Return the dimensions in the model's order, each with who in the team proposes it.

    Whoever is no longer of the team on ``day`` does not count.
    """
    team = Coordination.objects.filter(in_force(day), network=cycle.network_id, user__is_active=True).values(
        "user"
    )
    rows = LeverProposal.objects.filter(cycle=cycle, person__in=team).order_by("person__name", "pk")
    names: dict[str, list[str]] = defaultdict(list)
    for node, name in rows.values_list("node", "person__name"):
        names[node].append(name)
    return [Proposed(node.code, node.label, names[node.code]) for node in LEVERS]


def own_proposal(cycle: Cycle, user_id: int) -> list[str]:
    """Return the codes of the dimensions that a person proposed."""
    return list(
        LeverProposal.objects.filter(cycle=cycle, person=user_id)
        .order_by("pk")
        .values_list("node", flat=True)
    )


def talked_over(cycle: Cycle) -> bool:
    """Whether the network held the session about its results that year, whatever step the work is in."""
    held = Activity.objects.of_networks([cycle.network_id]).filter(status=ActivityStatus.HELD)
    return held.filter(
        session_purpose=SessionPurpose.SOCIALIZATION.value, starts_at__year=cycle.year
    ).exists()
