"""Publishable things → SVG. Diverging bars centred on neutral, never sorted, readable in greyscale."""

from lar.charts.charts import dimension_chart, item_chart, items_chart, overview_chart, paper_charts
from lar.charts.dots import Spread, dots_chart
from lar.charts.mirrors import mirror_chart
from lar.charts.slopes import slopes_chart

__all__ = [
    "Spread",
    "dimension_chart",
    "dots_chart",
    "item_chart",
    "items_chart",
    "mirror_chart",
    "overview_chart",
    "paper_charts",
    "slopes_chart",
]
