"""The yearly cycle of a network: starting it, moving through its steps, choosing what to work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.model.dimensions import FocusReason, focus_problem, in_model_order
from lar.model.steps import Step
from networks import rules
from networks.errors import NotAllowedNow
from networks.models import Cycle, LeverChoice, Network


@dataclass(frozen=True)
class Lever:
    """A dimension to work on, why it was chosen, and the reason in the team's own words."""

    node: str
    reason: FocusReason
    explanation: str


@transaction.atomic
def start_cycle(network: Network, *, year: int, by: User | None) -> Cycle:
    """Open a network's school year. Its year in the programme comes from the cohort."""
    if year < network.cohort:
        raise NotAllowedNow(
            _("La red entró al programa en %(cohort)d: no tiene ciclos anteriores.")
            % {"cohort": network.cohort},
            "year",
        )
    if Cycle.objects.filter(network=network, year=year).exists():
        raise NotAllowedNow(_("La red ya tiene un ciclo para ese año."), "year")
    cycle = Cycle.objects.create(
        network=network,
        year=year,
        programme_year=rules.programme_year_of(network.cohort, year, network.left_on),
    )
    record("cycle.started", by=by, network_id=network.pk, subject=cycle.pk, year=year)
    return cycle


@transaction.atomic
def set_step(cycle: Cycle, *, step: Step, by: User | None) -> None:
    """Say in which step the work is. Any step, forwards or back: none is ever locked."""
    before, cycle.step = cycle.step, step
    cycle.save(update_fields=["step"])
    record(
        "cycle.step_set", by=by, network_id=cycle.network_id, subject=cycle.pk, before=before, now=int(step)
    )


@transaction.atomic
def write_analysis(cycle: Cycle, *, text: str, on: date, by: User | None) -> None:
    """Write the team's own analysis of the network, which the choice of levers rests on."""
    cycle.analysis, cycle.analysis_on = text.strip(), on
    cycle.save(update_fields=["analysis", "analysis_on"])
    record(
        "cycle.analysis_written",
        by=by,
        network_id=cycle.network_id,
        subject=cycle.pk,
        length=len(cycle.analysis),
    )


@transaction.atomic
def choose_levers(cycle: Cycle, *, levers: Sequence[Lever], on: date, by: User) -> None:
    """Choose the one or two dimensions of the year. Choosing again replaces the choice.

    Raises:
        NotAllowedNow: none, three or more, one twice, an effect, or one without its explanation.
    """
    problem = focus_problem([lever.node for lever in levers])
    if problem is not None:
        raise NotAllowedNow(problem, "node")
    if not all(lever.explanation.strip() for lever in levers):
        raise NotAllowedNow(_("Cuenta por qué eligieron cada dimensión."), "explanation")
    LeverChoice.objects.filter(cycle=cycle).delete()
    LeverChoice.objects.bulk_create(
        LeverChoice(
            cycle=cycle,
            node=lever.node,
            reason=lever.reason,
            explanation=lever.explanation.strip(),
            chosen_on=on,
            chosen_by=by,
        )
        for lever in levers
    )
    record(
        "cycle.levers_chosen",
        by=by,
        network_id=cycle.network_id,
        subject=cycle.pk,
        levers={node: _reason(levers, node) for node in in_model_order(lever.node for lever in levers)},
        on=on.isoformat(),
    )


def _reason(levers: Sequence[Lever], node: str) -> str:
    return next(lever.reason.value for lever in levers if lever.node == node)
