"""The report of a programme, as plain data: its frozen results, how its networks spread, and reliability.

For facilitators, who read every network, and for nobody else: whoever coordinates a network or is its
authority knows some of the dots, and could take them from the rest and from the sums. The dots are of the
tables that each network's team reads, up to the programme's date, and carry no names, so as not to set
networks side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import slugify

from lar.charts import Spread, dots_chart, overview_chart, slopes_chart
from lar.disclosure import Audience, PublishableDimension, PublishableTable, RolledTable, Scope
from lar.statistics import (
    YearSide,
    agreement,
    comparable_scales,
    count_text,
    percent_text,
    read,
    rolled_people_sentence,
    rolled_sentence,
    shares,
    verdict,
    years_of,
    years_sentence,
)
from lar.statistics.numbers import number
from lar.statistics.reliability import (
    DimensionReliability,
    alpha_sentence,
    extremes_of,
    extremes_sentence,
    item_reliability_sentence,
    method_sentence,
    omega_sentence,
    reliability_of,
)
from networks.queries.work import CohortWork
from questionnaires.results.programme.cohorts import CohortValues, ProgramCohort, cohort_values, cohorts_of
from questionnaires.results.programme.payload import ProgramResults
from questionnaires.results.released import Instrument
from questionnaires.results.report.parts import Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramItem:
    """A statement over the whole programme; `notes` on its ends and on how it goes with the others."""

    number: int
    text: str
    is_reversed: bool
    is_published: bool
    blocks: tuple[str, ...]
    n: str
    percent: str
    word: str
    sentence: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramDimension:
    """A dimension over the programme: what was answered, how networks spread, how it holds together."""

    code: str
    name: str
    is_inside: bool
    sentence: str
    spread: str
    alpha: str
    omega: str
    cautions: tuple[str, ...]
    items: tuple[ProgramItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramYears:
    """Changes between years, of all networks and of those that are in both."""

    title: str
    drawing: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramReport:
    program: str
    institution: str
    instrument: Instrument
    year: str
    closed_at: datetime
    calculated_at: datetime
    sha256: str
    released: int
    people: str
    withheld: str
    blocks: tuple[str, ...]
    overview: Drawing | None
    dots: str
    dimensions: tuple[ProgramDimension, ...]
    years: tuple[ProgramYears, ...]
    method: str
    no_reliability: str
    """Why nothing can be said of how the items go together; "" when something can."""
    cohorts: tuple[ProgramCohort, ...] = ()
    cohort_values: CohortValues | None = None


@dataclass(frozen=True, slots=True)
class YearBefore:
    """An earlier year: its frozen table of all networks, and its item codes → this year's."""

    whole: RolledTable | None
    keys: Mapping[str, str]


def programme_report(
    results: ProgramResults,
    networks: Sequence[PublishableTable],
    before: Mapping[int, YearBefore],
    *,
    sha256: str,
    work: Sequence[CohortWork] = (),
) -> ProgramReport:
    """The report of frozen results; `networks` are the released tables that they were made of.

    `work` is what each cohort did that year: of the activities, not of the answers.
    """
    whole = next(iter(results.tables.get(Audience.NETWORK, ())), None)
    reliability = _reliability(results, whole)
    spreads = _spreads(whole, networks)
    return ProgramReport(
        program=results.program,
        institution=results.institution,
        instrument=results.instrument,
        year=str(results.year),
        closed_at=results.closed_at,
        calculated_at=results.calculated_at,
        sha256=sha256,
        released=results.released,
        people=rolled_people_sentence(whole) if whole else "",
        withheld=results.withheld,
        blocks=tuple(block.value.capitalize() for block in whole.blocks) if whole else (),
        overview=_overview(whole),
        dots=dots_chart(list(spreads.values()), chart_id="spread") if spreads else "",
        dimensions=_dimensions(whole, spreads, reliability),
        years=tuple(_years(results, before)),
        no_reliability=results.covariance_withheld,
        cohorts=cohorts_of(work),
        cohort_values=cohort_values(results.tables.get(Audience.NETWORK, ())),
        method=next((method_sentence(one) for one in reliability.values() if one.n), ""),
    )


def _overview(whole: RolledTable | None) -> Drawing | None:
    if whole is None:
        return None
    return Drawing(
        wide=overview_chart(whole, chart_id="programme"),
        narrow=overview_chart(whole, chart_id="programme-narrow", compact=True),
    )


def _spreads(whole: RolledTable | None, networks: Sequence[PublishableTable]) -> dict[str, Spread]:
    if whole is None:
        return {}
    return {
        dimension.code: Spread(
            dimension.name,
            [
                agreement(found).fraction
                for table in networks
                for found in table.dimensions
                if found.code == dimension.code and found.is_published
            ],
            is_inside=dimension.parent is not None,
        )
        for dimension in whole.dimensions
    }


def _reliability(results: ProgramResults, whole: RolledTable | None) -> dict[str, DimensionReliability]:
    if whole is None:
        return {}
    return {
        dimension.code: reliability_of(
            results.covariance,
            code=dimension.code,
            name=dimension.name,
            items=[item.code for item in whole.items if item.node in dimension.parts],
            reversed_items=[item.code for item in whole.items if item.reversed],
            withheld=results.covariance_withheld,
        )
        for dimension in whole.dimensions
    }


def _dimensions(
    whole: RolledTable | None, spreads: dict[str, Spread], reliability: dict[str, DimensionReliability]
) -> tuple[ProgramDimension, ...]:
    if whole is None:
        return ()
    return tuple(
        ProgramDimension(
            code=dimension.code,
            name=dimension.name,
            is_inside=dimension.parent is not None,
            sentence=rolled_sentence(dimension, whole),
            spread=spreads[dimension.code].sentence,
            alpha=alpha_sentence(reliability[dimension.code]),
            omega=omega_sentence(reliability[dimension.code]),
            cautions=reliability[dimension.code].notes,
            items=tuple(_items(dimension, whole, reliability[dimension.code])),
        )
        for dimension in whole.dimensions
    )


def _items(
    dimension: PublishableDimension, whole: RolledTable, reliability: DimensionReliability
) -> list[ProgramItem]:
    found = {item.code: item_reliability_sentence(item, reliability) for item in reliability.items}
    lines = []
    for place, item in enumerate(whole.items_of(dimension.code), 1):
        shown = item.is_published
        ends = extremes_sentence(extremes_of(item)) if shown else ""
        lines.append(
            ProgramItem(
                number=place,
                text=item.text or item.code,
                is_reversed=item.reversed,
                is_published=shown,
                blocks=tuple(count_text(share) for share in shares(item).values()) if shown else (),
                n=number(item.n or 0) if shown else "",
                percent=percent_text(item) if shown else "",
                word=verdict(read(item)) if shown else "",
                sentence=rolled_sentence(item, whole),
                notes=tuple(note for note in (ends, found.get(item.code, "")) if note),
            )
        )
    return lines


def _years(results: ProgramResults, before: Mapping[int, YearBefore]) -> list[ProgramYears]:
    """This year beside each earlier one: all networks, which are not the same ones, then those in both."""
    mine = results.tables.get(Audience.NETWORK, ())
    whole = next((table for table in mine if table.scope is Scope.PROGRAM), None)
    found = []
    for year, other in sorted(before.items()):
        same = next((one for one in mine if one.scope is Scope.SAME and one.name == str(year)), None)
        same_before = next(iter(results.earlier.get(year, {}).get(Audience.NETWORK, ())), None)
        for title, old, new in (
            (f"{year} y {results.year}, todas las redes de cada año", other.whole, whole),
            (f"{year} y {results.year}, solo las redes que están en los dos", same_before, same),
        ):
            if old is not None and new is not None and comparable_scales(old, new):
                found.append(_change(title, (str(year), old, other.keys), (str(results.year), new)))
    return found


def _change(
    title: str, old: tuple[str, RolledTable, Mapping[str, str]], new: tuple[str, RolledTable]
) -> ProgramYears:
    years = years_of([_side(*old), _side(*new, {item.code: item.code for item in new[1].items})])
    return ProgramYears(
        title=title,
        drawing=slopes_chart(years, chart_id=slugify(title)) if any(one.values for one in years) else "",
        sentences=tuple(years_sentence(one) for one in years),
    )


def _side(label: str, table: RolledTable, keys: Mapping[str, str]) -> YearSide:
    return YearSide(label=label, table=table, keys=keys, networks=table.networks)
