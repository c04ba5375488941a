"""One answer: how many of them a server takes, and what each costs the database."""

from __future__ import annotations

import http.client
import random
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lar.tenancy.models import Program
from questionnaires.surveys import versions
from questionnaires.surveys.codes import ticket_of
from questionnaires.surveys.models import Survey
from tests.benchmarks.figures import Figure, Figures
from tests.benchmarks.timing import ratio, rounds_of
from tests.benchmarks.volume import answer_in_bulk, hand_out, open_survey
from tests.benchmarks.web.bare import ITEM_CODES, TABLE
from tests.benchmarks.web.load import get, people, post, web_server

ROUNDS = 7
FLOWS = 120
AT_ONCE = 4
REQUESTS_A_FLOW = 2

SENDINGS = 2_000
WARM_UP = 50
KEPT_BEFORE = 4_000

TRANSACTION_CONTROL = re.compile(r"^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE SAVEPOINT)\b")


def random_answers(rng: random.Random) -> dict[str, str]:
    return {code: str(rng.choice((1, 2, 3, 4, 5, 4, 4, 3, -7, -8))) for code in ITEM_CODES}


@pytest.fixture
def bare_table(transactional_db: None) -> Iterator[None]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(TABLE)
        yield
        cursor.execute("DROP TABLE benchmark_answer")


class Person:
    """Opens the form and sends it, as a phone does: the product's way and the bare view's."""

    def __init__(self) -> None:
        self.rng = random.Random(1)

    def answer(self, connection: http.client.HTTPConnection, code: str) -> None:
        page = get(connection, f"/r/{code}/").decode()
        hidden = dict(re.findall(r'name="(ticket|client_key)" value="([^"]+)"', page))
        post(connection, f"/r/{code}/", {**hidden, **random_answers(self.rng)})

    def answer_bare(self, connection: http.client.HTTPConnection, _code: str) -> None:
        get(connection, "/bare/")
        post(connection, "/bare/", random_answers(self.rng))


def test_whole_flow_beats_a_bare_view(
    program: Program, bare_table: None, figures: Figures, tmp_path: Path
) -> None:
    survey = open_survey(program, FLOWS * (ROUNDS + 1))
    codes = iter(hand_out(survey, FLOWS * (ROUNDS + 1)))
    person = Person()

    with web_server(tmp_path / "web.log") as port:

        def product() -> float:
            return people(port, [next(codes) for _ in range(FLOWS)], person.answer, at_once=AT_ONCE)

        def bare() -> float:
            return people(port, [""] * FLOWS, person.answer_bare, at_once=AT_ONCE)

        product(), bare()  # both workers have drawn and compiled what they keep
        ours, theirs = rounds_of(ROUNDS, product, bare)

    figure = figures.take(
        Figure(
            "answer: whole flow, requests per second against a bare view",
            ratio(theirs, ours),
            "×",
            bar=1.5,
            at_least=True,
            absolute={
                "product_requests_per_second": rate(ours),
                "bare_requests_per_second": rate(theirs),
                "flows_a_round": FLOWS,
                "rounds": ROUNDS,
                "people_at_once": AT_ONCE,
            },
        )
    )
    assert figure.holds, figure


def rate(times: list[float]) -> int:
    return round(FLOWS * REQUESTS_A_FLOW / sorted(times)[len(times) // 2])


def test_sending_takes_ten_statements_at_most(program: Program, figures: Figures) -> None:
    """Cold (a process that has kept nothing in memory yet) and warm; BEGIN and COMMIT are not counted."""
    survey = open_survey(program, 2)
    first, second = hand_out(survey, 2)
    client, rng = Client(), random.Random(1)
    versions._shapes.clear()

    with CaptureQueriesContext(connection) as cold:
        send(client, survey, first, rng)
    with CaptureQueriesContext(connection) as warm:
        send(client, survey, second, rng)

    figure = figures.take(
        Figure(
            "answer: SQL statements of a sending, cold",
            len(counted(cold)),
            "statements",
            bar=10,
            absolute={"warm_statements": len(counted(warm))},
        )
    )
    assert figure.holds, "\n".join(counted(cold))


def counted(captured: CaptureQueriesContext) -> list[str]:
    """Every statement, those too that travel together in one message to the server."""
    sent = [part.strip() for query in captured for part in query["sql"].split(";")]
    return [statement for statement in sent if statement and not TRANSACTION_CONTROL.match(statement)]


def test_an_answer_costs_little_wal(program: Program, figures: Figures) -> None:
    """Every byte that the server logged while real sendings came in, images of whole pages included.

    The tables already hold as many answers as a programme of 140 networks gathers in a year. No CHECKPOINT
    is forced, which takes a superuser: right after one the first touch of each page logs the whole of it.
    How many such images there were is told.
    """
    survey = open_survey(program, WARM_UP + SENDINGS)
    answer_in_bulk(survey, KEPT_BEFORE)
    codes = hand_out(survey, WARM_UP + SENDINGS)
    client, rng = Client(), random.Random(1)
    for code in codes[:WARM_UP]:
        send(client, survey, code, rng)
    settle()

    start, images = wal_position(), full_page_images()
    for code in codes[WARM_UP:]:
        send(client, survey, code, rng)
    spent = wal_position() - start

    figure = figures.take(
        Figure(
            "answer: WAL per sending, between checkpoints",
            spent / SENDINGS,
            "bytes",
            bar=1500,
            absolute={
                "sendings": SENDINGS,
                "answers_kept_before": KEPT_BEFORE,
                "full_page_images": full_page_images() - images,
            },
        )
    )
    assert figure.holds, figure


def send(client: Client, survey: Survey, code: str, rng: random.Random) -> None:
    ticket = ticket_of(survey.program_id, survey.pk, survey.version_id)
    fields = {"ticket": ticket, "client_key": str(uuid.UUID(int=rng.getrandbits(128))), **random_answers(rng)}
    response = client.post(f"/r/{code}/", urlencode(fields), content_type="application/x-www-form-urlencoded")
    assert response.status_code == 201, response.content


def wal_position() -> int:
    return ask("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint")


def full_page_images() -> int:
    return ask("SELECT wal_fpi FROM pg_stat_wal")


def settle() -> None:
    """Vacuum what autovacuum soon would: a fresh schema and bulk answers are not to be paid here."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def ask(question: str) -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])
