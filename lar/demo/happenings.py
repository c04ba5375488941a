"""What changes in the demonstration's networks along two years: people who go, a school that leaves."""

from __future__ import annotations

from datetime import date

from lar.accounts.models import User
from lar.demo import story
from lar.demo.cast import account
from networks.actions.networks import remove_school
from networks.actions.people import hand_over
from networks.models import Network

# The second of the team hands her place over when the second year begins.
HANDED_OVER = "Red Pehuén Lectora"
ARRIVES = ("relevo.pehuen@demo.lar", "Jacqueline Sandoval Riffo")
HAND_OVER_DAY = date(story.THIS_YEAR, 3, 9)

# A school that leaves between the two years.
LEFT_BY_A_SCHOOL = "Red Bahía Clara"
SCHOOL_LEAVES = date(story.THIS_YEAR, 3, 2)


def hand_over_and_leave(network: Network, *, year: int, by: User) -> bool:
    """Before a network's second year: who goes and who arrives. Returns whether a school left."""
    if year != story.THIS_YEAR:
        return False
    if network.name == HANDED_OVER:
        email, name = ARRIVES
        account(email, name)
        leaver = network.coordinations.filter(valid_to=None).order_by("pk").last()
        if leaver is not None:
            hand_over(leaver, email=email, name=name, on=HAND_OVER_DAY, by=by)
    if network.name == LEFT_BY_A_SCHOOL:
        row = network.schools.filter(valid_to=None).order_by("-school_id").first()
        if row is not None:
            remove_school(row, on=SCHOOL_LEAVES, by=by)
            return True
    return False
