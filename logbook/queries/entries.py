"""What there is of a logbook for a reader: by step, with where help is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from lar.authorization import Actor
from lar.model.steps import Step
from logbook.models import Block, Comment, Entry, QuoteConsent, Readers, SectionVersion
from logbook.queries.template import sections_in_force, sections_of
from networks.models import Cycle, Network, Pairing


@dataclass(frozen=True)
class Line:
    """A section of the cycle with the entry that its team wrote in it, when the reader may see it.

    ``is_reserved``: there is one, and it is the team's only.
    """

    section: SectionVersion
    entry: Entry | None
    is_reserved: bool = False

    @property
    def is_written(self) -> bool:
        return self.entry is not None or self.is_reserved


@dataclass(frozen=True)
class StepLines:
    step: Step
    lines: list[Line]

    @property
    def written(self) -> int:
        return sum(line.is_written for line in self.lines)


@dataclass(frozen=True)
class Logbook:
    """A cycle's logbook as one reader sees it."""

    cycle: Cycle
    steps: list[StepLines]
    free: list[Entry]
    help_asked: list[Entry] = field(default_factory=list)
    quotable: list[Entry] = field(default_factory=list)

    @property
    def next_line(self) -> Line | None:
        """The first section of the cycle's step, or after it, in which nothing is written."""
        waiting = [line for one in self.steps for line in one.lines if not line.is_written]
        ahead = [line for line in waiting if line.section.section.step >= self.cycle.step]
        return next(iter(ahead or waiting), None)

    @property
    def is_empty(self) -> bool:
        return not self.steps and not self.free


def entries_of(cycle: Cycle, actor: Actor) -> QuerySet[Entry]:
    """Return the entries of a cycle that a reader may see, with when each was last written."""
    return (
        Entry.objects.visible_to(actor)
        .filter(cycle=cycle)
        .select_related("section__section", "cycle")
        .annotate(last_written=Max("blocks__written_at", filter=Q(blocks__removed_at=None)))
        .order_by("started_on", "pk")
    )


def logbook_of(cycle: Cycle, actor: Actor) -> Logbook:
    """Return a cycle's logbook; as many queries for a long one as for a short one."""
    entries = list(entries_of(cycle, actor))
    all_codes = set(
        Entry.objects.filter(cycle=cycle).exclude(section_code="").values_list("section_code", flat=True)
    )
    quotable = set(
        QuoteConsent.objects.filter(entry__cycle=cycle, ended_at=None).values_list("entry", flat=True)
    )
    by_code = {entry.section_code: entry for entry in entries if entry.section_code}
    steps: dict[int, list[Line]] = defaultdict(list)
    offered = set()
    for version in sections_of(cycle):
        code = version.section.code
        offered.add(code)
        entry = by_code.get(code)
        steps[version.section.step].append(Line(version, entry, entry is None and code in all_codes))
    return Logbook(
        cycle,
        [StepLines(Step(step), lines) for step, lines in sorted(steps.items())],
        [entry for entry in entries if entry.section_code not in offered],
        [entry for entry in entries if entry.help_asked],
        [entry for entry in entries if entry.pk in quotable],
    )


def shared_by_peers(network: Network, actor: Actor) -> QuerySet[Entry]:
    """Return the entries that the networks paired with one's own share with it, newest writing first."""
    partners = Pairing.objects.partners_of({network.pk}, actor.on_date)
    return (
        Entry.objects.visible_to(actor)
        .filter(readers=Readers.PEERS, cycle__network__in=partners)
        .select_related("cycle__network")
        .annotate(last_written=Max("blocks__written_at", filter=Q(blocks__removed_at=None)))
        .order_by("-last_written", "pk")
    )


@dataclass(frozen=True)
class Progress:
    """How a network's logbook goes: sections written, of how many, when last, and where it asks for help."""

    network: Network
    cycle: Cycle
    written: int
    sections: int
    last_written: datetime | None
    help_asked: list[Entry]
    answered: dict[int, int]
    """How many comments each entry that asks for help has, by its key; none when nobody said anything."""

    @property
    def waits(self) -> bool:
        """Whether help is asked where nobody commented."""
        return any(entry.pk not in self.answered for entry in self.help_asked)


def progress_of(networks: Sequence[Network], year: int, actor: Actor) -> list[Progress]:
    """Return how each network's logbook of a year goes; those that ask for help come first, and among
    them those that nobody answered. Five queries."""
    cycles = {
        cycle.network_id: cycle
        for cycle in Cycle.objects.filter(network__in=[one.pk for one in networks], year=year)
    }
    offered: dict[int, int] = defaultdict(int)
    for version in sections_in_force():
        offered[version.section.programme_year] += 1
    entries: dict[int, list[Entry]] = defaultdict(list)
    for entry in Entry.objects.filter(cycle__in=cycles.values()).order_by("pk"):
        entries[entry.cycle_id].append(entry)
    latest = dict(
        Block.objects.filter(entry__cycle__in=cycles.values())
        .order_by()
        .values_list("entry__cycle")
        .annotate(last=Max("written_at"))
    )
    visible = set(
        Entry.objects.visible_to(actor).filter(cycle__in=cycles.values()).values_list("pk", flat=True)
    )
    comments = Comment.objects.filter(answers=None, block__entry__cycle__in=cycles.values()).order_by()
    said = dict(comments.values_list("block__entry").annotate(count=Count("pk")))
    found = []
    for network in networks:
        cycle = cycles.get(network.pk)
        if cycle is not None:
            own = entries[cycle.pk]
            asking = [entry for entry in own if entry.help_asked and entry.pk in visible]
            written = sum(bool(entry.section_code) for entry in own)
            total = offered[min(cycle.programme_year, 2)]
            found.append(Progress(network, cycle, written, total, latest.get(cycle.pk), asking, said))
    return sorted(found, key=lambda one: (not one.help_asked, not one.waits))
