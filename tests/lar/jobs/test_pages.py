"""«Mis trabajos»: who sees what, and what the page says."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.jobs.actions import enqueue
from lar.jobs.models import Job, JobState
from lar.jobs.relaying import note_tick
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from tests.factories import NetworkFactory, make_coordinator, make_person
from tests.lar.jobs import work

LIST = "/demo/trabajos/"


@pytest.fixture
def facilitator(program: Program) -> User:
    return make_person(program, RoleCode.FACILITATOR, name="Fabiola")


@pytest.fixture
def coordinator(program: Program) -> User:
    with program_context(program):
        return make_coordinator(program, NetworkFactory.create(), name="Carmen")


def make_job(
    program: Program,
    by: User | None = None,
    *,
    subject: str = "",
    key: str = "",
    **fields: object,
) -> Job:
    with program_context(program):
        job = enqueue(work.NOTE, key=key or uuid.uuid4().hex, args={"mark": "a"}, subject=subject, by=by)
        Job.objects.filter(pk=job.pk).update(**fields)
        job.refresh_from_db()
    return job


def page_of(client: Client, user: User, path: str, **headers: str) -> str:
    client.force_login(user)
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


# --- Who sees what ---------------------------------------------------------------------------------------


def test_a_coordinator_sees_her_own_jobs_and_a_facilitator_all_of_the_programme(
    client: Client,
    program: Program,
    other_program: Program,
    facilitator: User,
    coordinator: User,
) -> None:
    make_job(program, coordinator, subject="Lo de Carmen")
    make_job(program, facilitator, subject="Lo de Fabiola")
    make_job(program, None, subject="Lo del sistema")
    make_job(other_program, None, subject="Lo ajeno")

    hers = page_of(client, coordinator, LIST)
    all_of_it = page_of(client, facilitator, LIST)

    seen = {
        name: [what in page for what in ("Lo de Carmen", "Lo de Fabiola", "Lo del sistema", "Lo ajeno")]
        for name, page in (("coordinator", hers), ("facilitator", all_of_it))
    }
    assert seen == {
        "coordinator": [True, False, False, False],
        "facilitator": [True, True, True, False],
    }


@pytest.mark.parametrize("path", ["", "avance/"])
def test_the_page_of_somebody_elses_job_is_not_found(
    client: Client, program: Program, coordinator: User, facilitator: User, path: str
) -> None:
    hers, other = make_job(program, coordinator), make_job(program, facilitator)
    client.force_login(coordinator)

    answers = [client.get(f"{LIST}{job.pk}/{path}").status_code for job in (hers, other)]

    assert answers == [200, 404]


@pytest.mark.parametrize("action", ["reintentar", "anular"])
def test_somebody_elses_job_is_neither_retried_nor_cancelled(
    client: Client,
    program: Program,
    coordinator: User,
    facilitator: User,
    action: str,
) -> None:
    job = make_job(program, facilitator, state=JobState.FAILED)
    client.force_login(coordinator)

    answer = client.post(f"{LIST}{job.pk}/{action}/")

    with program_context(program):
        assert Job.objects.get(pk=job.pk).state == JobState.FAILED
    assert answer.status_code == 404


def test_an_action_by_get_is_not_allowed(client: Client, program: Program, facilitator: User) -> None:
    job = make_job(program, facilitator, state=JobState.FAILED)
    client.force_login(facilitator)

    assert client.get(f"{LIST}{job.pk}/reintentar/").status_code == 405


def test_parts_are_shown_with_their_batch(client: Client, program: Program, facilitator: User) -> None:
    batch = make_job(program, facilitator, subject="Todas las redes", state=JobState.FANNED_OUT)
    make_job(program, facilitator, subject="Red Itata", parent=batch)

    listed = page_of(client, facilitator, LIST)
    detail = page_of(client, facilitator, f"{LIST}{batch.pk}/")

    assert ("Todas las redes" in listed, "Red Itata" in listed) == (True, False)
    assert "Red Itata" in detail


def test_a_longer_list_asks_no_more_of_the_database(
    client: Client, program: Program, facilitator: User
) -> None:
    client.force_login(facilitator)
    client.get(LIST)
    counts = []
    for more in (1, 2, 17):
        for _job in range(more):
            make_job(program, facilitator)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[1] == counts[2]
    assert counts[0] <= 20


# --- What the page says ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": JobState.WAITING}, ["En cola"]),
        (
            {"state": JobState.RUNNING, "done_steps": 1, "total_steps": 4, "note": "Dibujando"},
            ["25", "Dibujando"],
        ),
        ({"state": JobState.DONE}, ["Listo", "Ver lo anotado"]),
        ({"state": JobState.FAILED, "error": "Algo falló."}, ["Algo falló.", "Intentar de nuevo"]),
        ({"state": JobState.CANCELLED}, ["Se anuló antes de terminar.", "Intentar de nuevo"]),
        ({"state": JobState.WAITING, "attempts": 1}, ["Hubo un tropiezo"]),
    ],
)
def test_each_state_in_words(
    client: Client,
    program: Program,
    facilitator: User,
    fields: dict[str, Any],
    words: list[str],
) -> None:
    note_tick()
    job = make_job(program, facilitator, **fields)

    page = page_of(client, facilitator, f"{LIST}{job.pk}/")

    assert [word for word in words if word not in page] == []
    assert "Informes en cola" not in page


def test_the_fragment_is_the_component_alone_and_stops_asking_when_the_job_ended(
    client: Client, program: Program, facilitator: User
) -> None:
    running = make_job(program, facilitator, state=JobState.RUNNING)
    done = make_job(program, facilitator, state=JobState.DONE)

    moving = page_of(client, facilitator, f"{LIST}{running.pk}/avance/")
    still = page_of(client, facilitator, f"{LIST}{done.pk}/avance/")

    assert "<html" not in moving
    assert f'hx-get="{LIST}{running.pk}/avance/"' in moving
    assert "hx-get" not in still


def test_the_list_refreshes_its_moving_part_alone(
    client: Client, program: Program, facilitator: User
) -> None:
    make_job(program, facilitator, subject="Red Itata")

    whole = page_of(client, facilitator, LIST)
    part = page_of(client, facilitator, LIST, **{"HX-Request": "true", "HX-Target": "trabajos"})

    assert "<html" in whole and 'hx-trigger="every 4s"' in whole
    assert "<html" not in part and "Red Itata" in part


def test_while_nothing_moves_the_list_does_not_ask_again(
    client: Client, program: Program, facilitator: User
) -> None:
    make_job(program, facilitator, state=JobState.DONE)

    assert "hx-trigger" not in page_of(client, facilitator, LIST)


def test_an_empty_list_says_what_will_be_here(client: Client, facilitator: User) -> None:
    assert "Aquí no hay trabajos" in page_of(client, facilitator, LIST)


def test_work_that_waits_without_a_clock_is_said_to_be_in_line(
    client: Client, program: Program, facilitator: User
) -> None:
    job = make_job(program, facilitator)

    assert "Informes en cola" in page_of(client, facilitator, LIST)
    assert "Informes en cola" in page_of(client, facilitator, f"{LIST}{job.pk}/avance/")


def test_work_that_waits_long_is_said_to_be_in_line(
    client: Client, program: Program, facilitator: User
) -> None:
    note_tick()
    make_job(program, facilitator, run_after=timezone.now() - timedelta(seconds=121))

    assert "Informes en cola" in page_of(client, facilitator, LIST)


def test_a_failed_job_is_put_back_in_line_by_its_button(
    client: Client, program: Program, facilitator: User
) -> None:
    job = make_job(program, facilitator, state=JobState.FAILED, attempts=4, error="Algo falló.")
    client.force_login(facilitator)

    answer = client.post(f"{LIST}{job.pk}/reintentar/", follow=True)

    with program_context(program):
        assert Job.objects.get(pk=job.pk).state == JobState.WAITING
    assert answer.redirect_chain == [(f"{LIST}{job.pk}/", 302)]
    assert "El trabajo volvió a la cola." in answer.content.decode()


def test_a_waiting_job_is_called_off_by_its_button(
    client: Client, program: Program, facilitator: User
) -> None:
    job = make_job(program, facilitator)
    client.force_login(facilitator)

    answer = client.post(f"{LIST}{job.pk}/anular/", follow=True)

    with program_context(program):
        assert Job.objects.get(pk=job.pk).state == JobState.CANCELLED
    assert "El trabajo quedó anulado." in answer.content.decode()
