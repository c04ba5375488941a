"""The jobs of results, run as a worker runs them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lar.audit.models import Event
from lar.jobs.models import Job, JobState
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.results.actions import ask_for_pdf
from questionnaires.results.counts import survey_counts
from questionnaires.results.models import Release, ReportFile
from questionnaires.results.queries import report_of, team_contrast
from questionnaires.surveys.models import Survey, SurveyState, TeamAnswer
from tests.factories import make_coordinator
from tests.results import make_release
from tests.surveys import ITEMS, make_sealed_survey

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_release_follows_the_sealing_by_itself(program: Program) -> None:
    survey = make_sealed_survey(program, [[4, 5, 2] * 15 for _person in range(6)])
    with program_context(program):
        job = Job.objects.get(kind="questionnaires.results.release")

    run_here(job)

    with program_context(program):
        job.refresh_from_db()
        assert job.state == JobState.DONE
        assert Survey.objects.get(pk=survey.pk).state == SurveyState.RELEASED
        assert Release.objects.get().survey_id == survey.pk


def test_one_statement_counts_all_answers(program: Program) -> None:
    survey = make_sealed_survey(program, [[4, 5, 2] * 15 for _person in range(6)])

    with program_context(program), CaptureQueriesContext(connection) as queries:
        survey.version  # noqa: B018 - loaded beforehand: it is not what is counted here
        before = len(queries)
        counts = survey_counts(survey)

    assert len(queries) - before == 2, "the items, and one statement for every answer"
    assert counts.respondents == 6
    assert [item.counts for item in counts.items[:3]] == [(0, 0, 0, 6, 0), (0, 0, 0, 0, 6), (0, 6, 0, 0, 0)]


def test_the_pdf_is_drawn_once_and_kept(program: Program) -> None:
    with program_context(program):
        release = make_release(program, 6)
        coordinator = make_coordinator(program, release.survey.network)
        report = report_of(release, "network")
        job = ask_for_pdf(report, by=coordinator)

    run_here(job)

    with program_context(program):
        job.refresh_from_db()
        assert (job.state, job.error) == (JobState.DONE, "")
        assert (job.done_steps, job.total_steps) == (3, 3)
        drawn = bytes(ReportFile.objects.get(report=report).pdf)
        assert Event.objects.filter(action="report.drawn").count() == 1
    client = Client()
    client.force_login(coordinator)
    assert client.get(f"/demo/resultados/{release.pk}/informe.pdf").content == drawn
    assert drawn.startswith(b"%PDF-1.7")
    page = client.get(f"/demo/trabajos/{job.pk}/").content.decode()
    assert f"/demo/resultados/{release.pk}/informe.pdf" in page


def test_the_team_compares_its_view_with_its_members(program: Program) -> None:
    with program_context(program):
        release = make_release(program, 14)
        network = release.survey.network
        for value in (4, 2):
            person = make_coordinator(program, network)
            TeamAnswer.objects.create(survey=release.survey, user=person, answers=[value] * ITEMS)

        contrast = team_contrast(release)

    purpose = contrast.dimensions[0]
    assert contrast.answered == 2
    assert [one.code for one in contrast.dimensions] == ["PN", "CP", "CC", "KP", "PR"]
    # Two people, eight statements, one of them reversed: each agrees with half of its sixteen answers.
    assert purpose.team == "8 de 16 respuestas son de acuerdo (50\N{NO-BREAK SPACE}%)"
    assert purpose.members.startswith("entre 79 y 82 de 108 respuestas")
    assert purpose.items[1].sentence.startswith("Equipo coordinador: 1 de 2 está de acuerdo (50")


def test_the_team_shares_its_view_with_its_facilitator_or_not(program: Program) -> None:
    from lar.authorization import RoleCode
    from questionnaires.surveys.actions.team import share_team_view
    from tests.factories import make_person

    with program_context(program):
        release = make_release(program, 14)
        coordinator = make_coordinator(program, release.survey.network)
        facilitator = make_person(program, RoleCode.FACILITATOR)
        administrator = make_person(program, RoleCode.ADMINISTRATOR)
    path = f"/demo/resultados/{release.pk}/mirada-del-equipo/"

    def statuses() -> list[int]:
        found = []
        for person in (coordinator, facilitator, administrator):
            client = Client()
            client.force_login(person)
            found.append(client.get(path).status_code)
        return found

    before = statuses()
    with program_context(program):
        share_team_view(release.survey, shared=True, by=coordinator)

    assert before == [200, 403, 403]
    assert statuses() == [200, 200, 403]
