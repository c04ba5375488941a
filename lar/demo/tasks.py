"""The demonstration as a batch: one part per network, so that it fills in while people look."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lar.accounts.models import User
from lar.demo import story
from lar.demo.cast import mail_nobody, team_of
from lar.demo.networks import build_cycle, build_network
from lar.demo.surveys import finish_survey, live_survey, share_results
from lar.jobs.actions import enqueue
from lar.jobs.models import Job
from lar.jobs.registry import JobRun, job
from lar.tenancy.context import current_program_id
from lar.tenancy.models import Program
from networks.models import Network
from questionnaires.surveys.models import Survey


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
        for survey in Survey.objects.filter(pk__in=surveys).select_related("cycle"):
            share_results(survey, plan, by=coordinator)


def _live(index: int, plan: story.NetworkPlan, years: int, seed: int) -> None:
    facilitator = User.objects.get(email=story.FACILITATOR[0])
    team = team_of(index, plan, seed)
    network = build_network(index, seed=seed, by=facilitator)
    for year in range(max(plan.cohort, story.THIS_YEAR - years + 1), story.THIS_YEAR + 1):
        cycle = build_cycle(network, plan, year, by=team[0])
        live_survey(cycle, plan, team=team, facilitator=facilitator, seed=seed)
    mail_nobody()
