"""The core purpose of a network: versions that are added, never rewritten."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks import rules
from networks.errors import NotAllowedNow
from networks.models import Network, Purpose


@transaction.atomic
def write_purpose(
    network: Network, *, text: str, agreed_with: str, next_review: date | None, on: date, by: User
) -> Purpose:
    """Add a version of the purpose, in force from ``on``; earlier ones stay readable."""
    if not text.strip():
        raise NotAllowedNow(_("Escribe el propósito de la red."), "text")
    if not rules.is_review_after_start(on, next_review):
        raise NotAllowedNow(
            _("La próxima revisión debe ser posterior a la fecha del acuerdo."), "next_review"
        )
    Network.objects.select_for_update().get(pk=network.pk)
    last = network.purposes.order_by("-number").values_list("number", flat=True).first() or 0
    purpose = Purpose.objects.create(
        network=network,
        number=last + 1,
        text=text.strip(),
        agreed_with=agreed_with.strip(),
        valid_from=on,
        next_review=next_review,
        written_by=by,
    )
    record("purpose.written", by=by, network_id=network.pk, subject=purpose.pk, number=purpose.number)
    return purpose
