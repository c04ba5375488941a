"""The people of the demonstration and their accounts."""

from __future__ import annotations

import random
from datetime import date

from lar.accounts.models import User
from lar.demo import story
from lar.jobs.models import Job, JobState
from networks.models import Network
from networks.models.dated import in_force


def account(email: str, name: str, *, is_operator: bool = False) -> User:
    """Return the person with that address, made with the demonstration's password when missing."""
    person = User.objects.filter(email=email).first()
    if person is None:
        person = User.objects.create_user(email, story.PASSWORD, name=name, is_operator=is_operator)
    return person


def mail_nobody() -> None:
    """Call off the invitations of this transaction: none of these people exists."""
    Job.objects.filter(kind="networks.people.invite", state=JobState.WAITING).delete()


def team_in(network: Network, year: int) -> list[User]:
    """Return the people who coordinate a network in a school year, those who began first before."""
    rows = network.coordinations.filter(in_force(date(year, 4, 1))).select_related("user")
    return [row.user for row in rows.order_by("pk")]


def team_of(index: int, plan: story.NetworkPlan, seed: int) -> list[User]:
    """Return the people who begin to coordinate a network: the tour's coordinator first where she belongs."""
    chance = random.Random(f"{seed}:equipo:{plan.name}")
    people = [account(*story.COORDINATOR)] if plan.name in story.TOUR_NETWORKS else []
    if plan.name == story.SUPERVISED:
        people.append(account(*story.SUPERVISOR))
    while len(people) < plan.coordinators:
        name = f"{chance.choice(story.FIRST_NAMES)} {chance.choice(story.LAST_NAMES)}"
        people.append(account(f"coordinacion{index + 1}-{len(people) + 1}@demo.lar", name))
    return people
