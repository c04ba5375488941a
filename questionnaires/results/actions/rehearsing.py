"""The one trace of a rehearsal: that somebody took its PDF, a document that goes on by itself."""

from __future__ import annotations

from django.db import transaction

from lar.accounts.models import User
from lar.audit.actions import record
from questionnaires.instruments.models import QuestionnaireVersion


@transaction.atomic
def note_rehearsal(version: QuestionnaireVersion, *, by: User) -> None:
    """Write down that the rehearsal of a version was taken as PDF; nothing else of it is kept."""
    record("instrument.rehearsed", by=by, subject=version.pk)
