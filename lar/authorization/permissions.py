"""Every permission of the product, named by what a person does with it."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    # The programme
    VIEW_PROGRAM_BOARD = "view_program_board"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_NETWORKS = "manage_networks"
    VIEW_JOBS = "view_jobs"
    EDIT_INSTRUMENTS = "edit_instruments"

    # A network and its cycle
    VIEW_NETWORK = "view_network"
    VIEW_ROSTER = "view_roster"
    EDIT_ROSTER = "edit_roster"
    EDIT_CYCLE = "edit_cycle"
    CURATE_STRATEGIES = "curate_strategies"
    VIEW_ACTIVITIES = "view_activities"
    VIEW_INVITING_ACTIVITIES = "view_inviting_activities"
    PLAN_ACCOMPANIMENT = "plan_accompaniment"
    PLAN_SESSIONS = "plan_sessions"
    ANSWER_CONDITIONS = "answer_conditions"

    # Its logbook
    VIEW_LOGBOOK = "view_logbook"
    WRITE_LOGBOOK = "write_logbook"
    EDIT_LOGBOOK_TEMPLATE = "edit_logbook_template"

    # A survey
    VIEW_SURVEY = "view_survey"
    PREPARE_SURVEY = "prepare_survey"
    CONFIRM_ROSTER = "confirm_roster"
    OPEN_SURVEY = "open_survey"
    OPEN_MANY_SURVEYS = "open_many_surveys"
    WRITE_TO_TEAMS = "write_to_teams"
    PRINT_SLIPS = "print_slips"
    REPLACE_SLIPS = "replace_slips"
    CAPTURE_PAPER = "capture_paper"
    USE_OPEN_CODE = "use_open_code"
    IMPORT_RESPONSES = "import_responses"
    ANSWER_AS_TEAM = "answer_as_team"
    EXPECT_RESULTS = "expect_results"

    # What became of the answers
    VIEW_NETWORK_RESULTS = "view_network_results"
    REVIEW_VOICES = "review_voices"
    VIEW_TEAM_CONTRAST = "view_team_contrast"
    VIEW_AUTHORITY_RESULTS = "view_authority_results"
    OPEN_RELEASE = "open_release"
    DECLARE_YEAR = "declare_year"
    MANAGE_READING_LINK = "manage_reading_link"
