from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from lar.tenancy.context import NoProgramContext, ask_behind_door, program_context
from lar.tenancy.models import Door, Program
from networks.models import Network
from tests.factories import NetworkFactory


def test_the_manager_refuses_a_query_without_a_programme(program: Program) -> None:
    with pytest.raises(NoProgramContext):
        Network.objects.count()


def test_the_database_shows_nothing_without_a_programme(program: Program) -> None:
    with program_context(program):
        NetworkFactory.create()

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM networks_network")
        assert cursor.fetchone() == (0,)


def test_a_programme_sees_its_own_rows_only(program: Program, other_program: Program) -> None:
    with program_context(other_program):
        NetworkFactory.create(name="Ajena")

    with program_context(program):
        NetworkFactory.create(name="Propia")
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM networks_network")
            assert cursor.fetchall() == [("Propia",)]


def test_a_row_of_another_programme_cannot_be_written(program: Program, other_program: Program) -> None:
    with program_context(program), pytest.raises(DatabaseError), transaction.atomic():
        NetworkFactory.create(program=other_program)


def test_a_context_inside_another_gives_the_outer_one_back(program: Program, other_program: Program) -> None:
    with program_context(program):
        NetworkFactory.create(name="Propia")
        with program_context(other_program):
            assert Network.objects.count() == 0

        assert [network.name for network in Network.objects.all()] == ["Propia"]


# --- One question behind a door ------------------------------------------------------------------------

NAMES = "SELECT string_agg(name, ',') FROM networks_network"


def door_of(program: Program, name: str) -> bytes:
    """Make a door, and a network of that name behind it."""
    digest = Door.hash("code", program.slug)
    Door.objects.create(kind="code", token_hash=digest, program=program)
    with program_context(program):
        NetworkFactory.create(name=name)
    return digest


@pytest.mark.django_db(transaction=True)
def test_a_door_shows_its_own_programme_and_closes_behind_the_question(
    program: Program, other_program: Program
) -> None:
    ours, theirs = door_of(program, "Propia"), door_of(other_program, "Ajena")

    assert ask_behind_door("code", ours, NAMES, []) == ("Propia",)
    assert ask_behind_door("code", theirs, NAMES, []) == ("Ajena",)
    with connection.cursor() as cursor:
        cursor.execute(NAMES)
        assert cursor.fetchone() == (None,)


def test_without_a_door_nothing_is_answered(program: Program, other_program: Program) -> None:
    door_of(other_program, "Ajena")

    with program_context(program):
        NetworkFactory.create(name="Propia")
        assert ask_behind_door("code", b"no such door", NAMES, []) is None


def test_a_door_inside_a_context_gives_the_context_back(program: Program, other_program: Program) -> None:
    theirs = door_of(other_program, "Ajena")

    with program_context(program):
        NetworkFactory.create(name="Propia")
        assert ask_behind_door("code", theirs, NAMES, []) == ("Ajena",)
        with connection.cursor() as cursor:
            cursor.execute(NAMES)
            assert cursor.fetchone() == ("Propia",)
