"""Rule: take away any permission of a role, give it any other, or remove any ``require``: a cell changes.

Reason: a matrix that stays green while its locks are taken out shows nothing (TRUST S6).
Usual mistake: a permission that no page asks for, or a check that another check hides.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from lar.authorization import ROLES, Permission, RoleCode
from lar.tenancy import access
from tests.access.addresses import body_of, keys_of, path_of
from tests.access.asking import ask
from tests.access.cast import World
from tests.access.matrix import rows
from tests.access.routes import routes

pytestmark = [
    pytest.mark.slow,
    pytest.mark.matriz,
    pytest.mark.django_db,
    pytest.mark.usefixtures("quiet"),
]

ROOT = Path(__file__).resolve().parents[2]
ROUTES = {route.name: route for route in routes()}
ROWS = rows()
APPS = ("networks:", "logbook:", "scaling:", "instruments:", "surveys:", "results:", "jobs:", "api:")
HOLDERS = {
    RoleCode.ADMINISTRATOR: "administrator",
    RoleCode.FACILITATOR: "facilitator",
    RoleCode.COORDINATOR: "coordinator",
    RoleCode.AUTHORITY: "authority",
}

Cell = tuple[str, str]  # route and method
Questions = dict[tuple[RoleCode, Permission], list[Cell]]


def inside() -> Iterator[Cell]:
    """Our own addresses that ask for a right."""
    for name, method in ROWS:
        if method != "HEAD" and name.startswith(APPS):
            yield name, method


def answer(world: World, person: str, cell: Cell) -> str:
    route = ROUTES[cell[0]]
    path = path_of(route, keys_of(route, world.own, person))
    return ask(world, person, cell[1], path, body_of(route, world.own)).cell


# --- The table of roles ------------------------------------------------------------------------------


class Listening(frozenset[Permission]):
    """A role's permissions that remember which were asked for."""

    asked: set[Permission]

    def __contains__(self, permission: object) -> bool:
        self.asked.add(permission)  # type: ignore[arg-type]
        return super().__contains__(permission)


@pytest.fixture(scope="module")
def questions() -> Questions:
    """Which cells ask a role for which permission; the first test fills it."""
    return defaultdict(list)


@pytest.fixture
def asked_for(world: World, questions: Questions, monkeypatch: pytest.MonkeyPatch) -> Questions:
    for code, person in HOLDERS.items() if not questions else ():
        listening = Listening(ROLES[code].permissions)
        with monkeypatch.context() as patched:
            patched.setitem(ROLES, code, replace(ROLES[code], permissions=listening))
            for cell in (cell for cell in inside() if ROWS[cell].cells[person] != "404"):
                listening.asked = set()
                answer(world, person, cell)
                for permission in listening.asked:
                    questions[code, permission].append(cell)
    return questions


def survives(
    world: World, code: RoleCode, cells: list[Cell], patched: pytest.MonkeyPatch, change: Permission
) -> bool:
    """Whether no cell of the role's holder notices that ``change`` was taken from it, or given to it."""
    role = ROLES[code]
    patched.setitem(ROLES, code, replace(role, permissions=role.permissions ^ {change}))
    person = HOLDERS[code]
    return all(answer(world, person, cell) == ROWS[cell].cells[person] for cell in cells)


SLIPS = "slips that a team hands out: test_states.py"
SHARED = "a view that a team shares: test_states.py"
BOTH = "nothing without the right to the results, which the pair has not"
WHOLE = "a right in the whole programme never comes out of one network"
MORE = "who sees every activity of a network sees those that invite the authorities too"

# Changes that no cell notices, each with why, or who does.
TAKEN_UNNOTICED = {"coordinator print_slips": SLIPS}
GIVEN_UNNOTICED = {
    "administrator print_slips": SLIPS,
    "administrator view_inviting_activities": MORE,
    "administrator view_program_board": SHARED,
    "administrator view_team_contrast": BOTH,
    "authority curate_strategies": WHOLE,
    "authority declare_year": WHOLE,
    "authority edit_instruments": WHOLE,
    "authority edit_logbook_template": WHOLE,
    "authority manage_people": WHOLE,
    "authority open_many_surveys": WHOLE,
    "authority print_slips": SLIPS,
    "authority review_voices": WHOLE,
    "authority view_jobs": WHOLE,
    "authority view_program_board": SHARED,
    "authority view_team_contrast": BOTH,
    "authority write_to_teams": WHOLE,
    "coordinator curate_strategies": WHOLE,
    "coordinator declare_year": WHOLE,
    "coordinator edit_instruments": WHOLE,
    "coordinator edit_logbook_template": WHOLE,
    "coordinator manage_people": WHOLE,
    "coordinator open_many_surveys": WHOLE,
    "coordinator review_voices": WHOLE,
    "coordinator view_inviting_activities": MORE,
    "coordinator view_jobs": WHOLE,
    "coordinator view_program_board": SHARED,
    "coordinator write_to_teams": WHOLE,
    "facilitator print_slips": SLIPS,
    "facilitator view_inviting_activities": MORE,
}
# A call that refuses nobody in this world, with why or who notices that it is gone.
HIDDEN_CALLS = {
    "networks.views.enrolment": "whoever sees a network may write its commitment: every such role has both",
    "networks.views.roster": "whoever reads a roster may edit it: both are in every role or in none",
    "questionnaires.surveys.views.acts": "who opens with one code for all: test_open_code_pages.py",
}


def test_every_permission_taken_from_a_role_changes_a_cell(
    world: World, asked_for: Questions, monkeypatch: pytest.MonkeyPatch
) -> None:
    survivors = []
    for code in HOLDERS:
        for permission in sorted(ROLES[code].permissions):
            with monkeypatch.context() as patched:
                if survives(world, code, asked_for[code, permission], patched, permission):
                    survivors.append(f"{code} {permission}")

    assert sorted(survivors) == sorted(TAKEN_UNNOTICED)


def test_every_permission_given_to_a_role_changes_a_cell(
    world: World, asked_for: Questions, monkeypatch: pytest.MonkeyPatch
) -> None:
    survivors = []
    for code in HOLDERS:
        for permission in sorted(set(Permission) - ROLES[code].permissions):
            with monkeypatch.context() as patched:
                if survives(world, code, asked_for[code, permission], patched, permission):
                    survivors.append(f"{code} {permission}")

    assert sorted(survivors) == sorted(GIVEN_UNNOTICED)


# --- The calls of ``require`` ------------------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    """One call of ``require`` in the source."""

    module: str
    first: int
    last: int


@cache
def sites() -> tuple[Site, ...]:
    packages = ("networks", "logbook", "questionnaires", "scaling", "lar")
    return tuple(site for package in packages for site in _sites(ROOT / package))


def _sites(package: Path) -> Iterator[Site]:
    for path in sorted(package.rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "require":
                yield Site(module, node.lineno, node.end_lineno or node.lineno)


def listen(patched: pytest.MonkeyPatch, on_denial: Callable[[Site], bool]) -> None:
    """Ask ``on_denial`` at each refusal whether this call is to be left out."""
    original = access.require
    by_module = defaultdict(list)
    for site in sites():
        by_module[site.module].append(site)

    def require(request: Any, permission: Permission, network: Any = None) -> Any:
        frame = sys._getframe(1)
        here = by_module[frame.f_globals["__name__"]]
        site = next(site for site in here if site.first <= frame.f_lineno <= site.last)
        try:
            return original(request, permission, network)
        except PermissionDenied:
            if on_denial(site):
                del request.denied_permission
                return request.actor
            raise

    for module in by_module:
        patched.setattr(sys.modules[module], "require", require)


def test_every_require_that_is_removed_changes_a_cell(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals: dict[Site, list[tuple[str, Cell]]] = defaultdict(list)
    with monkeypatch.context() as patched:
        asking: list[tuple[str, Cell]] = []

        def note(site: Site) -> bool:
            refusals[site].extend(asking)
            return False

        listen(patched, note)
        for cell, person in ((cell, person) for cell in inside() for person in HOLDERS.values()):
            if ROWS[cell].cells[person] == "403":
                asking[:] = [(person, cell)]
                answer(world, person, cell)

    survivors = [
        site.module for site in sites() if not any(_changes(world, monkeypatch, site, refusals[site]))
    ]

    assert survivors == sorted(HIDDEN_CALLS)


def _changes(
    world: World, monkeypatch: pytest.MonkeyPatch, removed: Site, cells: list[tuple[str, Cell]]
) -> Iterator[bool]:
    for person, cell in cells:
        with monkeypatch.context() as patched:
            listen(patched, lambda site: site == removed)
            yield answer(world, person, cell) != "403"
