"""Error pages help, stand on their own and tell no secrets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from lar.ui.views import errors
from tests.lar.ui.markup import inline_code, read

VIEWS: list[tuple[Callable[[HttpRequest], HttpResponse], int]] = [
    (errors.bad_request, 400),
    (errors.permission_denied, 403),
    (errors.csrf_failure, 403),
    (errors.page_not_found, 404),
    (errors.server_error, 500),
    (errors.service_unavailable, 503),
]
ALLOWED_ADDRESSES = {"/", "/r/", "data:,", "/static/lar/answer.css"}


@pytest.mark.parametrize(("view", "status"), VIEWS, ids=lambda value: getattr(value, "__name__", value))
def test_error_page_stands_on_its_own(view: Callable[[HttpRequest], HttpResponse], status: int) -> None:
    response = view(RequestFactory().get("/secreto/"))

    markup = read(response.content.decode())
    assert response.status_code == status
    assert inline_code(markup) == []
    assert {found["href"] for tag in ("a", "link") for found in markup.all(tag)} <= ALLOWED_ADDRESSES
    assert markup.all("script") == []
    assert len(markup.words) > 150


@pytest.mark.parametrize(("view", "status"), VIEWS, ids=lambda value: getattr(value, "__name__", value))
def test_error_page_is_the_same_for_every_address(
    view: Callable[[HttpRequest], HttpResponse], status: int
) -> None:
    first, second = (view(RequestFactory().get(address)) for address in ("/maule/redes/1/", "/biobio/"))

    assert first.content == second.content
    assert b"maule" not in first.content


def test_away_says_when_to_come_back() -> None:
    assert int(errors.service_unavailable(RequestFactory().get("/"))["Retry-After"]) > 0
