"""The roster of a network: how many people of each role every school sends. Never names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks import rules
from networks.dating import end
from networks.errors import NotAllowedNow
from networks.models import MemberRole, Network, RosterSeat

Seats = Mapping[int, Mapping[str, int]]
"""Places by role, by the key of the network's school."""


@transaction.atomic
def set_roster(network: Network, *, seats: Seats, on: date, by: User | None) -> int:
    """Say how many people of each role each school sends from ``on``; returns the total.

    Only what differs is dated anew. Schools that ``seats`` leaves out stay as they are.

    Raises:
        NotAllowedNow: for a school of another network, a number out of range, or a day before
            the last change.
    """
    Network.objects.select_for_update().get(pk=network.pk)
    _check(network, seats)
    current = {
        (seat.network_school_id, seat.role): seat
        for seat in RosterSeat.objects.filter(network_school__network=network, valid_to=None)
    }
    changed = 0
    for school, by_role in seats.items():
        for role, number in by_role.items():
            changed += _set_seat(current.get((school, role)), school, role, number, on)
    total = sum(
        RosterSeat.objects.filter(network_school__network=network, valid_to=None).values_list(
            "seats", flat=True
        )
    )
    record("roster.set", by=by, network_id=network.pk, subject=network.pk, changed=changed, on=on.isoformat())
    return total


def _check(network: Network, seats: Seats) -> None:
    schools = set(network.schools.filter(valid_to=None).values_list("pk", flat=True))
    if not set(seats) <= schools:
        raise NotAllowedNow(_("Uno de los establecimientos ya no está en la red. Revisa la lista."))
    for school, by_role in seats.items():
        for role, number in by_role.items():
            if role not in MemberRole.values or not rules.is_seat_count(number):
                raise NotAllowedNow(
                    _("Escribe un número entre 0 y %(most)d.") % {"most": rules.MAX_SEATS},
                    f"seats-{school}-{role}",
                )


def _set_seat(current: RosterSeat | None, school: int, role: str, number: int, on: date) -> int:
    """Write one place; returns 1 when it changed."""
    if (current.seats if current else 0) == number:
        return 0
    if current is not None and current.valid_from > on:
        raise NotAllowedNow(_("El padrón ya tiene cambios posteriores a esa fecha."), "on")
    if current is not None:
        end(current, on)
    if number:
        RosterSeat.objects.create(network_school_id=school, role=role, seats=number, valid_from=on)
    return 1
