from __future__ import annotations

from datetime import date

from networks.models import Network
from networks.models.dated import in_force
from networks.models.ordering import SpanishKey


def schools_on(network: Network, day: date) -> list[tuple[int, str]]:
    """Return RBD and name of the network's schools on a day, by name."""
    found = network.schools.filter(in_force(day)).order_by(SpanishKey("school__name"), "school_id")
    return list(found.values_list("school_id", "school__name"))


def school_names(network: Network) -> dict[int, str]:
    """Return the name of every school that is or was of the network, by RBD."""
    return dict(network.schools.values_list("school_id", "school__name"))
