from questionnaires.results.models.program_release import ProgramRelease, ProgramReportFile
from questionnaires.results.models.release import Release, ReleaseOpening
from questionnaires.results.models.report import Report, ReportFile
from questionnaires.results.models.text_review import TextReview, TextUse

__all__ = [
    "ProgramRelease",
    "ProgramReportFile",
    "Release",
    "ReleaseOpening",
    "Report",
    "ReportFile",
    "TextReview",
    "TextUse",
]
