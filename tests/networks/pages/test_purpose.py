"""The purpose, written together: the exercise keeps each step, a version says who took part."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lar.tenancy.context import program_context
from networks.actions.purpose import write_exercise, write_purpose
from networks.errors import NotAllowedNow
from networks.models import Purpose, PurposeExercise
from networks.purpose_steps import PURPOSE_STEPS
from tests.factories import NetworkSchoolFactory, SchoolFactory
from tests.networks.pages.conftest import Cast

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def exercise(cast: Cast, step: int) -> str:
    return f"redes/{cast.network.pk}/proposito/ejercicio/{step}/"


def test_a_version_says_which_roles_and_schools_took_part(cast: Cast) -> None:
    with program_context(cast.program):
        school = SchoolFactory.create(name="Escuela Los Boldos")
        NetworkSchoolFactory.create(network=cast.network, school=school)
    sent = {
        "text": "Que lean con sentido.",
        "roles": ["teacher", "head"],
        "schools": [str(school.pk)],
        "on": "2026-05-04",
    }

    cast.post("coordinator", f"redes/{cast.network.pk}/proposito/", sent)  # type: ignore[arg-type]

    with program_context(cast.program):
        version = Purpose.objects.get()
    assert (version.roles, version.schools) == (["head", "teacher"], [school.pk])
    page = text(cast.get("facilitator", f"redes/{cast.network.pk}/proposito/"))
    assert "dirección, docente; Escuela Los Boldos." in page


def test_a_school_of_another_network_did_not_take_part(cast: Cast) -> None:
    with program_context(cast.program):
        school = NetworkSchoolFactory.create(network=cast.neighbour, school=SchoolFactory.create()).school
        with pytest.raises(NotAllowedNow, match="no era de la red"):
            write_purpose(
                cast.network,
                text="Que lean.",
                agreed_with="",
                next_review=None,
                schools=[school.pk],
                on=date(2026, 5, 4),
                by=cast.people["coordinator"],
            )


def test_each_step_is_kept_and_leads_to_the_next(cast: Cast) -> None:
    response = cast.post("coordinator", exercise(cast, 1), {"text": "Que lean con gusto."})

    assert response.headers["Location"] == f"/demo/{exercise(cast, 2)}"
    assert "Que lean con gusto." in text(cast.get("coordinator", exercise(cast, 2)))
    cast.post("coordinator", exercise(cast, 2), {"text": "Mirarnos las clases."})
    assert "Que lean con gusto." in text(cast.get("coordinator", exercise(cast, 1)))


def test_the_last_step_leaves_the_draft_in_the_form_of_a_version(cast: Cast) -> None:
    last = len(PURPOSE_STEPS)

    response = cast.post("coordinator", exercise(cast, last), {"text": "Que cada estudiante lea."})
    page = text(cast.client("coordinator").get(response.headers["Location"].split("#")[0]))

    assert "Que cada estudiante lea.</textarea>" in page
    with program_context(cast.program):
        assert not Purpose.objects.exists()


def test_what_is_too_long_comes_back_whole(cast: Cast) -> None:
    response = cast.post("coordinator", exercise(cast, 1), {"text": "a" * 1201})

    assert response.status_code == 422
    assert "a" * 1201 in response.content.decode()


def test_there_are_no_other_steps(cast: Cast) -> None:
    assert cast.get("coordinator", exercise(cast, 0)).status_code == 404
    assert cast.get("coordinator", exercise(cast, len(PURPOSE_STEPS) + 1)).status_code == 404


def test_a_step_that_nobody_knows_is_not_kept(cast: Cast) -> None:
    with program_context(cast.program):
        texts = {"pupils": "Que lean.", "other": "Nada."}
        write_exercise(cast.network, texts=texts, on=date(2026, 5, 4), by=cast.people["coordinator"])

        assert PurposeExercise.objects.get().texts == {"pupils": "Que lean."}


def test_an_overdue_review_is_on_the_home_page_and_in_the_list(cast: Cast) -> None:
    with program_context(cast.program):
        write_purpose(
            cast.network,
            text="Que lean.",
            agreed_with="",
            next_review=date(2026, 4, 15),
            on=date(2025, 4, 20),
            by=cast.people["coordinator"],
        )

    assert "Revisen el propósito de la red" in text(cast.get("coordinator"))
    assert "El propósito se iba a revisar" in text(cast.get("facilitator", "redes/"))
