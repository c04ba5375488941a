from questionnaires.results.models.release import Release, ReleaseOpening
from questionnaires.results.models.report import Report, ReportFile

__all__ = ["Release", "ReleaseOpening", "Report", "ReportFile"]
