"""The cache keeps JSON: nothing that is read from its table runs."""

from __future__ import annotations

import base64
import pickle
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from lar.tenancy.cache import TableCache
from lar.tenancy.models import Program
from tests.factories import ProgramFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty(db: None) -> None:
    """Other tests commit counters that no model's table holds."""
    cache.clear()


def rows() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache_entries ORDER BY cache_key")
        return list(cursor.fetchall())


def expire() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache_entries SET expires = now() - interval '1 second'")


class Trap:
    """Unpickled, it would call something."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (pytest.fail, ("a pickle was read",))


def test_what_is_kept_comes_back_until_it_expires() -> None:
    cache.set("history", [1.5, 2], 60)

    assert cache.get("history") == [1.5, 2]
    assert rows() == [(":1:history", "[1.5, 2]")]
    expire()
    assert cache.get("history", "nothing") == "nothing"


def test_a_lock_is_taken_once_until_it_expires() -> None:
    taken = [cache.add("lock", True, 60), cache.add("lock", True, 60)]
    expire()
    taken.append(cache.add("lock", True, 60))
    cache.delete("lock")
    taken.append(cache.add("lock", True, 60))

    assert taken == [True, False, True, True]


def test_it_counts_touches_and_forgets() -> None:
    cache.set("count", 1)
    cache.incr("count", 4)
    cache.set("for-ever", 0, None)

    assert cache.get("count") == 5
    assert [cache.touch("count", 10), cache.touch("missing", 10)] == [True, False]
    with time_machine.travel(timedelta(days=1), tick=False):
        assert cache.get("for-ever") == 0
    cache.clear()
    assert rows() == []


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="not JSON serializable"):
        cache.set("trap", Trap())


def test_a_pickle_in_the_table_is_not_read() -> None:
    written = base64.b64encode(pickle.dumps(Trap())).decode()
    cache.set("trap", 1, 60)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache_entries SET value = %s", [written])

    assert cache.get("trap") is None


def test_the_oldest_leave_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lar.tenancy.cache.CULL_EVERY", 1)
    small = TableCache("", {"OPTIONS": {"MAX_ENTRIES": 3}})
    for number in range(6):
        small.set(f"key{number}", number, 60 + number)

    assert [key for key, _value in rows()] == [":1:key2", ":1:key3", ":1:key4", ":1:key5"]


def test_the_application_reads_the_list_of_migrations_and_cannot_write_it() -> None:
    assert MigrationRecorder(connection).applied_migrations()
    for statement in (
        "DELETE FROM django_migrations",
        "UPDATE django_migrations SET name = 'x'",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


def test_the_form_says_that_the_minimum_is_only_raised() -> None:
    program = ProgramFactory.create(min_group=8)
    program.min_group = 6

    with pytest.raises(ValidationError, match="solo puede subir: hoy es 8"):
        program.full_clean()
    assert Program.objects.get(pk=program.pk).min_group == 8
