"""Rule: a form, a filter or the API takes no key of another programme, wherever it is written.

Reason: foreign-key checks of the database bypass row security; only the form's query set refuses.
Usual mistake: ``ModelChoiceField(Model.objects…)`` made at import, or a key read from the body by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.db import transaction

from lar.api_urls import router
from lar.tenancy.context import program_context
from lar.tenancy.models import TenantModel
from networks.models import RosterSeat
from tests.access.addresses import BODIES, MISSING_ID, body_of, keys_of, path_of
from tests.access.asking import ask, client_of
from tests.access.cast import PEOPLE, World
from tests.access.matrix import is_success, rows
from tests.access.places import RELEASED
from tests.access.routes import Route, routes
from tests.access.sameness import seen

pytestmark = [pytest.mark.matriz, pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

ROWS = rows()
ROUTES = {route.name: route for route in routes()}
FORMS = sorted(name for name in BODIES if "program" in ROUTES[name].parameters)

# Fields whose rows every programme shares: there is no foreign one.
SHARED_TABLES = {"school": "the official directory"}

# Forms of one button: refused, they lead back to their page, which says why.
BUTTONS = {"surveys:confirm"}

# Query parameters that are keys, and what they are of; the API's are read from its filters below.
QUERIES = {("networks:network_list", "territorio"): "territory_id"}
API_KEYS = {
    "network_id": "network_id",
    "survey__network_id": "network_id",
    "survey_id": "released_survey",
    "cycle_id": f"cycle_{RELEASED}",
}


def someone(name: str, method: str) -> str:
    """The first person of the cast for whom the request succeeds."""
    return next(person for person in PEOPLE if is_success(ROWS[name, method].cells[person]))


def foreign_keys(world: World, route: Route) -> dict[str, Any]:
    """The fields of a form's body whose value is a key: they differ in a network made all alike."""
    own, foreign = body_of(route, world.own), body_of(route, world.foreign)
    return {name: foreign[name] for name in own if name in foreign and own[name] != foreign[name]}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_takes_no_foreign_key(world: World, name: str) -> None:
    route, person = ROUTES[name], someone(name, "POST")
    path, body = path_of(route, keys_of(route, world.own, person)), body_of(route, world.own)

    for field, value in foreign_keys(world, route).items():
        if field in SHARED_TABLES:
            continue
        foreign = ask(world, person, "POST", path, {**body, field: value})
        nothing = ask(world, person, "POST", path, {**body, field: _nothing(value)})
        refused = "302" if name in BUTTONS else "422"
        assert (field, foreign.cell, foreign.acts) == (field, refused, ())
        assert (field, nothing.cell, nothing.acts) == (field, refused, ())


def _nothing(value: Any) -> Any:
    return [MISSING_ID] if isinstance(value, list) else MISSING_ID


def test_every_choice_of_rows_that_a_page_offers_is_attacked(world: World) -> None:
    """What the forms themselves call a choice of a programme's rows is among what is attacked above."""
    offered = set()
    for name, method in ROWS:
        if method == "GET" and "program" in ROUTES[name].parameters:
            route, person = ROUTES[name], someone(name, "GET")
            path = path_of(route, keys_of(route, world.own, person))
            response = ask(world, person, "GET", path).response
            offered |= {(name, field) for field in _tenant_choices(getattr(response, "context", None))}
    attacked = {(name, field) for name in FORMS for field in foreign_keys(world, ROUTES[name])}

    assert offered
    assert offered - attacked == set()


def _tenant_choices(context: Any) -> Iterator[str]:
    """The names of the choices among a programme's rows, in the forms of a page's context."""
    # A page of one template has a context; one of several, a list of them.
    layers = context if isinstance(context, list) else [context] if context else []
    found = [value for layer in layers for value in layer.flatten().values()]
    for form in (value for value in found if isinstance(value, forms.Form)):
        for name, field in form.fields.items():
            rows_of = getattr(field, "queryset", None)
            if rows_of is not None and issubclass(rows_of.model, TenantModel):
                yield name


def test_a_roster_counts_the_schools_of_its_network_only(world: World) -> None:
    """Its boxes are named after rows: those of other networks are not read, own or foreign."""
    route = ROUTES["networks:roster"]
    path = path_of(route, keys_of(route, world.own, "coordinator"))
    rows_of_others = [place.keys["school_row"] for place in (world.neighbour, world.foreign)]
    body = {**body_of(route, world.own), **{f"seats-{row}-teacher": "29" for row in rows_of_others}}

    with transaction.atomic():
        response = client_of(world, "coordinator", path).post(path, body)
        seats = []
        for place in (world.own, world.neighbour, world.foreign):
            with program_context(place.program):
                held = RosterSeat.objects.filter(
                    network_school=place.keys["school_row"], role="teacher", valid_to=None
                )
                seats.append(held.get().seats)
        transaction.set_rollback(True)

    assert response.status_code == 302
    assert seats == [9, 14, 14]


def queries() -> dict[tuple[str, str], str]:
    """Query parameters that name a row, of pages and of the API's lists."""
    found = dict(QUERIES)
    registered: list[tuple[str, Any, str]] = router.registry
    for _prefix, viewset, basename in registered:
        for name, declared in viewset.filterset_class.base_filters.items():
            if declared.field_name.endswith("_id"):
                found[f"api:{basename}-list", name] = API_KEYS[declared.field_name]
    return found


@pytest.mark.parametrize(("name", "parameter"), sorted(queries()))
def test_a_filter_by_a_foreign_key_finds_what_none_finds(world: World, name: str, parameter: str) -> None:
    key = world.foreign.keys[queries()[name, parameter]]
    path = path_of(ROUTES[name], keys_of(ROUTES[name], world.own, "facilitator"))
    with_key, with_none = f"{path}?{parameter}={key}", f"{path}?{parameter}={MISSING_ID}"

    foreign = ask(world, "facilitator", "GET", with_key)
    nothing = ask(world, "facilitator", "GET", with_none)

    assert foreign.cell == "200"
    status, shown, headers = seen(nothing.response, with_none)
    # A page may repeat what was typed; nothing else may differ.
    repeated = shown.replace(str(MISSING_ID).encode(), str(key).encode())
    assert seen(foreign.response, with_key) == (status, repeated, headers)


def test_the_lists_of_exceptions_are_not_stale(world: World) -> None:
    fields = {field for name in FORMS for field in foreign_keys(world, ROUTES[name])}

    assert set(SHARED_TABLES) - fields == set()
    assert {name for name, _parameter in QUERIES} - set(ROUTES) == set()
