"""The coordinators' own view: signed, apart from the members' answers, and never published."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks.errors import NotAllowedNow
from questionnaires.surveys.models import Survey, SurveyState, TeamAnswer

# Before the results exist: what one has read can't be predicted any more.
ANSWERABLE = frozenset({SurveyState.OPEN, SurveyState.CLOSED, SurveyState.SEALING})


@transaction.atomic
def answer_as_team(survey: Survey, *, answers: Sequence[int], by: User) -> TeamAnswer:
    """Keep what a coordinator answers, with her name; answering again replaces it.

    Raises:
        NotAllowedNow: before opening and once the results exist.
    """
    found = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if found.state not in ANSWERABLE:
        raise NotAllowedNow(_("La mirada de la coordinación se escribe antes de conocer los resultados."))
    answer, _created = TeamAnswer.objects.update_or_create(
        survey=found, user=by, defaults={"answers": list(answers)}
    )
    record("survey.team_answered", by=by, network_id=found.network_id, subject=found.pk)
    return answer


@transaction.atomic
def share_team_view(survey: Survey, *, shared: bool, by: User) -> Survey:
    """Let the network's facilitator see the team's view beside the members', or no longer."""
    found = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    found.team_shares_contrast = shared
    found.save(update_fields=["team_shares_contrast"])
    record("survey.team_view_shared", by=by, network_id=found.network_id, subject=found.pk, shared=shared)
    return found
