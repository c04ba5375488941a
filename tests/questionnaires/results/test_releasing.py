"""The whole road: answers on phones, sealing, the gate, the release and its reports."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from lar.audit.models import Event
from lar.disclosure import Audience, State, UnsafeTable
from lar.jobs.models import Job
from lar.tenancy.context import program_context
from lar.tenancy.models import Door, Program
from networks.registries import home_items, step_evidence
from questionnaires.results.actions import publish_release
from questionnaires.results.canonical import canonical, fingerprint
from questionnaires.results.counts import survey_counts
from questionnaires.results.models import Release, Report
from questionnaires.results.queries import report_of
from questionnaires.results.readers import UnknownSchemaError, read_release, write_release
from questionnaires.results.released import ReleasedSurvey
from questionnaires.results.reports import document_of
from questionnaires.results.rules import may_open, next_audience, thresholds_of
from questionnaires.surveys.models import Survey, SurveyState
from tests.factories import make_coordinator
from tests.questionnaires.results.golden_networks import golden_imported, golden_open_code, golden_release
from tests.results import give_purpose_and_lever, make_release
from tests.surveys import ITEMS, make_network, make_open_survey, make_sealed_survey, submit

GOLDEN = Path(__file__).parent / "release_1.json"
SECOND_GOLDEN = Path(__file__).parent / "release_2.json"


def answer(place: int) -> list[int]:
    """Person `place`: agrees with odd items; the first item divides, the second is near unanimous."""
    values = [4 if item % 2 else 2 for item in range(ITEMS)]
    values[0] = 1 if place % 2 else 5
    values[1] = 3 if place == 0 else 5
    values[2] = -7 if place < 2 else 4
    values[3] = -8 if place < 3 else 2
    return values


@pytest.mark.django_db(transaction=True)
def test_a_sealed_survey_is_released_once_with_three_reports(program: Program) -> None:
    survey = make_sealed_survey(program, [answer(place) for place in range(7)], people=9)

    with program_context(program):
        release = publish_release(survey, on=datetime(2026, 5, 18, tzinfo=UTC))
        again = publish_release(survey)
        assert release is not None
        assert again == release
        assert Survey.objects.get(pk=survey.pk).state == SurveyState.RELEASED
        assert Event.objects.filter(action="release.published").count() == 1
        assert set(Report.objects.values_list("kind", flat=True)) == {"network", "members", "authority"}
        stored = Release.objects.get()
        released = read_release(stored.payload)
        sha256 = stored.sha256
        document = document_of(report_of(stored, "network"))
    assert Door.objects.filter(kind="document", program=program).count() == 3
    assert fingerprint(stored.payload) == sha256
    assert len(stored.payload["salt"]) == 32
    items = {item.code: item for item in released.network.items}
    assert (items["pn_01"].state, items["pn_02"].state) == (State.BLOCKS, State.MASKED)
    assert [cell.low for cell in items["pn_01"].cells] == [3, 0, 4]
    assert (items["pn_03"].n, items["pn_03"].not_applicable) == (5, 2)
    assert items["pn_04"].state is State.RESERVED
    assert released.tables[Audience.AUTHORITY].items == ()
    assert released.circumstances.calculated_at == datetime(2026, 5, 18, tzinfo=UTC)
    assert document.respondents.sentence.startswith("Respondieron 7 de 9 personas")


@pytest.mark.django_db(transaction=True)
def test_too_few_answers_leave_no_release(program: Program) -> None:
    survey = make_sealed_survey(program, [4, 4, 4])

    with program_context(program):
        assert publish_release(survey) is None
        assert not Release.objects.exists()
        assert Survey.objects.get(pk=survey.pk).state == SurveyState.TOO_FEW


@pytest.mark.django_db(transaction=True)
def test_a_programme_may_ask_for_more_answers(program: Program) -> None:
    Program.objects.filter(pk=program.pk).update(min_group=8)
    survey = make_sealed_survey(program, [answer(place) for place in range(7)])

    with program_context(program):
        assert publish_release(Survey.objects.get(pk=survey.pk)) is None


@pytest.mark.django_db
def test_answers_are_not_counted_while_the_survey_is_open(program: Program) -> None:
    with program_context(program):
        opened = make_open_survey(program)
    for code in opened.codes[:6]:
        submit(opened.survey, code)

    with program_context(program):
        assert survey_counts(opened.survey).respondents == 0


@pytest.mark.django_db
def test_a_release_is_never_changed(program: Program) -> None:
    with program_context(program):
        make_release(program)
    for statement in (
        "UPDATE questionnaires_release SET reason = 'otro'",
        "DELETE FROM questionnaires_report",
    ):
        with pytest.raises(DatabaseError), program_context(program), transaction.atomic():
            connection.cursor().execute(statement)


@pytest.mark.django_db
def test_the_report_freezes_purpose_and_levers(program: Program) -> None:
    with program_context(program):
        network = make_network(14)
        release = make_release(program, network=network)
        before = document_of(report_of(release, "network"))
        give_purpose_and_lever(network)

        assert before.context.purpose is None
        assert document_of(report_of(release, "network")).levers == ()


@pytest.mark.django_db
def test_what_the_team_does_next_follows_the_ladder(program: Program) -> None:
    class Request:
        """What the registries read of a request."""

    with program_context(program):
        release = make_release(program)
        network = release.survey.network
        coordinator = make_coordinator(program, network)
    from questionnaires.results.actions import open_release

    with program_context(program):
        request = Request()
        request.program = program  # type: ignore[attr-defined]
        request.actor = _actor(coordinator.pk, program)  # type: ignore[attr-defined]
        cycle = release.survey.cycle
        titles = []
        for audience in ("members", "authority"):
            titles.append(_titles(request, network, cycle))
            open_release(release, audience=audience, by=coordinator)
        titles.append(_titles(request, network, cycle))
        labels = {str(evidence.label) for evidence in step_evidence(cycle)}

    assert titles[0] >= {"Lee los resultados de la red", "Comparte los resultados con sus integrantes"}
    assert "Decide si la autoridad lee los resultados" in titles[1] - titles[0]
    assert not {title for title in titles[2] if "resultados" in title}
    assert {"Resultados del cuestionario", "Resultados compartidos con integrantes"} <= labels


def _titles(request: object, network: object, cycle: object) -> set[str]:
    return {str(item.title) for item in home_items(request, network, cycle)}  # type: ignore[arg-type]


def _actor(user_id: int, program: Program) -> object:
    from lar.tenancy.actors import load_actor
    from tests.conftest import TODAY

    return load_actor(user_id, program.pk, TODAY)


@pytest.mark.django_db
def test_drawing_is_asked_for_once(program: Program) -> None:
    from questionnaires.results.actions import ask_for_pdf

    with program_context(program):
        release = make_release(program)
        coordinator = make_coordinator(program, release.survey.network)
        report = report_of(release, "network")

        assert ask_for_pdf(report, by=coordinator) == ask_for_pdf(report, by=coordinator)
        assert Job.objects.count() == 1


# --- Without a database -----------------------------------------------------------------------------


def test_the_first_schema_is_read_for_ever() -> None:
    """The file was written once by `write_release`. If this fails, add a schema; do not touch the file."""
    payload = json.loads(GOLDEN.read_text(encoding="utf-8"))

    released = read_release(payload)

    assert (released.network.respondents, released.network.roster) == (6, 8)
    assert released.circumstances.network == "Red Valle del Itata"
    again = write_release(released)
    later = {"schema": "release/2", "circumstances": {**payload["circumstances"], "roster_source": ""}}
    assert {**again, "salt": payload["salt"]} == {**payload, **later}
    assert fingerprint(payload) == "919836c2aba1ddeb49b0ace4a20e9d5e000109919f1d340339fc76c4ccf745db"


def test_the_second_schema_is_read_for_ever() -> None:
    """Answers of one open code: no roster, no rate, and ten at least. Do not touch the file."""
    payload = json.loads(SECOND_GOLDEN.read_text(encoding="utf-8"))

    released = read_release(payload)

    assert (released.network.respondents, released.network.roster) == (14, None)
    assert (released.circumstances.mode, released.circumstances.asked_by_role) == ("open_code", ())
    assert {**write_release(released), "salt": payload["salt"]} == payload
    assert fingerprint(payload) == "e2e44694505e3f5b62dc25bdb8148a4250adb8359f6fb28c496ed6e792cb794e"


def test_the_second_schema_says_where_the_n_of_imported_answers_comes_from() -> None:
    payload = write_release(golden_imported())

    assert read_release(payload).circumstances.roster_source == "nómina de la red de 2023"
    del payload["circumstances"]["roster_source"]
    with pytest.raises(KeyError):
        read_release(payload)


@pytest.mark.parametrize("released", [golden_release(14), golden_open_code(), golden_imported()])
def test_a_payload_says_the_same_after_the_journey(released: ReleasedSurvey) -> None:
    payload = json.loads(canonical(write_release(released)))

    assert read_release(payload) == released


def test_two_releases_of_the_same_answers_have_different_fingerprints() -> None:
    released = golden_release(6)

    assert fingerprint(write_release(released)) != fingerprint(write_release(released))


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(UnknownSchemaError):
        read_release({"schema": "release/99"})


def test_a_table_that_breaks_a_rule_is_refused() -> None:
    payload = write_release(golden_release(14))
    payload["network"]["items"][1]["n"] = 3

    with pytest.raises(UnsafeTable):
        read_release(payload)


def test_a_payload_holds_no_fractions() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        canonical({"a": [{"b": 0.5}]})


def test_the_ladder() -> None:
    assert [next_audience(opened) for opened in ([], ["members"], ["members", "authority"])] == [
        "members",
        "authority",
        None,
    ]
    assert not may_open("authority", [])
    assert not may_open("members", ["members"])
    assert not may_open("everybody", [])


def test_thresholds_only_rise() -> None:
    assert (thresholds_of(0).min_group, thresholds_of(12).min_group) == (5, 12)
    assert (thresholds_of(5).min_open_code, thresholds_of(12).min_open_code) == (10, 12)
