"""Writes on surveys, by topic. Each function is one act of a person, or of the clock (``by=None``)."""

from questionnaires.surveys.actions.closing import close_survey, conclude_sealing, seal_survey
from questionnaires.surveys.actions.codes import (
    change_open_code,
    redraw_slips,
    replace_slips,
    send_reminders,
    take_slip_sheet,
)
from questionnaires.surveys.actions.evaluating import open_evaluation
from questionnaires.surveys.actions.expecting import expect_results, publish_mirror
from questionnaires.surveys.actions.importing import ImportPlan, import_responses, prepare_import
from questionnaires.surveys.actions.notice import publish_privacy_notice
from questionnaires.surveys.actions.opening import open_many, open_survey
from questionnaires.surveys.actions.paper import ask_for_paper, give_paper_links, keep_paper
from questionnaires.surveys.actions.preparing import (
    SurveyPlan,
    change_draft,
    confirm_roster,
    prepare_survey,
)
from questionnaires.surveys.actions.reading import create_reading_link, revoke_reading_link
from questionnaires.surveys.actions.running import cancel_survey, correct_roster_n, extend_survey
from questionnaires.surveys.actions.team import answer_as_team, share_team_view
from questionnaires.surveys.actions.writing import write_to_teams

__all__ = [
    "ImportPlan",
    "SurveyPlan",
    "answer_as_team",
    "ask_for_paper",
    "cancel_survey",
    "change_draft",
    "change_open_code",
    "close_survey",
    "conclude_sealing",
    "confirm_roster",
    "correct_roster_n",
    "create_reading_link",
    "expect_results",
    "extend_survey",
    "give_paper_links",
    "import_responses",
    "keep_paper",
    "open_evaluation",
    "open_many",
    "open_survey",
    "prepare_import",
    "prepare_survey",
    "publish_mirror",
    "publish_privacy_notice",
    "redraw_slips",
    "replace_slips",
    "revoke_reading_link",
    "seal_survey",
    "send_reminders",
    "share_team_view",
    "take_slip_sheet",
    "write_to_teams",
]
