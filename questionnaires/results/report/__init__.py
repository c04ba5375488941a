"""The report of a network: assembled from one release and its context, the same for web and PDF."""

from questionnaires.results.report.agreements import Agreed
from questionnaires.results.report.assemble import assemble
from questionnaires.results.report.conditions import Asked
from questionnaires.results.report.context import Lever, Past, Purpose, ReportContext
from questionnaires.results.report.conversation import Conversation, Talked
from questionnaires.results.report.parts import DimensionPage, ItemLine, NetworkReport
from questionnaires.results.report.projection import Projected
from questionnaires.results.report.selection import SECTION_WORDS, WHOLE, Edition, Section, Selection

__all__ = [
    "SECTION_WORDS",
    "WHOLE",
    "Agreed",
    "Asked",
    "Conversation",
    "DimensionPage",
    "Edition",
    "ItemLine",
    "Lever",
    "NetworkReport",
    "Past",
    "Projected",
    "Purpose",
    "ReportContext",
    "Section",
    "Selection",
    "Talked",
    "assemble",
]
