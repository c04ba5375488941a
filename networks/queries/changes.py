"""What changed in a person's networks since she last came, in words; never who answered anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from lar.audit.models import Event
from lar.ui.components import Text
from networks.models import Network
from networks.registries import change_words

MOST_EVENTS = 400
"""Lines of the record that are read: two busy weeks of fifty networks. Older ones are in their own pages."""
MOST_SHOWN = 12


@dataclass(frozen=True)
class Change:
    """Something that happened in a network: ``times`` since the visit, the last ``on`` a day, by ``who``."""

    network: Network
    words: Text
    url_name: str
    on: date
    who: str
    times: int


def changes_since(networks: Sequence[Network], since: datetime, *, reader: int) -> list[Change]:
    """Return what others did since then, newest first, one line per network and kind; one query."""
    known, words = {network.pk: network for network in networks}, change_words()
    events = (
        Event.objects.filter(network_id__in=list(known), at__gt=since, action__in=list(words))
        .exclude(by=reader)
        .select_related("by")
        .order_by("-id")[:MOST_EVENTS]
    )
    lines: dict[tuple[int, str], list[Event]] = {}
    for event in events:
        if event.network_id is not None:
            lines.setdefault((event.network_id, event.action), []).append(event)
    return [_change(known[key], found) for (key, _), found in lines.items()][:MOST_SHOWN]


def _change(network: Network, events: list[Event]) -> Change:
    """One line of what happened once or more; a name only when one person did it all."""
    last, words = events[0], change_words()[events[0].action]
    names = {event.by.name if event.by else "" for event in events}
    who = names.pop() if len(names) == 1 else ""
    return Change(network, words.words, words.url_name, timezone.localdate(last.at), who, len(events))
