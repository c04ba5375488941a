"""Django looks for an application's models here; each package keeps its own."""

from questionnaires.instruments.models import (
    CodebookFile,
    Item,
    ItemEquivalence,
    Questionnaire,
    QuestionnaireVersion,
    VersionNode,
)
from questionnaires.results.models import Release, ReleaseOpening, Report, ReportFile
from questionnaires.surveys.models import (
    AccessCode,
    BlankPaper,
    Invitation,
    OpenText,
    PaperKeying,
    ReadingLink,
    Response,
    RosterCorrection,
    RosterLine,
    SlipSheet,
    Submission,
    Survey,
    TeamAnswer,
)

__all__ = [
    "AccessCode",
    "BlankPaper",
    "CodebookFile",
    "Invitation",
    "Item",
    "ItemEquivalence",
    "OpenText",
    "PaperKeying",
    "Questionnaire",
    "QuestionnaireVersion",
    "ReadingLink",
    "Release",
    "ReleaseOpening",
    "Report",
    "ReportFile",
    "Response",
    "RosterCorrection",
    "RosterLine",
    "SlipSheet",
    "Submission",
    "Survey",
    "TeamAnswer",
    "VersionNode",
]
