"""The demonstration as a batch: one part per network, so that it fills in while people look."""

from __future__ import annotations

import time
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lar.accounts.models import User
from lar.demo import story, texts
from lar.demo.activities import in_the_room, live_activities, live_workshops
from lar.demo.agreements import build_agreements
from lar.demo.cast import mail_nobody, team_in, team_of
from lar.demo.enrolment import leave
from lar.demo.logbook import write_logbook
from lar.demo.networks import build_cycle, build_network
from lar.demo.rooms import meet_in_the_room
from lar.demo.strategies import build_strategy
from lar.demo.surveys import finish_survey, live_survey, share_results, talk_over
from lar.demo.voices import live_voices, publish_the_voices
from lar.demo.year_end import build_year_end
from lar.jobs.actions import enqueue
from lar.jobs.models import UNFINISHED, Job
from lar.jobs.registry import JobRun, job
from lar.tenancy.context import current_program_id
from lar.tenancy.models import Program
from networks.models import Network
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.results.actions import declare_year, freeze_year
from questionnaires.surveys.models import Survey, YearClosing

# The date of a programme's results must be ahead when it is declared.
AHEAD = timedelta(seconds=1)


@job("lar.demo.programme", queue="fast", title=_("Llenar el programa de demostración"))
def fill_programme(run: JobRun, *, networks: int, years: int, seed: int) -> None:
    """Ask for one part per network."""
    with run.context():
        batch = Job.objects.get(pk=run.job_id)
        for index in range(networks):
            enqueue(
                "lar.demo.network",
                key=f"demo-network:{index}",
                args={"index": index, "years": years, "seed": seed},
                by=None,
                parent=batch,
            )


@job("lar.demo.network", queue="fast", title=_("Crear una red de demostración"))
def fill_network(run: JobRun, *, index: int, years: int, seed: int) -> None:
    """Live one network's years in one transaction, then seal and share what it answered."""
    plan = story.NETWORKS[index]
    with run.context():
        program = Program.objects.get(pk=current_program_id())
        if not Network.objects.filter(name=plan.name).exists():
            _live(index, plan, years, seed)
        surveys = list(
            Survey.objects.filter(network__name=plan.name).order_by("pk").values_list("pk", flat=True)
        )
    for survey_id in surveys:
        finish_survey(program, survey_id)
        run.heartbeat()
    with run.context(last=True):
        coordinator = team_of(index, plan, seed)[0]
        found = Survey.objects.filter(pk__in=surveys).select_related(
            "cycle__network", "network", "version__questionnaire"
        )
        for survey in found.filter(version__questionnaire__code=story.INSTRUMENT):
            share_results(survey, plan, by=coordinator)
            talk_over(survey, plan, by=coordinator)
            if in_the_room(survey.cycle):
                meet_in_the_room(survey.cycle, team=team_in(survey.network, survey.cycle.year), seed=seed)
        for survey in found.exclude(version__questionnaire__code=story.INSTRUMENT):
            publish_the_voices(survey, reviewers=_facilitators(), coordinator=coordinator)
        _end_the_story(run, years, seed)


def _live(index: int, plan: story.NetworkPlan, years: int, seed: int) -> None:
    facilitator = User.objects.get(email=story.FACILITATOR[0])
    network = build_network(index, seed=seed, by=facilitator)
    for year in range(max(plan.cohort, story.THIS_YEAR - years + 1), story.THIS_YEAR + 1):
        cycle = build_cycle(network, plan, year, by=team_of(index, plan, seed)[0])
        team = team_in(network, year)
        live_survey(cycle, plan, team=team, facilitator=facilitator, seed=seed)
        live_activities(cycle, plan, team=team, facilitator=facilitator, seed=seed)
        build_strategy(cycle, node=plan.levers[0], by=team[0])
        build_agreements(cycle, plan, by=team[0])
        build_year_end(cycle, plan, by=team[0])
        write_logbook(cycle, plan, team=team)
        if plan.name == texts.NETWORK and year == story.THIS_YEAR:
            live_voices(cycle, plan, coordinator=team[0], facilitator=facilitator, seed=seed)
    leave(network, plan, by=facilitator)
    mail_nobody()


def _facilitators() -> list[User]:
    emails = [story.FACILITATOR[0], story.SECOND_FACILITATOR[0]]
    return list(User.objects.filter(email__in=emails).order_by("pk"))


def _end_the_story(run: JobRun, years: int, seed: int) -> None:
    """The last network: workshops of all, and the programme's results of the year before. Each waits."""
    part = Job.objects.select_for_update(of=("self",)).get(pk=run.job_id)
    batch = Job.objects.select_for_update(of=("self",)).get(children=part)
    others = Job.objects.filter(parent=batch, state__in=UNFINISHED).exclude(pk=part.pk)
    if others.exists():
        return
    for year in range(story.THIS_YEAR - years + 1, story.THIS_YEAR + 1):
        live_workshops(year, facilitator=_facilitators()[0], seed=seed)
    if years > 1:
        year = story.THIS_YEAR - 1
        enqueue("lar.demo.year", key=f"demo-year:{year}", args={"year": year}, by=None, parent=batch)


@job("lar.demo.year", queue="fast", title=_("Calcular el programa de demostración"))
def freeze_demo_year(run: JobRun, *, year: int) -> None:
    """Declare a date a moment ahead, let it come, and make the programme's results of that day."""
    with run.context():
        version = QuestionnaireVersion.objects.get(questionnaire__code=story.INSTRUMENT)
        closing = YearClosing.objects.filter(version=version, year=year).order_by("-number").first()
        if closing is None:
            closing = declare_year(
                version, year=year, closes_at=timezone.now() + AHEAD, by=_facilitators()[0]
            )
    time.sleep(max(0.0, (closing.closes_at - timezone.now()).total_seconds()) + 0.05)
    with run.context(last=True):
        freeze_year(closing, by=None)
