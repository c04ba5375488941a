"""Leading the room: starting, going on, revealing, tidying ideas, ending."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.tenancy.models import Door
from lar.tenancy.models.door import DoorKind
from networks.errors import NotAllowedNow
from questionnaires.workshop.codes import codes_of, room_hash
from questionnaires.workshop.counting import gated
from questionnaires.workshop.ending import finish, locked, show
from questionnaires.workshop.models import Contribution, SocializationWorkshop, WorkshopStep
from questionnaires.workshop.script import VOTED

STANDS_STILL = timedelta(hours=12)
"""For how long a room may stay in a step before it counts as forgotten."""


@transaction.atomic
def start_workshop(
    workshop: SocializationWorkshop, *, on: datetime | None = None, by: User
) -> SocializationWorkshop:
    """Open the room: from now on its four letters let phones in.

    Raises:
        NotAllowedNow: before the session's day, or when it started already.
    """
    workshop = locked(workshop)
    if workshop.started_at is not None:
        raise NotAllowedNow(_("Este taller ya comenzó."))
    moment = on or timezone.now()
    if timezone.localdate(moment) < workshop.activity.day:
        raise NotAllowedNow(
            _("Todavía no llega el día de la sesión. Si se adelantó, cambia primero su fecha.")
        )
    for turn, code in codes_of(workshop.pk):
        _door, is_new = Door.objects.get_or_create(
            kind=DoorKind.WORKSHOP, token_hash=room_hash(code), defaults={"program_id": workshop.program_id}
        )
        if is_new:
            workshop.code_turn, workshop.code_hash = turn, room_hash(code)
            break
    workshop.started_at = workshop.step_since = moment
    workshop.position = 0
    workshop.version += 1
    workshop.save()
    record("workshop.started", by=by, network_id=workshop.network_id, subject=workshop.pk)
    return workshop


@transaction.atomic
def go_to_step(workshop: SocializationWorkshop, *, position: int, by: User) -> SocializationWorkshop:
    """Take the room to another step, on or back. What a vote revealed stays revealed.

    Raises:
        NotAllowedNow: unless the workshop is running and has that step.
    """
    workshop = _running(workshop)
    if not workshop.steps.filter(position=position).exists():
        raise NotAllowedNow(_("Ese paso no está en el guion."))
    workshop.position, workshop.step_since = position, timezone.now()
    show(workshop)
    record("workshop.moved", by=by, network_id=workshop.network_id, subject=workshop.pk, position=position)
    return workshop


@transaction.atomic
def reveal_step(workshop: SocializationWorkshop, *, on: datetime | None = None, by: User) -> WorkshopStep:
    """Show the room what it voted in its step. From here its counts stand still, for ever.

    Raises:
        NotAllowedNow: unless the workshop is running, in a step with votes that nobody revealed.
    """
    workshop = _running(workshop)
    step = WorkshopStep.objects.select_for_update().get(workshop=workshop, position=workshop.position)
    if step.what not in VOTED or step.is_revealed:
        raise NotAllowedNow(_("En este paso no hay nada que mostrar, o ya se mostró."))
    step.shown, step.revealed_at = gated(step, workshop.program), on or timezone.now()
    step.save(update_fields=["shown", "revealed_at"])
    show(workshop)
    record(
        "workshop.revealed", by=by, network_id=workshop.network_id, subject=workshop.pk, step=step.position
    )
    return step


@transaction.atomic
def tidy_idea(
    workshop: SocializationWorkshop, *, idea_id: int, into_id: int | None = None, by: User
) -> Contribution:
    """Join an idea to another that says the same, or take it off the screen.

    Raises:
        NotAllowedNow: unless both are ideas of this running workshop that stand alone on the screen, before
            anybody gave them dots.
    """
    workshop = _running(workshop)
    standing = Contribution.objects.select_for_update(of=("self",)).filter(
        step__workshop=workshop, withdrawn=False, joins=None
    )
    idea = standing.select_related("step").filter(pk=idea_id).first()
    into = standing.filter(pk=into_id).first() if into_id else None
    if idea is None or (into_id and (into is None or into.step_id != idea.step_id or into == idea)):
        raise NotAllowedNow(_("Esa idea ya no está en la pantalla."))
    dots = workshop.steps.filter(node=idea.step.node, kind="dots", position__lte=workshop.position)
    if dots.exists():
        raise NotAllowedNow(_("Ya se está votando: las ideas quedan como están."))
    if into is not None:
        Contribution.objects.filter(joins=idea).update(joins=into)
    idea.joins, idea.withdrawn = into, into is None
    idea.save(update_fields=["joins", "withdrawn"])
    show(workshop)
    record(
        "workshop.idea_tidied", by=by, network_id=workshop.network_id, subject=workshop.pk, joined=bool(into)
    )
    return idea


@transaction.atomic
def end_workshop(
    workshop: SocializationWorkshop, *, on: datetime | None = None, by: User
) -> SocializationWorkshop:
    """End it: nobody votes any more, the letters and the phones' marks are gone, the minutes are written.

    What nobody revealed is deleted: the room decided not to look at it.

    Raises:
        NotAllowedNow: unless it is running.
    """
    workshop = _running(workshop)
    finish(workshop, by, on=on)
    record("workshop.ended", by=by, network_id=workshop.network_id, subject=workshop.pk)
    return workshop


@transaction.atomic
def close_forgotten(workshop: SocializationWorkshop, *, by: User | None) -> SocializationWorkshop:
    """End a room that everybody left, as its leader would have; its minutes are of who opened it.

    Raises:
        NotAllowedNow: unless it is running and nobody moved it for as long as a room may stand still.
    """
    workshop = _running(workshop)
    since = workshop.step_since or workshop.started_at
    if since is None or since > timezone.now() - STANDS_STILL:
        raise NotAllowedNow(_("Alguien sigue en la sala."))
    finish(workshop, workshop.opened_by)
    record("workshop.closed", by=by, network_id=workshop.network_id, subject=workshop.pk)
    return workshop


def _running(workshop: SocializationWorkshop) -> SocializationWorkshop:
    found = locked(workshop)
    if not found.is_running:
        raise NotAllowedNow(_("El taller no está en marcha."))
    return found
