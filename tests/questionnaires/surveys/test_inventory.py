"""A real inventory's shape, the whole road: its file, 2,800 answers from another file, and its report."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from lar.authorization import RoleCode
from lar.disclosure import State
from lar.jobs.models import Job, JobState
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.formats import write_xlsx
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.results.models import Release
from questionnaires.results.queries import report_of
from questionnaires.results.readers import read_release
from questionnaires.results.reports import document_of
from questionnaires.surveys.actions import ImportPlan, prepare_import
from questionnaires.surveys.models import Survey
from tests.factories import CycleFactory, make_person
from tests.inventory import POINTS, REVERSED, SCALES, Answers, answers, codes, inventory
from tests.surveys import make_network, make_notice

PEOPLE = 2800
SECONDS = 60


JOBS = ("surveys.seal", "surveys.vacuum", "results.release")


def command(*parts: str) -> str:
    out = StringIO()
    call_command(*parts, stdout=out, stderr=StringIO())
    return out.getvalue()


def empty_survey(program: Program) -> Survey:
    now = timezone.now()
    with program_context(program):
        make_notice(program)
        plan = ImportPlan(
            version=QuestionnaireVersion.objects.get(questionnaire__code=inventory().code),
            asked=PEOPLE + 200,
            source="nómina inventada",
            first_day=now - timedelta(days=30),
            last_day=now - timedelta(days=10),
        )
        cycle = CycleFactory.create(network=make_network(14))
        return prepare_import(cycle, plan=plan, by=make_person(program, RoleCode.ADMINISTRATOR))


@pytest.mark.django_db(transaction=True)
def test_an_inventory_is_loaded_answered_sealed_and_released_within_a_minute(
    program: Program, tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    sent = answers(PEOPLE)
    instrument, file = tmp_path / "inventario.xlsx", tmp_path / "respuestas.csv"
    instrument.write_bytes(write_xlsx(inventory()))
    file.write_bytes(sent.csv())

    start = time.perf_counter()
    command("import_instrument", str(instrument), "--program", program.slug, "--publish", "--apply")
    survey = empty_survey(program)
    counts = json.loads(command("import_responses", str(file), "--survey", str(survey.pk), "--apply"))
    for kind in JOBS:
        with program_context(program):
            job = Job.objects.get(kind=f"questionnaires.{kind}")
        run_here(job)
        with program_context(program):
            job.refresh_from_db()
        assert job.state == JobState.DONE, job.error
    with program_context(program):
        row = Release.objects.get(survey=survey)
        document = document_of(report_of(row, "network"))
    took = time.perf_counter() - start
    record_testsuite_property("inventory seconds", round(took, 1))

    blanks = sum(value is None for line in sent.rows for value in line)
    assert (counts["responses"], counts["items"], counts["missing"]) == (PEOPLE, 25, blanks)
    table = read_release(row.payload).network
    assert (table.respondents, table.roster, len(table.blocks)) == (PEOPLE, PEOPLE + 200, 2)
    assert {item.code: list(item.points) for item in table.items} == {
        code: sent.counts(code) for code in codes()
    }
    assert {item.code for item in table.items if item.reversed} == REVERSED
    assert {item.state for item in table.items} == {State.FULL}
    assert [dimension.code for dimension in table.dimensions] == list(SCALES)
    assert [dimension.points for dimension in table.dimensions] == [recoded(sent, scale) for scale in SCALES]
    assert document.respondents.sentence == "Respondieron 2.800 de 3.000 personas (93,3\N{NO-BREAK SPACE}%)."
    assert took < SECONDS


def recoded(sent: Answers, scale: str) -> tuple[int, ...]:
    """What the answers to a scale add up to with its reversed items turned, counted from the file's rows."""
    total = [0] * POINTS
    for code in (code for code in codes() if code[0] == scale):
        column = sent.counts(code)
        for place, count in enumerate(reversed(column) if code in REVERSED else column):
            total[place] += count
    return tuple(total)
