"""A lost slip that is found again: more answers than people, and the release says so instead of failing."""

from __future__ import annotations

from unittest import mock

import pytest

from lar.disclosure import Audience, gate
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.results.actions import publish_release
from questionnaires.results.readers import read_release
from questionnaires.results.report.respondents import respondents
from questionnaires.surveys import sealing
from questionnaires.surveys.actions import close_survey, replace_slips, seal_survey
from questionnaires.surveys.codes import new_codes
from questionnaires.surveys.doors import store_codes
from questionnaires.surveys.models import Survey
from tests.questionnaires.results.golden_networks import NODES, golden_counts, golden_release
from tests.surveys import make_open_survey, submit


@pytest.mark.django_db(transaction=True)
def test_more_answers_than_people_asked(program: Program) -> None:
    with mock.patch("lar.jobs.publishing.publish", return_value=False):
        with program_context(program):
            made = make_open_survey(program, people=6)
            replace_slips(made.survey, count=1, by=made.facilitator)
            extra = new_codes(1)
            store_codes(made.survey, extra)
        for code in [*made.codes, *extra]:
            assert submit(made.survey, code, 4).status_code == 201
        with program_context(program):
            survey = seal_survey(close_survey(made.survey, on=made.survey.closes_at, by=None))
        sealing.vacuum_answer_path(sealing.transaction_that_sealed(survey.pk) or 0)
        sealing.mark_sealed(survey.pk)
        with program_context(program):
            release = publish_release(Survey.objects.get(pk=survey.pk))
            assert release is not None
            released = read_release(release.payload)

    table = released.tables[Audience.NETWORK]
    assert (table.respondents, table.roster) == (7, 7)
    assert released.circumstances.codes_replaced == 1


def test_the_report_does_not_add_up_roles_to_another_number() -> None:
    release, known = golden_release(14), golden_release(14).circumstances
    # N was corrected after the list was frozen, or a slip that was found again let one more answer.
    corrected = golden_counts(14, roster=(release.network.roster or 0) + 1)

    assert "La red convocó a" in respondents(release.network, known).asked_by_role
    assert respondents(gate(corrected, NODES, audience=Audience.NETWORK), known).asked_by_role == ""
