"""What evaluating a workshop takes: which activities, with which questions, how many people took part."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from lar.accounts.models import User
from networks.activity_fields import fields_of
from networks.errors import NotAllowedNow
from networks.models import Activity, PersonAttendance, SchoolAttendance
from networks.queries.activities import called_to, school_lines
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.files import WORKSHOP_EVALUATION, read_instrument
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.instruments.queries import WORKSHOP_EVALUATION_CODE
from questionnaires.surveys.models import Survey, SurveyMode, SurveyState
from questionnaires.surveys.rules import least_answers

EVALUATED_KINDS: Final = frozenset({"training_workshop", "network_session"})
"""The kinds that their participants evaluate. The database says the same (migration 0023)."""


def is_evaluated(activity: Activity) -> bool:
    """Whether the people of this activity may be asked about it; one that was called off is not."""
    return activity.kind in EVALUATED_KINDS and not activity.is_cancelled


def evaluation_of(activity: Activity) -> Survey | None:
    """Return the activity's evaluation, whatever its state; ``None`` before it was opened."""
    found = Survey.every.filter(activity=activity).exclude(state=SurveyState.CANCELLED)
    return found.select_related("activity", "program", "questionnaire", "version").first()


def evaluation_version() -> QuestionnaireVersion | None:
    """Return the programme's newest published version of the four questions."""
    versions = QuestionnaireVersion.objects.filter(questionnaire__code=WORKSHOP_EVALUATION_CODE)
    return versions.exclude(published_at=None).order_by("-number").first()


def ensure_evaluation_version(*, by: User | None) -> QuestionnaireVersion:
    """Return the four questions, loaded and published the first time; then it changes nothing."""
    known = evaluation_version()
    if known is not None:
        return known
    return publish_version(load_instrument(read_instrument(WORKSHOP_EVALUATION), by=by), by=by)


def people_at(activity: Activity) -> int:
    """Return how many took part, as far as it is written: who came, or else who was called."""
    guests = activity.guests or 0
    if fields_of(activity.kind).schools:
        came = sum(SchoolAttendance.objects.filter(activity=activity).values_list("present", flat=True))
        return (came or sum(line.total_expected for line in school_lines(activity))) + guests
    came = PersonAttendance.objects.filter(activity=activity, present=True).count()
    return (came or len(called_to(activity))) + guests


def mode_for(people: int, min_group: int) -> SurveyMode:
    """Return how so many people answer: a code for all of them, or a slip for each.

    Raises:
        NotAllowedNow: for so few that there could be no results.
    """
    for mode in (SurveyMode.OPEN_CODE, SurveyMode.SLIPS):
        least = least_answers(mode, min_group)
        if people >= least:
            return mode
    raise NotAllowedNow(
        _("Hacen falta %d respuestas para que nadie quede a la vista: con menos personas, conversen.")
        % least,
        "people",
    )
