"""All the reports of a year through the real queue: seconds, memory, and the pages meanwhile."""

from __future__ import annotations

import http.client
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import quantiles

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from lar.authorization import RoleCode
from lar.devserver.application import worker_command
from lar.devserver.ports import LOOPBACK
from lar.devserver.processes import session_members, spawn, wait_until
from lar.jobs.broker import workers_answer
from lar.jobs.models import Job, JobState
from lar.jobs.publishing import resume_publishing
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.results.actions import ask_for_pdf
from questionnaires.results.models import Release, ReportFile
from questionnaires.results.queries import report_of
from tests.benchmarks.figures import Figure, Figures
from tests.benchmarks.web.load import AS_BEHIND_THE_PROXY, web_server
from tests.celery_worker import ROOT, CeleryWorker
from tests.factories import make_person
from tests.results import make_release
from tests.surveys import make_network

YEAR = 2026
SIZES = (6, 14, 40)
SIXTEEN, HUNDRED = 16, 100
MOST_SECONDS = 180
QUEUED = 200
PAGES = 150
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
SECURE_COOKIE = "__Host-sessionid"


class ProductsWorker(CeleryWorker):
    """The worker as `make run` and the server start it, on the test database."""

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = spawn(worker_command(), environment=self._environment(), log=log, folder=ROOT)
        assert wait_until(workers_answer, seconds=60, pause=0.1), self.log.read_text(encoding="utf-8")[-3000:]

    def peak_megabytes(self) -> list[int]:
        """The most that each of its processes ever held, the largest first."""
        assert self.process is not None
        return sorted((_peak(pid) for pid in session_members(self.process.pid)), reverse=True)

    def processor_seconds(self) -> float:
        """What all of its processes used so far, which neighbours on the machine don't stretch."""
        assert self.process is not None
        return sum(_processor_ticks(pid) for pid in session_members(self.process.pid)) / TICKS_A_SECOND


def _peak(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    held = next((line.split()[1] for line in lines if line.startswith("VmHWM")), "0")
    return round(int(held) / 1024)


def _processor_ticks(pid: int) -> int:
    """User and system time of a process: fields 14 and 15 of its ``stat``, counted after its name."""
    fields = (
        Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    )
    return int(fields[11]) + int(fields[12])


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path) -> Iterator[ProductsWorker]:
    resume_publishing()
    made = ProductsWorker(tmp_path / "worker.log")
    made.forget_everything()
    try:
        made.start()
        yield made
    finally:
        made.kill()
        made.forget_everything()


def make_releases(program: Program, networks: int) -> list[Release]:
    with program_context(program):
        return [
            make_release(
                program,
                SIZES[place % 3],
                network=make_network(SIZES[place % 3], name=f"Red {place + 1}"),
            )
            for place in range(networks)
        ]


def facilitator_of(program: Program) -> Client:
    with program_context(program):
        person = make_person(program, RoleCode.FACILITATOR)
    client = Client()
    client.force_login(person)
    return client


def draw_the_year(program: Program, worker: ProductsWorker) -> tuple[float, list[int]]:
    """Press the button, follow the page that it leads to; seconds and the percentages that were shown."""
    client = facilitator_of(program)
    start = time.perf_counter()
    page = client.post(f"/{program.slug}/informes/{YEAR}/")["Location"]
    with program_context(program):
        batch = Job.objects.get(kind="questionnaires.results.draw_year")
    shown: list[int] = []

    def ended() -> bool:
        html = client.get(page).content.decode()
        assert "No se pudo terminar" not in html
        now = worker.read(batch)
        percent = 100 * now.done_steps // now.total_steps if now.total_steps else 0
        if f"· {percent}\N{NO-BREAK SPACE}%" in html and percent not in shown:
            shown.append(percent)
        return now.state == JobState.DONE

    assert wait_until(ended, seconds=900, pause=0.5), worker.tail(batch)
    return time.perf_counter() - start, shown


@pytest.mark.parametrize("networks", [SIXTEEN, HUNDRED])
def test_a_batch_of_networks(
    program: Program, worker: ProductsWorker, figures: Figures, networks: int
) -> None:
    make_releases(program, networks)

    before = worker.processor_seconds()
    took, shown = draw_the_year(program, worker)
    used = worker.processor_seconds() - before

    with program_context(program):
        assert ReportFile.objects.count() == networks
    peaks = worker.peak_megabytes()
    figure = figures.take(
        Figure(
            f"reports: a batch of {networks} networks through the queue",
            took,
            "s",
            bar=MOST_SECONDS if networks == SIXTEEN else None,
            absolute={
                "seconds_a_report": round(took / networks, 2),
                "processor_seconds_a_report": round(used / networks, 2),
                "processes_of_the_worker": len(peaks),
                "most_memory_of_a_process_mb": peaks[0],
                "most_memory_of_all_together_mb": sum(peaks),
                "different_percentages_shown": len(shown),
            },
        )
    )
    assert figure.holds, figure
    assert len(shown) >= 5, shown
    assert shown == sorted(shown)


def test_two_hundred_queued_reports_leave_pages_responsive(
    program: Program, worker: ProductsWorker, figures: Figures, tmp_path: Path
) -> None:
    """The same signed-in page, one person after another, before and while two hundred reports wait."""
    releases = make_releases(program, QUEUED // 2)
    client = facilitator_of(program)
    cookie = f"{SECURE_COOKIE}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    path = f"/{program.slug}/resultados/{releases[0].pk}/dimension/PN/"

    with web_server(tmp_path / "web.log") as port:
        timed(port, path, cookie, 20)  # both processes have compiled what they keep
        alone = timed(port, path, cookie, PAGES)
        queue_all(program, releases)
        assert wait_until(lambda: drawn(program) >= 2, seconds=60, pause=0.2)
        busy = timed(port, path, cookie, PAGES)
        left = QUEUED - drawn(program)

    assert left > 0, "the queue ended before the pages were asked for"
    figure = figures.take(
        Figure(
            "pages: 95th percentile while 200 reports are being drawn, against none",
            p95(busy) / p95(alone),
            "×",
            bar=3,
            absolute={
                "p95_ms_alone": round(p95(alone) * 1000, 1),
                "p95_ms_meanwhile": round(p95(busy) * 1000, 1),
                "reports_left_at_the_end": left,
                "pages": PAGES,
            },
        )
    )
    assert figure.holds, figure


def queue_all(program: Program, releases: list[Release]) -> None:
    by = get_user_model().objects.latest("pk")
    with program_context(program):
        for release in releases:
            for kind in ("network", "authority"):
                ask_for_pdf(report_of(release, kind), by=by)


def drawn(program: Program) -> int:
    with program_context(program):
        return ReportFile.objects.count()


def timed(port: int, path: str, cookie: str, times: int) -> list[float]:
    """Seconds of each page, on one connection."""
    headers = {**AS_BEHIND_THE_PROXY, "Cookie": cookie}
    with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=30)) as connection:
        return [_one(lambda: _page(connection, path, headers)) for _ in range(times)]


def _page(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> None:
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200, f"{response.status}: {body[-300:].decode(errors='replace')}"


def _one(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]
