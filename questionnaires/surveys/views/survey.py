"""The page of a survey: how it stands, in bands while it is open, and what may be done."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lar.authorization import Permission, has_permission
from lar.jobs.queries import QueueState, queue_state
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from questionnaires.surveys.forms import CancelForm, CorrectForm, ExtendForm, ReplaceForm
from questionnaires.surveys.models import CodeKeeper, SlipSheet, Survey, SurveyMode, SurveyState
from questionnaires.surveys.own_network import is_of_team
from questionnaires.surveys.posters import poster_of
from questionnaires.surveys.queries.cycle import versions_to_apply
from questionnaires.surveys.queries.links import reading_link_url
from questionnaires.surveys.queries.mails import mail_words
from questionnaires.surveys.queries.roster import frozen_roster, plan_fingerprint
from questionnaires.surveys.queries.state import hand_out_words, survey_words
from questionnaires.surveys.rules import AWAITS_JOBS, UNSEALED
from questionnaires.surveys.views.finding import find_survey, show_survey_crumbs


@require_safe
def survey(request: ProgramRequest, survey_id: int) -> HttpResponse:
    found = find_survey(request, survey_id, Permission.VIEW_SURVEY)
    show_survey_crumbs(request, found)
    with timezone.override(ZoneInfo(found.network.time_zone)):
        context = {
            "survey": found,
            "network": found.network,
            "questionnaire": found.version.questionnaire,
            "words": survey_words(found),
            "hand_out": hand_out_words(found),
            "mail_words": mail_words(found),
            "reading_url": reading_link_url(found.network),
            "fingerprint": plan_fingerprint(found),
            "roster": frozen_roster(found),
            "corrections": found.corrections.select_related("by").order_by("pk"),
            "another_url": _another_url(request, found),
            **(sheets := _sheets(request, found)),
            "queue": _queue_if_awaited(request, found, is_drawing=sheets["is_drawing"]),
            **_open_code(request, found),
            **_forms(found),
            **_rights(request, found),
        }
        return render(request, "surveys/survey.html", context)


def _another_url(request: ProgramRequest, survey: Survey) -> str:
    """Where another questionnaire is prepared in the same cycle, while one is left that it could apply."""
    may = has_permission(request.actor, Permission.PREPARE_SURVEY, survey.network)
    if not may or not versions_to_apply(survey.cycle).exists():
        return ""
    place = {"network_id": survey.network_id, "year": survey.cycle.year}
    return program_url(request.program, "surveys:prepare", **place)


def right_to_slips(survey: Survey, sheet: SlipSheet | None = None) -> Permission:
    """Return what it takes to get the slips: whoever hands them out gets them, and nobody else.

    Those that replace lost ones are the facilitator's. An open code is for the whole network to see.
    """
    if survey.mode == SurveyMode.OPEN_CODE:
        return Permission.VIEW_SURVEY
    is_teams = survey.code_keeper == CodeKeeper.TEAM and not (sheet is not None and sheet.replaces_lost)
    return Permission.PRINT_SLIPS if is_teams else Permission.REPLACE_SLIPS


def may_hold_slips(request: ProgramRequest, survey: Survey, sheet: SlipSheet | None = None) -> bool:
    return has_permission(request.actor, right_to_slips(survey, sheet), survey.network)


def _sheets(request: ProgramRequest, survey: Survey) -> dict[str, Any]:
    is_open = survey.state == SurveyState.OPEN and survey.mode == SurveyMode.SLIPS
    wanted = (survey.roster_n or 0) + survey.codes_replaced
    sheets = survey.slip_sheets.defer("pdf").order_by("pk") if is_open else ()
    may_replace = has_permission(request.actor, Permission.REPLACE_SLIPS, survey.network)
    return {
        "uses_slips": is_open,
        "sheets": [sheet for sheet in sheets if may_hold_slips(request, survey, sheet)],
        "shows_slips": is_open and (may_replace or may_hold_slips(request, survey)),
        "slips_of_team": survey.code_keeper == CodeKeeper.TEAM,
        "is_drawing": is_open and survey.codes_made < wanted,
        "may_hold_slips": is_open and may_hold_slips(request, survey),
    }


def _queue_if_awaited(request: ProgramRequest, survey: Survey, *, is_drawing: bool) -> QueueState | None:
    """How the queue is while this page waits for its work: slips, the closing, the results."""
    is_over = survey.state == SurveyState.OPEN and survey.closes_at <= timezone.now()
    awaits = is_drawing or is_over or survey.state in AWAITS_JOBS
    return queue_state(request.program.pk) if awaits else None


def _open_code(request: ProgramRequest, survey: Survey) -> dict[str, Any]:
    """The code that everybody uses, for the team that shows it, and its drawn poster."""
    is_shown = survey.state == SurveyState.OPEN and survey.mode == SurveyMode.OPEN_CODE
    if not is_shown or not may_hold_slips(request, survey):
        return {}
    return {"poster": poster_of(survey), "poster_sheet": survey.slip_sheets.defer("pdf").first()}


def _forms(survey: Survey) -> dict[str, Any]:
    if survey.state not in {SurveyState.DRAFT, SurveyState.OPEN}:
        return {}
    return {
        "extend_form": ExtendForm(initial={"closes_at": survey.closes_at}),
        "correct_form": CorrectForm(initial={"n": survey.roster_n}),
        "cancel_form": CancelForm(),
        "replace_form": ReplaceForm(),
        "own_items": list(survey.local_items.order_by("position").values_list("text", flat=True)),
        "emails": list(survey.invitations.order_by("pk").values_list("email", flat=True))
        if survey.state == SurveyState.DRAFT
        else [],
    }


def _rights(request: ProgramRequest, survey: Survey) -> dict[str, bool]:
    def may(permission: Permission) -> bool:
        return has_permission(request.actor, permission, survey.network)

    is_draft, is_open = survey.state == SurveyState.DRAFT, survey.state == SurveyState.OPEN
    has_open_code = survey.mode == SurveyMode.OPEN_CODE
    is_ours = is_draft and survey.mode != SurveyMode.IMPORTED
    of_its_team = is_of_team(request.actor, survey.network_id)
    to_confirm = is_ours and survey.roster_confirmed_by_id is None and may(Permission.CONFIRM_ROSTER)
    return {
        "is_draft": is_draft,
        "is_open": is_open,
        "by_mail": survey.mode == SurveyMode.EMAIL,
        "has_open_code": has_open_code,
        "is_imported": survey.mode == SurveyMode.IMPORTED,
        "can_change": is_ours and may(Permission.PREPARE_SURVEY),
        "can_confirm": to_confirm and not of_its_team,
        "another_confirms": to_confirm and of_its_team,
        "can_open": is_ours
        and survey.roster_confirmed_by_id is not None
        and may(Permission.USE_OPEN_CODE if has_open_code else Permission.OPEN_SURVEY),
        "waits_for_facilitator": is_draft
        and has_open_code
        and survey.roster_confirmed_by_id is not None
        and not may(Permission.USE_OPEN_CODE),
        "can_change_code": is_open and has_open_code and may(Permission.USE_OPEN_CODE),
        "can_discard": is_draft and may(Permission.OPEN_SURVEY),
        "can_run": is_open and may(Permission.OPEN_SURVEY),
        "can_correct": is_open and not has_open_code and may(Permission.CONFIRM_ROSTER) and not of_its_team,
        "can_replace": is_open and may(Permission.REPLACE_SLIPS),
        "can_answer": is_open and may(Permission.ANSWER_AS_TEAM),
        "can_expect": survey.state in UNSEALED and may(Permission.EXPECT_RESULTS),
        "can_link": may(Permission.MANAGE_READING_LINK),
    }
