"""A programme's results of a year: made once at the declared date, by what was released, read by role."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.disclosure import SMALL, Audience, Scope
from lar.jobs.models import Job
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from networks.models import Cycle, Network
from questionnaires.results.actions import declare_year, freeze_year
from questionnaires.results.canonical import fingerprint
from questionnaires.results.contexts import context_of
from questionnaires.results.models import ProgramRelease, Release, ReleaseOpening
from questionnaires.results.programme import read_program_release, seen_by
from questionnaires.results.programme.reading import tables_of_year
from questionnaires.results.readers import RELEASE_SCHEMA, write_release
from questionnaires.results.report import ReportContext
from questionnaires.surveys.actions import confirm_roster, open_survey, prepare_survey
from questionnaires.surveys.models import Survey, SurveyState, YearClosing
from tests.factories import CycleFactory, make_person
from tests.questionnaires.results.golden_networks import golden_release
from tests.results import make_release
from tests.surveys import ITEMS, demo_version, make_network, make_notice, make_plan, make_sealed_survey

SOON = timedelta(seconds=0.4)


def opened(release: Release, *audiences: str) -> None:
    person = make_person(release.program, RoleCode.FACILITATOR)
    for audience in audiences:
        ReleaseOpening.objects.create(
            release=release, audience=audience, opened_by=person, opened_at=timezone.now()
        )


def make_networks(program: Program, sizes: Sequence[int], *, to_authority: int) -> list[Release]:
    releases = [
        make_release(program, size, network=make_network(size, name=f"Red {place}"))
        for place, size in enumerate(sizes)
    ]
    for place, release in enumerate(releases):
        opened(release, "members", *(["authority"] if place < to_authority else []))
    return releases


def declare(program: Program, year: int = 2026) -> YearClosing:
    by = make_person(program, RoleCode.FACILITATOR)
    return declare_year(demo_version(), year=year, closes_at=timezone.now() + SOON, by=by)


def freeze(closing: YearClosing) -> ProgramRelease:
    time.sleep(max(0.0, (closing.closes_at - timezone.now()).total_seconds()) + 0.05)
    made = freeze_year(closing, by=None)
    assert made is not None
    return made


@pytest.mark.django_db
def test_results_are_made_once_of_what_was_released_by_then(program: Program) -> None:
    with program_context(program):
        make_networks(program, (6, 14, 14, 40, 6, 14, 6), to_authority=5)
        closing = declare(program)
        assert Job.objects.get(kind="questionnaires.results.freeze_year").run_after == closing.closes_at
        made = freeze(closing)
        make_release(program, 40, network=make_network(40, name="Llegó tarde"))
        again = freeze_year(closing, by=None)

        assert again == made
        assert ProgramRelease.objects.count() == 1
        assert fingerprint(made.payload) == made.sha256
        results = read_program_release(made.payload)
        assert results.released == 7
        whole = results.tables[Audience.NETWORK][0]
        assert (whole.scope, whole.networks, whole.respondents) == (Scope.PROGRAM, 7, 100)
        assert results.tables[Audience.AUTHORITY][0].networks == 5
        assert results.tables[Audience.AUTHORITY][0].items == ()
        assert results.covariance is None
        assert results.covariance_withheld.startswith("Hacen falta al menos 100 respuestas completas")
        events = Event.objects.filter(action__startswith="program.").values_list("action", flat=True)
        assert sorted(events) == ["program.released", "program.released", "program.year_declared"]


@pytest.mark.django_db
def test_values_are_withheld_when_a_network_could_be_subtracted(program: Program) -> None:
    with program_context(program):
        releases = make_networks(program, (6, 14, 14, 40, 6, 14, 6), to_authority=6)
        made = freeze(declare(program))
        networks = [release.survey.network.pk for release in releases]

        (whole,) = tables_of_year(made, Audience.AUTHORITY)
        assert all(one.is_published for one in whole.dimensions)
        # One network did not open to authorities: the difference with everybody's value is that network.
        (seen,) = seen_by(made, Audience.AUTHORITY, networks[:2])
        assert not any(one.is_published for one in seen.dimensions)
        # Its own authority may come to see it, so for that one nothing follows.
        (seen,) = seen_by(made, Audience.AUTHORITY, networks[5:])
        assert any(one.is_published for one in seen.dimensions)
        (seen,) = seen_by(made, Audience.NETWORK, networks[:1])
        assert any(one.is_published for one in seen.items)
        (seen,) = seen_by(made, Audience.NETWORK, networks[:6])
        assert not any(one.is_published for one in seen.items)


@pytest.mark.django_db
def test_too_few_networks_leave_a_sentence(program: Program) -> None:
    with program_context(program):
        make_networks(program, (14, 14, 40, 14), to_authority=4)
        results = read_program_release(freeze(declare(program)).payload)

    assert not any(results.tables.values())
    assert results.withheld.startswith("En esa fecha no había resultados de al menos 5 redes")


@pytest.mark.django_db
def test_the_date_moves_until_it_comes(program: Program) -> None:
    with program_context(program):
        by = make_person(program, RoleCode.FACILITATOR)
        version = demo_version()
        first = declare_year(version, year=2026, closes_at=timezone.now() + timedelta(days=30), by=by)
        second = declare_year(version, year=2026, closes_at=timezone.now() + SOON, by=by)
        made = freeze(second)

        assert freeze_year(first, by=None) is None
        assert made.closed_at == second.closes_at
        with pytest.raises(NotAllowedNow, match="no se mueve"):
            declare_year(version, year=2026, closes_at=timezone.now() + timedelta(days=9), by=by)
        with pytest.raises(NotAllowedNow, match="futura"):
            declare_year(version, year=2025, closes_at=timezone.now(), by=by)
        with pytest.raises(DatabaseError, match="does not move"), transaction.atomic():
            YearClosing.objects.create(
                version=version, year=2026, number=3, closes_at=timezone.now() + timedelta(days=9)
            )


@pytest.mark.django_db
def test_nothing_is_made_before_its_date(program: Program) -> None:
    with program_context(program):
        by = make_person(program, RoleCode.FACILITATOR)
        closing = declare_year(demo_version(), year=2026, closes_at=timezone.now() + timedelta(days=3), by=by)
        with pytest.raises(NotAllowedNow, match="todavía no llega"):
            freeze_year(closing, by=None)
        for function in ("lar_small_networks", "lar_small_pairs"):
            with pytest.raises(DatabaseError, match="has not come"), transaction.atomic():
                connection.cursor().execute(f"SELECT * FROM {function}(%s, 2026)", [closing.version_id])


@pytest.mark.django_db
def test_the_application_reaches_no_small_network_alone(program: Program) -> None:
    with (
        program_context(program),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        connection.cursor().execute("SELECT * FROM lar_small_answers(1, 2026)")


@pytest.mark.django_db(transaction=True)
def test_small_networks_are_one_cell_and_open_no_second_time(program: Program) -> None:
    too_few = [make_sealed_survey(program, [4, 2, 4 - place]) for place in range(2)]
    with program_context(program):
        assert {survey.state for survey in too_few} == {SurveyState.TOO_FEW}
        make_networks(program, (14, 14, 40), to_authority=3)
        second = second_draft(program, too_few[0])
        made = freeze(declare(program))
        results = read_program_release(made.payload)

        assert results.small[Audience.NETWORK].networks == 2
        assert results.small[Audience.NETWORK].respondents == 6
        whole = results.tables[Audience.NETWORK][0]
        assert (whole.networks, whole.respondents, SMALL in whole.sources) == (5, 74, True)
        with pytest.raises(NotAllowedNow, match="no se abre una segunda"):
            open_survey(second, by=make_person(program, RoleCode.FACILITATOR))
        with pytest.raises(DatabaseError, match="after the declared date"), transaction.atomic():
            Survey.objects.filter(pk=second.pk).update(state="open", opened_by=second.roster_confirmed_by)


def second_draft(program: Program, first: Survey) -> Survey:
    facilitator = make_person(program, RoleCode.FACILITATOR)
    draft = prepare_survey(Cycle.objects.get(pk=first.cycle.pk), plan=make_plan(), by=facilitator)
    confirm_roster(draft, by=facilitator)
    draft.refresh_from_db()
    return draft


@pytest.mark.django_db(transaction=True)
def test_one_small_network_is_no_cell(program: Program) -> None:
    make_sealed_survey(program, [4, 2, 4])
    with program_context(program):
        make_networks(program, (14, 14, 40, 14, 6), to_authority=5)
        results = read_program_release(freeze(declare(program)).payload)

    assert results.small == {}
    assert SMALL not in results.tables[Audience.NETWORK][0].sources


AS_IF_RELEASED = """
UPDATE questionnaires_survey s SET state = 'released', roster_n = 40, opened_by_id = u.id,
    roster_confirmed_by_id = u.id, notice_id = n.id
FROM (SELECT min(id) AS id FROM accounts_user) u, (SELECT min(id) AS id FROM tenancy_privacynotice) n
WHERE s.id = %s
"""


@pytest.mark.django_db(transaction=True)
def test_the_covariance_is_of_complete_answers_of_released_networks(program: Program) -> None:
    with program_context(program):
        releases = make_networks(program, (40, 14, 40, 14, 6), to_authority=0)
        demo_version()
    rows = [
        [(person * (item + 3)) % 5 + 1 if person % 9 else (-9 if item == 7 else 3) for item in range(ITEMS)]
        for person in range(130)
    ]
    with connections["owner"].cursor() as cursor:
        for release in releases:
            cursor.execute(AS_IF_RELEASED, [release.survey_id])
        cursor.executemany(
            "INSERT INTO questionnaires_response (id, program_id, survey_id, answers) "
            "VALUES (gen_random_uuid(), %s, %s, %s)",
            [(program.pk, releases[place % 5].survey_id, row) for place, row in enumerate(rows)],
        )
    with program_context(program):
        pooled = read_program_release(freeze(declare(program)).payload).covariance

        told = context_of(releases[0].survey, Audience.NETWORK, on=timezone.localdate())
        kept_from = context_of(releases[0].survey, Audience.AUTHORITY, on=timezone.localdate())

    assert told.consistency_year == "2026"
    assert len(told.consistency) == 6
    assert all("Alfa de Cronbach" in words or "Los datos" in words for words in told.consistency)
    assert any("n = 115 personas de 5 redes" in words for words in told.consistency)
    assert ReportContext.from_payload(told.as_payload()) == told
    assert kept_from.consistency == ()
    assert pooled is not None
    assert (pooled.n, pooled.networks) == (sum(bool(person % 9) for person in range(130)), 5)
    xs = [(row[0], row[1]) for row in rows if -9 not in row]
    mean = [sum(one[place] for one in xs) / len(xs) for place in range(2)]
    exact = sum((x - mean[0]) * (y - mean[1]) for x, y in xs) / (len(xs) - 1)
    assert pooled.matrix[0][1] == pytest.approx(exact, abs=0.0005)


@pytest.mark.django_db
def test_a_programme_release_is_never_changed(program: Program) -> None:
    with program_context(program):
        freeze(declare(program))
    for statement in (
        "UPDATE questionnaires_programrelease SET year = 2020",
        "DELETE FROM questionnaires_programrelease",
        "UPDATE questionnaires_yearclosing SET year = 2020",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), program_context(program):
            connection.cursor().execute(statement)


@pytest.mark.django_db
def test_years_show_the_same_networks_too(program: Program) -> None:
    with program_context(program):
        networks = [make_network(14, name=f"Red {place}") for place in range(9)]
        for network in networks:
            released_in(program, 2025, network)
        first = freeze(declare(program, 2025))
        for network in networks[:6]:
            released_in(program, 2026, network)
        second = freeze(declare(program, 2026))

        own = tables_of_year(second, Audience.NETWORK)
        assert [(one.scope, one.name, one.networks) for one in own] == [
            (Scope.PROGRAM, "", 6),
            (Scope.SAME, "2025", 6),
        ]
        before = tables_of_year(first, Audience.NETWORK)
        assert [(one.scope, one.name, one.networks) for one in before] == [
            (Scope.PROGRAM, "", 9),
            (Scope.SAME, "2026", 6),
        ]
        seen = seen_by(first, Audience.NETWORK, [networks[0].pk])
        assert all(one.is_published for table in seen for one in table.items if one.code != "kp_07")


def released_in(program: Program, year: int, network: Network) -> Release:
    """A release of fourteen people in the network's cycle of that year."""
    make_notice(program)
    cycle = CycleFactory.create(network=network, year=year)
    survey = prepare_survey(cycle, plan=make_plan(), by=make_person(program, RoleCode.FACILITATOR))
    payload = write_release(golden_release(14))
    return Release.objects.create(
        survey=survey, number=1, schema=RELEASE_SCHEMA, payload=payload, sha256=fingerprint(payload)
    )


@pytest.mark.django_db
def test_cohorts_are_rolled_up_apart(program: Program) -> None:
    with program_context(program):
        for place in range(11):
            cohort = 2025 if place < 5 else 2026
            make_release(program, 14, network=make_network(14, name=f"Red {place}", cohort=cohort))
        made = freeze(declare(program))

        whole = tables_of_year(made, Audience.NETWORK)
        assert [(one.scope, one.name, one.networks) for one in whole] == [
            (Scope.PROGRAM, "", 11),
            (Scope.COHORT, "2025", 5),
            (Scope.COHORT, "2026", 6),
        ]
