"""People and their roles in the programme in context: the parts that several actions share."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.jobs.actions import enqueue
from lar.tenancy.context import current_program_id
from lar.tenancy.models import Membership
from networks.errors import NotAllowedNow
from networks.models import Authority, Coordination


def find_or_make_person(email: str, name: str) -> User:
    """Return the person of that address; a new one signs in with codes until she sets a password.

    The name of someone who already has an account is hers: it is not changed.
    """
    known = User.objects.filter(email__iexact=email.strip()).first()
    if known is None:
        return User.objects.create_user(email.strip(), name=" ".join(name.split()))
    if not known.is_active:
        raise NotAllowedNow(
            _("Esa cuenta está desactivada. Pide a quien opera la plataforma que la active."), "email"
        )
    return known


def hold_role(person: User, role: RoleCode, *, on: date, by: User | None) -> tuple[Membership, bool]:
    """Make sure that the person holds the role from ``on``; when it is new, tell her by mail.

    Returns the membership and whether it is new. A role that had ended begins anew.
    """
    memberships = Membership.objects.filter(program_id=current_program_id(), user=person, role=role)
    open_one = memberships.filter(valid_to=None).first()
    if open_one is not None:
        if open_one.valid_from > on:
            open_one.valid_from = on
            open_one.save(update_fields=["valid_from"])
        return open_one, False
    made = Membership.objects.create(program_id=current_program_id(), user=person, role=role, valid_from=on)
    enqueue(
        "networks.people.invite",
        key=f"invite-person:{made.pk}",
        args={"membership_id": made.pk},
        by=by,
    )
    return made, True


def release_role(person: User, role: RoleCode, *, on: date) -> None:
    """End the person's role, unless another network or territory still needs it."""
    if role is RoleCode.COORDINATOR and Coordination.objects.filter(user=person, valid_to=None).exists():
        return
    if role is RoleCode.AUTHORITY and Authority.objects.filter(user=person, valid_to__gt=on).exists():
        return
    for membership in Membership.objects.filter(
        program_id=current_program_id(), user=person, role=role, valid_to=None
    ):
        end_membership_row(membership, on)


def end_membership_row(membership: Membership, on: date) -> None:
    """End a membership; one that begins that day or later never held and is deleted."""
    if membership.valid_from >= on:
        membership.delete()
        return
    membership.valid_to = on
    membership.save(update_fields=["valid_to"])
