"""From sealed answers to a release, against the one statement that any way of counting needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median

import pytest
from django.db import connections

from lar.disclosure import gate_all
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.results.actions import publish_release
from questionnaires.results.counts import survey_counts, tree_of
from questionnaires.surveys.models import Survey, SurveyState
from tests.benchmarks.figures import Figure, Figures
from tests.benchmarks.timing import ratio, rounds_of, seconds
from tests.benchmarks.volume import (
    answer_in_bulk,
    ask_by_open_code,
    close_at_once,
    finish_sealing,
    open_survey,
    seal,
    sealed_survey,
)

ROUNDS = 3
ANSWERS = 100_000

BARE_COUNT = """
SELECT answer.place, answer.value, count(*)
FROM questionnaires_response, unnest(answers) WITH ORDINALITY AS answer (value, place)
WHERE survey_id = %s GROUP BY answer.place, answer.value
"""
BARE_SEALING = """
INSERT INTO benchmark_sealed (id, program_id, survey_id, answers)
SELECT gen_random_uuid(), program_id, survey_id, answers FROM questionnaires_response WHERE survey_id = %s
ORDER BY random()
"""


def as_owner(statement: str, *values: int) -> list[tuple[object, ...]]:
    """Run a statement past row security."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


@pytest.fixture
def bare_sealed(transactional_db: None) -> Iterator[None]:
    """A table with the columns and indexes of the answers, and none of their guards."""
    as_owner("CREATE TABLE benchmark_sealed (LIKE questionnaires_response INCLUDING INDEXES)")
    yield
    as_owner("DROP TABLE benchmark_sealed")


@pytest.fixture
def surveys(program: Program) -> list[Survey]:
    """Closed surveys of 100,000 random answers, one for each round."""
    made = [open_survey(program, 14) for _ in range(ROUNDS)]
    for survey in made:
        ask_by_open_code(survey)
        answer_in_bulk(survey, ANSWERS)
        close_at_once(survey)
    as_owner("ANALYZE questionnaires_response")
    return made


def one_by_one(surveys: list[Survey], work: Callable[[Survey], object]) -> Callable[[], float]:
    """Each call does the work on the next survey and returns the seconds that it took."""
    left = iter(surveys)
    return lambda: seconds(lambda: work(next(left)))


def test_hundred_thousand_answers_become_releases(
    surveys: list[Survey], bare_sealed: None, figures: Figures
) -> None:
    """Sealing, then counting, gate, release and its three reports, as the job does them."""
    sealing, bare_sealing = rounds_of(
        ROUNDS,
        one_by_one(surveys, seal),
        one_by_one(surveys, lambda survey: as_owner(BARE_SEALING, survey.pk)),
    )
    vacuum = [seconds(lambda survey=survey: finish_sealing(survey)) for survey in surveys]  # type: ignore[misc]
    counting, bare_counting = rounds_of(
        ROUNDS,
        one_by_one(surveys, release),
        one_by_one(surveys, lambda survey: as_owner(BARE_COUNT, survey.pk)),
    )

    figures.take(
        Figure(
            "results: sealing against a bare INSERT … ORDER BY random()",
            ratio(sealing, bare_sealing),
            "×",
            absolute={
                "answers": ANSWERS,
                "sealing_seconds": round(median(sealing), 2),
                "bare_seconds": round(median(bare_sealing), 2),
                "vacuum_seconds": round(median(vacuum), 2),
            },
        )
    )
    figure = figures.take(
        Figure(
            "results: counts, gate and release against the bare array SQL",
            ratio(counting, bare_counting),
            "×",
            bar=1.5,
            absolute={
                "answers": ANSWERS,
                "product_seconds": round(median(counting), 2),
                "bare_seconds": round(median(bare_counting), 2),
            },
        )
    )
    assert figure.holds, figure


def release(survey: Survey) -> None:
    with program_context(survey.program_id):
        assert publish_release(survey) is not None
        assert Survey.objects.get(pk=survey.pk).state == SurveyState.RELEASED


def test_a_response_takes_little_room(program: Program, figures: Figures) -> None:
    """Fifty surveys, each sealed when it ends: what a sealing frees, the next surveys fill."""
    surveys, people = 50, 2_000
    before = room()
    for _ in range(surveys):
        sealed_survey(program, people)

    figure = figures.take(
        Figure(
            "results: bytes stored per sealed response, with indexes",
            (room() - before) / (surveys * people),
            "bytes",
            bar=300,
            absolute={"responses": surveys * people, "surveys": surveys},
        )
    )
    assert figure.holds, figure


def room() -> int:
    found = as_owner("SELECT pg_total_relation_size('questionnaires_response')")
    return int(str(found[0][0]))


@pytest.mark.parametrize("people", [14, 40])
def test_one_network_passes_the_gate_in_ten_milliseconds(
    program: Program, figures: Figures, people: int
) -> None:
    survey = sealed_survey(program, people)
    with program_context(program):
        survey.refresh_from_db()

        def through_the_gate() -> None:
            gate_all(survey_counts(survey), tree_of(survey))

        through_the_gate()  # compiled what it keeps
        times = [seconds(through_the_gate) for _ in range(41)]
    whole = seconds(lambda: release(survey))

    figure = figures.take(
        Figure(
            f"results: counts and gate of a network of {people}",
            # The least disturbed run: in milliseconds, whoever else uses the machine shows at once.
            min(times) * 1000,
            "ms",
            bar=10,
            absolute={
                "median_ms": round(median(times) * 1000, 1),
                "runs": len(times),
                "with_release_and_three_reports_ms": round(whole * 1000, 1),
            },
        )
    )
    assert figure.holds, figure
