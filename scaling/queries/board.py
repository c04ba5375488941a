"""The board: every network of a programme, those that need help first, never in order of a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from lar.authorization import Actor
from lar.model.dimensions import in_model_order, node_for
from logbook.models import Entry
from networks.models import Activity, Network, NetworkKind
from networks.queries.board import BoardFilter, wanted_networks
from networks.registries import NetworkRowExtra, network_rows
from scaling.alerts import RULES, Alert, Rule, Standing, alerts_of
from scaling.models import Snooze
from scaling.queries.figures import NetworkFigures, YearFigures, figures_of_year
from scaling.queries.standing import cycles_of_year, next_activities, standing_of, tutoring_hours

LATE, ASKING, CALM = "atrasos", "ayuda", "al_dia"


@dataclass(frozen=True)
class Wanted:
    """What the address asks for. Empty values ask for nothing."""

    networks: BoardFilter = field(default_factory=BoardFilter)
    need: str = ""
    focus: str = ""

    @property
    def is_empty(self) -> bool:
        return self.networks.is_empty and not (self.need or self.focus)


@dataclass(frozen=True)
class PutOff:
    """An alert that somebody put off, and her row."""

    alert: Alert
    snooze: Snooze


@dataclass(frozen=True)
class Line:
    """A network of the board. ``states`` are its step and what other apps say; ``focus`` are names.

    ``hours`` are those of tutoring in the year; ``figures`` the newest results of the year.
    """

    network: Network
    kind: str
    territories: list[str]
    states: list[NetworkRowExtra]
    alerts: list[Alert]
    put_off: list[PutOff]
    help_asked: list[Entry]
    last_written: date | None
    next_activity: Activity | None
    focus: list[str]
    focus_codes: list[str]
    hours: Decimal
    figures: NetworkFigures | None

    @property
    def needs_help(self) -> bool:
        return bool(self.help_asked or self.alerts)


@dataclass(frozen=True)
class Board:
    lines: list[Line]
    figures: YearFigures

    @property
    def asking(self) -> int:
        return sum(bool(line.help_asked) for line in self.lines)

    @property
    def late(self) -> int:
        return sum(bool(line.alerts) for line in self.lines)


def board(actor: Actor, wanted: Wanted) -> Board:
    """Return the board as of the actor's day. Who asks for help goes first, then who lacks most.

    Two dozen queries, whatever the number of networks.
    """
    day = actor.on_date
    networks = wanted_networks(actor, wanted.networks)
    keys = [network.pk for network in networks]
    standing = standing_of(networks, day)
    figures = figures_of_year(actor, day.year, keys)
    lines = _lines(actor, networks, standing, figures)
    kept = [line for line in lines if _is_wanted(line, wanted)]
    return Board(sorted(kept, key=_need), figures)


def _lines(
    actor: Actor, networks: Sequence[Network], standing: Mapping[int, Standing], figures: YearFigures
) -> list[Line]:
    day, keys = actor.on_date, [network.pk for network in networks]
    states, snoozes = network_rows(networks, actor), snoozes_on(keys, day)
    upcoming, hours = next_activities(keys, timezone.now()), tutoring_hours(keys, day.year)
    helping = _help_asked(actor, standing, day)
    found = []
    for network in networks:
        key, one = network.pk, standing[network.pk]
        alerts = alerts_of(one, day)
        off = snoozes.get(key, {})
        cycle = one.facts.cycle
        codes = in_model_order({choice.node for choice in cycle.levers.all()}) if cycle else []
        found.append(
            Line(
                network=network,
                kind=str(NetworkKind(network.kind).label),
                territories=[row.territory.name for row in network.territories.all()],
                states=states[key],
                alerts=[alert for alert in alerts if alert.rule not in off],
                put_off=[PutOff(alert, off[alert.rule]) for alert in alerts if alert.rule in off],
                help_asked=helping.get(key, []),
                last_written=one.last_written,
                next_activity=upcoming[key].activity if key in upcoming else None,
                focus=[node_for(code).label for code in codes],
                focus_codes=list(codes),
                hours=hours.get(key, Decimal(0)),
                figures=figures.by_network.get(key),
            )
        )
    return found


def snoozes_on(keys: Sequence[int], day: date) -> dict[int, dict[Rule, Snooze]]:
    """Return what is put off on a day, by network and rule: the last row of each counts; one query."""
    rows = (
        Snooze.objects.filter(network__in=keys)
        .select_related("by")
        .order_by("network_id", "rule", "-pk")
        .distinct("network_id", "rule")
    )
    found: dict[int, dict[Rule, Snooze]] = {}
    for row in rows:
        if row.until > day and row.rule in RULES:
            found.setdefault(row.network_id, {})[Rule(row.rule)] = row
    return found


def _help_asked(actor: Actor, standing: Mapping[int, Standing], day: date) -> dict[int, list[Entry]]:
    """Entries of the year in which a team asks for help and that the reader may read, by network."""
    cycles = {cycle.pk: key for key, cycle in cycles_of_year(standing, day.year).items()}
    entries = Entry.objects.visible_to(actor).filter(cycle__in=list(cycles)).exclude(help_asked="")
    found: dict[int, list[Entry]] = {}
    for entry in entries.order_by("pk"):
        found.setdefault(cycles[entry.cycle_id], []).append(entry)
    return found


def _is_wanted(line: Line, wanted: Wanted) -> bool:
    if wanted.focus and wanted.focus not in line.focus_codes:
        return False
    if wanted.need == LATE:
        return bool(line.alerts)
    if wanted.need == ASKING:
        return bool(line.help_asked)
    return not line.needs_help if wanted.need == CALM else True


def _need(line: Line) -> tuple[bool, int, int]:
    """Who asks goes first; then whose first lack comes earliest in a year, then who has most of them.

    Names keep their order among equals.
    """
    first = min((_EARLIEST.index(alert.rule) for alert in line.alerts), default=len(_EARLIEST))
    return (not line.help_asked, first, -len(line.alerts))


_EARLIEST = list(Rule)
