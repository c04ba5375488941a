"""A network of the demonstration and its years: schools, roster, team, cycles."""

from __future__ import annotations

import random
from datetime import date

from lar.accounts.models import User
from lar.demo import story
from lar.demo.cast import team_of
from lar.demo.enrolment import commit
from lar.demo.happenings import hand_over_and_leave
from lar.demo.year_end import build_proposals
from lar.model.dimensions import FocusReason
from lar.model.steps import Step
from networks.actions.cycle import Lever, choose_levers, set_step, start_cycle, write_analysis
from networks.actions.networks import add_school, assign_territory, create_network, unassign_territory
from networks.actions.people import add_coordinator
from networks.actions.purpose import write_purpose
from networks.actions.roster import set_roster
from networks.models import Cycle, MemberRole, Network, School, Territory

ROLES_IN_ORDER = (MemberRole.HEAD, MemberRole.UTP, MemberRole.TEACHER)
STEP_OF_OUTCOME = {
    story.Outcome.READY: Step.PREPARATION,
    story.Outcome.OPEN: Step.IMPLEMENTATION,
    story.Outcome.RELEASED: Step.IMPLEMENTATION,
    story.Outcome.SHARED: Step.LEARNING,
    story.Outcome.TOO_FEW: Step.IMPLEMENTATION,
}


def build_network(index: int, *, seed: int, by: User) -> Network:
    """Enrol the network number ``index`` of the story, with its schools, roster and team."""
    plan = story.NETWORKS[index]
    on = date(plan.cohort, 3, 10)
    network = create_network(
        name=plan.name,
        kind=plan.kind,
        cohort=plan.cohort,
        on=on,
        territory=Territory.objects.get(name=plan.place),
        by=by,
    )
    for person in team_of(index, plan, seed):
        add_coordinator(network, email=person.email, name=person.name, on=on, by=by)
    for school in schools_of(index, plan, seed):
        add_school(network, school=school, on=on, by=by)
    set_roster(network, seats=spread_seats(network, plan.seats), on=on, by=by)
    commit(network, plan, by=by)
    if plan.moves_to:
        move_network(network, plan.moves_to, by=by)
    return network


def move_network(network: Network, territory: str, *, by: User) -> None:
    """Pass a network to another territory on the day on which its schools pass to it."""
    unassign_territory(network.territories.get(valid_to=None), on=story.TRANSFER, by=by)
    assign_territory(network, territory=Territory.objects.get(name=territory), on=story.TRANSFER, by=by)


def schools_of(index: int, plan: story.NetworkPlan, seed: int) -> list[School]:
    """Draw schools from the comunas of the network's place; the same seed draws the same ones."""
    place = next(place for place in story.PLACES if place.name == plan.place)
    found = School.objects.filter(comuna__in=place.comunas, is_working=True, has_pupils=True).order_by("rbd")
    return random.Random(f"{seed}:escuelas:{index}").sample(list(found), plan.schools)


def spread_seats(network: Network, seats: int) -> dict[int, dict[str, int]]:
    """Spread ``seats`` people over the schools, heads first, then UTP, then teachers."""
    schools = sorted(network.schools.filter(valid_to=None).values_list("pk", flat=True))
    given: dict[int, dict[str, int]] = {school: {} for school in schools}
    for place in range(seats):
        school = schools[place % len(schools)]
        role = ROLES_IN_ORDER[min(place // len(schools), len(ROLES_IN_ORDER) - 1)]
        given[school][role] = given[school].get(role, 0) + 1
    return given


def build_cycle(network: Network, plan: story.NetworkPlan, year: int, *, by: User) -> Cycle:
    """Live the first step of a year: analysis, purpose, levers."""
    if hand_over_and_leave(network, year=year, by=by):
        set_roster(network, seats=spread_seats(network, plan.seats), on=date(year, 3, 16), by=by)
    cycle = start_cycle(network, year=year, by=by)
    write_analysis(cycle, text=story.ANALYSIS, on=date(year, 4, 2), by=by)
    if year == plan.cohort or not plan.forgets_purpose:
        write_purpose(
            network,
            text=(story.PURPOSES if year == plan.cohort else story.PURPOSES_AFTER)[plan.levers[0]],
            agreed_with="Sesión de red de abril, con todas las escuelas",
            next_review=date(year + 1, 4, 15),
            on=date(year, 4, 22),
            by=by,
        )
    reasons = (FocusReason.RELEVANT_WEAKNESS, FocusReason.STRATEGIC_INTEREST)
    levers = [
        Lever(node, reason, story.REASONS[node]) for node, reason in zip(plan.levers, reasons, strict=False)
    ]
    build_proposals(cycle, plan, by=by)
    choose_levers(cycle, levers=levers, on=date(year, 4, 24), by=by)
    running = year == story.THIS_YEAR
    set_step(cycle, step=STEP_OF_OUTCOME[plan.outcome] if running else Step.LEARNING, by=by)
    return cycle
