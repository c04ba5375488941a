"""Rule: what is not mine is either refused to me by name, or does not exist; never something in between.

Reason: a page that answers otherwise for a stranger's object than for none tells that it exists.
Usual mistake: ``get_object_or_404(Model, pk=…)`` under another network's address, without its filter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from statistics import median
from time import perf_counter
from typing import Any

import pytest

from tests.access.addresses import OBJECTS, body_of, keys_of, missing, path_of
from tests.access.asking import Asked, ask
from tests.access.cast import MIRROR, NAMELESS, PEOPLE, World
from tests.access.matrix import OUTSIDERS, is_success, rows
from tests.access.places import Place
from tests.access.routes import Route, routes
from tests.access.sameness import seen

pytestmark = [pytest.mark.matriz, pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

ROWS = rows()
ROUTES = [route for route in routes() if OBJECTS & set(route.parameters)]

INSTRUMENTS = [route.name for route in ROUTES if route.name.startswith("instruments:")]
# Addresses that ask for a right in the whole programme before they look for anything.
RIGHT_FIRST = {
    "networks:territory": "territories are the programme's",
    "networks:authority_remove": "territories are the programme's",
    "networks:authority_confirm": "territories are the programme's",
    "networks:person_end": "people are the programme's",
    "networks:people_plan": "people are the programme's",
    "networks:people_plan_forget": "people are the programme's",
    **dict.fromkeys(INSTRUMENTS, "questionnaires are the programme's"),
    "results:rehearsal": "questionnaires are the programme's",
    "results:rehearsal_dimension": "questionnaires are the programme's",
    "results:rehearsal_pdf": "questionnaires are the programme's",
    "surveys:version_paper": "questionnaires are the programme's",
    "surveys:version_paper_pdf": "questionnaires are the programme's",
    "api:network-detail": "the key's scope is asked first",
    "api:cycle-detail": "the key's scope is asked first",
    "api:survey-detail": "the key's scope is asked first",
    "api:release-detail": "the key's scope is asked first",
}
# Objects that a programme has once, so that the neighbour's is ours.
SHARED = {"version_id"}


@dataclass(frozen=True)
class Case:
    route: Route
    method: str
    person: str

    @property
    def own(self) -> str:
        return ROWS[self.route.name, self.method].cells[self.person]

    def ask(self, world: World, place: Place, **changes: Any) -> tuple[Asked, str]:
        keys = {**keys_of(self.route, place, self.person), **changes}
        path = path_of(self.route, keys)
        return ask(world, self.person, self.method, path, body_of(self.route, place)), path

    def objects(self) -> list[str]:
        return [name for name in self.route.parameters if name in OBJECTS]

    def nothing(self, place: Place) -> dict[str, Any]:
        """Every object of the address replaced by one that nobody has."""
        keys = keys_of(self.route, place, self.person)
        return {name: missing(keys[name]) for name in self.objects()}


def cases(route: Route) -> Iterator[Case]:
    for method, person in product(("GET", "POST"), PEOPLE):
        if (route.name, method) in ROWS:
            yield Case(route, method, person)


def inner_cases(route: Route) -> Iterator[Case]:
    """The cases in which the view is reached: the others end at the door, whatever object they name."""
    for case in cases(route):
        if case.person not in NAMELESS and case.person not in OUTSIDERS:
            yield case


def refused(case: Case) -> str:
    """What the person gets for an object that is in no network of her programme."""
    page = ROWS.get((case.route.name, "GET"))
    reads = page is not None and is_success(page.cells[case.person])
    if is_success(case.own) or (case.own == "403" and (reads or case.route.name not in RIGHT_FIRST)):
        return "404"
    return case.own


each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)


@each_route
def test_a_neighbours_object_is_to_me_what_mine_is_to_her(world: World, route: Route) -> None:
    wrong = []
    for case in cases(route):
        if not SHARED & set(route.parameters):
            mirrored = ROWS[route.name, case.method].cells[MIRROR.get(case.person, case.person)]
            asked, _path = case.ask(world, world.neighbour)
            if asked.cell != mirrored:
                wrong.append(f"{case.person} {case.method}: {asked.cell}, not {mirrored}")

    assert wrong == []


@each_route
def test_another_programmes_object_is_as_if_there_were_none(world: World, route: Route) -> None:
    wrong = []
    for case in inner_cases(route):
        there = {name: keys_of(route, world.foreign, case.person)[name] for name in case.objects()}
        foreign, foreign_path = case.ask(world, world.own, **there)
        nothing, nothing_path = case.ask(world, world.own, **case.nothing(world.own))
        if foreign.cell != refused(case) or foreign.acts:
            wrong.append(f"{case.person} {case.method}: {foreign.cell}, not {refused(case)}")
        if seen(foreign.response, foreign_path) != seen(nothing.response, nothing_path):
            wrong.append(f"{case.person} {case.method}: tells a foreign object from none")

    assert wrong == []


@each_route
def test_another_programme_is_as_if_there_were_none(world: World, route: Route) -> None:
    if "program" not in route.parameters:
        return
    wrong = []
    for case in cases(route):
        wanted = "ent" if case.person in NAMELESS else "404"
        if case.person == "foreign_facilitator":
            wanted = ROWS[route.name, case.method].cells["facilitator"]
        there, path = case.ask(world, world.foreign)
        nowhere, no_path = case.ask(world, world.foreign, program="no-existe")
        if there.cell != wanted:
            wrong.append(f"{case.person} {case.method}: {there.cell}, not {wanted}")
        if (
            not is_success(wanted)
            and wanted != "403"
            and seen(there.response, path) != seen(nowhere.response, no_path)
        ):
            wrong.append(f"{case.person} {case.method}: tells a foreign programme from none")

    assert wrong == []


@pytest.mark.parametrize(
    "route",
    [route for route in ROUTES if len(OBJECTS & set(route.parameters)) > 1],
    ids=lambda route: route.name,
)
def test_a_part_is_found_under_its_own_whole_only(world: World, route: Route) -> None:
    """The neighbour's row under my network, mine under hers, a foreign one under either."""
    wrong = []
    for case in inner_cases(route):
        whole, part = case.objects()
        for here, there in product((world.own, world.neighbour), (world.own, world.neighbour, world.foreign)):
            if here is there:
                continue
            key = keys_of(route, there, case.person)[part]
            mixed, path = case.ask(world, here, **{part: key})
            nothing, no_path = case.ask(world, here, **{part: missing(key)})
            if is_success(mixed.cell) or mixed.acts:
                wrong.append(f"{case.person} {case.method} {whole}: {mixed.cell}")
            if seen(mixed.response, path) != seen(nothing.response, no_path):
                wrong.append(f"{case.person} {case.method} {whole}: tells another's {part} from none")

    assert wrong == []


@pytest.mark.parametrize("name", ["networks:network", "surveys:survey", "results:report", "jobs:detail"])
def test_the_time_of_a_refusal_tells_nothing(world: World, name: str) -> None:
    """Median gap under 5 ms (TRUST S2); a busy machine may try three times."""
    case = Case(next(route for route in ROUTES if route.name == name), "GET", "facilitator")
    keys = keys_of(case.route, world.foreign, case.person)
    foreign = path_of(case.route, {**keys, "program": world.own.slug})
    nothing = path_of(case.route, {**keys, **case.nothing(world.foreign), "program": world.own.slug})

    gaps = []
    for _attempt in range(3):
        gaps.append(abs(median(_gaps(world, case.person, foreign, nothing))))
        if gaps[-1] < 0.005:
            break

    assert gaps[-1] < 0.005


def _gaps(world: World, person: str, first: str, second: str, pairs: int = 15) -> list[float]:
    def seconds(path: str) -> float:
        start = perf_counter()
        ask(world, person, "GET", path)
        return perf_counter() - start

    return [seconds(first) - seconds(second) for _pair in range(pairs)]


def test_the_exceptions_still_exist() -> None:
    assert set(RIGHT_FIRST) - {route.name for route in ROUTES} == set()


def test_every_key_of_an_address_is_an_object_or_a_plain_value() -> None:
    """A new kind of parameter is named in ``addresses.py``, or nobody attacks it."""
    plain = {"program", "slug", "year", "number", "code", "token", "sha256", "key"}
    plain |= {"room", "section_code", "item_code", "kind", "language", "digest", "step", "document", "rule"}
    known: Mapping[str, None] = dict.fromkeys(OBJECTS | plain)

    assert {name for route in routes() for name in route.parameters} - set(known) == set()
