"""What a room wrote."""

from __future__ import annotations

from django.db.models import QuerySet

from questionnaires.workshop.models import Contribution, WorkshopStep
from questionnaires.workshop.script import Kind


def written_in(step: WorkshopStep) -> QuerySet[Contribution]:
    """Return what stands on the screen of a step, in the order in which it came."""
    return Contribution.objects.filter(step=step, withdrawn=False, joins=None)


def standing_ideas(step: WorkshopStep) -> list[Contribution]:
    """Return the ideas about the dimension of a step, each with those that joined it."""
    found = Contribution.objects.filter(
        step__workshop=step.workshop_id,
        step__kind=Kind.IDEAS.value,
        step__node=step.node,
        withdrawn=False,
        joins=None,
    )
    return list(found.prefetch_related("joined"))
