"""The programme's report: its date declared on a page, then the same numbers on the web and in a PDF."""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.charts import Spread, dots_chart
from lar.disclosure import Audience
from lar.jobs.models import Job, JobState
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import Activity, ActivityNetwork, Network
from questionnaires.results.actions import declare_year, freeze_year
from questionnaires.results.models import ProgramRelease, ProgramReportFile
from questionnaires.results.programme import program_document, read_program_release
from tests.factories import make_person
from tests.networks.activities.world import make_activity
from tests.results import make_release
from tests.surveys import demo_version, make_network

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = (6, 14, 14, 40, 6, 14, 40)


class World:
    def __init__(self, program: Program, sizes: tuple[int, ...] = SIZES) -> None:
        self.program = program
        with program_context(program):
            self.facilitator: User = make_person(program, RoleCode.FACILITATOR)
            for place, size in enumerate(sizes):
                make_release(program, size, network=make_network(size, name=f"Red {place}"))
        self.client = Client()
        self.client.force_login(self.facilitator)

    def url(self, release: ProgramRelease) -> str:
        return f"/{self.program.slug}/informes/programa/{release.pk}/"

    def freeze(self) -> ProgramRelease:
        with program_context(self.program):
            soon = timezone.now() + timedelta(seconds=2)
            closing = declare_year(demo_version(), year=2026, closes_at=soon, by=self.facilitator)
            time.sleep(max(0.0, (soon - timezone.now()).total_seconds()) + 0.05)
            made = freeze_year(closing, by=None)
            assert made is not None
            return ProgramRelease.objects.select_related("version").get(pk=made.pk)


def test_the_list_of_dates_leads_to_the_report(program: Program) -> None:
    world = World(program)
    release = world.freeze()
    listed = world.client.get(f"/{program.slug}/informes/programa/").content.decode()
    assert f'href="{world.url(release)}"' in listed
    assert world.client.get(f"/{program.slug}/informes/programa/999999/").status_code == 404


def test_the_page_says_what_was_frozen(program: Program) -> None:
    world = World(program)
    with program_context(program):
        first, other = Network.objects.order_by("pk")[:2]
        Network.objects.filter(pk=other.pk).update(cohort=first.cohort + 1)
        start = datetime(2026, 3, 20, 15, tzinfo=UTC)
        for hours in (2, 3, 9):
            make_activity(first, starts_at=start, ends_at=start + timedelta(hours=hours), hours=None)
        Activity.objects.filter(ends_at__lt=start + timedelta(hours=5)).update(status="held")
        shared = Activity.objects.filter(status="held").earliest("ends_at")
        ActivityNetwork.objects.create(activity=shared, network=other)
    release = world.freeze()
    with program_context(program):
        whole = read_program_release(release.payload).tables[Audience.NETWORK][0]
        document = program_document(release)

    page = world.client.get(world.url(release)).content.decode()

    assert f"Respondieron {whole.respondents} personas de 7 redes" in page
    assert [one.code for one in document.dimensions] == [one.code for one in whole.dimensions]
    for one in document.dimensions:
        assert one.sentence in page
        assert one.spread in page
    assert release.sha256 in page
    assert not re.search(r"Red \d", page), "no network is named"
    done = [(cohort.networks, cohort.activities, cohort.hours) for cohort in document.cohorts]
    assert done == [("6", "2", "5"), ("1", "1", "2")]
    assert document.cohort_values is not None
    assert document.cohort_values.names == (str(first.cohort),)
    assert "Porcentaje de acuerdo por cohorte" in page


def test_the_pdf_is_drawn_once_and_verified(program: Program) -> None:
    world = World(program)
    release = world.freeze()
    assert world.client.get(f"/{program.slug}/informes/programa/{release.pk}/informe.pdf").status_code == 302
    assert world.client.post(world.url(release)).status_code == 302
    with program_context(program):
        job = Job.objects.get(kind="questionnaires.results.draw_program")
    run_here(job)
    with program_context(program):
        job.refresh_from_db()
        assert (job.state, job.error) == (JobState.DONE, "")
        kept = bytes(ProgramReportFile.objects.get(release=release).pdf)

    taken = world.client.get(f"/{program.slug}/informes/programa/{release.pk}/informe.pdf")

    assert taken.content == kept
    if os.environ.get("LAR_SHOTS"):
        (Path(os.environ["LAR_SHOTS"]) / "program.pdf").write_bytes(kept)
    pdf = pypdfium2.PdfDocument(kept)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Cómo se reparten las redes" in text
    assert release.sha256[:16] in text
    assert not re.search(r"Red \d", text)
    seen = Client().get(f"/v/{release.sha256}/").content.decode()
    assert "Informe del programa" in seen
    assert "%" not in re.sub(r"<[^>]*>", "", seen)


def test_too_few_networks_leave_a_sentence(program: Program) -> None:
    world = World(program, sizes=(14, 40))
    release = world.freeze()
    page = world.client.get(world.url(release)).content.decode()
    with program_context(program):
        assert program_document(release).withheld in page
    assert "Cómo se reparten" not in page


def test_dots_need_five_networks_and_never_name_one() -> None:
    from fractions import Fraction

    few = Spread("Propósito nuclear", [Fraction(1, 2)] * 4)
    many = Spread("Profundidad", [Fraction(place, 10) for place in (2, 4, 5, 6, 9)])
    drawn = dots_chart([few, many], chart_id="x")
    assert drawn.count("<circle") == 5
    assert "menos de 5 redes" in drawn
    assert many.sentence == (
        "Profundidad: la mitad central de las 5 redes está entre 40\N{NO-BREAK SPACE}% y "
        "60\N{NO-BREAK SPACE}% de acuerdo."
    )
