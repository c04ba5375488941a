"""Notices: what a person is told of, derived from what happens by functions that every app registers.

A kind is what people switch on and off; a source says which notices a reader has now. Sources run inside
the programme's context and ask a constant number of questions, however many networks there are. No notice
ever says who answered a questionnaire, who did not, or how many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lar.authorization import Actor, Permission
from lar.tenancy.models import Program
from lar.tenancy.urls import program_url
from lar.ui.components import Text
from networks.models import Network

LOOKS_BACK = timedelta(days=30)
"""What happened longer ago is no news; what is still to be done stays for as long as it is."""
WARNS_WITHIN = timedelta(days=7)
"""A week before its last day something is told of."""


@dataclass(frozen=True)
class NoticeKind:
    """What may be switched: ``code`` is kept in rows and never changes; ``about`` says when it comes."""

    code: str
    label: Text
    about: Text
    order: int


@dataclass(frozen=True)
class Notice:
    """Something to tell one person. ``key`` is new whenever there is something new to tell.

    ``on`` is the day on which it began to hold, ``due`` the last day to act, ``where`` the network.
    ``asks`` is the verb of what waits for the reader («Confirmar»); empty for what is only news.
    """

    kind: str
    key: str
    title: Text
    text: Text
    url: str
    on: date
    where: str = ""
    due: date | None = None
    late: bool = False
    asks: Text = ""


@dataclass(frozen=True)
class Reader:
    """Who is told, where and when. ``mine``: the networks that she coordinates."""

    actor: Actor
    program: Program
    mine: Sequence[Network]
    now: datetime

    @property
    def day(self) -> date:
        return self.actor.on_date

    @property
    def since(self) -> datetime:
        return self.now - LOOKS_BACK

    def network(self, key: int) -> Network | None:
        """Return one of her networks by its key."""
        return next((network for network in self.mine if network.pk == key), None)

    def url(self, name: str, **place: object) -> str:
        return program_url(self.program, name, **place)


Source = Callable[[Reader], Iterable[Notice]]
Concerns = Callable[[Actor], bool]

_kinds: dict[str, tuple[NoticeKind, Concerns]] = {}
_sources: list[Source] = []


def register_notice_kind(kind: NoticeKind, concerns: Concerns) -> None:
    """Offer a switch to those whom ``concerns`` says the kind may ever reach."""
    _kinds[kind.code] = (kind, concerns)


def register_notices(source: Source) -> None:
    """Add a function ``(reader) -> notices`` of registered kinds: only what the reader may open."""
    if source not in _sources:
        _sources.append(source)


def kinds_for(actor: Actor) -> list[NoticeKind]:
    """Return the kinds that may reach a person, in their order."""
    found = [kind for kind, concerns in _kinds.values() if concerns(actor)]
    return sorted(found, key=lambda kind: kind.order)


def notices_for(reader: Reader) -> list[Notice]:
    """Return every app's notices: what is late first, then the newest. Those of no known switch never."""
    found = [notice for source in _sources for notice in source(reader)]
    known = {kind.code for kind in kinds_for(reader.actor)}
    return sorted(
        (notice for notice in found if notice.kind in known),
        key=lambda notice: (not notice.late, -notice.on.toordinal(), notice.key),
    )


def in_a_team(actor: Actor) -> bool:
    """Whether a person coordinates a network."""
    return bool(actor.networks_with(Permission.EDIT_CYCLE))


def everybody(actor: Actor) -> bool:
    return actor.is_insider


def reader_of(actor: Actor, program: Program, now: datetime) -> Reader:
    """Return the reader that a person is; one query."""
    mine = Network.objects.filter(pk__in=actor.networks_with(Permission.EDIT_CYCLE)).order_by("name", "pk")
    return Reader(actor, program, list(mine), now)
