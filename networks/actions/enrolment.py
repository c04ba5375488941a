"""A team commits to two years with its authority's backing, and what is learned of it after it left."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks import rules
from networks.errors import NotAllowedNow
from networks.models import Enrolment, FollowUp, Network
from networks.queries.enrolment import authorities_of


@transaction.atomic
def enrol_network(
    network: Network,
    *,
    commitment: str,
    backed_by: User | None,
    backing: str,
    backed_on: date,
    on: date,
    by: User | None,
) -> Enrolment:
    """Write down that the team commits for two years from ``on``, and who backs it, since when."""
    Network.objects.select_for_update().get(pk=network.pk)
    ends_on = rules.years_after(on, rules.YEARS_OF_COMMITMENT)
    if backed_by is None and not backing.strip():
        raise NotAllowedNow(_("Di quién respalda: elige una autoridad o escríbelo."), "backing")
    if backed_by is not None and backed_by not in authorities_of(network, backed_on):
        raise NotAllowedNow(_("Ese día esa persona no era autoridad de la red."), "backed_by")
    if network.left_on is not None and network.left_on <= on:
        raise NotAllowedNow(_("La red ya salió del programa."), "on")
    if network.enrolments.filter(starts_on__lt=ends_on, ends_on__gt=on).exists():
        raise NotAllowedNow(_("La red ya tiene un compromiso en esos dos años."), "on")
    row = Enrolment.objects.create(
        network=network,
        starts_on=on,
        ends_on=ends_on,
        commitment=commitment.strip(),
        backed_by=backed_by,
        backing=backing.strip(),
        backed_on=backed_on,
        signed_by=by,
    )
    record("network.committed", by=by, network_id=network.pk, subject=row.pk, on=on.isoformat())
    return row


@transaction.atomic
def write_follow_up(network: Network, *, text: str, on: date, by: User | None) -> FollowUp:
    """Write down how the work goes on without the programme: after leaving, or after the two years."""
    if not rules.is_followed_up(network.cohort, on, network.left_on):
        raise NotAllowedNow(
            _("El seguimiento comienza cuando la red sale del programa o pasan sus dos años."), "on"
        )
    row = FollowUp.objects.create(network=network, on=on, text=text.strip(), written_by=by)
    record("network.followed_up", by=by, network_id=network.pk, subject=row.pk, on=on.isoformat())
    return row
