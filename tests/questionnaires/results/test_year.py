"""All the reports of a year: the list, the batch that draws what is missing, and the ZIP."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lar.accounts.models import User
from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.jobs.models import Job, JobState
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.results.actions import keep_pdf
from questionnaires.results.models import ReportFile
from questionnaires.results.queries import report_of
from tests.factories import make_person
from tests.results import make_release
from tests.surveys import make_network

pytestmark = pytest.mark.django_db(transaction=True)

YEAR = 2026


@pytest.fixture
def facilitator(program: Program) -> User:
    with program_context(program):
        return make_person(program, RoleCode.FACILITATOR)


def make_releases(program: Program, *names: str) -> None:
    with program_context(program):
        for name in names:
            make_release(program, 6, network=make_network(6, name=name))


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_batch_draws_what_is_missing_once_and_the_zip_holds_it(
    program: Program, facilitator: User
) -> None:
    make_releases(program, "Red Ñuble", "Red Itata")
    with program_context(program):
        drawn = report_of(make_release(program, 6, network=make_network(6, name="Red Zaña")), "network")
        keep_pdf(drawn, pdf=b"%PDF already there", by=facilitator)
    client, url = signed_in(facilitator), f"/{program.slug}/informes/{YEAR}/"

    answer = client.post(url)

    assert answer.status_code == 302
    with program_context(program):
        batch = Job.objects.get(kind="questionnaires.results.draw_year")
    assert str(batch.pk) in answer["Location"]
    run_here(batch)
    with program_context(program):
        parts = list(Job.objects.filter(parent=batch))
    assert sorted(part.subject for part in parts) == ["Red Itata", "Red Ñuble"]
    for part in parts:
        run_here(part)
    with program_context(program):
        batch.refresh_from_db()
        assert batch.state == JobState.DONE
        assert ReportFile.objects.count() == 3
    page = client.get(url).content.decode()
    assert "Preparar" not in page
    found = client.get(f"{url}todos.zip")
    archive = zipfile.ZipFile(io.BytesIO(found.getvalue()))
    assert sorted(archive.namelist()) == ["red-itata.pdf", "red-nuble.pdf", "red-zana.pdf"]
    assert archive.read("red-zana.pdf") == b"%PDF already there"
    assert archive.read("red-itata.pdf").startswith(b"%PDF-")
    with program_context(program):
        assert Event.objects.filter(action="report.year_downloaded").get().details == {"reports": 3}
    assert client.post(url)["Location"].endswith(url), "nothing is left to draw, and no job is made"
    with program_context(program):
        assert Job.objects.filter(kind="questionnaires.results.draw_year").count() == 1


def test_a_year_without_any_pdf_says_so(program: Program, facilitator: User) -> None:
    make_releases(program, "Red Itata")
    client = signed_in(facilitator)
    answer = client.get(f"/{program.slug}/informes/{YEAR}/todos.zip", follow=True)
    assert "Todavía no hay ningún PDF" in answer.content.decode()
    assert client.get(f"/{program.slug}/informes/1999/").status_code == 404


def test_a_programme_without_results_says_so(program: Program, facilitator: User) -> None:
    answer = signed_in(facilitator).get(f"/{program.slug}/informes/")
    assert "Todavía no hay resultados" in answer.content.decode()


def test_two_networks_that_read_alike_have_two_names(program: Program, facilitator: User) -> None:
    with program_context(program):
        for name in ("Red Itata", "Red: Itata"):
            report = report_of(make_release(program, 6, network=make_network(6, name=name)), "network")
            keep_pdf(report, pdf=b"%PDF", by=facilitator)
    found = signed_in(facilitator).get(f"/{program.slug}/informes/{YEAR}/todos.zip")
    archive = zipfile.ZipFile(io.BytesIO(found.getvalue()))
    assert len(set(archive.namelist())) == 2


def test_the_list_asks_the_same_of_the_database_whatever_the_networks(
    program: Program, facilitator: User
) -> None:
    client, counts = signed_in(facilitator), []
    client.get(f"/{program.slug}/informes/")  # the first request of a process asks more
    for names in (["Red 1"], ["Red 2", "Red 3", "Red 4", "Red 5"]):
        make_releases(program, *names)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/{program.slug}/informes/{YEAR}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 25
