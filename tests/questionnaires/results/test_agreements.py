"""Agreements beside the answers: from a bar, before the first question, in the report and to its readers."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import openpyxl
import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.disclosure import Audience
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.agreements import review_agreement, write_agreement
from networks.models import Agreement, AgreementState, Network
from questionnaires.results.contexts import context_of
from questionnaires.results.printing import page_html, stamp_of
from questionnaires.results.queries import report_of
from questionnaires.results.report import Edition, NetworkReport, ReportContext
from questionnaires.results.reports import document_of
from questionnaires.surveys.actions.reading import create_reading_link
from questionnaires.surveys.codes import reading_token
from questionnaires.surveys.models import Survey
from questionnaires.surveys.rules import MOST_AGREEMENTS
from tests.factories import CycleFactory, UserFactory, make_coordinator, make_person
from tests.questionnaires.surveys.test_answering import first_load
from tests.results import make_release
from tests.surveys import make_network, make_open_survey

pytestmark = pytest.mark.django_db

LAST_YEAR, THIS_YEAR = date(2025, 10, 1), date(2026, 5, 1)


def agree(network: Network, on: date, text: str, **changes: Any) -> Agreement:
    said: dict[str, Any] = {
        "text": text,
        "owner_words": "Jefaturas de UTP",
        "due": on.replace(month=11),
        "how_known": "Hay un acta.",
        "review_on": on.replace(month=12),
        "on": on,
        "by": UserFactory.create(),
    }
    return write_agreement(network, **said | changes)


@pytest.fixture
def network(inside: Program) -> Network:
    """One with an agreement of last year, dropped, and one of this year."""
    network = make_network(14, name="Red Itata", cohort=2025)
    for year in (2025, 2026):
        CycleFactory.create(network=network, year=year)
    old = agree(network, LAST_YEAR, "Leer en voz alta cada semana.")
    review_agreement(
        old,
        outcome=AgreementState.DROPPED,
        because="cambió el horario.",
        on=date(2025, 12, 1),
        by=UserFactory.create(),
    )
    agree(network, THIS_YEAR, "Observar una clase.")
    return network


def test_a_context_with_agreements_is_read_as_it_was_written(inside: Program, network: Network) -> None:
    release = make_release(inside, network=network)

    context = context_of(release.survey, Audience.MEMBERS, on=date(2026, 6, 1))

    assert [one.text for one in context.agreements] == ["Observar una clase."]
    assert [(one.text, one.state) for one in context.last_agreements] == [
        ("Leer en voz alta cada semana.", "dropped")
    ]
    assert ReportContext.from_payload(context.as_payload()) == context


def test_a_report_without_agreements_keeps_its_payload(inside: Program) -> None:
    assert {"agreements", "last_agreements"} & ReportContext().as_payload().keys() == set()


def test_an_authority_reads_no_agreements(inside: Program, network: Network) -> None:
    release = make_release(inside, network=network)

    context = context_of(release.survey, Audience.AUTHORITY, on=date(2026, 6, 1))

    assert (context.agreements, context.last_agreements) == ((), ())


def paper(document: NetworkReport) -> str:
    return page_html("network", document, stamp_of(document, "f" * 64, "Informe"))


def test_the_paper_says_what_was_agreed_and_what_became_of_it(inside: Program, network: Network) -> None:
    release = make_release(inside, network=network)
    context = context_of(release.survey, Audience.NETWORK, on=date(2026, 6, 1))
    document = replace(document_of(report_of(release, "network")), context=context)

    to_talk = paper(document)
    talked_over = paper(replace(document, edition=Edition.TALKED_OVER))

    assert "Lo que acordamos en 2025" in to_talk
    assert "cambió el horario." in to_talk
    assert "Observar una clase." not in to_talk
    assert "Observar una clase." in talked_over


def test_before_the_first_question_people_read_last_years_agreements(
    inside: Program, network: Network
) -> None:
    codes = make_open_survey(inside, network=network).codes

    page = Client().get(f"/r/{codes[0]}/").content.decode()

    assert "Leer en voz alta cada semana." in page
    assert "cambió el horario." in page
    assert "Observar una clase." not in page
    assert page.index("Leer en voz alta") < page.index('id="respuestas"')


def test_the_form_stays_light_with_as_many_agreements_as_it_tells(inside: Program, network: Network) -> None:
    letters = Random(2026)
    words = [
        " ".join("".join(letters.choices("abcdefghijklmnñopqrstuvwxyz", k=9)) for _word in range(60))
        for _place in range(MOST_AGREEMENTS + 2)
    ]
    for text in words:
        agree(network, LAST_YEAR, text)
    codes = make_open_survey(inside, network=network).codes

    page = Client().get(f"/r/{codes[0]}/").content.decode()

    # One of them is the dropped agreement that the network already had.
    assert MOST_AGREEMENTS - 1 <= sum(text in page for text in words) <= MOST_AGREEMENTS
    assert first_load(page) <= 90_000


def test_what_the_form_says_is_frozen_when_it_opens(inside: Program, network: Network) -> None:
    survey = make_open_survey(inside, network=network).survey

    with pytest.raises(DatabaseError, match="frozen at opening"), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(last_agreements=[])


def test_members_read_the_agreements_as_they_stand_today(program: Program) -> None:
    with program_context(program):
        network = make_network(14, name="Red Itata", cohort=2025)
        CycleFactory.create(network=network, year=2026)
        link = create_reading_link(network, expires_on=date(2099, 1, 1), by=UserFactory.create())
        member: User = make_coordinator(program, network, name="Inés Coordina")
        agree(network, THIS_YEAR, "Observar una clase.", owner_words="", owner=member)

    page = Client().get(f"/leer/{reading_token(link.pk)}/").content.decode()

    assert "Observar una clase." in page
    assert "La coordinación de la red" in page
    assert "Inés" not in page


@pytest.mark.parametrize(("code", "words"), [("CP", "Colaboración profunda"), ("cp_05", "")])
def test_an_agreement_comes_from_a_bar(program: Program, code: str, words: str) -> None:
    with program_context(program):
        network = make_network(14, name="Red Itata")
        coordinator = make_coordinator(program, network)
        release = make_release(program, network=network)
        item = next(
            one
            for page in document_of(report_of(release, "network")).dimensions
            for one in page.items
            if one.code == "cp_05"
        )
    client = Client()
    client.force_login(coordinator)
    path = f"/demo/redes/{network.pk}/acuerdos/nuevo/?resultado={release.pk}&codigo={code}"

    bar = client.get(f"/demo/resultados/{release.pk}/dimension/CP/").content.decode()
    form = client.get(path).content.decode()
    client.post(
        path,
        {
            "text": "Preparar clases en parejas.",
            "owner_words": "Docentes",
            "due": "2026-12-01",
            "how_known": "Hay un acta.",
            "review_on": "2026-12-15",
            "on": "2026-11-02",
        },
    )

    assert path.replace("&", "&amp;") in bar
    assert (words or item.text) in form
    with program_context(program):
        agreement = Agreement.objects.get()
    assert (agreement.release_id, agreement.bar_node, agreement.bar_code) == (release.pk, "CP", code)
    assert agreement.bar_words == (words or item.text)


def test_a_bar_of_another_network_is_not_found(program: Program) -> None:
    with program_context(program):
        mine, other = make_network(14, name="Red Itata"), make_network(14, name="Red Ñuble")
        CycleFactory.create(network=mine)
        coordinator = make_coordinator(program, mine)
        release = make_release(program, network=other)
    client = Client()
    client.force_login(coordinator)

    response = client.get(f"/demo/redes/{mine.pk}/acuerdos/nuevo/?resultado={release.pk}&codigo=CP")

    assert response.status_code == 404


def test_who_only_reads_finds_no_link_to_write(program: Program) -> None:
    with program_context(program):
        release = make_release(program, network=make_network(14, name="Red Itata"))
        facilitator = make_person(program, RoleCode.FACILITATOR)
    client = Client()
    client.force_login(facilitator)

    page = client.get(f"/demo/resultados/{release.pk}/dimension/CP/").content.decode()

    assert "Escribir un acuerdo" not in page


def test_the_workbook_holds_the_agreements(program: Program) -> None:
    with program_context(program):
        network = make_network(14, name="Red Itata", cohort=2025)
        coordinator = make_coordinator(program, network)
        release = make_release(program, network=network)
        agree(network, THIS_YEAR, "Observar una clase.")
    client = Client()
    client.force_login(coordinator)

    content = client.get(f"/demo/resultados/{release.pk}/datos/planilla/").content

    head, *rows = openpyxl.load_workbook(io.BytesIO(content))["Acuerdos"].values
    assert (head[1], rows[0][0], rows[0][1], rows[0][7]) == (
        "Acuerdo",
        2026,
        "Observar una clase.",
        "en curso",
    )
