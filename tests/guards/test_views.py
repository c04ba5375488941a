"""Rule: a view inside a programme asks ``require``, itself or through what it calls; or it is listed here.

Reason: the middleware only knows who is an insider; what an insider may do is the view's question.
Usual mistake: a page copied from another, with its query and without its first line.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

INSIDE = "<slug:program>/"
GATE = "require"
# Calls are followed this far from the view: a view, what finds its object, what that calls.
DEPTH = 3

WITHOUT_REQUIRE = {
    "networks:home": "the first page of everybody who is inside; it shows each role its own",
    "networks:calendar": "everybody inside has one: it shows each person the activities that she may open",
    "networks:calendar_link": "one's own address; those of others are 404",
    "networks:notices": "one's own notices; each kind reaches only those whom it concerns",
    "networks:notices_seen": "one's own notices; others' keys are passed over",
    "jobs:list": "one's own jobs; ``visible_jobs`` asks for the right to see the others",
    "jobs:detail": "one's own jobs; those of others are 404",
    "jobs:progress": "one's own jobs; those of others are 404",
    "jobs:retry": "one's own jobs; those of others are 404",
    "jobs:cancel": "one's own jobs; those of others are 404",
    "accounts:api_keys": "one's own keys",
    "accounts:revoke_api_key": "one's own keys; those of others are 404",
}


def views() -> Iterator[tuple[str, Callable[..., Any]]]:
    inside = next(p for p in get_resolver().url_patterns if str(p.pattern) == INSIDE)
    assert isinstance(inside, URLResolver)
    yield from _views(inside, "")


def _views(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}", inspect.unwrap(pattern.callback)
        else:
            yield from _views(pattern, pattern.namespace or namespace)


def asks(function: Callable[..., Any], depth: int = DEPTH) -> bool:
    """Whether a function calls the gate, or a function of ours that does."""
    for name in _called(function):
        if name == GATE:
            return True
        callee = inspect.unwrap(function).__globals__.get(name)
        ours = isinstance(callee, FunctionType) and callee.__module__.split(".")[0] in OURS
        if ours and depth and asks(callee, depth - 1):
            return True
    return False


OURS = ("lar", "networks", "questionnaires", "logbook", "scaling")


def _called(function: Callable[..., Any]) -> list[str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return [
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]


def test_every_view_inside_a_programme_asks_for_a_right() -> None:
    silent = {name for name, view in views() if not asks(view)}

    assert silent - set(WITHOUT_REQUIRE) == set()


def test_the_list_of_views_that_need_no_right_has_no_stale_entry() -> None:
    silent = {name for name, view in views() if not asks(view)}

    assert set(WITHOUT_REQUIRE) - silent == set()
