"""A facilitator reminds a team that it may share its results. Whether it does is the team's decision."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue
from lar.jobs.models import Job
from networks.errors import NotAllowedNow
from questionnaires.results.models import Release
from questionnaires.results.queries import last_reminder, opened_audiences
from questionnaires.results.rules import next_audience
from questionnaires.surveys.models import Survey

REMIND = "questionnaires.results.remind_team"
EVERY = timedelta(days=7)
"""At least this long between two reminders of the same results."""


@transaction.atomic
def remind_team(release: Release, *, by: User) -> Job:
    """Ask for an e-mail to the network's coordinators about the next step of the ladder.

    Raises:
        NotAllowedNow: everything was shared, or the team was reminded less than a week ago.
    """
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=release.survey_id)
    if next_audience(opened_audiences(release)) is None:
        raise NotAllowedNow(_("El equipo ya compartió estos resultados con todos."))
    last, now = last_reminder(release), timezone.now()
    if last is not None and now - last < EVERY:
        raise NotAllowedNow(_("Ya se le recordó hace menos de una semana. Mejor conversarlo con el equipo."))
    record("release.team_reminded", by=by, network_id=survey.network_id, subject=release.pk)
    return enqueue(
        REMIND, key=f"remind-team:{release.pk}:{now:%Y%m%d}", args={"release_id": release.pk}, by=by
    )
