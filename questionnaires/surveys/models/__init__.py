from questionnaires.surveys.models.access_code import AccessCode
from questionnaires.surveys.models.band_mark import BandMark
from questionnaires.surveys.models.expectation import Expectation
from questionnaires.surveys.models.invitation import Invitation
from questionnaires.surveys.models.local_item import LocalItem
from questionnaires.surveys.models.open_text import OpenText
from questionnaires.surveys.models.paper import BlankPaper, PaperKeying
from questionnaires.surveys.models.reading_link import ReadingLink
from questionnaires.surveys.models.response import Response
from questionnaires.surveys.models.roster import RosterCorrection, RosterLine
from questionnaires.surveys.models.slip_sheet import SlipSheet
from questionnaires.surveys.models.submission import Submission
from questionnaires.surveys.models.survey import CodeKeeper, Survey, SurveyMode, SurveyState
from questionnaires.surveys.models.team_answer import TeamAnswer
from questionnaires.surveys.models.team_message import TeamMessage
from questionnaires.surveys.models.year_closing import YearClosing

__all__ = [
    "AccessCode",
    "BandMark",
    "BlankPaper",
    "CodeKeeper",
    "Expectation",
    "Invitation",
    "LocalItem",
    "OpenText",
    "PaperKeying",
    "ReadingLink",
    "Response",
    "RosterCorrection",
    "RosterLine",
    "SlipSheet",
    "Submission",
    "Survey",
    "SurveyMode",
    "SurveyState",
    "TeamAnswer",
    "TeamMessage",
    "YearClosing",
]
