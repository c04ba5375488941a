"""Section 9, changes in time: this year's table beside those of earlier releases of the same network."""

from __future__ import annotations

from collections.abc import Sequence

from lar.charts import slopes_chart
from lar.disclosure import Audience, PublishableTable
from lar.statistics import (
    DimensionYears,
    YearSide,
    YearValue,
    change_words,
    comparable_scales,
    count_text,
    items_text,
    who_text,
    years_of,
    years_sentence,
    years_summary,
)
from lar.statistics.numbers import joined, number
from questionnaires.results.released import ReleasedSurvey
from questionnaires.results.report.context import Past
from questionnaires.results.report.parts import Drawing, YearCell, YearRow, Years

RULE = (
    "Cada año es una foto de quienes respondieron entonces: no son necesariamente las mismas personas. Solo "
    "se comparan las afirmaciones que no cambiaron entre los años, o que cambiaron y se declararon "
    "equivalentes. Si el cambio es menor que lo que pesa una persona, la línea es gris: conviene leerla como "
    "que no cambió."
)


def years_section(
    released: ReleasedSurvey, past: Sequence[tuple[Past, ReleasedSurvey]], audience: Audience
) -> Years | None:
    """The section, from the tables of one audience; None when there is no earlier year."""
    if not past:
        return None
    sides, skipped = _sides(released, past, audience)
    found = years_of(sides) if len(sides) > 1 else ()
    return Years(
        drawing=_drawing(found),
        labels=tuple(side.label for side in sides),
        answered=tuple(f"{side.label}: {who_text(side)}." for side in sides),
        rows=tuple(_row(years, len(sides)) for years in found),
        summary=years_summary(found),
        rule=RULE,
        skipped=_skipped(skipped),
    )


def network_years(
    released: ReleasedSurvey, past: Sequence[tuple[Past, ReleasedSurvey]], audience: Audience
) -> tuple[DimensionYears, ...]:
    """The dimensions over the years that can be compared, without drawing them; () when none can."""
    sides, _skipped_years = _sides(released, past, audience)
    return years_of(sides) if len(sides) > 1 else ()


def _sides(
    released: ReleasedSurvey, past: Sequence[tuple[Past, ReleasedSurvey]], audience: Audience
) -> tuple[list[YearSide], list[str]]:
    """The years that can be compared, this one last, and the labels of those whose scale was another."""
    table = released.tables[audience]
    earlier = sorted(past, key=lambda pair: pair[1].circumstances.year)
    known = [(one, old) for one, old in earlier if comparable_scales(table, old.tables[audience])]
    skipped = [str(old.circumstances.year) for one, old in earlier if (one, old) not in known]
    return [*(_side(one, old, audience) for one, old in known), _this_year(released, table)], skipped


def _side(past: Past, old: ReleasedSurvey, audience: Audience) -> YearSide:
    keys = {before: now for now, before in past.items}
    return YearSide.of(str(old.circumstances.year), old.tables[audience], keys, frozenset(past.whole))


def _this_year(released: ReleasedSurvey, table: PublishableTable) -> YearSide:
    """The items that the others are compared with: each is its own key, and every dimension is whole."""
    codes = {item.code: item.code for item in table.items}
    whole = frozenset(dimension.code for dimension in table.dimensions)
    return YearSide.of(str(released.circumstances.year), table, codes, whole)


def _row(years: DimensionYears, size: int) -> YearRow:
    change = years.change
    return YearRow(
        name=years.name,
        is_inside=years.parent is not None,
        items=items_text(years),
        cells=tuple(_cell(value) for value in years.values) or (YearCell("—", ""),) * size,
        change=change_words(years),
        is_small=change is None or change.is_small,
        sentence=years_sentence(years),
    )


def _cell(value: YearValue) -> YearCell:
    return YearCell(value.percent, f"{count_text(value.share)} de {number(value.share.n)}")


def _drawing(found: Sequence[DimensionYears]) -> Drawing | None:
    if not any(years.values for years in found):
        return None
    return Drawing(
        wide=slopes_chart(found, chart_id="years"),
        narrow=slopes_chart(found, chart_id="years-narrow", compact=True),
    )


def _skipped(years: Sequence[str]) -> str:
    if not years:
        return ""
    return f"No se compara con {joined(list(years))}: la escala de respuesta era otra."
