"""Whoever confirms how many people answer is not of the team that they answer about."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.authorization import Actor, RoleCode
from lar.model.activities import Host
from networks.errors import NotAllowedNow
from networks.models import Activity, Network
from networks.queries.people import networks_coordinated_by


def is_of_team(actor: Actor | None, network_id: int | None) -> bool:
    """Whether this person is of the network's team, whatever else she is in the programme."""
    if actor is None or network_id is None:
        return False
    return RoleCode.COORDINATOR in actor.network_roles.get(network_id, frozenset())


def require_another_person(networks: Iterable[Network], *, by: User, field: str = "") -> None:
    """Let a facilitator speak for networks only from outside their teams.

    The notice that people read says that the number was confirmed apart from whoever coordinates; one
    person with both hats would confirm her own.

    Raises:
        NotAllowedNow: when ``by`` coordinates one of them today; it names them, and what to do.
    """
    own = networks_coordinated_by(by, networks, timezone.localdate())
    if own:
        raise NotAllowedNow(
            _(
                "Coordinas %(networks)s: el número de personas lo confirma otra persona "
                "del equipo facilitador."
            )
            % {"networks": ", ".join(own)},
            field,
        )


def require_another_leads(activity: Activity, *, by: User) -> None:
    """The same of an evaluation: a session is its coordination's own work, a workshop is not.

    Raises:
        NotAllowedNow: as ``require_another_person``, beside the number of people.
    """
    if activity.about.host is Host.COORDINATION:
        gathered = [row.network for row in activity.networks.select_related("network")]
        require_another_person(gathered, by=by, field="people")
