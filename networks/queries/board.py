"""The list of networks: those that a person may see, filtered, each with its step, state and delays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet, Value

from lar.authorization import Actor
from networks.models import Network, NetworkKind, NetworkQuerySet, NetworkTerritory, Territory
from networks.models.dated import in_force
from networks.models.ordering import SearchKey
from networks.registries import NetworkRowExtra, network_rows


@dataclass(frozen=True)
class BoardFilter:
    """What the address asks for. Empty values ask for nothing."""

    cohort: int | None = None
    territory: int | None = None
    kind: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.cohort or self.territory or self.kind or self.text)


@dataclass(frozen=True)
class BoardRow:
    """A network of the list. ``states`` come from every app; ``late`` are whole sentences."""

    network: Network
    kind: str
    territories: list[str]
    states: list[NetworkRowExtra]

    @property
    def late(self) -> list[str]:
        return [str(state.late) for state in self.states if state.late]


def board(actor: Actor, wanted: BoardFilter) -> list[BoardRow]:
    """Return the rows that ``actor`` may see: those that need help first, then by name. Never by a score."""
    networks = wanted_networks(actor, wanted)
    extras = network_rows(networks, actor)
    rows = [
        BoardRow(
            network,
            str(NetworkKind(network.kind).label),
            [row.territory.name for row in network.territories.all()],
            extras[network.pk],
        )
        for network in networks
    ]
    return sorted(rows, key=lambda row: not row.late)


def wanted_networks(actor: Actor, wanted: BoardFilter) -> list[Network]:
    """Return the networks that ``actor`` may see and the address asks for, with their territories."""
    found = _filtered(Network.objects.visible_to(actor), wanted, actor.on_date).select_related("program")
    return list(found.prefetch_related(Prefetch("territories", _territories(actor.on_date))))


def cohorts() -> list[int]:
    """Return the cohorts of the programme, newest first."""
    return list(Network.objects.order_by("-cohort").values_list("cohort", flat=True).distinct())


def territory_choices() -> Iterable[tuple[int, str]]:
    return Territory.objects.values_list("pk", "name")


def _filtered(networks: NetworkQuerySet, wanted: BoardFilter, day: date) -> NetworkQuerySet:
    if wanted.cohort:
        networks = networks.filter(cohort=wanted.cohort)
    if wanted.kind:
        networks = networks.filter(kind=wanted.kind)
    if wanted.territory:
        networks = networks.of_territories([wanted.territory], day)
    if wanted.text:
        networks = networks.alias(key=SearchKey(F("name"))).filter(
            key__contains=SearchKey(Value(wanted.text.strip()))
        )
    return networks


def _territories(day: date) -> QuerySet[NetworkTerritory]:
    rows = NetworkTerritory.objects.filter(in_force(day)).select_related("territory")
    return rows.order_by("territory__name")
