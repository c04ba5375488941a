"""What people do with a questionnaire on a phone, and what the server then has."""

from __future__ import annotations

import re

from django.db import connections
from playwright.sync_api import Page, expect

from lar.tenancy.context import program_context
from questionnaires.surveys.models import Submission, Survey

SEND = "Enviar mis respuestas"
THANKS = "Recibimos tus respuestas"
ALL = "45 de 45 · "
WAITING = ALL + "Sin conexión, se enviará solo"


def fill(page: Page) -> None:
    """Mark the same option everywhere, at once, as forty-five taps would."""
    page.evaluate(
        "document.querySelectorAll('fieldset.item').forEach((one) => one.querySelector('input').click())"
    )


def send(page: Page) -> None:
    page.get_by_role("button", name=SEND).click()


def signal_comes_back(page: Page) -> None:
    """What a phone tells its pages; a proxy on the same machine can't make it say so."""
    page.evaluate("window.dispatchEvent(new Event('online'))")


def said(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("[data-lar-progress]")).to_have_text(words)


def thanked(page: Page) -> str:
    """Wait for the receipt; return it."""
    expect(page.get_by_role("heading", name=THANKS)).to_be_visible()
    return page.locator(".receipt").inner_text()


def kept(page: Page) -> int:
    """How many answers the phone keeps."""
    return int(page.evaluate("Object.keys(localStorage).length"))


def service_worker_ready(page: Page) -> None:
    """Wait until the page and its parts are on the phone; the door is the last of them."""
    page.evaluate(
        """async () => {
            await navigator.serviceWorker.ready;
            while (!(await caches.match("/r/"))) await new Promise((next) => setTimeout(next, 50));
        }"""
    )


def pause_clock(page: Page) -> None:
    """Stop an installed clock: from here the page's time passes only as the test tells it."""
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)


def count_sendings(page: Page) -> list[str]:
    """Return a list that fills with what the page sends."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if request.method == "POST" else None)
    return found


def arrived(survey: Survey) -> int:
    """How many sendings the server acknowledged or was about to."""
    with program_context(survey.program_id):
        return Submission.objects.filter(survey=survey).count()


def answers_kept(survey: Survey) -> list[list[int]]:
    """Read the answers as the owner: the application can't before sealing."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT answers FROM questionnaires_response WHERE survey_id = %s", [survey.pk])
        return [answers for (answers,) in cursor.fetchall()]
