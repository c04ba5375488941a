"""Comments as a reader sees them under each block, and the mirror of one's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from lar.authorization import Actor, Permission
from logbook.models import Block, Comment, CommentKind, Entry, Thought
from logbook.prose import plain_of
from logbook.rules import Anchor, anchor_of


@dataclass(frozen=True)
class Thread:
    """A comment with its replies. ``made_think``: whom, by name; ``is_mine``, ``i_thought``: the reader."""

    comment: Comment
    replies: list[Comment]
    anchor: Anchor
    made_think: list[str]
    is_mine: bool
    i_thought: bool
    may_resolve: bool


def comments_for(actor: Actor) -> QuerySet[Comment]:
    """Return the comments on entries that a reader may see: the first ones, not their replies."""
    entries = Entry.objects.visible_to(actor)
    found = Comment.objects.filter(block__entry__in=entries, answers=None)
    return found.select_related("block__entry__cycle__program", "written_by")


def threads_of(blocks: Sequence[Block], actor: Actor) -> dict[int, list[Thread]]:
    """Return the threads of each block, by its key: open ones first. Three queries."""
    thoughts: Prefetch[str] = Prefetch("thoughts", Thought.objects.select_related("person"))
    replies: Prefetch[str] = Prefetch("replies", Comment.objects.select_related("written_by"))
    comments = Comment.objects.filter(block__in=blocks, answers=None).select_related(
        "written_by", "resolved_by"
    )
    by_key = {block.pk: block for block in blocks}
    writes_in = actor.networks_with(Permission.WRITE_LOGBOOK)
    found: dict[int, list[Thread]] = defaultdict(list)
    for comment in comments.prefetch_related(replies).prefetch_related(thoughts):
        block = by_key[comment.block_id]
        found[block.pk].append(_thread(comment, block, actor, block.entry.cycle.network_id in writes_in))
    return {key: sorted(threads, key=lambda one: not one.comment.is_open) for key, threads in found.items()}


def _thread(comment: Comment, block: Block, actor: Actor, in_team: bool) -> Thread:
    thought = list(comment.thoughts.all())
    is_mine = comment.written_by_id == actor.user_id
    return Thread(
        comment,
        list(comment.replies.all()),
        anchor_of(
            comment.passage,
            "" if block.removed_at else plain_of(block.text),
            read=comment.block_version,
            version=block.version,
        ),
        [one.person.name for one in thought],
        is_mine,
        any(one.person_id == actor.user_id for one in thought),
        is_mine or in_team,
    )


@dataclass(frozen=True)
class Balance:
    """What a person's own comments were. It exists for her alone: no query asks it of two people."""

    lines: list[tuple[str, int]]
    made_think: int

    @property
    def total(self) -> int:
        return sum(count for _label, count in self.lines)

    @property
    def missing(self) -> list[str]:
        return [label for label, count in self.lines if not count]


def own_balance(actor: Actor) -> Balance:
    """Return the reader's own balance of kinds; two queries."""
    mine = Comment.objects.filter(written_by=actor.user_id, answers=None)
    counts = Counter(mine.order_by().values_list("kind", flat=True))
    lines = [(str(kind.label), counts[kind.value]) for kind in CommentKind]
    return Balance(lines, mine.filter(thoughts__isnull=False).order_by().distinct().count())
