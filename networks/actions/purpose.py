"""The core purpose of a network: versions that are added, never rewritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks import rules
from networks.errors import NotAllowedNow
from networks.models import MemberRole, Network, Purpose, PurposeExercise
from networks.models.dated import in_force
from networks.purpose_steps import PURPOSE_STEPS


@transaction.atomic
def write_purpose(
    network: Network,
    *,
    text: str,
    agreed_with: str,
    next_review: date | None,
    roles: Sequence[str] = (),
    schools: Sequence[int] = (),
    on: date,
    by: User,
) -> Purpose:
    """Add a version of the purpose, in force from ``on``; earlier ones stay readable.

    ``roles`` and ``schools`` (by RBD) took part in agreeing on it; only schools of the network that day.
    """
    if not text.strip():
        raise NotAllowedNow(_("Escribe el propósito de la red."), "text")
    if not rules.is_review_after_start(on, next_review):
        raise NotAllowedNow(
            _("La próxima revisión debe ser posterior a la fecha del acuerdo."), "next_review"
        )
    known = network.schools.filter(in_force(on), school__in=schools)
    if known.count() != len(set(schools)):
        raise NotAllowedNow(_("Una de esas escuelas no era de la red ese día."), "schools")
    Network.objects.select_for_update().get(pk=network.pk)
    last = network.purposes.order_by("-number").values_list("number", flat=True).first() or 0
    purpose = Purpose.objects.create(
        network=network,
        number=last + 1,
        text=text.strip(),
        agreed_with=agreed_with.strip(),
        roles=[role for role in MemberRole.values if role in roles],
        schools=sorted(set(schools)),
        valid_from=on,
        next_review=next_review,
        written_by=by,
    )
    record("purpose.written", by=by, network_id=network.pk, subject=purpose.pk, number=purpose.number)
    return purpose


@transaction.atomic
def write_exercise(network: Network, *, texts: Mapping[str, str], on: date, by: User) -> PurposeExercise:
    """Keep what was written in some steps of the guided exercise; the other steps stay as they were."""
    Network.objects.select_for_update().get(pk=network.pk)
    exercise = PurposeExercise.objects.filter(network=network).first() or PurposeExercise(network=network)
    known = {step.code for step in PURPOSE_STEPS}
    exercise.texts = exercise.texts | {code: text.strip() for code, text in texts.items() if code in known}
    exercise.changed_on, exercise.changed_by = on, by
    exercise.save()
    record("purpose.exercise_written", by=by, network_id=network.pk, steps=sorted(texts))
    return exercise
