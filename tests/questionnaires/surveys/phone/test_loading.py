"""What a phone has to fetch, and the scripts that it fetches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from questionnaires.surveys.phone_script import script_text, script_url
from tests.questionnaires.surveys.test_browser import PHONE
from tests.surveys import OpenSurvey

PUBLIC = Path(settings.BASE_DIR) / "templates" / "surveys" / "public"

# Two words that nobody reads: of the language, and names of classes.
CODE = {"use strict", "button second", "notice warning", "notice warning wipe"}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_first_load_in_a_browser(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    """Without the service worker, whose copies are made after the page is ready."""
    page = browser.new_context(viewport=PHONE).new_page()
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/r/{made.codes[0]}/", wait_until="networkidle")

    assert [address for address in asked if not address.startswith("data:")] == asked
    assert len(asked) <= 4, asked


@pytest.mark.django_db
def test_the_service_worker_reaches_only_the_answering_pages() -> None:
    reply = Client().get("/r/sw.js")

    assert reply["Content-Type"] == "text/javascript"
    assert reply["Cache-Control"] == "no-cache"
    assert reply.cookies == {}
    assert "Service-Worker-Allowed" not in reply


@pytest.mark.django_db
def test_the_script_is_kept_by_its_address_and_another_is_not_there() -> None:
    reply = Client().get(script_url())

    assert reply.content.decode() == script_text()
    assert "immutable" in reply["Cache-Control"]
    assert reply.cookies == {}
    assert Client().get("/r/answer.0123456789ab.js").status_code == 404


def test_every_word_that_the_script_says_comes_with_the_page() -> None:
    written = set(re.findall(r'data-say="([^"]+)"', (PUBLIC / "words.html").read_text(encoding="utf-8")))
    script = script_text()
    said = set(re.findall(r'say\("([a-z-]+)"', script)) - {"refused-"}
    said |= {f"refused-{status}" for status in re.findall(r"\d{3}", re.search(r"REFUSED = (.+)", script)[1])}  # type: ignore[index]
    said |= {name + end for name in re.findall(r'sayHowMany\("(\w+)"', script) for end in ("-one", "-many")}
    said |= set(re.findall(r'say\(isApple \? "([a-z-]+)" : "([a-z-]+)"', script)[0])

    assert said == written


def test_no_sentence_hides_in_the_script() -> None:
    texts = re.findall(r'"([^"\n]*)"', re.sub(r"/\*[\s\S]*?\*/|//[^\n]*", "", script_text()))

    assert "".join(texts).replace("·", "").isascii()
    assert len(texts) > 100
    sentences = {text for text in texts if re.fullmatch(r"[A-Z]?[a-z]+( [a-z]+)+[.:?]?", text)}
    assert sentences == CODE, "say them in words.html"
