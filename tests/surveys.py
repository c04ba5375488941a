"""Surveys in each of their states, and people who answer them. Call inside the programme's context.

``make_sealed_survey`` commits (VACUUM runs in no transaction): use it in tests marked
``django_db(transaction=True)``, outside any ``program_context``.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from unittest import mock

from django.test import Client
from django.utils import timezone

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.tenancy.context import program_context
from lar.tenancy.models import PrivacyNotice, Program
from networks.models import Cycle, Network
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.files import DEMO, read_instrument
from questionnaires.instruments.models import Item, Questionnaire, QuestionnaireVersion
from questionnaires.surveys import sealing
from questionnaires.surveys.actions import (
    SurveyPlan,
    close_survey,
    conclude_sealing,
    confirm_roster,
    open_survey,
    prepare_survey,
    publish_privacy_notice,
    seal_survey,
)
from questionnaires.surveys.codes import new_codes, ticket_of
from questionnaires.surveys.doors import live_open_code, store_codes
from questionnaires.surveys.models import CodeKeeper, Survey, SurveyMode, SurveyState
from tests.factories import (
    CycleFactory,
    NetworkFactory,
    NetworkSchoolFactory,
    RosterSeatFactory,
    SchoolFactory,
    make_person,
)

ITEMS = 45


@dataclass
class OpenSurvey:
    """A survey in slips mode and the codes on its slips, in no order."""

    survey: Survey
    codes: list[str]
    facilitator: User


def demo_version() -> QuestionnaireVersion:
    """Return the published demonstration instrument of the programme, loaded once."""
    data = read_instrument(DEMO)
    known = Questionnaire.objects.filter(code=data.code).first()
    if known is not None:
        return known.versions.get(number=data.number)
    return publish_version(load_instrument(data, by=None), by=None)


def make_notice(program: Program) -> PrivacyNotice:
    return PrivacyNotice.objects.first() or publish_privacy_notice(program, by=None)


def make_network(people: int = 14, **fields: Any) -> Network:
    """Make a network whose roster has ``people`` places in one school."""
    network = NetworkFactory.create(**fields)
    joined = NetworkSchoolFactory.create(network=network, school=SchoolFactory.create())
    left = people
    for role in ("teacher", "utp", "head", "other"):
        seats = min(left, 30)
        if seats:
            RosterSeatFactory.create(network_school=joined, role=role, seats=seats)
        left -= seats
    assert left == 0, "at most 120 places"
    return network


def make_plan(**fields: Any) -> SurveyPlan:
    """Make a plan of printed slips that opens now and closes in ten days."""
    now = timezone.now()
    values: dict[str, Any] = {
        "version": demo_version(),
        "mode": SurveyMode.SLIPS,
        "code_keeper": CodeKeeper.FACILITATOR,
        "opens_at": now,
        "closes_at": now + timedelta(days=10),
    }
    return SurveyPlan(**{**values, **fields})


def make_draft(program: Program, *, network: Network | None = None, people: int = 14, **plan: Any) -> Survey:
    """Make a survey in preparation, in the network's cycle of 2026."""
    network = network or make_network(people)
    cycle = Cycle.objects.filter(network=network, year=2026).first() or CycleFactory.create(network=network)
    make_notice(program)
    return prepare_survey(cycle, plan=make_plan(**plan), by=make_person(program, RoleCode.FACILITATOR))


def make_open_survey(
    program: Program, *, network: Network | None = None, people: int = 14, **plan: Any
) -> OpenSurvey:
    """Make an open survey with as many codes as people (slips are not drawn: that takes a worker)."""
    draft = make_draft(program, network=network, people=people, **plan)
    facilitator = make_person(program, RoleCode.FACILITATOR)
    confirm_roster(draft, by=facilitator)
    survey = open_survey(draft, by=facilitator)
    codes: list[str] = []
    if survey.mode == SurveyMode.SLIPS:
        codes = new_codes(survey.roster_n or 0)
        store_codes(survey, sorted(codes))
        Job.objects.filter(kind="questionnaires.surveys.draw_slips").delete()
        survey.refresh_from_db()
    elif survey.mode == SurveyMode.OPEN_CODE:
        codes = [live_open_code(survey)] * (survey.roster_n or 0)
        Job.objects.filter(kind="questionnaires.surveys.draw_slips").delete()
    else:
        codes = list(survey.invitations.order_by("pk").values_list("code", flat=True))
    return OpenSurvey(survey, codes, facilitator)


def answers_of(survey: Survey, values: Sequence[int] | int) -> dict[str, str]:
    """Return what a form sends: one value for every item, or one per item in order."""
    with program_context(survey.program_id):
        codes = list(Item.objects.filter(version=survey.version_id).values_list("code", flat=True))
    chosen = [values] * len(codes) if isinstance(values, int) else list(values)
    return {code: str(value) for code, value in zip(codes, chosen, strict=True) if value != -9}


def submit(
    survey: Survey,
    code: str,
    values: Sequence[int] | int = 4,
    *,
    client_key: uuid.UUID | None = None,
    client: Client | None = None,
    **headers: str,
) -> Any:
    """Send a whole answer by the public address; return the HTTP response."""
    body: Mapping[str, str] = {
        "ticket": ticket_of(survey.program_id, survey.pk, survey.version_id),
        "client_key": str(client_key or uuid.uuid4()),
        **answers_of(survey, values),
    }
    return (client or Client()).post(f"/r/{code}/", body, headers=headers)


def make_closed_survey(
    program: Program, answers: Sequence[Sequence[int] | int], *, people: int = 14, **fields: Any
) -> Survey:
    """Make a survey with one answer per entry (a value for all items, or one per item), and close it."""
    made = make_open_survey(program, people=max(people, len(answers)), **fields)
    for code, values in zip(made.codes, answers, strict=False):
        response = submit(made.survey, code, values)
        assert response.status_code == 201, response.content
    Survey.objects.filter(pk=made.survey.pk).update(extensions=1)
    Survey.objects.filter(pk=made.survey.pk).update(extensions=2)
    made.survey.refresh_from_db()
    return close_survey(made.survey, on=made.survey.closes_at, by=None)


def make_sealed_survey(
    program: Program,
    answers: Sequence[Sequence[int] | int],
    *,
    people: int = 14,
    **fields: Any,
) -> Survey:
    """Make a sealed survey (or *too_few*), as the jobs would. Needs a transactional test.

    Nothing is published meanwhile: a worker that happens to run must not do the same work. The job
    of its release is left waiting.
    """
    with mock.patch("lar.jobs.publishing.publish", return_value=False):
        return _seal(program, answers, people, fields)


def _seal(
    program: Program, answers: Sequence[Sequence[int] | int], people: int, fields: dict[str, Any]
) -> Survey:
    with program_context(program):
        survey = seal_survey(make_closed_survey(program, answers, people=people, **fields))
    sealing.vacuum_answer_path(sealing.transaction_that_sealed(survey.pk) or 0)
    sealing.mark_sealed(survey.pk)
    with program_context(program):
        survey = conclude_sealing(Survey.objects.get(pk=survey.pk))
        assert survey.state in {SurveyState.SEALED, SurveyState.TOO_FEW}
        return survey
