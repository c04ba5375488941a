"""Publishable tables → figures that plotly.js draws in the browser, for exploring. Paper never uses them.

The numbers are those of the drawn charts: what is reserved is a gap, a masked item stands at its midpoint and
says «al menos» in words. Networks keep the order in which they come (the caller's: the alphabet), never that
of their percentages.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from lar.charts.palette import FONTS, INK, INK_SOFT, PAPER, STRONG_AGREEMENT
from lar.disclosure import PublishableDimension, PublishableTable
from lar.statistics import DimensionYears, agreement, dimension_sentence, item_sentence, percent_text
from lar.statistics.numbers import rounded
from lar.statistics.shares import Publishable

Figure = dict[str, Any]
"""`{"data": […], "layout": {…}}`, as `Plotly.newPlot` takes it."""

Labelled = Sequence[tuple[str, PublishableTable]]
"""The name of each network with its table."""

_GRID, _CLEAR = "#d5cdbd", "rgba(0,0,0,0)"
ROW, FRAME = 32, 130
"""Pixels of a network's row, and of everything around the rows."""
_SCALE = [[0.0, "#f6f2e8"], [0.4, "#dbe9e1"], [0.7, "#a9d2cb"], [1.0, "#56a39b"]]
"""From paper to water, lighter to darker: one hue, nothing reads as bad or good. Ink reads on all of it."""


def heat_figure(networks: Labelled) -> Figure:
    """% of agreement by network (rows) and dimension (columns, in the model's order)."""
    dimensions = networks[0][1].dimensions if networks else ()
    grid = [[_found(table, dimension.code) for dimension in dimensions] for _name, table in networks]
    trace = {
        "type": "heatmap",
        "x": [_in_lines(dimension.name) for dimension in dimensions],
        "y": [name for name, _table in networks],
        "z": [[_whole(thing) for thing in row] for row in grid],
        "text": [[_short(thing) for thing in row] for row in grid],
        "customdata": [
            [_sentence(thing, table) for thing in row]
            for row, (_name, table) in zip(grid, networks, strict=True)
        ],
        "texttemplate": "%{text}",
        "textfont": {"color": INK},
        "hovertemplate": "<b>%{y}</b><br>%{x}<br>%{customdata}<extra></extra>",
        "hoverongaps": False,
        "colorscale": _SCALE,
        "zmin": 0,
        "zmax": 100,
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
    }
    axes = {
        "xaxis": {"side": "top", "fixedrange": True, "showgrid": False, "automargin": True},
        "yaxis": {**_names_axis(), "showgrid": False},
    }
    return {"data": [trace], "layout": _layout(len(networks), **axes)}


def item_figure(code: str, networks: Labelled) -> Figure:
    """One dot per network: its % of agreement with an item. Networks that may not show it have none."""
    shown = [
        (name, table, item)
        for name, table in networks
        for item in table.items
        if item.code == code and item.is_published
    ]
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [_whole(item) for _name, _table, item in shown],
        "y": [name for name, _table, _item in shown],
        "customdata": [item_sentence(item, table) for _name, table, item in shown],
        "hovertemplate": "<b>%{y}</b><br>%{customdata}<extra></extra>",
        "marker": {"size": 13, "color": STRONG_AGREEMENT.fill},
    }
    names = {**_names_axis(), "categoryarray": [name for name, _table in networks], "gridcolor": _GRID}
    return {"data": [trace], "layout": _layout(len(networks), xaxis=_percent_axis(), yaxis=names)}


def slopes_figure(networks: Sequence[tuple[str, DimensionYears]]) -> Figure:
    """A line per network over the years that can be compared, of one dimension; all in one colour."""
    traces = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": name,
            "x": [value.label for value in years.values],
            "y": [float(rounded(value.share.fraction * 100)) for value in years.values],
            "customdata": [f"{value.percent} de acuerdo, {value.people} personas" for value in years.values],
            "hovertemplate": "<b>%{fullData.name}</b><br>%{x}: %{customdata}<extra></extra>",
            "line": {"color": STRONG_AGREEMENT.fill, "width": 1.5},
            "marker": {"size": 9, "color": STRONG_AGREEMENT.fill},
            "opacity": 0.55,
        }
        for name, years in networks
        if years.values
    ]
    axes = {"xaxis": {"type": "category", "fixedrange": True}, "yaxis": _percent_axis()}
    return {"data": traces, "layout": {**_layout(0, **axes), "height": 460, "showlegend": False}}


def _in_lines(name: str) -> str:
    """The name in short lines, so that it stands upright over a narrow column."""
    return "<br>".join(textwrap.wrap(name, 15, break_long_words=False))


def _found(table: PublishableTable, code: str) -> PublishableDimension | None:
    return next((dimension for dimension in table.dimensions if dimension.code == code), None)


def _whole(thing: Publishable | None) -> float | None:
    """The percentage of agreement in whole per cents; None when it is reserved."""
    if thing is None or not thing.is_published:
        return None
    return float(rounded(agreement(thing).fraction * 100))


def _short(thing: Publishable | None) -> str:
    return "" if thing is None or not thing.is_published else percent_text(thing)


def _sentence(thing: PublishableDimension | None, table: PublishableTable) -> str:
    return "" if thing is None else dimension_sentence(thing, table)


def _names_axis() -> dict[str, Any]:
    """Networks from top to bottom, in the order given."""
    return {"autorange": "reversed", "fixedrange": True, "automargin": True, "type": "category"}


def _percent_axis() -> dict[str, Any]:
    return {
        "range": [-3, 103],
        "tickvals": [0, 25, 50, 75, 100],
        "ticktext": ["0 %", "25 %", "50 %", "75 %", "100 %"],
        "fixedrange": True,
        "automargin": True,
        "gridcolor": _GRID,
        "zeroline": False,
    }


def _layout(rows: int, **axes: Any) -> dict[str, Any]:
    return {
        "height": FRAME + ROW * rows,
        "margin": {"l": 8, "r": 28, "t": 56, "b": 40},
        "font": {"family": FONTS, "size": 14, "color": INK},
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
        "separators": ",.",
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": INK_SOFT, "font": {"family": FONTS, "color": INK}},
        "dragmode": False,
        **axes,
    }
