"""Which questionnaires a cycle applies, and which it still could: one application of each."""

from __future__ import annotations

from django.db.models import QuerySet

from networks.models import Cycle
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.instruments.queries import published_versions
from questionnaires.surveys.models import Survey, SurveyState

NOT_COUNTED = (SurveyState.CANCELLED, SurveyState.TOO_FEW)
"""After these the same questionnaire may be applied again in the cycle."""


def surveys_that_count(cycle: Cycle) -> QuerySet[Survey]:
    """The cycle's applications that stand against another of the same questionnaire, newest first."""
    found: QuerySet[Survey] = (
        Survey.objects.filter(cycle=cycle)
        .exclude(state__in=NOT_COUNTED)
        .select_related("questionnaire")
        .order_by("-pk")
    )
    return found


def versions_to_apply(cycle: Cycle, *, but: Survey | None = None) -> QuerySet[QuestionnaireVersion]:
    """The published versions of questionnaires that the cycle does not apply yet; ``but`` is not counted.

    The programme's first questionnaire stands first: it is the diagnosis that most teams prepare.
    """
    taken = surveys_that_count(cycle)
    if but is not None:
        taken = taken.exclude(pk=but.pk)
    versions = published_versions().exclude(questionnaire__in=taken.order_by().values("questionnaire"))
    return versions.order_by("questionnaire_id", "-number")
