"""What strategies say in the registries: evidence of the steps, and the decision that waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from lar.authorization import Permission, has_permission
from lar.model.steps import Step
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from networks.models import Cycle, Network, ProgrammeYear, Strategy
from networks.queries.strategies import strategies_in
from networks.registries import Evidence, HomeItem, Urgency

DECIDE_WITHIN = timedelta(days=42)
"""Six weeks without using a strategy: either it goes on, or the team says why not."""


def strategy_evidence(cycle: Cycle) -> Iterable[Evidence]:
    """A strategy carried out is evidence of step 2, and what was decided on it, of step 3.

    In year 2 they are what the steps are for: there one that is missing is said, too.
    """
    found = list(strategies_in(cycle))
    for strategy in found:
        url = _page(cycle, strategy)
        name = {"title": strategy.title}
        last = _last(strategy)
        yield Evidence(
            Step.IMPLEMENTATION, _("Estrategia «%(title)s»") % name, url, done=last is not None, on=last
        )
        yield Evidence(
            Step.LEARNING,
            _("Decisión sobre «%(title)s»") % name,
            url,
            done=bool(strategy.decision),
            on=strategy.decided_on,
        )
    if not found and cycle.programme_year == ProgrammeYear.SECOND:
        url = program_url(cycle.program, "networks:strategies", network_id=cycle.network_id)
        yield Evidence(Step.IMPLEMENTATION, _("Estrategia de la red"), url, done=False)


def strategy_home_items(request: ProgramRequest, network: Network, cycle: Cycle | None) -> list[HomeItem]:
    """A decision on what was not used for six weeks, for the team."""
    if cycle is None or not has_permission(request.actor, Permission.EDIT_CYCLE, network):
        return []
    limit = request.actor.on_date - DECIDE_WITHIN
    waiting = [strategy for strategy in strategies_in(cycle) if not strategy.decision and _last(strategy)]
    return [_to_decide(request, cycle, one) for one in waiting if (_last(one) or limit) <= limit]


def _to_decide(request: ProgramRequest, cycle: Cycle, strategy: Strategy) -> HomeItem:
    due = (_last(strategy) or request.actor.on_date) + DECIDE_WITHIN
    return HomeItem(
        _("Decidan qué hacen con «%(title)s»") % {"title": strategy.title},
        _("Hace seis semanas o más que no la usan: digan si sigue, se adapta o termina, y por qué."),
        _page(cycle, strategy),
        Urgency.NOW if due == request.actor.on_date else Urgency.LATE,
        due,
        _("Decidir"),
    )


def _last(strategy: Strategy) -> date | None:
    """The day on which it was last carried out, as ``strategies_in`` loads it."""
    return getattr(strategy, "last_on", None)


def _page(cycle: Cycle, strategy: Strategy) -> str:
    place = {"network_id": cycle.network_id, "strategy_id": strategy.pk}
    return program_url(cycle.program, "networks:strategy", **place)
