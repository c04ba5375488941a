"""What people are told by mail of their place in the programme. Letters are made; tasks send them."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import current_program_id
from lar.tenancy.models import Membership, Program
from lar.tenancy.urls import program_url
from networks.models import Authority, Coordination


def hand_over(*, left_id: int, joined_id: int, to_id: int) -> EmailMessage | None:
    """Return the letter to one of the two people of a hand-over; nothing when either row is gone."""
    rows = Coordination.objects.select_related("user", "network", "program").in_bulk([left_id, joined_id])
    left, joined = rows.get(left_id), rows.get(joined_id)
    if left is None or joined is None:
        return None
    arrives = to_id == joined.user_id
    to = joined.user if arrives else left.user
    values = {
        "person": to,
        "left": left.user,
        "joined": joined.user,
        "arrives": arrives,
        "network": joined.network,
        "on": joined.valid_from,
        "program": joined.program,
        "url": _address(joined.program, "networks:network", network_id=joined.network_id),
    }
    subject = _("%(network)s: cambio en el equipo coordinador") % {"network": joined.network.name}
    return _letter(to, subject, "networks/email/hand_over.txt", values)


def access_ends(*, authority_id: int) -> list[EmailMessage]:
    """Return the letters about an access that ends soon; none when it was confirmed, ended or is over."""
    row = (
        Authority.objects.select_related("user", "territory", "program")
        .filter(pk=authority_id, user__is_active=True, valid_to__gt=timezone.localdate())
        .first()
    )
    if row is None or row.territory.authorities.filter(user=row.user, valid_from__gte=row.valid_to).exists():
        return []
    values = {
        "authority": row.user,
        "territory": row.territory,
        "ends_on": row.valid_to,
        "program": row.program,
        "url": _address(row.program, "networks:authorities"),
    }
    subject = _("%(territory)s: un acceso está por vencer") % {"territory": row.territory.name}
    own = _letter(row.user, subject, "networks/email/access_ends.txt", {**values, "person": row.user})
    others = [
        _letter(one, subject, "networks/email/access_to_confirm.txt", {**values, "person": one})
        for one in _administrators()
        if one != row.user
    ]
    return [own, *others]


def _administrators() -> list[User]:
    held = Membership.objects.on(timezone.localdate()).filter(
        program_id=current_program_id(), role=RoleCode.ADMINISTRATOR, user__is_active=True
    )
    return [membership.user for membership in held.select_related("user").order_by("user__email")]


def _letter(to: User, subject: str, template: str, values: dict[str, object]) -> EmailMessage:
    return EmailMessage(subject=subject, body=render_to_string(template, values), to=[to.email])


def _address(program: Program, name: str, **place: int) -> str:
    return f"{settings.PUBLIC_URL}{program_url(program, name, **place)}"
