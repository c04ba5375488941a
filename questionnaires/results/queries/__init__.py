from questionnaires.results.queries.log import LogLine, last_reminder, log_of
from questionnaires.results.queries.openings import (
    opened_audiences,
    opened_to_authority,
    opened_to_members,
)
from questionnaires.results.queries.releases import (
    earlier_releases,
    editions_of,
    first_edition,
    latest_release,
    report_of,
    superseded_by,
    visible_release,
)
from questionnaires.results.queries.team import Contrast, team_contrast
from questionnaires.results.queries.yearly import reports_of_year, years_with_results

__all__ = [
    "Contrast",
    "LogLine",
    "earlier_releases",
    "editions_of",
    "first_edition",
    "last_reminder",
    "latest_release",
    "log_of",
    "opened_audiences",
    "opened_to_authority",
    "opened_to_members",
    "report_of",
    "reports_of_year",
    "superseded_by",
    "team_contrast",
    "visible_release",
    "years_with_results",
]
