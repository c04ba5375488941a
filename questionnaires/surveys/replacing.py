"""A second application in the place of one that was sealed with too few answers."""

from __future__ import annotations

from django.db import connection

from lar.jobs.actions import enqueue
from questionnaires.surveys.models import Survey, SurveyState


def discard_replaced(survey: Survey) -> None:
    """The rows of a first application that was sealed with too few go when the second opens."""
    replaced = Survey.objects.filter(
        network=survey.network_id,
        questionnaire_id=survey.questionnaire_id,
        cycle=survey.cycle_id,
        state=SurveyState.TOO_FEW,
    )
    for old in replaced.order_by("pk"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT lar_discard_too_few(%s)", [old.pk])
        enqueue(
            "questionnaires.surveys.vacuum",
            key=f"vacuum-replaced:{old.pk}",
            args={"survey_id": old.pk},
            by=None,
        )
