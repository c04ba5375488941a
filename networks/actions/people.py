"""Who works in the programme: teams, authorities, facilitators, administrators."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.authorization import RoleCode
from lar.jobs.actions import enqueue
from lar.tenancy.context import current_program_id
from lar.tenancy.models import Membership
from networks import rules
from networks.dating import check_held, end
from networks.errors import NotAllowedNow
from networks.models import Authority, Coordination, Network, Territory, TerritoryKind
from networks.people import end_membership_row, find_or_make_person, hold_role, release_role

INVITED = frozenset({RoleCode.ADMINISTRATOR, RoleCode.FACILITATOR})
"""Roles of the whole programme. The other two are held through a network or a territory."""


@transaction.atomic
def invite_person(*, email: str, name: str, role: RoleCode, on: date, by: User | None) -> Membership:
    """Give a person a role in the whole programme; a new one gets a mail that says how to enter."""
    if role not in INVITED:
        raise NotAllowedNow(
            _("Las coordinaciones se agregan en cada red, y las autoridades en su territorio."), "role"
        )
    person = find_or_make_person(email, name)
    membership, is_new = hold_role(person, role, on=on, by=by)
    if not is_new:
        raise NotAllowedNow(_("Esa persona ya tiene ese rol en el programa."), "email")
    record("person.invited", by=by, subject=person.pk, role=role.value, on=on.isoformat())
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, on: date, by: User | None) -> None:
    """End a person's role in the programme, and with it the networks or territories it came from."""
    role = RoleCode(membership.role)
    if membership.valid_to is not None:
        raise NotAllowedNow(_("Esa participación ya había terminado."))
    if role is RoleCode.ADMINISTRATOR and not _others_administer(membership):
        raise NotAllowedNow(
            _("El programa necesita al menos una persona que lo administre. Invita primero a quien siga.")
        )
    if role is RoleCode.COORDINATOR:
        for row in Coordination.objects.filter(user=membership.user, valid_to=None).select_related("network"):
            _check_can_leave(row.network)
            end(row, on)
    if role is RoleCode.AUTHORITY:
        for authority in Authority.objects.filter(user=membership.user, valid_to__gt=on):
            end(authority, on)
    end_membership_row(membership, on)
    record("person.ended", by=by, subject=membership.user_id, role=role.value, on=on.isoformat())


@transaction.atomic
def add_coordinator(network: Network, *, email: str, name: str, on: date, by: User | None) -> Coordination:
    """A person joins the team of one to five that coordinates a network, with equal rights."""
    Network.objects.select_for_update().get(pk=network.pk)
    team = network.coordinations.filter(valid_to=None)
    if not rules.can_join_team(team.count()):
        raise NotAllowedNow(_("Una red tiene a lo más cinco coordinadoras o coordinadores."))
    person = find_or_make_person(email, name)
    if team.filter(user=person).exists():
        raise NotAllowedNow(_("Esa persona ya coordina esta red."), "email")
    hold_role(person, RoleCode.COORDINATOR, on=on, by=by)
    row = Coordination.objects.create(network=network, user=person, valid_from=on)
    record("team.joined", by=by, network_id=network.pk, subject=person.pk, on=on.isoformat())
    return row


@transaction.atomic
def remove_coordinator(coordination: Coordination, *, on: date, by: User | None) -> None:
    """A person leaves the team. The last one only when the network has left the programme."""
    if coordination.valid_to is not None:
        raise NotAllowedNow(_("Esa persona ya había dejado la coordinación."))
    person, network = coordination.user, coordination.network
    Network.objects.select_for_update().get(pk=network.pk)
    _check_can_leave(network)
    check_held(coordination, on)
    end(coordination, on)
    release_role(person, RoleCode.COORDINATOR, on=on)
    record("team.left", by=by, network_id=network.pk, subject=person.pk, on=on.isoformat())


@transaction.atomic
def hand_over(
    coordination: Coordination, *, email: str, name: str, on: date, by: User | None
) -> Coordination:
    """A person leaves the team and another takes her place the same day; both are told by mail.

    ``on`` is the first day of who arrives. Returns the new coordination.
    """
    network, leaver = coordination.network, coordination.user
    Network.objects.select_for_update().get(pk=network.pk)
    if coordination.valid_to is not None:
        raise NotAllowedNow(_("Esa persona ya había dejado la coordinación."))
    if on <= coordination.valid_from:
        raise NotAllowedNow(
            _("%(name)s coordina desde el %(day)s: elige un día posterior.")
            % {"name": leaver.name, "day": formats.date_format(coordination.valid_from, "SHORT_DATE_FORMAT")},
            "on",
        )
    person = find_or_make_person(email, name)
    if person == leaver:
        raise NotAllowedNow(_("Es la misma persona que deja la coordinación."), "email")
    if network.coordinations.filter(user=person).filter(Q(valid_to=None) | Q(valid_to__gt=on)).exists():
        raise NotAllowedNow(_("Esa persona ya coordina esta red."), "email")
    end(coordination, on)
    release_role(leaver, RoleCode.COORDINATOR, on=on)
    hold_role(person, RoleCode.COORDINATOR, on=on, by=by)
    row = Coordination.objects.create(network=network, user=person, valid_from=on)
    for told in (coordination, row):
        enqueue(
            "networks.people.handed_over",
            key=f"handed-over:{row.pk}:{told.pk}",
            args={"left_id": coordination.pk, "joined_id": row.pk, "to_id": told.user_id},
            by=by,
        )
    record(
        "team.handed_over",
        by=by,
        network_id=network.pk,
        subject=person.pk,
        left=leaver.pk,
        on=on.isoformat(),
    )
    return row


@transaction.atomic
def create_territory(*, name: str, kind: TerritoryKind, by: User | None) -> Territory:
    """Add a territory to the programme."""
    clean = " ".join(name.split())
    if Territory.objects.filter(name=clean).exists():
        raise NotAllowedNow(_("Ya existe un territorio con ese nombre."), "name")
    territory = Territory.objects.create(name=clean, kind=kind)
    record("territory.created", by=by, subject=territory.pk, kind=kind)
    return territory


def _check_can_leave(network: Network) -> None:
    team = network.coordinations.filter(valid_to=None).count()
    if not rules.can_leave_team(team, network_has_left=network.left_on is not None):
        raise NotAllowedNow(
            _("«%(network)s» quedaría sin coordinación. Agrega primero a quien siga.")
            % {"network": network.name}
        )


def _others_administer(membership: Membership) -> bool:
    return (
        Membership.objects.filter(
            program_id=current_program_id(), role=RoleCode.ADMINISTRATOR, valid_to=None, user__is_active=True
        )
        .exclude(pk=membership.pk)
        .exists()
    )
