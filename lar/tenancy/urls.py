"""Addresses inside a programme."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lar.tenancy.models import Program


def program_url(program: Program, name: str, *args: Any, **kwargs: Any) -> str:
    """Return the path of the route ``name`` inside ``program``."""
    if kwargs:
        return reverse(name, kwargs={"program": program.slug, **kwargs})
    return reverse(name, args=[program.slug, *args])
