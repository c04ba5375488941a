"""What a release keeps of the survey around its answers, read once, when it is made."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from networks.models import Activity, Territory
from networks.models.dated import in_force
from networks.models.roster import MemberRole
from questionnaires.instruments.models import Item, QuestionnaireVersion
from questionnaires.results.released import Circumstances, Instrument
from questionnaires.surveys.models import Survey, SurveyMode
from questionnaires.surveys.rules import local_day


def circumstances_of(survey: Survey, moment: datetime) -> Circumstances:
    """Who was asked, how and when. Names of the network and its territories as they are on that day."""
    if survey.activity is not None:
        return _of_workshop(survey, survey.activity, moment)
    network = survey.network
    closed_at = _closed_at(survey)
    day = local_day(closed_at, network.time_zone)
    territories = Territory.objects.filter(in_force(day, "networks__"), networks__network=network)
    lines = list(survey.roster_lines.all())
    seats: Counter[str] = Counter()
    for line in lines:
        seats[line.role] += line.seats
    return Circumstances(
        program=survey.program.name,
        institution=survey.program.institution,
        network=network.name,
        network_kind=network.get_kind_display(),
        territories=tuple(territories.order_by("name").values_list("name", flat=True).distinct()),
        year=survey.cycle.year,
        programme_year=survey.cycle.programme_year,
        mode=survey.mode,
        code_keeper=survey.code_keeper,
        codes_replaced=survey.codes_replaced,
        time_zone=network.time_zone,
        opened_at=survey.opens_at,
        closed_at=closed_at,
        calculated_at=moment,
        schools=len({line.school_rbd for line in lines}),
        asked_by_role=() if survey.mode == SurveyMode.OPEN_CODE else _by_role(seats),
        roster_source=survey.roster_source,
    )


def _of_workshop(survey: Survey, activity: Activity, moment: datetime) -> Circumstances:
    """Of an evaluation: the workshop stands where the network does; it has no schools nor territories."""
    return Circumstances(
        program=survey.program.name,
        institution=survey.program.institution,
        network=activity.title,
        network_kind=activity.get_kind_display(),
        territories=(),
        year=activity.day.year,
        programme_year=0,
        mode=survey.mode,
        code_keeper=survey.code_keeper,
        codes_replaced=survey.codes_replaced,
        time_zone=activity.time_zone,
        opened_at=survey.opens_at,
        closed_at=_closed_at(survey),
        calculated_at=moment,
        schools=0,
        asked_by_role=(),
    )


def _closed_at(survey: Survey) -> datetime:
    """When the last answer could come. Imported ones were gathered before they were loaded here."""
    if survey.mode == SurveyMode.IMPORTED or survey.closed_at is None:
        return survey.closes_at
    return survey.closed_at


def _by_role(seats: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple((role, seats[role]) for role in MemberRole.values if seats[role])


def instrument_of(version: QuestionnaireVersion) -> Instrument:
    """The version as it was answered: it can't change, but the questionnaire's title can."""
    questionnaire = version.questionnaire
    items = Item.objects.filter(version=version).in_answers()
    return Instrument(
        title=questionnaire.title,
        version=version.number,
        is_demonstration=questionnaire.is_demonstration,
        disclaimer=questionnaire.disclaimer,
        source_note=version.source_note,
        not_applicable_label=version.not_applicable_label,
        dont_know_label=version.dont_know_label,
        meanings=dict(items.values_list("code", "high_score_meaning")),
    )
