"""Every address of the product, taken from the resolver itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

# Routes of others that we mount whole; each stands in the matrix as one row.
BY_PREFIX = {"admin/": "admin"}


@dataclass(frozen=True)
class Route:
    """``name`` with its namespaces; ``path`` as the resolver writes it; its parameters."""

    name: str
    path: str
    parameters: tuple[str, ...]


def routes() -> list[Route]:
    """Return every mounted route once, prefixes in place of what they hold."""
    return sorted(set(_walk(get_resolver().url_patterns, "", ())), key=lambda route: route.name)


def _walk(
    patterns: list[URLPattern | URLResolver], path: str, namespaces: tuple[str, ...]
) -> Iterator[Route]:
    for pattern in patterns:
        here = path + str(pattern.pattern)
        prefix = BY_PREFIX.get(here)
        if prefix is not None:
            yield Route(prefix, here, ())
        elif isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, here, inner)
        else:
            name = ":".join([*namespaces, pattern.name or here])
            parameters = tuple(part.split(":")[-1].rstrip(">") for part in here.split("<")[1:])
            yield Route(name, here, tuple(item.split(">")[0] for item in parameters))
