"""How a team of the demonstration begins and ends its year: proposals, evaluation, projection."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from lar.accounts.models import User
from lar.demo import story
from lar.demo.activities import STILL_TO_COME
from networks.actions.closing import project_next_year, review_socialization
from networks.actions.proposals import propose_levers
from networks.models import Cycle

REVIEWED = (10, 15)
PROJECTED = (11, 18)

WORKED = (
    "Leer los resultados en grupos que mezclaban escuelas, con la predicción escrita antes. Se animaron a "
    "hablar personas que casi nunca lo hacen."
)
HARD = "Alcanzó justo el tiempo: la última dimensión se conversó de pie y a la carrera."
DIFFERENTLY = "Dejar dos horas completas y mandar la agenda una semana antes."
KEEP = "Las sesiones mensuales que rotan de escuela, y empezar cada una revisando lo acordado."
STRATEGIES = (
    "Observarnos de a dos, con una pauta corta acordada por la red.\n"
    "Abrir cada sesión con una evidencia de aula traída por una escuela."
)
NEEDS = "Horas protegidas para las visitas entre escuelas, conversadas con la autoridad local."


def build_proposals(cycle: Cycle, plan: story.NetworkPlan, *, by: User) -> None:
    """Each person of the team proposes: the one who signs, all that was chosen; the others, one each."""
    on = date(cycle.year, 4, 22)
    team = cycle.network.coordinations.filter(valid_from__lte=on, valid_to=None).select_related("user")
    for place, row in enumerate(team.order_by("pk")):
        nodes = plan.levers if row.user_id == by.pk else [plan.levers[place % len(plan.levers)]]
        propose_levers(cycle, nodes=nodes, on=on, by=row.user)


def build_year_end(cycle: Cycle, plan: story.NetworkPlan, *, by: User) -> None:
    """What the team left written once it had talked over the results, and when the year was over."""
    today = timezone.localdate()
    if cycle.year == story.THIS_YEAR and plan.outcome in STILL_TO_COME | {story.Outcome.TOO_FEW}:
        return
    reviewed, projected = date(cycle.year, *REVIEWED), date(cycle.year, *PROJECTED)
    if reviewed <= today:
        review_socialization(cycle, worked=WORKED, hard=HARD, differently=DIFFERENTLY, on=reviewed, by=by)
    if projected <= today and not (cycle.year == story.THIS_YEAR and plan.name in story.TOUR_NETWORKS):
        project_next_year(cycle, keep=KEEP, strategies=STRATEGIES, needs=NEEDS, on=projected, by=by)
