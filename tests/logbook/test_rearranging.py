"""Blocks are moved and removed without losing anything; a day's writing is one line of the record."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from lar.audit.models import Event
from lar.tenancy.context import program_context
from logbook.actions.feedback import comment_on
from logbook.actions.writing import add_block, let_quote, move_block, remove_block, write_block
from logbook.models import Block, CommentKind, QuoteConsent
from tests.logbook.conftest import Team
from tests.logbook.test_writing import begin, words

pytestmark = pytest.mark.django_db


def texts(team: Team) -> list[str]:
    return list(Block.objects.filter(removed_at=None).values_list("text", flat=True))


def test_blocks_change_places_and_stay_at_the_ends(team: Team) -> None:
    ines = team.people["ines"]
    with program_context(team.program):
        entry = begin(team, "Uno.")
        two, three = add_block(entry, text="Dos.", by=ines), add_block(entry, text="Tres.", by=ines)
        move_block(three, up=True, by=ines)
        assert texts(team) == ["Uno.", "Tres.", "Dos."]
        move_block(two, up=False, by=ines)
        assert texts(team) == ["Uno.", "Tres.", "Dos."]
        remove_block(three, by=ines)
        move_block(two, up=True, by=ines)
        assert texts(team) == ["Dos.", "Uno."]


def test_a_removed_block_keeps_everything_and_comes_back(team: Team) -> None:
    with program_context(team.program):
        block = begin(team, "Se va.").blocks.get()
        comment_on(block, kind=CommentKind.SUPPORT, text="Quédate.", by=team.people["facilitator"])
    path, client = f"{team.here}parrafos/{block.pk}/", team.client("raul")
    entry_path = f"{team.here}entradas/{block.entry_id}/"

    gone = words(client.post(path, {"act": "remove"}, follow=True))
    for_reader = words(team.client("facilitator").get(entry_path))
    refused = team.client("facilitator").get(f"{path}comentar/").status_code
    back = client.post(path, {"act": "put_back"}, follow=True)

    assert "Volver a ponerlo" in gone
    assert "El texto que se comentó ya no está." in for_reader
    assert "Se va." not in for_reader
    assert refused == 404
    assert "Volver a ponerlo" not in words(back)
    with program_context(team.program):
        assert texts(team) == ["Se va."]


def test_who_was_writing_in_a_block_that_somebody_removed_loses_nothing(team: Team) -> None:
    with program_context(team.program):
        block = begin(team).blocks.get()
        remove_block(block, by=team.people["raul"])
        write_block(block, text="Seguía escribiendo.", version=1, by=team.people["ines"])

        assert texts(team) == ["Seguía escribiendo."]


def test_a_days_writing_of_a_person_in_an_entry_is_one_line_of_the_record(team: Team) -> None:
    with program_context(team.program):
        first, other = begin(team).blocks.get(), begin(team).blocks.get()
        for version in (1, 2, 3):
            write_block(first, text=f"Van {version}.", version=version, by=team.people["ines"])
        write_block(other, text="Otra entrada.", version=1, by=team.people["ines"])
        write_block(first, text="De Raúl.", version=4, by=team.people["raul"])
        with time_machine.travel(datetime(2026, 5, 5, 18, tzinfo=UTC)):
            write_block(first, text="Mañana.", version=5, by=team.people["ines"])

        assert Event.objects.filter(action="logbook.written").count() == 4


def test_what_may_be_quoted_is_permitted_and_taken_back_with_who_and_when(team: Team) -> None:
    with program_context(team.program):
        entry = begin(team)
    path, client = f"{team.here}entradas/{entry.pk}/", team.client("ines")

    given = words(client.post(path, {"act": "quote", "quotable": "yes"}, follow=True))
    listed = words(team.client("facilitator").get(f"{team.here}2026/"))
    taken = words(client.post(path, {"act": "quote", "quotable": "no"}, follow=True))

    assert "lo permitió Inés Coordina" in given
    assert "Lo que se puede citar en el taller" in listed
    assert "Permitir que se cite en el taller" in taken
    assert team.client("facilitator").post(path, {"act": "quote", "quotable": "yes"}).status_code == 403
    with program_context(team.program):
        let_quote(entry, quotable=True, by=team.people["raul"])
        let_quote(entry, quotable=True, by=team.people["ines"])
        assert [row.ended_at is None for row in QuoteConsent.objects.all()] == [True, False]
