"""Opening a release, rung by rung: the team reads first, then members, then the authority."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks.errors import NotAllowedNow
from questionnaires.results.models import Release, ReleaseOpening
from questionnaires.results.rules import may_open
from questionnaires.surveys.models import Survey


@transaction.atomic
def open_release(release: Release, *, audience: str, on: datetime | None = None, by: User) -> ReleaseOpening:
    """Open a release to members or, after them, to the authority. It can't be closed again.

    Raises:
        NotAllowedNow: when it is already open to them, or members have not had it yet.
    """
    # Two people pressing at once: the survey's row decides who is first.
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=release.survey_id)
    opened = list(ReleaseOpening.objects.filter(release=release).values_list("audience", flat=True))
    if audience in opened:
        raise NotAllowedNow(_("Estos resultados ya están abiertos para ese público."))
    if not may_open(audience, opened):
        raise NotAllowedNow(_("Primero los leen las y los integrantes; después, la autoridad."))
    opening = ReleaseOpening.objects.create(
        release=release, audience=audience, opened_by=by, opened_at=on or timezone.now()
    )
    record("release.opened", by=by, network_id=survey.network_id, subject=release.pk, audience=audience)
    return opening
