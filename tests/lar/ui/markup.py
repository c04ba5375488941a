"""Reads the markup of a page for what the tests ask about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.template import Context, Engine

LIBRARIES = {
    "lar_ui": "lar.ui.templatetags.lar_ui",
    "lar_format": "lar.ui.templatetags.lar_format",
    "i18n": "django.templatetags.i18n",
    "static": "django.templatetags.static",
}


class Undefined(str):
    """Fails instead of printing nothing for a variable that nobody gave."""

    def __mod__(self, name: object) -> str:
        raise LookupError(f"Undefined template variable: {name}")

    def __contains__(self, part: object) -> bool:
        return part == "%s"


def render(source: str, /, **context: Any) -> str:
    """Render a template that may use the components; undefined variables fail."""
    engine = Engine.get_default()
    strict = Engine(
        dirs=engine.dirs, app_dirs=True, libraries=LIBRARIES, string_if_invalid=Undefined("undefined")
    )
    return strict.from_string("{% load i18n lar_ui lar_format %}" + source).render(Context(context))


@dataclass
class Markup:
    """Every element of a page as (name, attributes), and its words."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: str = ""

    def all(self, name: str, /, **attributes: str) -> list[dict[str, str]]:
        return [
            found
            for tag, found in self.elements
            if tag == name and all(found.get(key.rstrip("_")) == value for key, value in attributes.items())
        ]

    def ids(self) -> Counter[str]:
        return Counter(found["id"] for _, found in self.elements if found.get("id"))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.markup = Markup()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.markup.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.markup.words = f"{self.markup.words} {' '.join(data.split())}".strip()


def read(html: str) -> Markup:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.markup


def inline_code(markup: Markup) -> list[str]:
    """What a strict content policy would refuse: inline styles, scripts and handlers."""
    wrong = [f"<{tag}>" for tag, found in markup.elements if tag == "style"]
    wrong += [
        "<script> without src" for tag, found in markup.elements if tag == "script" and not found.get("src")
    ]
    for tag, found in markup.elements:
        wrong += [f"<{tag} {name}>" for name in found if name == "style" or name.startswith("on")]
    return wrong
