"""How a team ends its year: its look at the workshop, and what it projects for the next one."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from lar.accounts.models import User
from lar.audit.actions import record
from networks.models import Cycle, Projection, SocializationReview


@transaction.atomic
def review_socialization(
    cycle: Cycle, *, worked: str, hard: str, differently: str, on: date, by: User
) -> SocializationReview:
    """Write how the team sees the workshop. Writing again replaces it: the step reopens freely."""
    values = {"worked": worked.strip(), "hard": hard.strip(), "differently": differently.strip()}
    review, is_new = SocializationReview.objects.update_or_create(
        cycle=cycle, defaults={**values, "written_on": on, "written_by": by}
    )
    record(
        "cycle.socialization_reviewed",
        by=by,
        network_id=cycle.network_id,
        subject=cycle.pk,
        year=cycle.year,
        again=not is_new,
    )
    return review


@transaction.atomic
def project_next_year(
    cycle: Cycle, *, keep: str, strategies: str, needs: str, on: date, by: User
) -> Projection:
    """Write what the team projects; the next year's first step opens with it. Writing again replaces it."""
    values = {"keep": keep.strip(), "strategies": strategies.strip(), "needs": needs.strip()}
    projection, is_new = Projection.objects.update_or_create(
        cycle=cycle, defaults={**values, "written_on": on, "written_by": by}
    )
    record(
        "cycle.projected",
        by=by,
        network_id=cycle.network_id,
        subject=cycle.pk,
        year=cycle.year,
        again=not is_new,
    )
    return projection
