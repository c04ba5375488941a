"""The gallery shows every component, under the strictest policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.signals import template_rendered

from tests.lar.ui.markup import inline_code, read

COMPONENTS = sorted((Path(settings.BASE_DIR) / "templates" / "components").glob("*.html"))
PAGES = ["/componentes/", "/componentes/responder/"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def rendered() -> Iterator[set[str]]:
    """The names of the templates that were rendered during the test."""
    names: set[str] = set()

    def note(sender: Any, template: Any, **kwargs: Any) -> None:
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.mark.parametrize("address", [*PAGES, "/componentes/trabajo/"])
def test_gallery_opens_for_anybody(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", PAGES)
def test_page_has_nothing_inline_and_no_id_twice(client: Client, address: str) -> None:
    response = client.get(address)

    markup = read(response.content.decode())
    assert inline_code(markup) == []
    assert [name for name, times in markup.ids().items() if times > 1] == []
    assert "unsafe" not in response["Content-Security-Policy"]
    assert len(markup.all("h1")) == len(markup.all("main")) == 1
    assert markup.all("html")[0]["lang"] == "es-CL"


def test_pages_to_answer_load_one_style_sheet_and_no_script(client: Client) -> None:
    markup = read(client.get("/componentes/responder/").content.decode())

    assert [found["href"] for found in markup.all("link", rel="stylesheet")] == ["/static/lar/answer.css"]
    assert markup.all("script") == []


def test_every_component_is_in_the_gallery(client: Client, rendered: set[str]) -> None:
    for address in PAGES:
        client.get(address)

    assert [file.name for file in COMPONENTS if f"components/{file.name}" not in rendered] == []


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_component_says_what_it_requires(file: Path) -> None:
    source = file.read_text(encoding="utf-8")

    assert "{% comment %}" in source
    assert "Required:" in source
