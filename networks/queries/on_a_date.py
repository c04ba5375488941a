"""A network as it was on a day: every table of it is dated, so nothing has to be remembered twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from lar.authorization import Actor
from networks.models import Coordination, Network, NetworkSchool, NetworkTerritory, Purpose, SchoolSostenedor
from networks.models.dated import in_force
from networks.models.school import School
from networks.queries.roster import roster_of


@dataclass(frozen=True)
class SchoolThen:
    """A school of the network that day: who ran it, how many people it sent, its other networks."""

    school: School
    sostenedor: str
    people: int
    other_networks: tuple[str, ...]


@dataclass(frozen=True)
class NetworkThen:
    """``took_part`` says whether the network was in the programme that day."""

    day: date
    took_part: bool
    schools: list[SchoolThen]
    team: list[Coordination]
    territories: list[NetworkTerritory]
    purpose: Purpose | None

    @property
    def people(self) -> int:
        return sum(row.people for row in self.schools)


def network_on(network: Network, day: date, actor: Actor) -> NetworkThen:
    """Return the network as it was on ``day``; seven queries, however many schools.

    Other networks of its schools are named only where ``actor`` may know of them.
    """
    rows = roster_of(network, day)
    keys = [row.network_school.school_id for row in rows]
    holders = _sostenedores(keys, day)
    others = _other_networks(network, keys, day, actor)
    schools = [
        SchoolThen(
            row.network_school.school,
            holders.get(row.network_school.school_id, ""),
            row.total,
            tuple(others.get(row.network_school.school_id, [])),
        )
        for row in rows
    ]
    team = network.coordinations.filter(in_force(day)).select_related("user").order_by("user__name", "pk")
    areas = network.territories.filter(in_force(day)).select_related("territory").order_by("territory__name")
    return NetworkThen(
        day,
        network.enrolled_on <= day and (network.left_on is None or day < network.left_on),
        schools,
        list(team),
        list(areas),
        network.purposes.filter(valid_from__lte=day).order_by("-number").first(),
    )


def _sostenedores(schools: list[int], day: date) -> dict[int, str]:
    rows = SchoolSostenedor.objects.filter(in_force(day), school__in=schools).select_related("sostenedor")
    return {row.school_id: str(row.sostenedor) for row in rows}


def _other_networks(network: Network, schools: list[int], day: date, actor: Actor) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = NetworkSchool.objects.filter(
        in_force(day), school__in=schools, network__in=Network.objects.visible_to(actor)
    ).exclude(network=network)
    for school, name in rows.order_by("network__name").values_list("school", "network__name"):
        found[school].append(name)
    return found
