"""What there is of each network on a day, read in a constant number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from lar.model.dimensions import in_model_order
from networks.models import Coordination, Cycle, LeverChoice, Network, NetworkSchool, Purpose, RosterSeat
from networks.models.dated import in_force


@dataclass(frozen=True)
class NetworkFacts:
    """``cycle`` is the one of the day's year or else the last one; ``purpose`` the version in force."""

    network: Network
    coordinators: int
    schools: int
    seats: int
    cycle: Cycle | None
    purpose: Purpose | None

    @property
    def levers(self) -> int:
        return len(self.cycle.levers.all()) if self.cycle else 0


def facts_of(networks: Sequence[Network], day: date) -> dict[int, NetworkFacts]:
    """Return the facts of every network by its key, in six queries for any number of them."""
    keys = [network.pk for network in networks]
    held = in_force(day)
    coordinators = _counts(Coordination.objects.filter(held, network__in=keys).values_list("network"))
    schools = _counts(NetworkSchool.objects.filter(held, network__in=keys).values_list("network"))
    seats = RosterSeat.objects.filter(
        held, in_force(day, "network_school__"), network_school__network__in=keys
    )
    totals = dict(
        seats.order_by()
        .values(key=F("network_school__network"))
        .annotate(total=Sum("seats"))
        .values_list("key", "total")
    )
    cycles = _current_cycles(keys, day)
    purposes = {
        purpose.network_id: purpose
        for purpose in Purpose.objects.filter(network__in=keys, valid_from__lte=day).order_by("number")
    }
    return {
        network.pk: NetworkFacts(
            network=network,
            coordinators=coordinators.get(network.pk, 0),
            schools=schools.get(network.pk, 0),
            seats=totals.get(network.pk, 0),
            cycle=cycles.get(network.pk),
            purpose=purposes.get(network.pk),
        )
        for network in networks
    }


def current_cycle(network: Network, day: date) -> Cycle | None:
    """Return the cycle of the day's year, or else the last one, with its programme and levers."""
    return _current_cycles([network.pk], day).get(network.pk)


def levers_of(cycle: Cycle) -> list[LeverChoice]:
    """Return the chosen dimensions in the model's order; free when the cycle's levers were prefetched."""
    chosen = {choice.node: choice for choice in cycle.levers.all()}
    return [chosen[node] for node in in_model_order(chosen)]


def _counts(rows: QuerySet[Any, Any]) -> dict[int, int]:
    """Count rows by the one column that they select."""
    return dict(rows.order_by().annotate(total=Count("pk")))


def _current_cycles(networks: Sequence[int], day: date) -> dict[int, Cycle]:
    """Return each network's cycle of the year or, without it, the last one before."""
    cycles = (
        Cycle.objects.filter(network__in=networks, year__lte=day.year)
        .select_related("program", "network")
        .prefetch_related("levers")
        .order_by("network_id", "-year")
        .distinct("network_id")
    )
    return {cycle.network_id: cycle for cycle in cycles}
