"""What depends on more than a role: a view that a team shares, slips that it hands out itself.

Each is asked in both states, so that the matrix's single state hides nothing (DOMAIN 7.1 and 7.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils import timezone

from lar.authorization import ROLES, Permission, RoleCode
from lar.tenancy.context import program_context
from networks.actions.authorities import confirm_authority
from networks.models import Authority
from questionnaires.surveys.actions import share_team_view
from questionnaires.surveys.models import CodeKeeper, Survey
from tests.access.addresses import keys_of, path_of
from tests.access.asking import ask
from tests.access.cast import PEOPLE, World
from tests.access.routes import routes

pytestmark = [pytest.mark.matriz, pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

ROUTES = {route.name: route for route in routes()}


def answers(world: World, name: str, method: str, **keys: object) -> dict[str, str]:
    """What each person gets, by name."""
    found = {}
    for person in PEOPLE:
        path = path_of(ROUTES[name], {**keys_of(ROUTES[name], world.own, person), **keys})
        found[person] = ask(world, person, method, path).cell
    return found


def succeed(cells: dict[str, str]) -> set[str]:
    return {person for person, cell in cells.items() if cell == "200"}


@pytest.fixture
def shared(world: World) -> Iterator[None]:
    with program_context(world.program):
        survey = Survey.objects.get(pk=world.own.keys["released_survey"])
        share_team_view(survey, shared=True, by=world.own.coordinator)
        yield


def test_the_facilitator_sees_the_teams_view_when_the_team_shares_it(world: World, shared: None) -> None:
    assert succeed(answers(world, "results:contrast", "GET")) == {"coordinator", "facilitator"}


def test_only_who_accompanies_the_programme_sees_a_shared_view(
    world: World, shared: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    role = ROLES[RoleCode.FACILITATOR]
    without = role.permissions - {Permission.VIEW_PROGRAM_BOARD}
    monkeypatch.setitem(ROLES, RoleCode.FACILITATOR, replace(role, permissions=without))

    assert succeed(answers(world, "results:contrast", "GET")) == {"coordinator"}


@pytest.mark.parametrize(
    ("keeper", "takers"),
    [(CodeKeeper.FACILITATOR, {"facilitator"}), (CodeKeeper.TEAM, {"coordinator"})],
)
def test_slips_are_for_whoever_hands_them_out(world: World, keeper: CodeKeeper, takers: set[str]) -> None:
    sheet = world.own.keys["sheet_of_team" if keeper is CodeKeeper.TEAM else "sheet_id"]
    survey = world.own.keys["survey_of_team" if keeper is CodeKeeper.TEAM else "open_survey"]

    cells = answers(world, "surveys:take_slips", "POST", survey_id=survey, sheet_id=sheet)

    assert succeed(cells) == takers


def test_slips_that_replace_lost_ones_are_the_facilitators(world: World) -> None:
    """Whoever handed out the first ones would hold two of the same person's."""
    survey, sheet = world.own.keys["survey_of_team"], world.own.keys["replaced_sheet_of_team"]

    cells = answers(world, "surveys:take_slips", "POST", survey_id=survey, sheet_id=sheet)

    assert succeed(cells) == {"facilitator"}


def test_the_authority_reads_what_was_opened_to_it_only(world: World) -> None:
    opened = answers(world, "results:authority_report", "GET")
    kept = answers(world, "results:authority_report", "GET", release_id=world.own.keys["kept_release"])

    assert succeed(opened) == {"authority"}
    assert (succeed(kept), kept["authority"]) == (set(), "404")


def test_an_authority_whose_year_ended_has_no_access(world: World) -> None:
    report = ("results:authority_report", "results:authority_home", "results:authority_pdf")
    before = [succeed(answers(world, name, "GET")) for name in report]
    with program_context(world.program):
        Authority.objects.filter(user=world.own.authority).update(valid_to=timezone.localdate())
    after = [answers(world, name, "GET")["authority"] for name in report]

    assert all("authority" in people for people in before)
    assert after == ["404"] * len(report)


def test_an_authority_who_was_confirmed_goes_on_reading(world: World) -> None:
    with program_context(world.program):
        row = Authority.objects.get(user=world.own.authority)
        Authority.objects.filter(pk=row.pk).update(valid_to=timezone.localdate())
        row.refresh_from_db()
        confirm_authority(row, on=timezone.localdate(), by=None)

    assert answers(world, "results:authority_report", "GET")["authority"] == "200"
