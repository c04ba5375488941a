from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from lar.tenancy.context import NoProgramContext, program_context
from lar.tenancy.models import Program
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
