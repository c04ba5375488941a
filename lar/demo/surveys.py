"""The questionnaire of a network in a year: opened, answered with codes, closed, sealed, shared."""

from __future__ import annotations

import random
import time
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from lar.accounts.models import User
from lar.demo import story
from lar.demo.answers import MOODS, Statement, answer_sheets
from lar.jobs.models import Job, JobState
from lar.jobs.registry import JobProblem
from lar.jobs.runner import run_here
from lar.statistics import Expected
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import Cycle
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.results.actions import open_release, write_second_edition
from questionnaires.results.report import Edition, Selection
from questionnaires.surveys.actions import (
    SurveyPlan,
    answer_as_team,
    close_survey,
    confirm_roster,
    expect_results,
    open_survey,
    prepare_survey,
    publish_mirror,
    seal_survey,
)
from questionnaires.surveys.answering import Outcome, Sending, submit
from questionnaires.surveys.models import Survey, SurveyMode, SurveyState
from questionnaires.surveys.queries.expectations import measured_nodes

NO_ANSWER = -9
PLACE = ZoneInfo("America/Santiago")
OPEN_DAYS = 14
PATIENCE_SECONDS = 60
# Nothing more happens to a survey of these states by itself.
ENDED = frozenset({SurveyState.OPEN, SurveyState.RELEASED, SurveyState.TOO_FEW})


def live_survey(
    cycle: Cycle, plan: story.NetworkPlan, *, team: list[User], facilitator: User, seed: int
) -> Survey | None:
    """Bring the cycle's questionnaire to where the story leaves it. Call inside the programme's context."""
    outcome = plan.outcome if cycle.year == story.THIS_YEAR else story.Outcome.SHARED
    if outcome is story.Outcome.READY:
        return None
    opening = opening_of(cycle.year, outcome)
    survey = prepare_survey(cycle, plan=plan_of(plan, opening), by=team[0])
    confirm_roster(survey, by=facilitator)
    survey = open_survey(survey, on=opening, by=team[0])
    answering = plan.answering if plan.outcome is not story.Outcome.TOO_FEW or outcome is plan.outcome else 6
    send_answers(survey, people=answering, mood=plan.mood, seed=seed)
    for coordinator in team:
        answer_as_team(survey, answers=_sheets(survey, 1, "warm", seed + coordinator.pk)[0], by=coordinator)
    if outcome is story.Outcome.OPEN:
        return survey
    _expect(survey, team, seed=seed)
    return close_and_seal(survey)


def _expect(survey: Survey, team: list[User], *, seed: int) -> None:
    """Each coordinator expects rather much agreement, as people do; half of the teams let the report say so.

    Where the questionnaire is still open nobody has said it yet: whoever visits finds it among her tasks.
    """
    for coordinator in team:
        chance = random.Random(f"{seed}:{coordinator.pk}:{survey.cycle.year}")
        said = {
            node.code: Expected(chance.randint(5, 9), chance.randint(0, 1)) for node in measured_nodes(survey)
        }
        expect_results(survey, expected=said, by=coordinator)
    if survey.network.pk % 2 == 0:
        publish_mirror(survey, published=True, by=team[0])


def opening_of(year: int, outcome: story.Outcome) -> datetime:
    """Return when the questionnaire opened: in August, or a few days ago where it is still open."""
    if outcome is story.Outcome.OPEN:
        return timezone.now() - timedelta(days=5)
    return datetime(year, 8, 11, 9, 0, tzinfo=PLACE)


def close_and_seal(survey: Survey) -> Survey:
    """Let the closing date come (three times where too few answered) and seal."""
    while survey.state == SurveyState.OPEN:
        survey = close_survey(survey, on=survey.closes_at, by=None)
    return seal_survey(survey, by=None)


def finish_survey(program: Program, survey_id: int) -> None:
    """Run here the jobs that sealing asked for, so that results exist when this returns.

    VACUUM waits for whoever still has an older snapshot, such as the part that builds the next
    network; the job then comes back by itself some seconds later, here or in another process.

    Raises:
        JobProblem: when it took more than a minute; the part is tried again.
    """
    for _second in range(PATIENCE_SECONDS):
        with program_context(program):
            if Survey.objects.get(pk=survey_id).state in ENDED:
                return
            keys = [f"vacuum:{survey_id}", f"release:{survey_id}"]
            due = list(
                Job.objects.filter(key__in=keys, state=JobState.WAITING, run_after__lte=timezone.now())
            )
        for job in due:
            run_here(job)
        if not due:
            time.sleep(1)
    raise JobProblem(f"La aplicación {survey_id} no terminó de sellarse.", retry=True)


def share_results(survey: Survey, plan: story.NetworkPlan, *, by: User) -> None:
    """Open the results to members and then to authorities, where the story does.

    Members before the session that talks them over; authorities after it.
    """
    running = survey.cycle.year == story.THIS_YEAR
    if survey.state != SurveyState.RELEASED or (running and plan.outcome is not story.Outcome.SHARED):
        return
    release = survey.releases.latest("number")
    for audience, days in (("members", 15), ("authority", 58)):
        on = max(survey.closes_at + timedelta(days=days), release.created_at)
        open_release(release, audience=audience, on=on, by=by)


def talk_over(survey: Survey, plan: story.NetworkPlan, *, by: User) -> None:
    """Write the edition «con lo conversado» of a year that is over, where the story shares results."""
    if survey.cycle.year == story.THIS_YEAR or plan.outcome is not story.Outcome.SHARED:
        return
    release = survey.releases.latest("number")
    if not release.reports.filter(edition=Edition.TALKED_OVER).exists():
        on = max(survey.closes_at + timedelta(days=52), release.created_at).astimezone(PLACE).date()
        write_second_edition(release, selection=Selection(), on=on, by=by)


def send_answers(survey: Survey, *, people: int, mood: str, seed: int) -> None:
    """Answer with ``people`` of the codes that were mailed, as phones do."""
    items = list(survey.version.items.order_by("position").values_list("code", flat=True))
    own = [item.code for item in survey.local_items.all()]
    chance = random.Random(f"{seed}:propias:{people}")
    codes = list(survey.invitations.order_by("?").values_list("code", flat=True))
    for code, sheet in zip(codes, _sheets(survey, people, mood, seed), strict=False):
        sending = Sending(
            program_id=survey.program_id,
            survey_id=survey.pk,
            version_id=survey.version_id,
            client_key=uuid.uuid4(),
            at=survey.opens_at,
            code=code,
            answers={
                **{item: str(value) for item, value in zip(items, sheet, strict=True) if value != NO_ANSWER},
                **{item: str(chance.choices((1, 2, 3, 4, 5), MOODS["mild"])[0]) for item in own},
            },
        )
        result = submit(sending)
        if result.outcome is not Outcome.ACCEPTED:
            raise RuntimeError(f"The demonstration's answer was not accepted: {result.outcome}")


def _sheets(survey: Survey, people: int, mood: str, seed: int) -> list[list[int]]:
    items = survey.version.items.order_by("position").values_list("node__code", "is_reversed")
    statements = [Statement(node, is_reversed) for node, is_reversed in items]
    return answer_sheets(statements, people=people, mood=mood, year=survey.cycle.year - 2025, seed=seed)


def plan_of(plan: story.NetworkPlan, opening: datetime) -> SurveyPlan:
    """What a network of the story asks its people, by e-mail."""
    closing = opening + timedelta(days=OPEN_DAYS)
    slug = plan.name.lower().replace(" ", "-")
    return SurveyPlan(
        version=QuestionnaireVersion.objects.filter(questionnaire__code=story.INSTRUMENT).latest("number"),
        mode=SurveyMode.EMAIL,
        opens_at=opening,
        closes_at=closing,
        emails=[f"integrante{number}.{_plain(slug)}@escuelas.demo" for number in range(1, plan.seats + 1)],
        own_items=story.OWN_ITEMS.get(plan.name, ()),
    )


def _plain(text: str) -> str:
    return text.translate(str.maketrans("áéíóúüñ", "aeiouun"))
