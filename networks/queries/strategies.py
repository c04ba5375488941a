from __future__ import annotations

from django.db.models import Count, F, Max, Prefetch, Q, QuerySet

from lar.authorization import Actor, Permission
from networks.models import (
    Activity,
    ActivityQuerySet,
    ActivityStatus,
    Cycle,
    MicroStrategy,
    Network,
    Strategy,
    StrategySession,
    Worked,
)


def micro_strategies(
    *, node: str = "", shape: str = "", with_retired: bool = False
) -> QuerySet[MicroStrategy]:
    """Return the catalogue, by title: those of a dimension and those that answer a shape, if asked.

    ``used`` and ``worked`` count the networks that adapted one and those for which it worked.
    """
    found = MicroStrategy.objects.all() if with_retired else MicroStrategy.objects.filter(is_retired=False)
    if node:
        found = found.filter(node=node)
    if shape:
        found = found.filter(shapes__contains=[shape])
    worked = Q(strategies__worked__in=[Worked.YES, Worked.PARTLY])
    return found.annotate(
        used=Count("strategies__network", distinct=True),
        worked=Count("strategies__network", filter=worked, distinct=True),
    ).order_by(F("title"), "pk")


def strategies_of(network: Network) -> QuerySet[Strategy]:
    """Return a network's strategies with their sessions, the newest year first."""
    return (
        Strategy.objects.filter(network=network)
        .select_related("cycle", "micro_strategy", "written_by")
        .prefetch_related(Prefetch("sessions", StrategySession.objects.select_related("activity")))
        .order_by("-cycle__year", "pk")
    )


def networks_to_adapt_in(actor: Actor) -> list[Network]:
    """Return the networks whose team the reader is: where one of the catalogue can be adapted."""
    return list(Network.objects.filter(pk__in=list(actor.networks_with(Permission.EDIT_CYCLE))))


def activities_to_name(strategy: Strategy) -> ActivityQuerySet:
    """Return the network's activities in which a strategy may have been carried out, the newest first."""
    found = Activity.objects.of_networks([strategy.network_id]).exclude(status=ActivityStatus.CANCELLED)
    return found.filter(starts_at__date__gte=strategy.started_on).order_by("-starts_at", "pk")


def strategies_in(cycle: Cycle) -> QuerySet[Strategy]:
    """Return a cycle's strategies with ``last_on``, the day on which each was last carried out."""
    return Strategy.objects.filter(cycle=cycle).annotate(last_on=Max("sessions__on")).order_by("pk")
