"""Surveys of the matrix in which people wrote: one with texts to publish, one with its voices published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from networks.models import Cycle
from questionnaires.results.actions import open_release, publish_release, publish_voices, review_text
from questionnaires.results.models import Release, TextUse
from questionnaires.results.queries.voices import texts_of
from questionnaires.surveys.actions import confirm_roster, open_survey, prepare_survey
from questionnaires.surveys.codes import new_codes
from questionnaires.surveys.doors import store_codes
from questionnaires.surveys.models import Survey
from tests.factories import make_person
from tests.surveys import OpenSurvey, make_plan
from tests.texts import seal, version_with_questions, write

if TYPE_CHECKING:
    from tests.access.places import Place


def make_written(place: Place, facilitator: User, *, waiting: int, spoken: int) -> None:
    """Fill the cycles of those two years. Commits: VACUUM runs in no transaction."""
    release = _results(place, facilitator, waiting)
    with program_context(place.program):
        place.keys["written_survey"] = release.survey_id
        place.keys["text_key"] = texts_of(release.survey)[0].texts[0].key
        _review(place, release.survey)
    release = _results(place, facilitator, spoken)
    with program_context(place.program):
        open_release(release, audience="members", by=place.coordinator)
        publish_voices(release.survey, by=_review(place, release.survey))
        place.keys["spoken_release"] = release.pk


def _results(place: Place, facilitator: User, year: int) -> Release:
    with program_context(place.program):
        cycle = Cycle.objects.select_related("network").get(pk=place.keys[f"cycle_{year}"])
        plan = make_plan(version=version_with_questions())
        draft = confirm_roster(prepare_survey(cycle, plan=plan, by=place.coordinator), by=facilitator)
        survey = open_survey(draft, by=facilitator)
        codes = new_codes(survey.roster_n or 0)
        store_codes(survey, sorted(codes))
    made = OpenSurvey(survey, codes, facilitator)
    write(made, [{"valoras": f"Texto {number}."} for number in range(8)])
    sealed = seal(made)
    with program_context(place.program):
        release = publish_release(Survey.objects.get(pk=sealed.pk))
    assert release is not None
    return release


def _review(place: Place, survey: Survey) -> User:
    """Two outsiders decide alike about every text; return one of them."""
    for name in ("Lee", "Relee"):
        reader = make_person(place.program, RoleCode.FACILITATOR, name=f"{name} {place.network.name}")
        for text in texts_of(survey)[0].texts:
            review_text(
                survey, text_key=text.key, use=TextUse.QUOTE, masked=text.text, theme="Tiempo", by=reader
            )
    return reader
