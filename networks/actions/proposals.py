"""What each person of a team would choose, before the team chooses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from lar.accounts.models import User
from lar.audit.actions import record
from lar.model.dimensions import focus_problem, in_model_order
from networks.errors import NotAllowedNow
from networks.models import Cycle, LeverProposal


@transaction.atomic
def propose_levers(cycle: Cycle, *, nodes: Sequence[str], on: date, by: User) -> None:
    """Mark the one or two dimensions that a person proposes. Marking again replaces her own marks only.

    Raises:
        NotAllowedNow: none, three or more, one twice, or an effect.
    """
    problem = focus_problem(list(nodes))
    if problem is not None:
        raise NotAllowedNow(problem, "nodes")
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    LeverProposal.objects.filter(cycle=cycle, person=by).delete()
    LeverProposal.objects.bulk_create(
        LeverProposal(cycle=cycle, person=by, node=node, proposed_on=on) for node in in_model_order(nodes)
    )
    record("cycle.levers_proposed", by=by, network_id=cycle.network_id, subject=cycle.pk, year=cycle.year)
