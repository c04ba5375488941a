"""The days of a calendar that are no activities: who reads them, where, and what they cost."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lar.tenancy.context import program_context
from networks.actions.calendars import create_calendar_feed
from networks.calendar_links import calendar_token
from networks.models import Agreement, Network, Purpose
from questionnaires.surveys.models import Survey
from tests.factories import CycleFactory, NetworkFactory
from tests.networks.activities.world import SANTIAGO, make_seats
from tests.networks.pages.conftest import Cast
from tests.surveys import make_draft

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def agree(cast: Cast, network: Network, words: str, due: date, review: date | None) -> Agreement:
    with program_context(cast.program):
        return Agreement.objects.create(
            network=network,
            cycle=cast.cycle if network == cast.network else CycleFactory.create(network=network),
            text=words,
            owner_words="La dupla",
            due=due,
            how_known="Una pauta.",
            review_on=review,
            agreed_on=date(2026, 5, 4),
            written_by=cast.people["coordinator"],
        )


def survey_until(cast: Cast, moment: datetime) -> Survey:
    with program_context(cast.program):
        make_seats(cast.network)
        survey = make_draft(cast.program, network=cast.network)
        Survey.objects.filter(pk=survey.pk).update(closes_at=moment)
        survey.refresh_from_db()
    return survey


def test_agreements_reviews_and_questionnaires_stand_on_their_days(cast: Cast) -> None:
    agree(cast, cast.network, "Visitar dos escuelas", date(2026, 6, 10), date(2026, 6, 17))
    agree(cast, cast.neighbour, "Algo de la vecina", date(2026, 6, 11), date(2026, 6, 11))
    with program_context(cast.program):
        said = {"text": "Aprender.", "valid_from": date(2026, 3, 1), "written_by": cast.people["coordinator"]}
        Purpose.objects.create(network=cast.network, number=1, next_review=date(2026, 6, 3), **said)
        Purpose.objects.create(network=cast.network, number=2, next_review=date(2026, 6, 5), **said)
    survey_until(cast, datetime(2026, 6, 30, 23, 30, tzinfo=SANTIAGO))

    own = cast.get("coordinator", "calendario/", mes="2026-06")
    only = text(
        cast.get("coordinator", f"redes/{cast.network.pk}/calendario/", mes="2026-06", tipo="tutoring")
    )

    days = {day.day.day: [str(item.title) for item in day.items] for day in own.context["days"]}
    assert days == {
        5: ["Revisar el propósito de la red"],
        10: ["Vence: Visitar dos escuelas"],
        17: ["Revisar: Visitar dos escuelas"],
        30: ["Cierra el cuestionario"],
    }
    assert "23:30" in text(own)
    assert "Visitar dos escuelas" not in only
    assert "Visitar dos escuelas" in text(
        cast.get("facilitator", "calendario/", mes="2026-06", tipo="otras-fechas")
    )
    assert "Visitar dos escuelas" not in text(cast.get("authority", "calendario/", mes="2026-06"))
    assert "Cierra el cuestionario" not in text(cast.get("authority", "calendario/", mes="2026-06"))


def test_the_feed_carries_them_and_keeps_their_name_when_they_move(cast: Cast) -> None:
    agreement = agree(cast, cast.network, "Visitar; dos, escuelas", date(2026, 6, 10), date(2026, 6, 10))
    survey = survey_until(cast, datetime(2026, 6, 30, 23, 30, tzinfo=SANTIAGO))
    with program_context(cast.program):
        address = f"/calendario/{calendar_token(create_calendar_feed(by=cast.people['coordinator']).pk)}.ics"

    first = Client().get(address).content.decode().replace("\r\n ", "")
    with program_context(cast.program):
        Agreement.objects.filter(pk=agreement.pk).update(due=date(2026, 7, 1))
    second = Client().get(address).content.decode().replace("\r\n ", "")

    assert "SUMMARY:Vence: Visitar\\; dos\\, escuelas · Red Itata" in first
    assert "DTSTART;VALUE=DATE:20260610\r\nDTEND;VALUE=DATE:20260611" in first
    assert "DTSTART:20260701T033000Z" in first
    assert f"UID:survey-{survey.pk}-closes-" in first
    names = [
        [line for line in feed.splitlines() if line.startswith(f"UID:agreement-{agreement.pk}-due")]
        for feed in (first, second)
    ]
    assert len(names[0]) == 1
    assert names[0] == names[1]
    assert "DTSTART;VALUE=DATE:20260701" in second


def test_a_calendar_asks_as_much_for_fifty_networks_as_for_one(cast: Cast) -> None:
    client, counts = cast.client("facilitator"), []
    for total in (1, 3, 50):
        with program_context(cast.program):
            for number in range(total - Agreement.objects.count()):
                network = NetworkFactory.create(name=f"Red {total}-{number}")
                agree(cast, network, "Uno", date(2026, 6, 10), date(2026, 6, 11))
        client.get("/demo/calendario/?mes=2026-06")
        with CaptureQueriesContext(connection) as queries:
            client.get("/demo/calendario/?mes=2026-06")
        counts.append(len(queries))

    assert len(set(counts)) == 1, counts
