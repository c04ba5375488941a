"""What apps above this one add to its screens: evidence, things to do, days of a calendar, states.

An app registers its functions once, in ``AppConfig.ready()``. They run inside the programme's context
and ask a constant number of questions of the database, however many networks there are. Networks and
cycles are handed over with their programme loaded, so that ``program_url(cycle.program, …)`` is free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from lar.authorization import Actor
from lar.model.steps import Step
from lar.tenancy.requests import ProgramRequest
from lar.ui.components import Shape, Text
from networks.models import Cycle, Network

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Evidence:
    """Something that shows how far a step is: ``label`` says what, ``on`` when it was done."""

    step: Step
    label: Text
    url: str = ""
    done: bool = True
    on: date | None = None


class Urgency(IntEnum):
    """How soon a person should do it; lists go in this order."""

    LATE = 0
    NOW = 1
    SOON = 2
    WHENEVER = 3


@dataclass(frozen=True)
class HomeItem:
    """Something to do now in a network: ``title`` is an order, ``reason`` says what for.

    ``button`` is the verb («Revisar la lista»); ``due`` the last day, when there is one.
    """

    title: Text
    reason: Text
    url: str
    urgency: Urgency = Urgency.NOW
    due: date | None = None
    button: Text = ""


@dataclass(frozen=True)
class CalendarItem:
    """A day that a network keeps in sight and that is no activity: «Cierra el cuestionario».

    ``key`` names it for ever within the programme («survey-12-closes»), so that other calendars move it
    instead of repeating it. ``at`` is its moment, when it has an hour at the network's place.
    """

    key: str
    network: Network
    on: date
    title: Text
    kind: Text
    url: str
    at: datetime | None = None

    @property
    def clock(self) -> datetime | None:
        """What a clock at the network's place shows: naive, so that no template moves it again."""
        zone = ZoneInfo(self.network.time_zone)
        return self.at.astimezone(zone).replace(tzinfo=None) if self.at else None


@dataclass(frozen=True)
class NetworkRowExtra:
    """What a list of networks says of one: its state, how many answered (a band), what is late and why.

    ``late`` is a whole sentence, or empty when nothing is late. ``url`` leads to what the state speaks of.
    """

    state_label: Text
    late: Text = ""
    band: Text = ""
    url: str = ""
    shape: Shape = "half"


@dataclass(frozen=True)
class Bar:
    """A bar of a release, from which an agreement comes.

    ``node`` is its dimension, "" for a network's own question.
    """

    release_id: int
    node: str
    code: str
    words: str


@dataclass(frozen=True)
class ChangeWords:
    """How an act is told on the first page: its ``words`` and the page of the network that shows it."""

    words: Text
    url_name: str


BarReader = Callable[[Network, int, str], Bar | None]
StepEvidence = Callable[[Cycle], Iterable[Evidence]]
HomeItems = Callable[[ProgramRequest, Network, Cycle | None], Iterable[HomeItem]]
CalendarItems = Callable[[Actor, Sequence[Network], date, date], Iterable[CalendarItem]]
NetworkRows = Callable[[Sequence[Network], Actor], Mapping[int, NetworkRowExtra]]

_step_evidence: list[StepEvidence] = []
_home_items: list[HomeItems] = []
_calendar_items: list[CalendarItems] = []
_network_rows: list[NetworkRows] = []
_bar_readers: list[BarReader] = []
_change_words: dict[str, ChangeWords] = {}


def _register(functions: list[Function], function: Function) -> Function:
    if function not in functions:
        functions.append(function)
    return function


def register_step_evidence(function: StepEvidence) -> StepEvidence:
    """Add a function ``(cycle) -> evidences``. What the reader may follow is for the linked page to check."""
    return _register(_step_evidence, function)


def register_home_items(function: HomeItems) -> HomeItems:
    """Add a function ``(request, network, cycle) -> items``: only what ``request.actor`` may do.

    ``cycle`` is the network's current one, or ``None`` when it has not been started.
    """
    return _register(_home_items, function)


def register_calendar_items(function: CalendarItems) -> CalendarItems:
    """Add a function ``(actor, networks, first, last) -> items``: days within both, of what she may read.

    It asks a constant number of questions, and leaves out the networks in which the actor has no right.
    """
    return _register(_calendar_items, function)


def register_network_rows(function: NetworkRows) -> NetworkRows:
    """Add a function ``(networks, actor) -> extras by network key``, with a constant number of queries."""
    return _register(_network_rows, function)


def register_bars(function: BarReader) -> BarReader:
    """Add a function ``(network, release key, code) -> bar``: ``None`` when it is no bar of that network."""
    return _register(_bar_readers, function)


def register_changes(words: Mapping[str, ChangeWords]) -> None:
    """Add acts that everybody who sees a network may know of, by their name in the record.

    Never one that tells who answered, or what only the team may read. ``url_name`` takes ``network_id``.
    """
    _change_words.update(words)


def change_words() -> Mapping[str, ChangeWords]:
    """Return every app's words for what changes in a network, by the act's name in the record."""
    return _change_words


def bar_of(network: Network, release_id: int, code: str) -> Bar | None:
    """Return the bar of a network's release, by the code of its item or dimension."""
    found = (function(network, release_id, code) for function in _bar_readers)
    return next((bar for bar in found if bar is not None), None)


def step_evidence(cycle: Cycle) -> list[Evidence]:
    """Return every app's evidence of a cycle: by step, in order of registration within each."""
    found = [evidence for function in _step_evidence for evidence in function(cycle)]
    return sorted(found, key=lambda evidence: evidence.step)


def home_items(request: ProgramRequest, network: Network, cycle: Cycle | None) -> list[HomeItem]:
    """Return every app's things to do in a network: the most urgent first, then by their date."""
    found = [item for function in _home_items for item in function(request, network, cycle)]
    return sorted(found, key=lambda item: (item.urgency, item.due or date.max))


def calendar_items(actor: Actor, networks: Sequence[Network], first: date, last: date) -> list[CalendarItem]:
    """Return every app's days of these networks from ``first`` to ``last``, both included, in order."""
    found = [item for function in _calendar_items for item in function(actor, networks, first, last)]
    return sorted(found, key=lambda item: (item.on, item.network.pk, item.key))


def network_rows(networks: Sequence[Network], actor: Actor) -> dict[int, list[NetworkRowExtra]]:
    """Return what every app says of each network, by its key; a key is there even when nobody speaks."""
    rows: dict[int, list[NetworkRowExtra]] = {network.pk: [] for network in networks}
    for function in _network_rows:
        for key, extra in function(networks, actor).items():
            if key in rows:
                rows[key].append(extra)
    return rows
