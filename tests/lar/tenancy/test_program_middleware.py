from __future__ import annotations

from unittest.mock import ANY

from django.db import OperationalError
from django.test import Client, RequestFactory

from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.tenancy.context import has_program_context, program_context
from lar.tenancy.models import Membership, Program
from lar.ui.views.errors import server_error
from tests.factories import NetworkFactory, make_coordinator, make_person


def test_a_visitor_is_sent_to_sign_in_whether_the_programme_exists_or_not(program: Program) -> None:
    for slug in ("demo", "no-existe"):
        answer = Client().get(f"/{slug}/redes/")

        assert (answer.status_code, answer.headers["Location"]) == (302, f"/entrar/?next=/{slug}/redes/")


def test_a_stranger_cannot_tell_a_foreign_programme_from_a_missing_one(
    program: Program, other_program: Program, client: Client
) -> None:
    client.force_login(make_person(other_program, RoleCode.FACILITATOR))

    foreign, missing = client.get("/demo/redes/"), client.get("/no-existe/redes/")

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert foreign.content == missing.content
    assert {**foreign.headers, "X-Request-ID": ANY} == {**missing.headers, "X-Request-ID": ANY}


def test_a_membership_that_ended_opens_nothing(program: Program, client: Client) -> None:
    person = make_person(program, RoleCode.FACILITATOR)
    Membership.objects.update(valid_to="2025-12-31")
    client.force_login(person)

    assert client.get("/demo/redes/").status_code == 404


def test_a_deactivated_person_is_out_at_the_next_request(program: Program, client: Client) -> None:
    person = make_person(program, RoleCode.FACILITATOR)
    client.force_login(person)
    assert client.get("/demo/redes/").status_code == 200

    person.is_active = False
    person.save()

    assert client.get("/demo/redes/").status_code == 302


def test_a_refusal_is_written_down_although_the_request_is_undone(program: Program, client: Client) -> None:
    with program_context(program):
        coordinator = make_coordinator(program, NetworkFactory.create())
    client.force_login(coordinator)

    assert client.get("/demo/personas/").status_code == 403

    with program_context(program):
        event = Event.objects.get(action="access.denied")
        assert (event.by_id, event.details) == (coordinator.pk, {"path": "/demo/personas/"})


def test_no_context_is_left_behind(program: Program, client: Client) -> None:
    client.force_login(make_person(program, RoleCode.FACILITATOR))
    client.get("/demo/redes/")

    assert not has_program_context()


def test_a_database_that_is_away_is_said_so() -> None:
    request = RequestFactory().get("/")
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        answer = server_error(request)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "connection refused" not in answer.content.decode()


def test_a_defect_shows_no_detail() -> None:
    try:
        raise ValueError("secreto")
    except ValueError:
        answer = server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "secreto" not in answer.content.decode()
