"""What a room wrote without internet or on paper becomes its workshop: once, through the same gate."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks.actions.agreements import write_agreement
from networks.errors import NotAllowedNow
from networks.registries import Bar, bar_of
from questionnaires.workshop.counting import count_written, forget_unrevealed
from questionnaires.workshop.ending import finish, locked
from questionnaires.workshop.models import Contribution, SocializationWorkshop, WorkshopStep
from questionnaires.workshop.script import Kind
from questionnaires.workshop.sheet import agreement_name
from questionnaires.workshop.sheet_reading import Written, WrittenAgreement

FIELDS = {
    "text": "texto",
    "owner_words": "encargo",
    "due": "plazo",
    "how_known": "como",
    "review_on": "revision",
}


@transaction.atomic
def bring_room(
    workshop: SocializationWorkshop, *, written: Written, bundle_id: UUID, by: User
) -> SocializationWorkshop:
    """Keep what a room wrote down, gate its counts, write its agreements and minutes, and end it.

    The same ``bundle_id`` again changes nothing. What the room had revealed by phone stays as it was shown;
    votes by phone that nobody saw give way to what was written.

    Raises:
        NotAllowedNow: before the session's day, once it ended otherwise, or for an agreement that can't be:
            then its ``field`` is the name of the field in the sheet.
    """
    workshop = locked(workshop)
    is_new = workshop.bundle_id != bundle_id
    if is_new:
        _require_open(workshop)
        forget_unrevealed(workshop)
        _keep(workshop, written)
        for one in written.agreements:
            _agree(workshop, one, by)
        workshop.bundle_id = bundle_id
        workshop.started_at = workshop.started_at or timezone.now()
        finish(workshop, by)
    record("workshop.brought", by=by, network_id=workshop.network_id, subject=workshop.pk, is_new=is_new)
    return workshop


def _require_open(workshop: SocializationWorkshop) -> None:
    if workshop.has_ended:
        raise NotAllowedNow(_("Este taller ya terminó y tiene su acta: no se puede cargar otra vez."))
    if workshop.activity.is_cancelled:
        raise NotAllowedNow(_("Esta actividad se suspendió: no tiene acta."))
    if timezone.localdate() < workshop.activity.day:
        raise NotAllowedNow(
            _("Todavía no llega el día de la sesión. Si se adelantó, cambia primero su fecha.")
        )


def _keep(workshop: SocializationWorkshop, written: Written) -> None:
    """Ideas before their dots: what may be voted is read from them."""
    for step in workshop.steps.select_for_update():
        step.workshop = workshop
        if step.what is Kind.IDEAS:
            _ideas(step, written)
        for text in written.nuances.get(step.pk, []):
            Contribution.objects.create(step=step, text=text)
        if step.pk in written.votes and not step.is_revealed:
            count_written(step, written.votes[step.pk])


def _ideas(step: WorkshopStep, written: Written) -> None:
    dots_step = step.workshop.steps.filter(kind=Kind.DOTS.value, node=step.node).first()
    if dots_step is not None and dots_step.is_revealed:
        return
    dots = {}
    for idea in written.ideas.get(step.node, []):
        dots[str(Contribution.objects.create(step=step, text=idea.text).pk)] = idea.dots
    voters = written.voters.get(step.node, 0)
    if dots_step is not None and voters:
        dots_step.workshop = step.workshop
        count_written(dots_step, dots, voters)


def _agree(workshop: SocializationWorkshop, one: WrittenAgreement, by: User) -> None:
    try:
        write_agreement(
            workshop.network,
            text=one.text,
            due=one.due,
            how_known=one.known,
            review_on=one.review_on,
            owner_words=one.owner,
            activity=workshop.activity,
            bar=_bar(workshop, one.node),
            on=workshop.activity.day,
            by=by,
        )
    except NotAllowedNow as error:
        name = agreement_name(one.place, FIELDS.get(error.field or "", "texto"))
        raise NotAllowedNow(str(error), name) from error


def _bar(workshop: SocializationWorkshop, node: str) -> Bar | None:
    return bar_of(workshop.network, workshop.release_id, node) if workshop.release_id and node else None
