"""Putting an alert off, and bringing it back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks.errors import NotAllowedNow
from networks.models import Network
from scaling.alerts import Rule
from scaling.models import Snooze

LONGEST = timedelta(days=92)
"""A term: what may wait longer is no alert, it is a decision about the year."""


@transaction.atomic
def snooze(network: Network, *, rule: Rule, until: date, reason: str, on: date, by: User) -> Snooze:
    """Put an alert of a network off. Doing so again replaces the day and the reason.

    Raises:
        NotAllowedNow: the day is not after ``on``, or more than three months away.
    """
    if until <= on:
        raise NotAllowedNow(_("Elige un día posterior a hoy."), "until")
    if until - on > LONGEST:
        raise NotAllowedNow(_("Elige un día dentro de los próximos tres meses."), "until")
    row = Snooze.objects.create(
        network=network, rule=rule.value, until=until, reason=reason.strip(), on=on, by=by
    )
    record("alert.snoozed", by=by, network_id=network.pk, subject=rule.value, until=until.isoformat())
    return row


@transaction.atomic
def bring_back(network: Network, *, rule: Rule, on: date, by: User) -> Snooze:
    """Show an alert again from today on."""
    row = Snooze.objects.create(network=network, rule=rule.value, until=on, reason="", on=on, by=by)
    record("alert.brought_back", by=by, network_id=network.pk, subject=rule.value)
    return row
