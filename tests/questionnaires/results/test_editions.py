"""The two issues of a report: the second adds what was talked over and chooses what it prints."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from lar.accounts.models import User
from lar.audit.models import Event
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from networks.models import Network, Purpose
from questionnaires.results.actions import keep_pdf, open_release, write_second_edition
from questionnaires.results.canonical import fingerprint
from questionnaires.results.models import Release, Report
from questionnaires.results.queries import first_edition, report_of
from questionnaires.results.report import WHOLE, Edition, Section, Selection
from questionnaires.results.reports import document_of
from questionnaires.surveys.actions.reading import create_reading_link
from questionnaires.surveys.codes import reading_token
from tests.factories import UserFactory, make_coordinator
from tests.results import make_release
from tests.surveys import make_network

pytestmark = pytest.mark.django_db


def write_purpose(network: Network, number: int, text: str, since: date) -> None:
    Purpose.objects.create(
        network=network, number=number, text=text, valid_from=since, written_by=UserFactory.create()
    )


class World:
    """A release that its members have read, and who wrote to it."""

    def __init__(self, program: Program) -> None:
        self.program = program
        with program_context(program):
            self.network = make_network(14, name="Red Itata")
            write_purpose(
                self.network, 1, "Que en todas nuestras escuelas se lea con gusto.", date(2026, 3, 20)
            )
            self.coordinator: User = make_coordinator(program, self.network)
            self.release: Release = make_release(program, network=self.network)
            open_release(self.release, audience="members", by=self.coordinator)
        self.client = Client()
        self.client.force_login(self.coordinator)

    def url(self, tail: str = "") -> str:
        return f"/{self.program.slug}/resultados/{self.release.pk}/{tail}"


@pytest.fixture
def world(program: Program) -> World:
    return World(program)


def test_the_second_edition_has_the_purpose_of_its_day_and_the_same_results(world: World) -> None:
    with program_context(world.program):
        write_purpose(world.network, 2, "Que cada escuela comparta una lectura.", date(2026, 11, 2))
        first = report_of(world.release, "network")
        write_second_edition(world.release, selection=WHOLE, on=date(2030, 11, 10), by=world.coordinator)
        second = report_of(world.release, "network")
        assert (second.edition, second.number) == ("v2", 1)
        assert second.sha256 == fingerprint(second.payload) != first.sha256
        before, after = document_of(first), document_of(second)
        assert after.context.purpose is not None
        assert after.context.purpose.text == "Que cada escuela comparta una lectura."
        assert before.context.purpose is not None
        assert before.context.purpose.text == "Que en todas nuestras escuelas se lea con gusto."
        assert (before.release, before.dimensions) == (after.release, after.dimensions)
        assert after.edition is Edition.TALKED_OVER
        assert first_edition(world.release) == first
        assert Report.objects.filter(kind="authority").count() == 1
        assert Event.objects.filter(action="report.second_edition").count() == 1


def test_what_is_left_out_is_not_printed_and_still_counts(world: World) -> None:
    chosen = Selection(frozenset(Section) - {Section.TABLES}, frozenset({"pn_01", "pn_03", "cc_02"}))
    with program_context(world.program):
        write_second_edition(world.release, selection=chosen, on=date(2030, 11, 10), by=world.coordinator)
        whole = document_of(first_edition(world.release))
        document = document_of(report_of(world.release, "network"))
    purpose, before = document.dimension("PN"), whole.dimension("PN")
    assert purpose is not None
    assert before is not None
    assert [item.number for item in purpose.items] == [1, 3]
    assert purpose.left_out == len(before.items) - 2
    assert (purpose.n, purpose.percent, purpose.sentence) == (before.n, before.percent, before.sentence)
    assert purpose.chart is not None
    assert before.items[1].text[:40] not in purpose.chart.wide
    depth = document.dimension("PR")
    assert depth is not None
    assert (depth.items, depth.chart) == ((), None)
    assert Section.TABLES not in document.selection.sections


def test_nothing_is_talked_over_before_members_read(program: Program) -> None:
    with program_context(program):
        release = make_release(program, 6)
        coordinator = make_coordinator(program, release.survey.network)
        with pytest.raises(NotAllowedNow, match="Primero comparte"):
            write_second_edition(release, selection=WHOLE, by=coordinator)
        assert Report.objects.filter(release=release).count() == 3


def test_the_team_writes_it_on_the_page_and_members_read_it(world: World) -> None:
    page = world.client.get(world.url("ediciones/nueva/")).content.decode()
    assert page.count('name="items"') > 30
    refused = world.client.post(world.url("ediciones/nueva/"), {"sections": ["tables"]})
    assert refused.status_code == 422
    assert "Deja marcada al menos una afirmación." in refused.content.decode()

    answer = world.client.post(world.url("ediciones/nueva/"), {"sections": ["tables"], "items": ["pn_01"]})

    assert answer.status_code == 302
    listed = world.client.get(world.url("ediciones/")).content.decode()
    assert listed.index("Con lo conversado") < listed.index("Hay una más nueva")
    assert "Informe con lo conversado" in world.client.get(world.url()).content.decode()
    with program_context(world.program):
        link = create_reading_link(world.network, expires_on=date(2030, 1, 1), by=world.coordinator)
        token = reading_token(link.pk)
    read = Client().get(f"/leer/{token}/").content.decode()
    assert "Informe con lo conversado" in read


def test_a_superseded_edition_says_so_and_can_still_be_taken(world: World) -> None:
    with program_context(world.program):
        first = report_of(world.release, "network")
        keep_pdf(first, pdf=b"%PDF first", by=world.coordinator)
        write_second_edition(world.release, selection=WHOLE, by=world.coordinator)
        second = report_of(world.release, "network")
    assert "hay una edición más nueva" in Client().get(f"/v/{first.sha256}/").content.decode()
    assert "Es auténtico y vigente" in Client().get(f"/v/{second.sha256}/").content.decode()
    kept = world.client.get(world.url(f"ediciones/{first.pk}/"))
    assert kept.content == b"%PDF first"
    assert "informe-red-itata-2026-equipo-v1.pdf" in kept["Content-Disposition"]
    waits = world.client.get(world.url(f"ediciones/{second.pk}/"))
    assert waits["Location"] == world.url("ediciones/")


def test_written_again_it_gets_the_next_number(world: World) -> None:
    with program_context(world.program):
        for _once in range(2):
            write_second_edition(world.release, selection=WHOLE, by=world.coordinator)
        newest = report_of(world.release, "network")
    assert (newest.edition, newest.number) == ("v2", 2)
