"""The programme's week on one page: who asks for help, what stands still, what happened, what comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from lar.authorization import Actor
from networks.queries.activities import activities_between
from networks.queries.calendar import Day, by_day, days_kept
from networks.queries.changes import Change, changes_since
from scaling.queries.board import Line, Wanted, board

NOBODY = 0
"""What everybody did, the reader included."""


@dataclass(frozen=True)
class Week:
    """``asking`` and ``late``: lines of the board; ``changes``: the last seven days; ``ahead``: the next."""

    first: date
    last: date
    networks: int
    asking: list[Line]
    late: list[Line]
    changes: list[Change]
    ahead: list[Day]

    @property
    def calm(self) -> int:
        """Networks that neither ask for help nor stand still."""
        needing = {line.network.pk for line in [*self.asking, *self.late]}
        return self.networks - len(needing)


def week_of(actor: Actor) -> Week:
    """Return the week around the actor's day: seven days back and seven ahead."""
    day = actor.on_date
    lines = board(actor, Wanted()).lines
    last = day + timedelta(days=6)
    start, end = _midnight(day), _midnight(last + timedelta(days=1))
    entries = [*activities_between(actor, start, end), *days_kept(actor, day, last)]
    networks = [line.network for line in lines]
    return Week(
        first=day - timedelta(days=7),
        last=last,
        networks=len(lines),
        asking=[line for line in lines if line.help_asked],
        late=[line for line in lines if line.alerts],
        changes=changes_since(networks, start - timedelta(days=7), reader=NOBODY),
        ahead=by_day(entries, actor),
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
