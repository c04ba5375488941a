"""Two questionnaires of one network and year: readers find both, each by its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.registries import step_evidence
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.files import DEMO_CAPITAL, read_instrument
from questionnaires.results.actions import open_release
from questionnaires.results.canonical import fingerprint
from questionnaires.results.models import Release
from questionnaires.results.readers import read_release, write_release
from questionnaires.results.reports import make_reports
from questionnaires.surveys.actions.reading import create_reading_link
from questionnaires.surveys.codes import reading_token
from tests.factories import make_coordinator
from tests.results import make_release
from tests.surveys import make_draft

CAPITAL = read_instrument(DEMO_CAPITAL)


@pytest.fixture
def both(program: Program) -> list[Release]:
    """The diagnosis and then the other one, both opened to members."""
    with program_context(program):
        first = make_release(program)
        network = first.survey.network
        version = publish_version(load_instrument(CAPITAL, by=None), by=None)
        released = read_release(first.payload)
        payload = write_release(
            replace(released, instrument=replace(released.instrument, title=CAPITAL.title))
        )
        survey = make_draft(program, network=network, version=version)
        second = Release.objects.create(
            survey=survey, number=1, schema=first.schema, payload=payload, sha256=fingerprint(payload)
        )
        make_reports(second, survey)
        team = make_coordinator(program, network)
        for release in (first, second):
            open_release(release, audience="members", by=team)
        return [first, second]


def test_members_read_the_newest_and_find_the_other(program: Program, both: list[Release]) -> None:
    with program_context(program):
        network = both[0].survey.network
        link = create_reading_link(network, expires_on=date(2099, 1, 1), by=None)
        code = both[0].survey.version.questionnaire.code
    path = f"/leer/{reading_token(link.pk)}/"

    newest = Client().get(path).content.decode()
    other = Client().get(f"{path}?cuestionario={code}").content.decode()

    assert f'href="?cuestionario={code}"' in newest
    assert f'href="?cuestionario={CAPITAL.code}"' in other
    assert f'href="?cuestionario={CAPITAL.code}"' not in newest


def test_an_unknown_questionnaire_gives_the_newest(program: Program, both: list[Release]) -> None:
    with program_context(program):
        link = create_reading_link(both[0].survey.network, expires_on=date(2099, 1, 1), by=None)

    page = Client().get(f"/leer/{reading_token(link.pk)}/?cuestionario='; DROP").content.decode()

    assert CAPITAL.title in page


def test_evidence_names_each(program: Program, both: list[Release]) -> None:
    with program_context(program):
        labels = [str(evidence.label) for evidence in step_evidence(both[0].survey.cycle)]
        title = both[0].survey.version.questionnaire.title

    assert f"Resultados del cuestionario: {title}" in labels
    assert f"Resultados del cuestionario: {CAPITAL.title}" in labels


def test_the_report_says_which_it_is(program: Program, both: list[Release]) -> None:
    with program_context(program):
        client = Client()
        client.force_login(make_coordinator(program, both[0].survey.network))

    page = client.get(f"/demo/resultados/{both[1].pk}/").content.decode()

    assert f"Informe para conversar · 2026 · {CAPITAL.title}" in page
