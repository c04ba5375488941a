"""A workshop of two networks and its evaluation, answered and sealed as the jobs would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count, repeat
from unittest import mock

from django.utils import timezone

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import Activity, Network
from questionnaires.results.actions import publish_release
from questionnaires.surveys import sealing
from questionnaires.surveys.actions import close_survey, conclude_sealing, open_evaluation, seal_survey
from questionnaires.surveys.codes import new_codes
from questionnaires.surveys.doors import drop_codes, live_open_code, store_codes
from questionnaires.surveys.evaluations import ensure_evaluation_version
from questionnaires.surveys.models import Survey, SurveyMode
from tests.factories import make_person
from tests.networks.activities.world import make_activity
from tests.surveys import make_network, make_notice, submit

NUMBERS = count(1)


@dataclass
class Workshop:
    activity: Activity
    networks: list[Network]
    facilitator: User


def make_workshop(program: Program, *, kind: str = "training_workshop", networks: int = 2) -> Workshop:
    """A workshop that began an hour ago. Call inside the programme's context."""
    make_notice(program)
    gathered = [make_network(5, name=f"Red Taller {next(NUMBERS)}") for _place in range(networks)]
    yesterday = timezone.localdate() - timedelta(days=1)
    activity = make_activity(*gathered, kind=kind, day=yesterday.isoformat())
    return Workshop(activity, gathered, make_person(program, RoleCode.FACILITATOR))


def make_evaluation(workshop: Workshop, *, people: int = 20) -> Survey:
    now = timezone.now()
    return open_evaluation(
        workshop.activity,
        version=ensure_evaluation_version(by=workshop.facilitator),
        people=people,
        closes_at=now + timedelta(minutes=30),
        on=now,
        by=workshop.facilitator,
    )


def answer_and_seal(program: Program, survey: Survey, answers: Sequence[Sequence[int]]) -> Survey:
    """Answer by code or slips, close, seal and publish. Needs a transactional test; commits."""
    with program_context(program):
        codes = _slips(survey) if survey.mode == SurveyMode.SLIPS else repeat(live_open_code(survey))
    for code, values in zip(codes, answers, strict=False):
        assert submit(survey, code, list(values)).status_code == 201
    with mock.patch("lar.jobs.publishing.publish", return_value=False):
        with program_context(program):
            for moves in (1, 2):
                Survey.every.filter(pk=survey.pk).update(extensions=moves)
            survey.refresh_from_db()
            seal_survey(close_survey(survey, on=survey.closes_at, by=None))
        sealing.vacuum_answer_path(sealing.transaction_that_sealed(survey.pk) or 0)
        sealing.mark_sealed(survey.pk)
        with program_context(program):
            conclude_sealing(Survey.every.get(pk=survey.pk))
            publish_release(Survey.every.get(pk=survey.pk))
            return Survey.every.get(pk=survey.pk)


def _slips(survey: Survey) -> list[str]:
    """Codes in place of those that were drawn, which nothing keeps but the paper."""
    drop_codes(survey)
    codes = new_codes(survey.roster_n or 0)
    store_codes(survey, sorted(codes))
    return codes
