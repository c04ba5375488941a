"""A dimension over the years: the same items only, each year with its own n and N.

Two years are two cross-sections of a network, never "the same people". A dimension is compared over the items
that are equivalent in all the years (the same wording, or one declared equivalent) and published in all of
them: it adds their published cells, as the gate does, so nothing here knows more than the tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Protocol

from lar.disclosure import Block, PublishableDimension, PublishableItem, PublishableTable, Scale
from lar.statistics.change import Change, person_weight
from lar.statistics.numbers import joined, number, percent, points
from lar.statistics.shares import Share, agreement, count_text, people, shares


class YearTable(Protocol):
    """What is read of a year: the table of a network, or one rolled up over many."""

    @property
    def scale(self) -> Scale: ...
    @property
    def respondents(self) -> int: ...
    @property
    def dimensions(self) -> tuple[PublishableDimension, ...]: ...
    @property
    def items(self) -> tuple[PublishableItem, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSide:
    """One year's table. `keys` says of each item code which item it is, the same in every year.

    `whole` are dimensions all of whose items are equivalent to this year's: an audience without items can
    only compare those. `roster` is N (None for an open code); `networks` how many a rolled-up table holds.
    """

    label: str
    table: YearTable
    keys: Mapping[str, str]
    whole: frozenset[str] = frozenset()
    roster: int | None = None
    networks: int | None = None

    @classmethod
    def of(
        cls, label: str, table: PublishableTable, keys: Mapping[str, str], whole: frozenset[str] = frozenset()
    ) -> YearSide:
        """The side of a network's own table."""
        return cls(label=label, table=table, keys=keys, whole=whole, roster=table.roster)


@dataclass(frozen=True, slots=True)
class YearValue:
    """A dimension in one year over the comparable items: its agreement, and who answered."""

    label: str
    share: Share
    people: int
    side: YearSide

    @property
    def percent(self) -> str:
        """ "71 %"."""
        return percent(self.share.fraction, people=self.people)


@dataclass(frozen=True, slots=True)
class DimensionYears:
    """A dimension in its years, the earliest first; no values when nothing can be compared.

    `items` of the `total` that it has now are compared.
    """

    code: str
    name: str
    parent: str | None
    items: int
    total: int
    values: tuple[YearValue, ...]

    @property
    def steps(self) -> tuple[Change, ...]:
        """The change of each year from the one before it."""
        return tuple(_between(before, after) for before, after in pairwise(self.values))

    @property
    def change(self) -> Change | None:
        """The change from the year before to the last one; None when nothing can be compared."""
        return self.steps[-1] if self.steps else None


def _between(before: YearValue, after: YearValue) -> Change:
    return Change(
        difference=after.share.fraction - before.share.fraction,
        weight=person_weight(min(before.people, after.people)),
    )


def years_of(sides: Sequence[YearSide]) -> tuple[DimensionYears, ...]:
    """The last year's dimensions in the model's order, each over the years of `sides`, the earliest first.

    Raises ValueError with fewer than two years, or years whose scales count agreement differently.
    """
    if len(sides) < 2 or not all(comparable_scales(sides[-1].table, side.table) for side in sides):
        raise ValueError("years need two tables or more with the same scale")
    return tuple(_dimension(dimension, sides) for dimension in sides[-1].table.dimensions)


def comparable_scales(one: YearTable, other: YearTable) -> bool:
    """Whether agreement is the same points of the same scale in both."""
    return (one.scale.points, one.scale.agreement) == (other.scale.points, other.scale.agreement)


def _dimension(dimension: PublishableDimension, sides: Sequence[YearSide]) -> DimensionYears:
    if sides[-1].table.items:
        keys = _comparable_keys(dimension, sides)
        values = tuple(_value(side, keys) for side in sides) if keys else ()
        items = len(keys)
    else:
        is_whole = all(_is_whole(side, dimension) for side in sides)
        values = tuple(_whole_value(side, dimension.code) for side in sides) if is_whole else ()
        items = dimension.items_published if is_whole else 0
    return DimensionYears(
        code=dimension.code,
        name=dimension.name,
        parent=dimension.parent,
        items=items,
        total=dimension.items_total,
        values=values,
    )


def _comparable_keys(dimension: PublishableDimension, sides: Sequence[YearSide]) -> list[str]:
    """Items of the dimension's parts that are published in every year, in this year's order."""
    last = sides[-1]
    own = (item for item in last.table.items if item.node in dimension.parts)
    mine = [last.keys[item.code] for item in own if item.code in last.keys]
    published = [set(_published(side)) for side in sides]
    return [key for key in mine if all(key in found for found in published)]


def _published(side: YearSide) -> dict[str, PublishableItem]:
    known = (item for item in side.table.items if item.is_published and item.code in side.keys)
    return {side.keys[item.code]: item for item in known}


def _value(side: YearSide, keys: Sequence[str]) -> YearValue:
    found = _published(side)
    parts = [_agreement_in_dimension(found[key]) for key in keys]
    share = Share(
        low=sum(part.low for part in parts),
        high=sum(part.high for part in parts),
        n=sum(part.n for part in parts),
        middle=sum((part.middle for part in parts), Fraction(0)),
    )
    return _year_value(side, share, share.n // len(keys))


def _agreement_in_dimension(item: PublishableItem) -> Share:
    """A reversed item is recoded: who disagrees with it as worded agrees with what it is about."""
    return shares(item)[Block.DISAGREEMENT if item.reversed else Block.AGREEMENT]


def _is_whole(side: YearSide, dimension: PublishableDimension) -> bool:
    if dimension.code not in side.whole:
        return False
    """Published with all of its items: of a part of them nobody could say whether it is the same part."""
    found = next((one for one in side.table.dimensions if one.code == dimension.code), None)
    return found is not None and found.is_published and found.items_published == found.items_total


def _whole_value(side: YearSide, code: str) -> YearValue:
    dimension = next(one for one in side.table.dimensions if one.code == code)
    return _year_value(side, agreement(dimension), people(dimension))


def _year_value(side: YearSide, share: Share, many: int) -> YearValue:
    return YearValue(side.label, share, many, side)


def years_sentence(years: DimensionYears) -> str:
    """Each year with its counts, n and N, and how much it changed; or that nothing can be compared."""
    if not years.values:
        return f"{years.name}: no hay afirmaciones que se puedan comparar entre los años."
    told = "; ".join(_side(value) for value in years.values)
    return f"{years.name}, en {items_text(years)}: {told}. {change_words(years)}."


def items_text(years: DimensionYears) -> str:
    """ "7 de 8 afirmaciones", those that can be compared."""
    noun = "afirmación" if years.total == 1 else "afirmaciones"
    return f"{number(years.items)} de {number(years.total)} {noun}"


def change_words(years: DimensionYears) -> str:
    """The change from the year before, in words: "Sube 7 puntos" or that it is less than one person."""
    change = years.change
    if change is None:
        return "Sin comparación"
    if change.difference == 0:
        return "Sin cambio"
    if change.is_small:
        return f"Cambio menor que una persona, que pesa {points(change.weight)}"
    return f"{'Sube' if change.difference > 0 else 'Baja'} {points(change.difference)}"


def _side(value: YearValue) -> str:
    many = count_text(value.share)
    clause = f"{many} de {number(value.share.n)} respuestas son de acuerdo ({value.percent})"
    return f"{value.label}, {clause}, {who_text(value.side)}"


def who_text(side: YearSide) -> str:
    """ "respondieron 12 de 14", "… 12 con código abierto" or "… 96 personas de 8 redes"."""
    answered = f"respondieron {number(side.table.respondents)}"
    if side.networks is not None:
        return f"{answered} personas de {number(side.networks)} redes"
    return f"{answered} con código abierto" if side.roster is None else f"{answered} de {number(side.roster)}"


def years_summary(found: Sequence[DimensionYears]) -> str:
    """In which dimensions there is a change worth a conversation; containers left to their parts."""
    compared = [years for years in found if years.change is not None]
    large = [years for years in compared if not (years.change is None or years.change.is_small)]
    if not compared:
        return "No hay dimensiones que se puedan comparar entre los años."
    if not large:
        return "En ninguna dimensión el cambio llega al peso de una persona: conviene leerlas como iguales."
    return f"El cambio pesa más que una persona en {joined([years.name for years in large])}."
