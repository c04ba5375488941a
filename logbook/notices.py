"""What the logbook tells people: that somebody commented what their team wrote, or answered them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lar.authorization import Actor, Permission, has_permission
from logbook.models import Comment, Entry
from networks.notice_registry import Notice, NoticeKind, Reader, register_notice_kind, register_notices

FEEDBACK = NoticeKind(
    "feedback",
    gettext_lazy("Comentarios en la bitácora"),
    gettext_lazy("Cuando alguien comenta lo que escribe tu equipo, o responde un comentario tuyo."),
    65,
)


def register() -> None:
    """Call once, when apps are ready."""
    register_notice_kind(FEEDBACK, _comments)
    register_notices(feedback)


def _comments(actor: Actor) -> bool:
    return has_permission(actor, Permission.VIEW_LOGBOOK) or bool(
        actor.networks_with(Permission.VIEW_LOGBOOK)
    )


def feedback(reader: Reader) -> Iterable[Notice]:
    """One an entry: open comments on what her teams wrote, and answers to hers; others' only. One query."""
    for_team = Q(block__entry__cycle__network__in=reader.mine, answers=None, resolved_at=None)
    for_her = Q(answers__written_by=reader.actor.user_id)
    rows = (
        Comment.objects.filter(for_team | for_her, written_at__gt=reader.since)
        .filter(block__entry__in=Entry.objects.visible_to(reader.actor))
        .exclude(written_by=reader.actor.user_id)
        .select_related("block__entry__cycle__network")
        .order_by("written_at", "pk")
    )
    by_entry: dict[int, list[Comment]] = {}
    for row in rows:
        by_entry.setdefault(row.block.entry_id, []).append(row)
    for rows_of in by_entry.values():
        yield _notice(reader, rows_of)


def _notice(reader: Reader, rows: list[Comment]) -> Notice:
    last, entry = rows[-1], rows[-1].block.entry
    first = last.answers_id or last.pk
    words = ngettext("Hay %(count)s comentario nuevo.", "Hay %(count)s comentarios nuevos.", len(rows))
    return Notice(
        FEEDBACK.code,
        f"feedback:{entry.pk}:{last.pk}",
        _("Comentaron «%(title)s»") % {"title": entry.title},
        words % {"count": len(rows)},
        reader.url("logbook:entry", network_id=entry.cycle.network_id, entry_id=entry.pk)
        + f"#comentario-{first}",
        on=timezone.localdate(last.written_at),
        where=entry.cycle.network.name,
    )
