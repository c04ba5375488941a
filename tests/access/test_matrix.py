"""Rule: every address answers every person as the matrix says, and no address is missing from it.

Reason: who sees what is the product's promise to people who judge their supervisor (DOMAIN 4 and 7).
Usual mistake: a new page without ``require`` or without a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from drf_spectacular.generators import SchemaGenerator

from tests.access import artefact
from tests.access.addresses import body_of, keys_of, path_of
from tests.access.asking import METHODS, Asked, ask
from tests.access.cast import PEOPLE, World
from tests.access.headers import header_problems
from tests.access.matrix import WITHOUT_TWIN, Row, is_success, rows, unlisted
from tests.access.routes import Route, routes

pytestmark = [pytest.mark.matriz, pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

ROUTES = routes()
ROWS = rows()

# Forms that no cookie opens, so no seal protects them; and the desk's front page, which is none.
SEALLESS = {
    "answering:door",
    "answering:answer",
    "answering:keying",
    "entry:digest_stop",  # mail programs post there by themselves (RFC 8058); its token is signed
    "room:door",
    "room:phone",
    "admin",
}
# Outside of a programme, an act of whoever holds its link: one event, and nobody's name in it.
BY_NOBODY = {"entry:digest_stop"}
FORMS = sorted(
    name
    for (name, method), row in ROWS.items()
    if method == "POST" and name not in SEALLESS and any(map(is_success, row.cells.values()))
)


def expected(route: Route, method: str, person: str) -> str:
    row = ROWS.get((route.name, method))
    if row is not None:
        return row.cells[person]
    shown = ROWS.get((route.name, "GET"))
    return unlisted(route.path, person, shown.cells[person] if shown else None)


def cells(world: World, route: Route) -> Iterator[tuple[str, str, Asked]]:
    body = body_of(route, world.own)
    for person in PEOPLE:
        path = path_of(route, keys_of(route, world.own, person))
        for method in asked_methods(route, person):
            yield person, method, ask(world, person, method, path, body)


def asked_methods(route: Route, person: str) -> list[str]:
    """Every method that a row names; of the others and HEAD half, in turns by person and route."""
    turn = ROUTES.index(route) + PEOPLE.index(person)
    return [
        method
        for place, method in enumerate(METHODS)
        if ((route.name, method) in ROWS and method != "HEAD") or (turn + place) % 2 == 0
    ]


def all_cells() -> int:
    return sum(len(asked_methods(route, person)) for route in ROUTES for person in PEOPLE)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_every_person_gets_what_the_matrix_says(world: World, route: Route) -> None:
    deviations, headers, traces = [], [], []
    for person, method, asked in cells(world, route):
        wanted = expected(route, method, person)
        artefact.note(route, method, person, asked.cell)
        if asked.cell != wanted:
            deviations.append(f"{person} {method}: {asked.cell}, not {wanted}")
        headers += [f"{person} {method}: {problem}" for problem in header_problems(route, person, asked)]
        traces += [f"{person} {method}: {problem}" for problem in trace_problems(world, route, person, asked)]

    assert deviations == []
    assert sorted(set(headers)) == []
    assert traces == []


def trace_problems(world: World, route: Route, person: str, asked: Asked) -> list[str]:
    """One event per act, with its actor; a refusal leaves the refusal and changes nothing."""
    inside = "program" in route.parameters
    if asked.posted and is_success(asked.cell) and inside:
        by = [event.by_id for event in asked.acts]
        return [] if by == [world.people[person].pk] else [f"acts by {by}"]
    if asked.posted and is_success(asked.cell) and route.name in BY_NOBODY:
        by = [event.by_id for event in asked.acts]
        return [] if by == [None] else [f"acts by {by}"]
    if asked.acts:
        return [f"acts: {[event.action for event in asked.acts]}"]
    refused = int(inside and asked.posted and asked.cell == "403")
    return [] if len(asked.denials) == refused else [f"{len(asked.denials)} refusals written down"]


def test_the_matrix_has_no_row_of_a_route_that_is_not_mounted() -> None:
    mounted = {route.name for route in ROUTES}

    assert {name for name, _method in ROWS if name not in mounted} == set()


def test_every_route_has_a_row() -> None:
    declared = {name for name, _method in ROWS}

    assert [route.name for route in ROUTES if route.name not in declared] == []


def test_the_description_of_the_api_and_the_matrix_name_the_same() -> None:
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    described = {(path, method.upper()) for path, methods in paths.items() for method in methods}
    stood_for = {
        ("/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.path), method)
        for route in ROUTES
        for name, method in ROWS
        if name == route.name and route.path.startswith("api/v1/") and method != "HEAD"
    }

    assert {(re.sub("{id}", "{pk}", path), method) for path, method in described} == stood_for


def test_the_matrix_is_as_large_as_was_promised() -> None:
    """4,500 cells (TRUST S1), without those of other scopes."""
    assert all_cells() >= 4500


def test_every_denial_has_its_positive_twin() -> None:
    def nobody(row: Row) -> bool:
        """Whether the row only refuses, and not because the library's view has no such method."""
        return not any(is_success(cell) or cell == "405" for cell in row.cells.values())

    barren = {key for key, row in ROWS.items() if nobody(row)}

    assert {key for key in barren if (key[0], "GET") not in WITHOUT_TWIN} == set()
    assert {key for key in WITHOUT_TWIN if key not in barren} == set()


@pytest.mark.parametrize("name", FORMS)
def test_every_form_needs_its_seal(world: World, name: str) -> None:
    route = next(route for route in ROUTES if route.name == name)
    row = ROWS[name, "POST"]
    person = next(person for person in PEOPLE if is_success(row.cells[person]))
    path = path_of(route, keys_of(route, world.own, person))

    asked = ask(world, person, "POST", path, body_of(route, world.own), csrf=True)

    assert (asked.cell, asked.acts) == ("403", ())
