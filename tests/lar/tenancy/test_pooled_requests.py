"""Many programmes through one pool of connections: nobody sees a row that is not hers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from lar.tenancy.context import program_context
from tests.factories import NetworkFactory, ProgramFactory

PROGRAMS = 50
REQUESTS = 10_000
THREADS = 16


@pytest.fixture
def pooled(transactional_db: None) -> Iterator[None]:
    """Give the application's connection the pool that the web server uses."""
    database = connections["default"]
    before = dict(database.settings_dict)
    database.close()
    options = {**before["OPTIONS"], "pool": {"min_size": 2, "max_size": 8, "timeout": 20}}
    database.settings_dict.update(OPTIONS=options, CONN_MAX_AGE=0, CONN_HEALTH_CHECKS=False)
    yield
    database.close()
    database.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has one
    database.settings_dict.update(before)


def read(program_id: int) -> tuple[int, list[int], int]:
    """Return the programme, the programmes of the rows it sees by raw SQL, and rows seen without it."""
    try:
        with program_context(program_id), connection.cursor() as cursor:
            cursor.execute("SELECT program_id FROM networks_network")
            seen = [row[0] for row in cursor.fetchall()]
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM networks_network")
            return program_id, seen, cursor.fetchone()[0]
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_interleaved_requests_of_fifty_programmes_see_no_foreign_row(pooled: None) -> None:
    programs = [ProgramFactory.create() for _ in range(PROGRAMS)]
    for program in programs:
        with program_context(program):
            NetworkFactory.create_batch(2)
    asked = random.Random(1).choices([program.pk for program in programs], k=REQUESTS)

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(read, asked))

    assert [answer for answer in answers if answer[1] != [answer[0]] * 2] == []
    assert sum(without for _, _, without in answers) == 0
