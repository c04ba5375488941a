"""The pages of results: who reads what, when, and what is never there."""

from __future__ import annotations

import pytest
from django.test import Client

from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.results.actions import keep_pdf, open_release
from questionnaires.results.models import Release, ReleaseOpening, Report
from questionnaires.results.queries import report_of
from questionnaires.surveys.actions.reading import create_reading_link
from questionnaires.surveys.codes import reading_token
from tests.conftest import TODAY
from tests.factories import (
    NetworkTerritoryFactory,
    TerritoryFactory,
    make_authority,
    make_coordinator,
    make_person,
)
from tests.results import make_release
from tests.surveys import make_network

pytestmark = pytest.mark.django_db


class Cast:
    """A released network with everybody around it."""

    def __init__(self, program: Program) -> None:
        with program_context(program):
            self.network = make_network(14, name="Red Itata")
            self.territory = TerritoryFactory.create(name="SLEP Itata")
            NetworkTerritoryFactory.create(network=self.network, territory=self.territory)
            self.coordinator = make_coordinator(program, self.network)
            self.neighbour = make_coordinator(program, make_network(6, name="Red vecina"))
            self.facilitator = make_person(program, RoleCode.FACILITATOR)
            self.administrator = make_person(program, RoleCode.ADMINISTRATOR)
            self.authority = make_authority(program, self.territory)
            self.release = make_release(program, network=self.network)
        self.program = program

    def open_to(self, *audiences: str) -> None:
        with program_context(self.program):
            for audience in audiences:
                open_release(self.release, audience=audience, by=self.coordinator)


@pytest.fixture
def cast(program: Program) -> Cast:
    return Cast(program)


def as_(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def url(cast: Cast, tail: str = "") -> str:
    return f"/demo/resultados/{cast.release.pk}/{tail}"


READERS = {"coordinator": 200, "facilitator": 200, "administrator": 403, "authority": 403, "neighbour": 404}


@pytest.mark.parametrize("tail", ["", "dimension/CP/", "informe/"])
@pytest.mark.parametrize(("who", "status"), READERS.items())
def test_who_reads_the_networks_results(cast: Cast, who: str, status: int, tail: str) -> None:
    response = as_(getattr(cast, who)).get(url(cast, tail))

    assert response.status_code == status


def test_three_clicks_from_the_network_to_an_item(cast: Cast) -> None:
    reader = as_(cast.coordinator)

    report = reader.get(url(cast)).content.decode()
    dimension = reader.get(url(cast, "dimension/CP/")).content.decode()

    assert url(cast, "dimension/CP/") in report
    assert 'id="cp_05"' in dimension
    assert "11 de 14 personas están de acuerdo (79\N{NO-BREAK SPACE}%)" in dimension


def test_the_report_on_the_web_says_that_the_instrument_is_a_demonstration(cast: Cast) -> None:
    page = as_(cast.coordinator).get(url(cast)).content.decode()

    assert "Instrumento de demostración; no es el instrumento validado." in page


def test_an_unknown_dimension_is_not_found(cast: Cast) -> None:
    assert as_(cast.coordinator).get(url(cast, "dimension/XX/")).status_code == 404


def test_reading_is_written_down(cast: Cast) -> None:
    as_(cast.facilitator).get(url(cast))

    with program_context(cast.program):
        event = Event.objects.get(action="report.read")
    assert event.by_id == cast.facilitator.pk


# --- The ladder -------------------------------------------------------------------------------------


def test_the_coordinator_opens_rung_by_rung(cast: Cast) -> None:
    coordinator = as_(cast.coordinator)

    first = coordinator.get(url(cast, "compartir/"))
    skipped = coordinator.post(url(cast, "compartir/"), {"audience": "authority"})
    done = [coordinator.post(url(cast, "compartir/"), {"audience": who}) for who in ("members", "authority")]

    assert 'value="members"' in first.content.decode()
    assert skipped.status_code == 302
    assert [response.status_code for response in done] == [302, 302]
    with program_context(cast.program):
        openings = ReleaseOpening.objects.order_by("pk").values_list("audience", "opened_by")
        assert list(openings) == [("members", cast.coordinator.pk), ("authority", cast.coordinator.pk)]


def test_opening_twice_changes_nothing(cast: Cast) -> None:
    cast.open_to("members")

    response = as_(cast.coordinator).post(url(cast, "compartir/"), {"audience": "members"}, follow=True)

    assert "ya están abiertos" in response.content.decode()
    with program_context(cast.program):
        assert ReleaseOpening.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "status"), {"facilitator": 403, "administrator": 403, "authority": 403, "neighbour": 404}.items()
)
def test_only_the_team_opens(cast: Cast, who: str, status: int) -> None:
    response = as_(getattr(cast, who)).post(url(cast, "compartir/"), {"audience": "members"})

    assert response.status_code == status


# --- Members ----------------------------------------------------------------------------------------


def reading_path(cast: Cast) -> str:
    with program_context(cast.program):
        link = create_reading_link(cast.network, expires_on=TODAY.replace(year=2099), by=None)
    return f"/leer/{reading_token(link.pk)}/"


def test_members_read_nothing_until_it_is_opened(cast: Cast) -> None:
    page = Client().get(reading_path(cast)).content.decode()

    assert "Todavía no hay resultados para leer" in page
    assert "%" not in page.split("<main", 1)[1]


def test_members_read_what_was_opened_without_an_account(cast: Cast) -> None:
    path = reading_path(cast)
    cast.open_to("members")

    response = Client().get(path)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Respondieron 14 de 17 personas" in page
    assert "Instrumento de demostración" in page
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize("token", ["x", "A" * 43, "../demo"])
def test_a_link_that_is_not_ours_opens_nothing(cast: Cast, token: str) -> None:
    assert Client().get(f"/leer/{token}/").status_code == 404


def test_a_link_that_expired_opens_nothing(cast: Cast) -> None:
    path = reading_path(cast)
    cast.open_to("members")
    with program_context(cast.program):
        cast.network.reading_links.update(expires_on=TODAY.replace(year=2020))

    assert Client().get(path).status_code == 404


# --- The authority -------------------------------------------------------------------------------------


def test_the_authority_reads_only_what_was_opened_to_it(cast: Cast) -> None:
    authority = as_(cast.authority)
    path = f"/demo/autoridad/{cast.release.pk}/"

    cast.open_to("members")
    before = authority.get(path).status_code, authority.get("/demo/autoridad/").content.decode()
    cast.open_to("authority")
    after = authority.get(path).status_code, authority.get("/demo/autoridad/").content.decode()

    assert (before[0], after[0]) == (404, 200)
    assert "Todavía no ha compartido" in before[1]
    assert path in after[1]


def test_the_authority_never_reads_a_statement(cast: Cast) -> None:
    cast.open_to("members", "authority")

    page = as_(cast.authority).get(f"/demo/autoridad/{cast.release.pk}/").content.decode()

    assert "Qué no se puede hacer" in page
    assert "Colaboración profunda" in page
    assert "En nuestra red colaboramos solo cuando aparece una urgencia" not in page


@pytest.mark.parametrize(
    ("who", "status"),
    {"coordinator": 403, "facilitator": 403, "administrator": 403, "neighbour": 404}.items(),
)
def test_the_authoritys_pages_are_the_authoritys(cast: Cast, who: str, status: int) -> None:
    cast.open_to("members", "authority")

    assert as_(getattr(cast, who)).get(f"/demo/autoridad/{cast.release.pk}/").status_code == status
    assert as_(getattr(cast, who)).get("/demo/autoridad/").status_code == 403


# --- PDF, and the address on its code -----------------------------------------------------------------------


def test_asking_for_the_pdf_puts_one_job_in_the_queue(cast: Cast) -> None:
    coordinator = as_(cast.coordinator)

    for _again in range(2):
        assert coordinator.post(url(cast, "informe/")).status_code == 302

    page = coordinator.get(url(cast, "informe/")).content.decode()
    with program_context(cast.program):
        job = Job.objects.get(kind="questionnaires.results.draw_report")
    assert (job.queue, set(job.args)) == ("heavy", {"report_id"})
    assert "En cola" in page


def test_the_pdf_is_taken_home_and_that_is_written_down(cast: Cast) -> None:
    with program_context(cast.program):
        keep_pdf(report_of(cast.release, "network"), pdf=b"%PDF-1.7 prueba", by=None)

    response = as_(cast.coordinator).get(url(cast, "informe.pdf"))

    assert response.content == b"%PDF-1.7 prueba"
    assert response.headers["Content-Type"] == "application/pdf"
    assert (
        response.headers["Content-Disposition"]
        == 'attachment; filename="informe-red-itata-2026-equipo-v1.pdf"'
    )
    with program_context(cast.program):
        assert Event.objects.get(action="report.downloaded").by_id == cast.coordinator.pk


def test_without_a_drawing_the_address_of_the_pdf_leads_to_where_it_is_asked_for(cast: Cast) -> None:
    response = as_(cast.coordinator).get(url(cast, "informe.pdf"))

    assert (response.status_code, response.headers["Location"]) == (302, url(cast, "informe/"))


def test_the_code_on_the_cover_is_verified_without_figures(cast: Cast) -> None:
    with program_context(cast.program):
        report = report_of(cast.release, "network")

    page = Client().get(f"/v/{report.sha256}/").content.decode().split("<main", 1)[1]

    assert "Es auténtico y vigente" in page
    assert "Red Itata" in page
    assert "%" not in page


def test_a_newer_edition_is_told(cast: Cast) -> None:
    with program_context(cast.program):
        old = report_of(cast.release, "network")
        Report.objects.create(
            release=cast.release,
            kind="network",
            edition="v2",
            audience="network",
            schema=old.schema,
            payload=old.payload,
            sha256="f" * 64,
        )

    assert "hay una edición más nueva" in Client().get(f"/v/{old.sha256}/").content.decode()


@pytest.mark.parametrize("sha256", ["0" * 64, "corto", "Z" * 64])
def test_an_unknown_fingerprint_is_said_to_be_unknown(cast: Cast, sha256: str) -> None:
    response = Client().get(f"/v/{sha256}/")

    assert response.status_code == 404
    assert "No conocemos este documento" in response.content.decode()


def test_another_programme_sees_nothing(cast: Cast, other_program: Program) -> None:
    stranger = make_person(other_program, RoleCode.FACILITATOR)

    assert as_(stranger).get(f"/otro/resultados/{cast.release.pk}/").status_code == 404
    with program_context(other_program):
        assert not Release.objects.exists()
