"""Real Chromium on phones, before a survey that is open, over a line that can be cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, sync_playwright
from pytest_django.live_server_helper import LiveServer

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from tests.questionnaires.surveys.phone.line import Line
from tests.questionnaires.surveys.test_browser import CHROMIUM, PHONE, QUIET
from tests.surveys import OpenSurvey, make_network, make_open_survey


@pytest.fixture(scope="module")
def chromium() -> Iterator[BrowserType]:
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed")
    # Playwright runs an event loop in this thread, which Django takes for asynchronous code.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            yield playwright.chromium


@pytest.fixture(scope="module")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    opened = chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield opened
    opened.close()


@pytest.fixture
def made(program: Program) -> OpenSurvey:
    with program_context(program):
        return make_open_survey(program, network=make_network(14, name="Red Marga Marga"))


@pytest.fixture
def line(live_server: LiveServer) -> Iterator[Line]:
    """What is between the phones and the server, whole to begin with."""
    with Line(int(live_server.url.rsplit(":", 1)[1])) as line:
        yield line


@pytest.fixture
def same_phone(chromium: BrowserType, tmp_path: Path) -> Iterator[Callable[[], BrowserContext]]:
    """Turn the same phone on again: what it keeps is on its disk."""
    opened: list[BrowserContext] = []

    def turn_on() -> BrowserContext:
        for before in opened:
            before.close()
        opened[:] = [
            chromium.launch_persistent_context(
                tmp_path / "phone", executable_path=CHROMIUM, args=QUIET, viewport=PHONE, locale="es-CL"
            )
        ]
        return opened[0]

    yield turn_on
    for context in opened:
        context.close()
