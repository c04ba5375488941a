"""Making a workshop of a session, and its script until it starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks.errors import NotAllowedNow
from networks.models import Activity
from questionnaires.workshop.models import SocializationWorkshop, WorkshopStep
from questionnaires.workshop.queries.workshops import agreements_before, nodes_for, release_for, table_of
from questionnaires.workshop.script import DURATIONS, ROLES, order_problem, script_for


@dataclass(frozen=True)
class ScriptLine:
    """A step as it was edited: another who, other minutes, or left out."""

    step_id: int
    role: str
    minutes: int
    keeps: bool


@transaction.atomic
def open_workshop(activity: Activity, *, by: User) -> SocializationWorkshop:
    """Make a session of one network its workshop, with the script of an hour. Twice it is the same one.

    Raises:
        NotAllowedNow: for what is no session of a network, or was called off.
    """
    found = SocializationWorkshop.objects.filter(activity=activity).first()
    if activity.kind != "network_session" or activity.is_cancelled:
        raise NotAllowedNow(_("El taller se hace en una sesión de red que siga en pie."))
    network = activity.networks.all()[0].network
    workshop = found or SocializationWorkshop.objects.create(
        network=network, activity=activity, release=release_for(network, activity.day.year), opened_by=by
    )
    if found is None:
        _write_script(workshop, 60, ())
    record("workshop.opened", by=by, network_id=network.pk, subject=workshop.pk)
    return workshop


@transaction.atomic
def choose_script(
    workshop: SocializationWorkshop, *, duration: int, nodes: Sequence[str] = (), by: User
) -> SocializationWorkshop:
    """Write the script again, for other minutes or other dimensions. What was edited of it is gone.

    Raises:
        NotAllowedNow: once it started, for minutes that no script has or a dimension that it can't be about.
    """
    workshop = _unstarted(workshop)
    if duration not in DURATIONS:
        raise NotAllowedNow(_("Elige 45, 60 o 90 minutos."), "duration")
    if not set(nodes) <= set(nodes_for(workshop.network, workshop.activity, table_of(workshop))):
        raise NotAllowedNow(_("Una de esas dimensiones no tiene resultados que mostrar."), "nodes")
    _write_script(workshop, duration, nodes)
    record(
        "workshop.script_chosen",
        by=by,
        network_id=workshop.network_id,
        subject=workshop.pk,
        duration=duration,
    )
    return workshop


@transaction.atomic
def edit_script(
    workshop: SocializationWorkshop, *, lines: Sequence[ScriptLine], by: User
) -> SocializationWorkshop:
    """Change who leads each step and for how long; leave steps out; put them in the order of ``lines``.

    Raises:
        NotAllowedNow: once it started, for minutes that can't be, when no step stays, or for an order in
            which something would be shown before the room predicts or votes on what is not there yet.
    """
    workshop = _unstarted(workshop)
    steps = {step.pk: step for step in workshop.steps.all()}
    kept = {line.step_id: line for line in lines if line.keeps and line.step_id in steps}
    if not kept:
        raise NotAllowedNow(_("Deja al menos un paso."))
    if not all(1 <= line.minutes <= 90 for line in lines):
        raise NotAllowedNow(_("Cada paso dura entre 1 y 90 minutos."))
    if problem := order_problem([(steps[key].what, steps[key].node) for key in kept]):
        raise NotAllowedNow(problem)
    workshop.steps.exclude(pk__in=kept).delete()
    for position, (key, line) in enumerate(kept.items()):
        step = steps[key]
        step.role, step.minutes, step.position = line.role.strip(), line.minutes, position
        step.save(update_fields=["role", "minutes", "position"])
    record(
        "workshop.script_edited", by=by, network_id=workshop.network_id, subject=workshop.pk, steps=len(kept)
    )
    return workshop


def _unstarted(workshop: SocializationWorkshop) -> SocializationWorkshop:
    found = SocializationWorkshop.objects.select_for_update(of=("self",)).get(pk=workshop.pk)
    if found.started_at is not None:
        raise NotAllowedNow(_("El taller ya comenzó: su guion no cambia."))
    return found


def _write_script(workshop: SocializationWorkshop, duration: int, nodes: Sequence[str]) -> None:
    table = table_of(workshop)
    offered = nodes_for(workshop.network, workshop.activity, table)
    chosen = [code for code in offered if code in nodes] or list(offered)
    plans = script_for(
        duration, chosen, has_bars=table is not None, has_agreements=bool(agreements_before(workshop))
    )
    workshop.duration = duration
    workshop.save(update_fields=["duration"])
    workshop.steps.all().delete()
    WorkshopStep.objects.bulk_create(
        WorkshopStep(
            workshop=workshop,
            position=position,
            kind=plan.kind.value,
            node=plan.node,
            node_name=offered.get(plan.node, ""),
            role=str(ROLES[plan.kind]),
            minutes=plan.minutes,
        )
        for position, plan in enumerate(plans)
    )
