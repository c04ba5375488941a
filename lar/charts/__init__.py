"""Publishable things → SVG. Diverging bars centred on neutral, never sorted, readable in greyscale."""

from lar.charts.charts import dimension_chart, item_chart, items_chart, overview_chart, paper_charts

__all__ = ["dimension_chart", "item_chart", "items_chart", "overview_chart", "paper_charts"]
