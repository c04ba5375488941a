"""The report of a network: assembled from one release and its context, the same for web and PDF."""

from questionnaires.results.report.assemble import assemble
from questionnaires.results.report.context import Lever, Purpose, ReportContext
from questionnaires.results.report.parts import DimensionPage, ItemLine, NetworkReport

__all__ = ["DimensionPage", "ItemLine", "Lever", "NetworkReport", "Purpose", "ReportContext", "assemble"]
