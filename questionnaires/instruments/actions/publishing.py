"""Publishing: the one act after which a version never changes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lar.accounts.models import User
from lar.audit.actions import record
from questionnaires.instruments.errors import InstrumentRefused
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.instruments.queries import content_of
from questionnaires.instruments.rules import obstacles


@transaction.atomic
def publish_version(
    version: QuestionnaireVersion, *, on: datetime | None = None, by: User | None
) -> QuestionnaireVersion:
    """Freeze a version: from here on the database refuses any change to it. Twice is harmless.

    Raises:
        InstrumentRefused: while something is missing; the message lists all of it.
    """
    locked = QuestionnaireVersion.objects.select_for_update().get(pk=version.pk)
    if locked.published_at is None:
        missing = obstacles(content_of(locked))
        if missing:
            raise InstrumentRefused(" ".join(missing))
        locked.published_at = on or timezone.now()
        locked.save(update_fields=["published_at"])
    version.published_at = locked.published_at
    record("instrument.published", by=by, subject=version.pk)
    return version
