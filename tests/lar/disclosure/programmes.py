"""Random programmes, and everything that the real functions publish of them to every role."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from lar.disclosure import (
    FIVE_POINTS,
    Audience,
    BelowThreshold,
    ItemCounts,
    Node,
    PublishableTable,
    RolledTable,
    RollupWithheld,
    Scale,
    Scope,
    SmallNetworks,
    Source,
    SurveyCounts,
    YearOfTables,
    for_reader,
    gate_all,
    gate_small_networks,
    programme_tables,
    roll_up,
)
from lar.disclosure.table import Key

TREE = (
    Node("PN", "Propósito nuclear"),
    Node("LR", "Liderazgo en red"),
    Node("CP", "Colaboración profunda", "LR"),
    Node("CC", "Confianza y corresponsabilidad", "LR"),
)
SCALES = (FIVE_POINTS, FIVE_POINTS, Scale.of("abcd"))
TERRITORIES = ("norte", "sur")
COHORTS = ("2025", "2026")


@dataclass(frozen=True, slots=True)
class Network:
    """One network; `answers` has its raw counts by year; the sets say in which years it was opened."""

    name: str
    territory: str
    cohort: str
    answers: dict[int, SurveyCounts]
    to_members: frozenset[int]
    to_authority: frozenset[int]

    def opened(self, year: int, audience: Audience) -> bool:
        """Whether a release of that year would be open to an audience."""
        if audience is Audience.NETWORK:
            return True
        return year in (self.to_members if audience is Audience.MEMBERS else self.to_authority)


@dataclass(frozen=True, slots=True)
class Programme:
    networks: tuple[Network, ...]
    years: tuple[int, ...]


@dataclass(slots=True)
class Published:
    """What is out of one year. `readers` has the roll-ups that each one reads, after withholding."""

    tables: dict[str, dict[Audience, PublishableTable]] = field(default_factory=dict)
    too_few: dict[str, SurveyCounts] = field(default_factory=dict)
    opened: dict[Audience, dict[str, PublishableTable]] = field(default_factory=dict)
    small: dict[Audience, list[RolledTable]] = field(default_factory=dict)
    behind_small: list[tuple[str, ...]] = field(default_factory=list)
    whole: dict[Audience, tuple[RolledTable, ...]] = field(default_factory=dict)
    territories: list[RolledTable] = field(default_factory=list)
    readers: list[tuple[frozenset[str], Audience, list[RolledTable]]] = field(default_factory=list)

    @property
    def rolled(self) -> Iterable[RolledTable]:
        """Every roll-up that somebody reads."""
        for tables in self.small.values():
            yield from tables
        for frozen in self.whole.values():
            yield from frozen
        yield from self.territories
        for _sees, _audience, seen in self.readers:
            yield from seen


@dataclass(frozen=True, slots=True)
class Rules:
    """The real functions; a mutant replaces one of them."""

    gate_all: Callable[..., dict[Audience, PublishableTable]] = gate_all
    small: Callable[..., RolledTable] = gate_small_networks
    programme: Callable[..., tuple[RolledTable, ...]] = programme_tables
    reader: Callable[..., list[RolledTable]] = for_reader
    small_cells: Callable[[Sequence[str]], list[tuple[str, ...]]] = lambda names: [tuple(names)]
    opened: Callable[[Network, int, Audience], bool] = lambda network, year, audience: network.opened(
        year, audience
    )
    unreleased: Callable[[SurveyCounts], dict[Audience, PublishableTable] | None] = lambda counts: None


REAL = Rules()


# --- A random programme --------------------------------------------------------------------------------


def random_programme(seed: int) -> Programme:
    """Three to fourteen networks of 3 to 40 people in one to three years, where rules are tried hardest."""
    rng = random.Random(seed)
    scale = rng.choice(SCALES)
    items = _plan(rng)
    years = tuple(range(2025, 2025 + rng.choice((1, 1, 2, 3))))
    size = rng.choice((3, 5, 6, 6, 7, 8, 9, 12, 14))
    return Programme(tuple(_network(rng, f"r{n}", years, items, scale) for n in range(size)), years)


def _plan(rng: random.Random) -> list[tuple[str, str, bool]]:
    """(code, node, reversed) of each item."""
    sizes = {"PN": rng.choice((1, 3)), "CP": rng.choice((2, 3)), "CC": 3, "LR": rng.choice((0, 0, 2, 3))}
    return [
        (f"{node}{number}", node, rng.random() < 0.25)
        for node, size in sizes.items()
        for number in range(size)
    ]


def _network(
    rng: random.Random, name: str, years: Sequence[int], items: list[tuple[str, str, bool]], scale: Scale
) -> Network:
    answers = {}
    shares = rng.choice((0.5, 0.9, 1))
    for year in years:
        if rng.random() < 0.95:
            people = rng.choice((3, 3, 4, 4, 5, 5, 6, 7, 8, 12, rng.randint(9, 22), rng.randint(19, 40)))
            open_code = people >= 8 and rng.random() < 0.1
            answers[year] = SurveyCounts(
                respondents=people,
                roster=None if open_code else people + rng.randint(0, 4),
                scale=scale,
                items=tuple(_item(rng, one, people, scale) for one in items),
            )
    return Network(
        name,
        rng.choice(TERRITORIES),
        rng.choice(COHORTS),
        answers,
        frozenset(year for year in years if rng.random() < shares),
        frozenset(year for year in years if rng.random() < shares),
    )


def _item(rng: random.Random, plan: tuple[str, str, bool], people: int, scale: Scale) -> ItemCounts:
    """Any pattern of dissent: everybody alike, one stray, two, or spread; some leave it blank."""
    code, node, is_reversed = plan
    blank = rng.choice((0, 0, 0, 0, 1, 2, rng.randint(0, people)))
    valid = max(0, people - blank)
    strays = min(valid, rng.choice((0, 0, 1, 1, 2, 2, valid // 2, valid)))
    counts = [0] * scale.points
    counts[rng.choice((0, scale.points - 1, rng.randrange(scale.points)))] = valid - strays
    for _stray in range(strays):
        counts[rng.randrange(scale.points)] += 1
    outside = rng.randint(0, people - valid)
    return ItemCounts(
        code=code,
        node=node,
        counts=tuple(counts),
        reversed=is_reversed,
        not_applicable=outside,
        missing=people - valid - outside,
    )


# --- What is published ---------------------------------------------------------------------------------


def publish(programme: Programme, rules: Rules = REAL) -> dict[int, Published]:
    """Every table and roll-up of every year, as each audience and each reader gets them."""
    years = {year: _tables(programme, year, rules) for year in programme.years}
    for year, out in years.items():
        mutants = {name: rules.unreleased(counts) for name, counts in out.too_few.items()}
        tables = {**out.tables, **{name: one for name, one in mutants.items() if one}}
        for audience in Audience:
            out.opened[audience] = {
                network.name: tables[network.name][audience]
                for network in programme.networks
                if network.name in tables and rules.opened(network, year, audience)
            }
    for year, out in years.items():
        out.small = _small(out, rules)
        for audience in Audience:
            others = {str(one): set(years[one].opened[audience]) for one in years if one != year}
            out.whole[audience] = rules.programme(
                YearOfTables(
                    audience=audience,
                    sources=_sources(out.opened[audience]),
                    small=next(iter(out.small[audience]), None),
                    cohorts={
                        cohort: {one.name for one in programme.networks if one.cohort == cohort}
                        for cohort in COHORTS
                    },
                    other_years=others,
                )
            )
        _read(programme, out, rules)
    return years


def _tables(programme: Programme, year: int, rules: Rules) -> Published:
    out = Published()
    for network in programme.networks:
        if year not in network.answers:
            continue
        try:
            out.tables[network.name] = rules.gate_all(network.answers[year], TREE)
        except BelowThreshold:
            out.too_few[network.name] = network.answers[year]
    return out


def _sources(tables: dict[str, PublishableTable]) -> list[Source]:
    return [Source(network=name, table=table) for name, table in tables.items()]


def pool(surveys: Sequence[SurveyCounts]) -> SmallNetworks:
    """The counts of networks without a release, added up."""
    items = [
        dataclasses.replace(
            rows[0],
            counts=tuple(map(sum, zip(*(row.counts for row in rows), strict=True))),
            not_applicable=sum(row.not_applicable for row in rows),
            missing=sum(row.missing for row in rows),
        )
        for rows in zip(*(survey.items for survey in surveys), strict=True)
    ]
    return SmallNetworks(
        counts=SurveyCounts(
            respondents=sum(survey.respondents for survey in surveys),
            roster=None,
            scale=surveys[0].scale,
            items=tuple(items),
        ),
        networks=len(surveys),
        item_networks={
            item.code: sum(survey.items[place].valid > 0 for survey in surveys)
            for place, item in enumerate(items)
        },
    )


def _small(out: Published, rules: Rules) -> dict[Audience, list[RolledTable]]:
    found: dict[Audience, list[RolledTable]] = {audience: [] for audience in Audience}
    out.behind_small = rules.small_cells(tuple(out.too_few)) if out.too_few else []
    for place, names in enumerate(out.behind_small):
        cell = pool([out.too_few[name] for name in names])
        for audience in Audience:
            try:
                made = rules.small(cell, TREE, audience=audience)
            except RollupWithheld:
                continue
            found[audience].append(dataclasses.replace(made, key=Key.GATE, name=str(place)))
    return found


def _read(programme: Programme, out: Published, rules: Rules) -> None:
    """Coordinators, members and authorities, each with the networks that they see one by one."""
    for audience in (Audience.NETWORK, Audience.MEMBERS):
        for network in programme.networks:
            sees = frozenset({network.name})
            out.readers.append((sees, audience, rules.reader(out.whole[audience], sees=sees)))
    everybody = [set(table.sources) for table in out.whole[Audience.NETWORK][:1]]
    for territory in TERRITORIES:
        own = frozenset(one.name for one in programme.networks if one.territory == territory)
        seen: Any = rules.reader(out.whole[Audience.AUTHORITY], sees=own, others=everybody)
        out.readers.append((own, Audience.AUTHORITY, seen))
        tables = {name: one for name, one in out.opened[Audience.AUTHORITY].items() if name in own}
        out.territories += _territory(territory, tables)


def _territory(name: str, tables: dict[str, PublishableTable]) -> list[RolledTable]:
    try:
        return [roll_up(_sources(tables), scope=Scope.TERRITORY, name=name, audience=Audience.AUTHORITY)]
    except RollupWithheld:
        return []
