"""Votes of a room: counters without people, one per phone, frozen at the reveal, through the gate."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from lar.audit.models import Event
from lar.disclosure import Cell, State, UnsafeTable, gate_dots, gate_votes, votes_from_payload
from lar.tenancy.models import Door, Program
from networks.errors import NotAllowedNow
from questionnaires.workshop.actions import end_workshop, reveal_step, tidy_idea
from questionnaires.workshop.models import VOTERS, Contribution, VoteCount, VoteMark, WorkshopStep
from questionnaires.workshop.script import DURATIONS, Kind, script_for
from questionnaires.workshop.voting import Outcome, contribute, vote
from questionnaires.workshop.words import represents_view
from tests.questionnaires.workshop.world import make_room

SI, MATICES, NO = "si", "matices", "no"


def counts_of(step: WorkshopStep) -> dict[str, tuple[int, int]]:
    found = VoteCount.objects.filter(step=step)
    return {one.option: (one.counted, one.late) for one in found}


@pytest.mark.parametrize("duration", DURATIONS)
@pytest.mark.parametrize("has_bars", [True, False])
@pytest.mark.parametrize("has_agreements", [True, False])
def test_a_script_lasts_what_it_promises(duration: int, has_bars: bool, has_agreements: bool) -> None:
    steps = script_for(duration, ["PN", "CP", "CC", "KP"], has_bars=has_bars, has_agreements=has_agreements)

    assert sum(step.minutes for step in steps) == duration
    assert (Kind.REPRESENTS in {step.kind for step in steps}) is has_bars


def test_the_gate_hides_under_five_masks_all_but_one_and_says_the_rest() -> None:
    hidden = gate_votes([4, 0, 0])
    masked = gate_votes([4, 1, 0])
    exact = gate_votes([3, 1, 1])

    assert (hidden.state, hidden.n, hidden.cells) == (State.RESERVED, None, ())
    assert (masked.state, masked.cells[0], masked.cells[2].high) == (State.MASKED, Cell(4, 5, 18), 1)
    assert [cell.low for cell in exact.cells] == [3, 1, 1]


def test_a_prediction_has_no_mean_where_its_groups_are_masked() -> None:
    tens = [value * 10 for value in range(11)]
    together = ((0, 1, 2, 3), (4, 5, 6), (7, 8, 9, 10))
    alike = gate_votes([0] * 10 + [6], groups=together, values=tens)
    apart = gate_votes([0, 0, 2, 0, 0, 1, 0, 0, 3, 0, 0], groups=together, values=tens)

    assert (alike.state, alike.mean) == (State.MASKED, None)
    assert (apart.state, apart.mean) == (State.BLOCKS, 55)


def test_dots_are_gated_idea_by_idea() -> None:
    votes = gate_dots({"one": 3, "all": 6, "none": 0}, 6)

    assert votes["one"].cells[0] == Cell.exactly(3)
    assert (votes["all"].cells[0].low, votes["none"].cells[0].high) == (5, 1)


@pytest.mark.parametrize(
    "payload",
    [
        {"state": "blocks", "n": 4, "cells": [[2, 2, 8], [2, 2, 8]], "mean": None},
        {"state": "blocks", "n": 5, "cells": [[4, 4, 16], [1, 1, 4]], "mean": None},
        {"state": "masked", "n": 5, "cells": [[4, 5, 18], [0, 1, 2]], "mean": 90},
        {"state": "reserved", "n": 3, "cells": [], "mean": None},
    ],
)
def test_a_stored_vote_that_breaks_a_rule_is_not_read(payload: dict[str, object]) -> None:
    with pytest.raises(UnsafeTable):
        votes_from_payload(payload)


def test_a_phone_votes_once_and_leaves_no_row(inside: Program) -> None:
    room = make_room(inside)
    step = room.go(Kind.REPRESENTS)
    events = Event.objects.count()

    first = vote(inside.pk, step.pk, key="a", sent=[SI])
    again = vote(inside.pk, step.pk, key="a", sent=[NO])
    other = vote(inside.pk, step.pk, key="b", sent=[MATICES])

    assert [first, again, other] == [Outcome.KEPT, Outcome.KEPT_BEFORE, Outcome.KEPT]
    assert counts_of(step) == {SI: (1, 0), MATICES: (1, 0), VOTERS: (2, 0)}
    assert Event.objects.count() == events


@pytest.mark.parametrize("sent", [[], ["quizás"], [SI, NO], ["*"]])
def test_what_is_no_vote_of_the_step_is_refused(inside: Program, sent: list[str]) -> None:
    room = make_room(inside)
    step = room.go(Kind.REPRESENTS)

    assert vote(inside.pk, step.pk, key="a", sent=sent) is Outcome.INVALID
    assert counts_of(step) == {}


def test_nobody_votes_ahead_of_the_room_nor_after_it(inside: Program) -> None:
    room = make_room(inside)
    ahead = vote(inside.pk, room.step(Kind.REPRESENTS).pk, key="a", sent=[SI])
    step = room.go(Kind.REPRESENTS)
    end_workshop(room.workshop, by=room.leader)

    assert (ahead, vote(inside.pk, step.pk, key="a", sent=[SI])) == (Outcome.OVER, Outcome.OVER)


def test_counts_stand_still_at_the_reveal_and_later_votes_are_kept_apart(inside: Program) -> None:
    room = make_room(inside)
    step = room.go(Kind.REPRESENTS)
    room.votes(step, SI, SI, SI, MATICES, NO)
    revealed = reveal_step(room.workshop, by=room.leader)
    before = represents_view(revealed)

    late = vote(inside.pk, step.pk, key="late", sent=[NO])
    step.refresh_from_db()

    assert late is Outcome.KEPT
    assert counts_of(step)[NO] == (1, 1)
    assert represents_view(step) == before
    with pytest.raises(NotAllowedNow):
        reveal_step(room.workshop, by=room.leader)


def test_the_database_refuses_to_count_or_change_what_was_revealed(inside: Program) -> None:
    room = make_room(inside)
    step = room.go(Kind.REPRESENTS)
    room.votes(step, SI, SI, SI, MATICES, NO)
    revealed = reveal_step(room.workshop, by=room.leader)

    with pytest.raises(DatabaseError), transaction.atomic():
        VoteCount.objects.filter(step=step, option=SI).update(counted=9)
    revealed.shown = {"vote": {}}
    with pytest.raises(DatabaseError), transaction.atomic():
        revealed.save()


def test_ideas_are_joined_voted_and_written_down(inside: Program) -> None:
    room = make_room(inside)
    ideas = room.go(Kind.IDEAS)
    for text in ("Observar clases", "Visitar clases", "Comprar sillas", "Leer juntas"):
        assert contribute(inside.pk, ideas.pk, text=text) is Outcome.KEPT
    one, same, silly, other = Contribution.objects.filter(step=ideas)
    tidy_idea(room.workshop, idea_id=same.pk, into_id=one.pk, by=room.leader)
    tidy_idea(room.workshop, idea_id=silly.pk, by=room.leader)
    dots = room.go(Kind.DOTS)
    room.votes(dots, [one.pk], [one.pk, other.pk], [other.pk], [one.pk], [one.pk, other.pk], [same.pk])
    reveal_step(room.workshop, by=room.leader)
    too_late = contribute(inside.pk, ideas.pk, text="Otra más")
    end_workshop(room.workshop, by=room.leader)
    room.workshop.activity.refresh_from_db()

    assert too_late is Outcome.OVER
    assert "– Observar clases (al menos 4)" in room.workshop.activity.minutes
    assert "– Leer juntas (3)" in room.workshop.activity.minutes
    assert "Comprar sillas" not in room.workshop.activity.minutes


def test_ending_leaves_no_mark_no_door_and_no_count_that_nobody_saw(inside: Program) -> None:
    room = make_room(inside)
    step = room.go(Kind.PREDICT)
    room.votes(step, 8, 8, 3, 5, 9, 2)
    doors = Door.objects.filter(kind="workshop").count()

    ended = end_workshop(room.workshop, by=room.leader)

    assert (doors, Door.objects.filter(kind="workshop").count()) == (1, 0)
    assert not VoteMark.objects.exists()
    assert not VoteCount.objects.exists()
    assert (ended.code_hash, ended.activity.status) == (None, "planned")
    ended.activity.refresh_from_db()
    assert ended.activity.is_held
