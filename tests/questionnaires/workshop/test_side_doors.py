"""Hidden votes attacked by the side doors: page source, part, tag, length, time, wall, remote, API, mail."""

from __future__ import annotations

import re
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from lar.audit.models import Event
from lar.jobs.models import Job
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.workshop.actions import reveal_step
from questionnaires.workshop.models import VoteCount
from questionnaires.workshop.script import Kind
from tests.questionnaires.workshop.world import Room, make_room, phone

pytestmark = pytest.mark.django_db

# Two rooms that voted the opposite; whoever can tell them apart knows something of the votes.
ONE_WAY = {Kind.PREDICT: ["10"] * 4 + ["9"] * 3, Kind.REPRESENTS: ["si"] * 7}
OTHER_WAY = {Kind.PREDICT: ["0"] * 4 + ["1"] * 3, Kind.REPRESENTS: ["no"] * 7}
NOISE = re.compile(rb'csrfmiddlewaretoken" value="[^"]+"|data-until="\d+"')


def seen(room: Room) -> dict[str, Any]:
    """All that may be had of a room from outside and by who leads it."""
    guest, leader = phone(room), Client()
    leader.force_login(room.leader)
    place = f"/demo/taller/{room.workshop.pk}/"
    answers = {
        "page": guest.get(f"/t/{room.code}/"),
        "part": guest.get(f"/t/{room.code}/sala/"),
        "wall": leader.get(f"{place}proyector/"),
        "remote": leader.get(f"{place}control/"),
        "desk": leader.get(place),
    }
    found: dict[str, Any] = {}
    for name, answer in answers.items():
        assert answer.status_code == 200, name
        found[name] = (NOISE.sub(b"", answer.content), len(NOISE.sub(b"", answer.content)))
    found["tag"] = answers["part"].headers["ETag"]
    return found


@pytest.mark.parametrize("kind", [Kind.PREDICT, Kind.REPRESENTS])
def test_before_the_reveal_opposite_votes_look_the_same_everywhere(program: Program, kind: Kind) -> None:
    with program_context(program):
        room = make_room(program)
        step = room.go(kind)
    looks = []
    for votes in (ONE_WAY[kind], OTHER_WAY[kind]):
        with program_context(program):
            VoteCount.objects.filter(step=step).delete()
            step.marks.all().delete()
            room.votes(step, *votes)
        looks.append(seen(room))

    assert looks[0] == looks[1]


def test_a_vote_changes_nothing_that_another_phone_can_ask_for(program: Program) -> None:
    with program_context(program):
        room = make_room(program)
        step = room.go(Kind.REPRESENTS)
    other = phone(room)
    before = other.get(f"/t/{room.code}/sala/")
    with program_context(program):
        room.votes(step, "si", "no", "matices", "no", "no", "no")
    after = other.get(f"/t/{room.code}/sala/", headers={"If-None-Match": before.headers["ETag"]})

    assert (after.status_code, after.content) == (304, b"")


def test_four_votes_stay_hidden_after_the_reveal(program: Program) -> None:
    with program_context(program):
        room = make_room(program)
        step = room.go(Kind.REPRESENTS)
        room.votes(step, "si", "si", "si", "no")
        shown = reveal_step(room.workshop, by=room.leader).shown
    pages = seen(room)

    assert shown == {"vote": {"state": "reserved", "n": None, "cells": [], "mean": None}}
    assert b"Votaron menos personas" in pages["part"][0]
    assert b"4 votos" not in b"".join(pages[name][0] for name in ("page", "part", "wall", "remote", "desk"))


def test_a_late_vote_moves_no_screen(program: Program) -> None:
    with program_context(program):
        room = make_room(program)
        step = room.go(Kind.REPRESENTS)
        room.votes(step, "si", "si", "si", "no", "no")
        reveal_step(room.workshop, by=room.leader)
    before = seen(room)
    guest = phone(room)
    assert guest.post(f"/t/{room.code}/", {"step": str(step.pk), "option": "no"}).status_code == 303

    assert seen(room) == before


def test_voting_leaves_no_event_no_job_and_no_mail(program: Program) -> None:
    with program_context(program):
        room = make_room(program)
        step = room.go(Kind.REPRESENTS)
        before = (Event.objects.count(), Job.objects.count(), len(mail.outbox))
    guest = phone(room)
    guest.post(f"/t/{room.code}/", {"step": str(step.pk), "option": "si"})

    with program_context(program):
        assert (Event.objects.count(), Job.objects.count(), len(mail.outbox)) == before


def test_a_key_of_another_room_or_of_ones_own_making_does_not_vote(program: Program) -> None:
    with program_context(program):
        room, other = make_room(program), make_room(program, name="Red vecina")
        step = room.go(Kind.REPRESENTS)
    theirs = phone(other).cookies["lar-sala"].value
    for key in (theirs, "made-up.0123456789abcdef01234567", ""):
        guest = Client()
        guest.cookies["lar-sala"] = key
        guest.post(f"/t/{room.code}/", {"step": str(step.pk), "option": "si"})

    with program_context(program):
        assert not VoteCount.objects.exists()


def test_a_phone_does_not_vote_in_a_step_of_another_room(program: Program) -> None:
    with program_context(program):
        room, other = make_room(program), make_room(program, name="Red vecina")
        room.go(Kind.REPRESENTS)
        theirs = other.go(Kind.REPRESENTS)
    answer = phone(room).post(f"/t/{room.code}/", {"step": str(theirs.pk), "option": "si"})

    assert answer.status_code == 410
    with program_context(program):
        assert not VoteCount.objects.exists()


@pytest.mark.slow
def test_the_time_of_an_answer_does_not_tell_the_votes(program: Program) -> None:
    """The medians of two rooms that voted the opposite, asked in turns, are next to each other."""
    with program_context(program):
        rooms = [make_room(program, name=f"Red {name}") for name in ("uno", "dos")]
        for room, votes in zip(rooms, (ONE_WAY, OTHER_WAY), strict=True):
            room.votes(room.go(Kind.REPRESENTS), *votes[Kind.REPRESENTS])
    guests = [phone(room) for room in rooms]
    times: list[list[float]] = [[], []]
    for _turn in range(200):
        for place, (room, guest) in enumerate(zip(rooms, guests, strict=True)):
            began = perf_counter()
            guest.get(f"/t/{room.code}/sala/")
            times[place].append(perf_counter() - began)

    assert abs(median(times[0]) - median(times[1])) < 0.15 * median(times[0])
