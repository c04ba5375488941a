"""«Mis trabajos» in a real browser: progress arrives by itself, and the page fits a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from lar.accounts.models import User
from lar.jobs.models import Job, JobState
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from tests.browsers import IN_BROWSER, fits, open_page, sized, violations
from tests.lar.jobs.test_pages import LIST, facilitator, make_job

__all__ = ["facilitator"]

pytestmark = IN_BROWSER


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, facilitator: User) -> Page:
    """A phone on which the facilitator is signed in."""
    return open_page(browser, live_server, facilitator, sized(360, 800))


def end(job: Job) -> None:
    assert job.program_id is not None
    with program_context(job.program_id):
        Job.objects.filter(pk=job.pk).update(state=JobState.DONE)


def test_a_jobs_page_shows_its_end_without_being_loaded_again(
    page: Page, program: Program, facilitator: User
) -> None:
    job = make_job(program, facilitator, state=JobState.RUNNING)

    page.goto(f"{LIST}{job.pk}/")
    expect(page.get_by_text("Trabajando")).to_be_visible()
    end(job)

    expect(page.get_by_text("Ver lo anotado")).to_be_visible(timeout=8000)


def test_the_list_moves_on_and_then_keeps_still(page: Page, program: Program, facilitator: User) -> None:
    job = make_job(program, facilitator, state=JobState.RUNNING, done_steps=1, total_steps=4)

    page.goto(LIST)
    expect(page.get_by_text("25 %")).to_be_visible()
    end(job)

    expect(page.get_by_text("Ver lo anotado")).to_be_visible(timeout=12000)
    expect(page.locator("#trabajos[hx-get]")).to_have_count(0)


def test_the_list_fits_a_phone_and_is_within_reach_of_everybody(
    page: Page, program: Program, facilitator: User
) -> None:
    make_job(program, facilitator, subject="Red Ñuble Norte", state=JobState.FAILED, error="Algo falló. " * 8)

    page.goto(LIST)

    box = page.get_by_role("button", name="Intentar de nuevo").bounding_box()
    assert box is not None and box["x"] + box["width"] <= 360
    assert fits(page)
    assert violations(page) == []
