"""What tests in a real browser share: which Chromium, whose session, and what a page may not have."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from lar.accounts.models import User

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1440, height=900)
# A page that fits a phone and a desk fits between them, or nearly always does: `make bench` looks there too.
EVERY_WIDTH = [360, pytest.param(768, marks=pytest.mark.slow), 1440]
# A folder to look at the pages in; nothing is written without it.
SHOTS = os.environ.get("LAR_SHOTS", "")

# What a module of browser tests is marked with; the fixture `browser` skips where there is no Chromium.
IN_BROWSER = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sized(width: int, height: int = 900) -> ViewportSize:
    return ViewportSize(width=width, height=height)


def sign_in(context: BrowserContext, live_server: LiveServer, user: User) -> None:
    """Give a browser the session of a user; the form to sign in has tests of its own."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])


def open_page(
    browser: Browser,
    live_server: LiveServer,
    user: User | None = None,
    size: ViewportSize = DESK,
    *,
    javascript: bool = True,
) -> Page:
    """Open an empty page, signed in or not; addresses may be given without the server's."""
    context = browser.new_context(
        viewport=size, locale="es-CL", base_url=live_server.url, java_script_enabled=javascript
    )
    if user is not None:
        sign_in(context, live_server, user)
    return context.new_page()


def phone(browser: Browser, *, javascript: bool = True) -> tuple[Page, list[str]]:
    """Open a phone; the list fills with what its browser complains about."""
    context = browser.new_context(viewport=PHONE, locale="es-CL", java_script_enabled=javascript)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def violations(page: Page) -> list[str]:
    """List the accessibility faults that axe finds; never without JavaScript, where it hangs for ever."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def fits(page: Page) -> bool:
    """Whether nothing is wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def look(page: Page, name: str) -> None:
    """Keep a picture of the page, when somebody asked for pictures."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def check(page: Page, name: str, widths: tuple[int, ...] = ()) -> None:
    """Fail on an accessibility fault or a page wider than the screen, at each width or as it is."""
    for width in widths or ((page.viewport_size or DESK)["width"],):
        if widths:
            page.set_viewport_size(sized(width))
        look(page, f"{name}-{width}")
        assert violations(page) == [], (name, width)
        assert fits(page), (name, width)
