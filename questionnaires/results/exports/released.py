"""What an export is made of: releases as they are read, each with its fingerprint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from lar.disclosure import Audience, PublishableItem, PublishableTable
from lar.statistics.numbers import rounded
from lar.statistics.shares import Publishable, agreement
from questionnaires.results.released import ReleasedSurvey

RESERVED = "reservado"
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class ExportedRelease:
    """One release with its fingerprint and its number, as an audience may read it."""

    released: ReleasedSurvey
    sha256: str
    number: int
    audience: Audience = Audience.NETWORK

    @property
    def table(self) -> PublishableTable:
        return self.released.tables[self.audience]

    @property
    def tables(self) -> tuple[PublishableTable, ...]:
        """The instrument's table and, where the network asked questions of its own, theirs apart."""
        own = self.released.own.get(self.audience)
        return (self.table,) if own is None else (self.table, own)

    @property
    def network(self) -> str:
        return self.released.circumstances.network

    @property
    def year(self) -> int:
        return self.released.circumstances.year

    @property
    def version(self) -> int:
        return self.released.instrument.version


def variable_name(item: PublishableItem, version: int) -> str:
    """The name of an item as a variable: `cp_04` of version 1 → `cp_04_v1`."""
    bare = _NOT_IN_NAMES.sub("_", item.code.lower()).strip("_")
    return f"{bare if bare[:1].isalpha() else f'i_{bare}'}_v{version}"


def whole_percent(thing: Publishable) -> float:
    """The share of agreement from its midpoint, between 0 and 1, rounded to whole per cents."""
    return float(rounded(agreement(thing).fraction * 100) / 100)


def rate_of(table: PublishableTable) -> float | None:
    """Answers of those asked, between 0 and 1 and to whole per cents; None without a roster."""
    if table.roster is None:
        return None
    return float(rounded(Fraction(table.respondents, table.roster) * 100) / 100)
