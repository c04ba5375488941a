"""Feedback on a logbook: comments, replies, what is resolved, what made one think."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from logbook.models import Block, Comment, CommentKind, Thought
from logbook.prose import clean_text, plain_of
from networks.errors import NotAllowedNow


@transaction.atomic
def comment_on(block: Block, *, kind: CommentKind, text: str, passage: str = "", by: User) -> Comment:
    """Comment on a block, or on some of its words.

    Raises:
        NotAllowedNow: the words that it speaks of are not in the block as it stands.
    """
    current = Block.objects.select_related("entry__cycle").get(pk=block.pk)
    about = plain_of(passage)
    if about not in plain_of(current.text):
        said = _("Esas palabras no están en el párrafo: cópialas tal como se leen, o deja el campo vacío.")
        raise NotAllowedNow(said, "passage")
    made = Comment.objects.create(
        block=current,
        kind=kind,
        passage=about,
        block_version=current.version,
        text=clean_text(text),
        written_by=by,
        written_at=timezone.now(),
    )
    record(
        "logbook.commented",
        by=by,
        network_id=current.entry.cycle.network_id,
        subject=made.pk,
        kind=str(kind),
    )
    return made


@transaction.atomic
def reply_to(comment: Comment, *, text: str, by: User) -> Comment:
    """Answer a comment. What was resolved stays so."""
    made = Comment.objects.create(
        block=comment.block,
        answers=comment,
        block_version=comment.block.version,
        text=clean_text(text),
        written_by=by,
        written_at=timezone.now(),
    )
    record("logbook.replied", by=by, network_id=_network_of(comment), subject=made.pk)
    return made


@transaction.atomic
def resolve_comment(comment: Comment, *, is_open: bool, by: User) -> None:
    """Mark a comment as resolved, or open it again."""
    comment.resolved_at = None if is_open else timezone.now()
    comment.resolved_by = None if is_open else by
    comment.save(update_fields=["resolved_at", "resolved_by"])
    record(
        "logbook.comment_resolved",
        by=by,
        network_id=_network_of(comment),
        subject=comment.pk,
        is_open=is_open,
    )


@transaction.atomic
def say_it_made_think(comment: Comment, *, by: User) -> None:
    """Say that a comment made one think; said again, it is taken back.

    Raises:
        NotAllowedNow: it is one's own comment.
    """
    if comment.written_by_id == by.pk:
        raise NotAllowedNow(_("Es tu propio comentario."))
    _thought, is_new = Thought.objects.get_or_create(comment=comment, person=by)
    if not is_new:
        _thought.delete()
    record(
        "logbook.made_think",
        by=by,
        network_id=_network_of(comment),
        subject=comment.pk,
        taken_back=not is_new,
    )


def _network_of(comment: Comment) -> int:
    return comment.block.entry.cycle.network_id
