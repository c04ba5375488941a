"""The dates on which a programme's values of a year are made."""

from __future__ import annotations

from datetime import datetime

from questionnaires.surveys.models import Survey, SurveyState, YearClosing


def closing_of(version_id: int, year: int) -> YearClosing | None:
    """The date in force for a version and year: the newest that was declared."""
    return YearClosing.objects.filter(version=version_id, year=year).order_by("-number").first()


def would_replace_what_was_counted(draft: Survey, moment: datetime) -> bool:
    """Whether opening it would delete answers that a programme's values already hold."""
    replaced = Survey.objects.filter(
        network=draft.network_id,
        questionnaire=draft.questionnaire_id,
        cycle=draft.cycle_id,
        state=SurveyState.TOO_FEW,
    )
    for version_id in set(replaced.values_list("version_id", flat=True)):
        closing = closing_of(version_id, draft.cycle.year)
        if closing is not None and closing.closes_at <= moment:
            return True
    return False
