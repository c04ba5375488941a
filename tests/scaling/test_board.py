"""The board: who needs help goes first, each reason is a sentence, and it costs the same for any number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lar.accounts.models import User
from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from logbook.actions.writing import start_entry
from logbook.models import Entry
from networks.actions.activities import hold_activity
from networks.activity_plan import Outcome
from networks.models import Cycle, Network
from networks.queries.agreements import Pending
from networks.queries.facts import facts_of
from scaling.alerts import Alert, Rule, Standing, alerts_of
from scaling.models import Snooze
from scaling.queries.standing import standing_of
from tests.factories import CycleFactory, NetworkFactory, make_coordinator, make_person
from tests.networks.activities.world import make_activity
from tests.results import make_release

NOW = "2026-09-15 12:00:00-03:00"
DAY = date(2026, 9, 15)


@pytest.fixture(autouse=True)
def september() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def facilitator(program: Program) -> User:
    return make_person(program, RoleCode.FACILITATOR, name="Fabiola Facilita")


@pytest.fixture
def client(client: Client, facilitator: User) -> Client:
    client.force_login(facilitator)
    return client


def standing(network: Network, **values: Any) -> Standing:
    """How a network stands whose year lacks nothing but what ``values`` say."""
    calm = Standing(facts_of([network], DAY)[network.pk], asked=True, last_session=DAY, last_written=DAY)
    return replace(calm, **values)


def of_the_year(alerts: list[Alert]) -> dict[Rule, str]:
    """The alerts that do not come from ``networks.lateness``, which has tests of its own."""
    preparation = {Rule.TEAM, Rule.CYCLE, Rule.SCHOOLS, Rule.ROSTER, Rule.LEVERS, Rule.PURPOSE, Rule.REVIEW}
    return {alert.rule: alert.sentence for alert in alerts if alert.rule not in preparation}


@pytest.fixture
def network(inside: Program) -> Network:
    network = NetworkFactory.create(name="Red Itata")
    CycleFactory.create(network=network)
    return network


CASES = [
    ({}, {}),
    ({"asked": False}, {Rule.QUESTIONNAIRE: "El cuestionario de este año no se ha abierto."}),
    (
        {"stands_still": True},
        {Rule.ANSWERS: "El cuestionario está abierto y las respuestas no avanzan desde hace días."},
    ),
    (
        {"unshared_since": DAY - timedelta(days=22)},
        {Rule.SHARING: "Hay resultados desde el 24-08-2026 y sus integrantes todavía no pueden leerlos."},
    ),
    ({"unshared_since": DAY - timedelta(days=21)}, {}),
    (
        {"last_session": DAY - timedelta(days=61)},
        {Rule.SESSION: "La última sesión de red fue el 16-07-2026."},
    ),
    ({"last_session": DAY - timedelta(days=60)}, {}),
    ({"last_session": None}, {Rule.SESSION: "No hay ninguna sesión de red registrada."}),
    (
        {"last_written": DAY - timedelta(days=46)},
        {Rule.LOGBOOK: "En la bitácora no se escribe desde el 31-07-2026."},
    ),
    ({"last_written": None}, {Rule.LOGBOOK: "La bitácora no tiene nada escrito."}),
    (
        {"pending": Pending(live=3, to_review=2, since=DAY - timedelta(days=1))},
        {Rule.AGREEMENTS: "2 acuerdos esperan revisión."},
    ),
    ({"pending": Pending(live=3, to_review=0, since=None)}, {}),
]


@pytest.mark.parametrize(("values", "expected"), CASES)
def test_what_stands_still_is_said_in_a_sentence(
    network: Network, values: dict[str, Any], expected: dict[Rule, str]
) -> None:
    assert of_the_year(alerts_of(standing(network, **values), DAY)) == expected


def test_nobody_is_behind_in_summer(network: Network) -> None:
    Cycle.objects.all().update(year=2027)
    january = date(2027, 1, 20)
    facts = facts_of([network], january)[network.pk]

    assert of_the_year(alerts_of(Standing(facts), january)) == {}


def test_a_network_that_left_is_not_behind_but_keeps_its_agreements(network: Network) -> None:
    Network.objects.update(left_on=date(2026, 8, 1), exit_reason="Terminó sus dos años.")
    network.refresh_from_db()
    left = Standing(facts_of([network], DAY)[network.pk], pending=Pending(1, 1, date(2026, 9, 1)))

    assert of_the_year(alerts_of(left, DAY)) == {Rule.AGREEMENTS: "Un acuerdo espera revisión."}


def test_what_the_rules_look_at_is_read_from_the_year(program: Program, facilitator: User) -> None:
    with program_context(program):
        release = make_release(program)
        network = release.survey.network
        cycle = release.survey.cycle
        held = make_activity(network, day="2026-08-20")
        hold_activity(held, outcome=Outcome("Se leyó."), on=date(2026, 8, 20), by=None)
        make_activity(network, day="2026-09-01")  # nobody said that it was held
        make_activity(network, kind="tutoring", day="2026-09-20")
        with time_machine.travel("2026-08-22 22:30:00-04:00"):
            start_entry(cycle, title="Sesión", text="Fuimos.", on=date(2026, 8, 22), by=facilitator)

        found = standing_of([network], DAY)[network.pk]

    assert found.asked is False, "the survey of this release never opened"
    assert found.unshared_since == DAY
    assert found.last_session == date(2026, 8, 20)
    assert found.last_written == date(2026, 8, 22), "the day in Chile, not in Greenwich"
    assert found.pending is None


@pytest.fixture
def three(program: Program, facilitator: User) -> dict[str, Network]:
    """Calm, late and asking; nobody's year lacks anything in its preparation but what «late» lacks."""
    with program_context(program):
        asking, calm, late = (
            NetworkFactory.create(name=name) for name in ("Red Zeta", "Red Beta", "Red Alfa")
        )
        for one in (asking, calm):
            cycle = CycleFactory.create(network=one)
            make_coordinator(program, one)
            entry = start_entry(cycle, title="Nota", text="Hoy.", on=DAY, by=facilitator)
            if one is asking:
                Entry.objects.filter(pk=entry.pk).update(help_asked="¿Cómo sumamos a la escuela nueva?")
    return {"asking": asking, "calm": calm, "late": late}


def names(answer: Any) -> list[str]:
    return [line.network.name for line in answer.context["board"].lines]


def test_who_asks_goes_first_and_no_score_orders(client: Client, three: dict[str, Network]) -> None:
    answer = client.get("/demo/tablero/")

    assert names(answer)[0] == "Red Zeta"
    lines = {line.network.name: line for line in answer.context["board"].lines}
    assert len(lines["Red Alfa"].alerts) > 0
    text = answer.content.decode()
    assert "¿Cómo sumamos a la escuela nueva?" in text
    assert "Nadie coordina la red." in text
    assert "El ciclo 2026 no ha comenzado." in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("necesita=ayuda", ["Red Zeta"]),
        ("texto=alfa", ["Red Alfa"]),
        ("necesita=ayuda&texto=alfa", []),
        ("foco=CP", []),
        ("necesita=inventado&foco=XX", ["Red Zeta", "Red Alfa", "Red Beta"]),
    ],
)
def test_filters_live_in_the_address(
    client: Client, three: dict[str, Network], query: str, expected: list[str]
) -> None:
    assert names(client.get(f"/demo/tablero/?{query}")) == expected


def test_results_stand_on_the_board_as_their_team_reads_them(
    client: Client, program: Program, facilitator: User
) -> None:
    with program_context(program):
        make_release(program, 14)
        make_release(program, 6)

    answer = client.get("/demo/tablero/")

    figures = {line.network.name: line.figures for line in answer.context["board"].lines}
    assert {name: one.n for name, one in figures.items() if one} == {"Red de 14": 14, "Red de 6": 6}
    for one in figures.values():
        assert one is not None
        assert all(bool(figure.words) == (figure.share is not None) for figure in one.figures)
    assert "menos de 5 redes la publican" in answer.content.decode(), "with two networks no dot is drawn"


def test_an_alert_is_put_off_and_brought_back(
    client: Client, program: Program, three: dict[str, Network]
) -> None:
    page = f"/demo/redes/{three['late'].pk}/avisos/team/posponer/"
    sent = {"until": "2026-09-30", "reason": "La nombran a fin de mes."}

    assert client.post(page, sent).status_code == 302

    text = client.get("/demo/tablero/").content.decode()
    assert "La nombran a fin de mes." in text
    assert "Un aviso pospuesto" in text
    with time_machine.travel("2026-09-30 12:00:00-03:00"):
        client.force_login(User.objects.get(name="Fabiola Facilita"))
        assert "Un aviso pospuesto" not in client.get("/demo/tablero/").content.decode(), "its day came"
    client.force_login(User.objects.get(name="Fabiola Facilita"))
    assert client.post(page, {"back": "1"}).status_code == 302
    assert "Un aviso pospuesto" not in client.get("/demo/tablero/").content.decode()
    with program_context(program):
        assert Snooze.objects.count() == 2
        done = Event.objects.filter(action__startswith="alert.").order_by("id")
        assert [event.action for event in done] == ["alert.snoozed", "alert.brought_back"]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"until": "2026-09-15", "reason": "x"}, "Elige un día posterior a hoy."),
        ({"until": "2027-03-01", "reason": "x"}, "Elige un día dentro de los próximos tres meses."),
        ({"until": "2026-09-30", "reason": ""}, "Este campo es requerido."),
    ],
)
def test_a_day_or_a_reason_that_will_not_do(
    client: Client, three: dict[str, Network], sent: dict[str, str], message: str
) -> None:
    answer = client.post(f"/demo/redes/{three['late'].pk}/avisos/team/posponer/", sent)

    assert answer.status_code == 422
    assert message in answer.content.decode()


def test_no_page_puts_off_what_is_no_rule(client: Client, three: dict[str, Network]) -> None:
    assert client.get(f"/demo/redes/{three['late'].pk}/avisos/nada/posponer/").status_code == 404


def test_the_week_fits_what_happened_and_what_comes(
    client: Client, program: Program, three: dict[str, Network]
) -> None:
    with program_context(program):
        make_activity(three["calm"], day="2026-09-17", title="Sesión de septiembre")
        make_activity(three["calm"], day="2026-09-22", title="Sesión de la otra semana")

    text = client.get("/demo/tablero/semana/").content.decode()

    assert "¿Cómo sumamos a la escuela nueva?" in text
    assert "Sesión de septiembre" in text
    assert "Sesión de la otra semana" not in text


def test_the_board_costs_the_same_for_any_number_of_networks(
    client: Client, program: Program, facilitator: User
) -> None:
    asked = []
    for many in (1, 3, 50):
        with program_context(program):
            for _ in range(many - Network.objects.count()):
                cycle = CycleFactory.create()
                start_entry(cycle, title="Nota", text="Hoy.", on=DAY, by=facilitator)
                make_activity(cycle.network, day="2026-09-17")
        client.get("/demo/tablero/")
        with CaptureQueriesContext(connection) as queries:
            assert len(names(client.get("/demo/tablero/"))) == many
        asked.append(len(queries))

    assert asked[0] == asked[1] == asked[2] < 60
