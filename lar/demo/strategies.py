"""What a network of the demonstration designs in its second year: carried out, evaluated and decided."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from lar.accounts.models import User
from networks.actions.strategies import add_session, decide_strategy, evaluate_strategy, write_strategy
from networks.models import Activity, Cycle, Decision, MicroStrategy, ProgrammeYear, Worked

DESIGNED = (5, 4)
DECIDED = (11, 12)

# From the catalogue, by the year's first dimension.
ADAPTED = {
    "PN": "proposito-en-la-tabla",
    "LR": "conduccion-rotativa",
    "CP": "clase-en-pareja",
    "CC": "acuerdos-al-comenzar",
}
FIRST = "La probamos por primera vez. Costó partir, pero cada escuela se fue con una tarea chica y clara."
AGAIN = "La repetimos con el ajuste acordado: menos preguntas y más tiempo para conversar."
EVIDENCE = "Las pautas que llenó cada escuela, guardadas en la carpeta de la red, y las dos actas."
MEMBERS = "Que les sirve porque se llevan algo para la semana; piden que no se alargue."
TEAM = "Participan personas que antes casi no hablaban. Falta que las escuelas más lejanas alcancen a llegar."
BECAUSE = "resultó en las dos sesiones, y las escuelas piden hacerla más breve."


def build_strategy(cycle: Cycle, *, node: str, by: User) -> None:
    """Adapt one of the catalogue in May, use it in the sessions of the year and decide in November.

    What has not come yet is left for the team to write.
    """
    if cycle.programme_year != ProgrammeYear.SECOND:
        return
    micro = MicroStrategy.objects.get(code=ADAPTED[node])
    designed = date(cycle.year, *DESIGNED)
    if designed > timezone.localdate():
        return
    strategy = write_strategy(
        cycle.network,
        node=micro.node,
        title=micro.title,
        what=micro.steps,
        micro_strategy=micro,
        on=designed,
        by=by,
    )
    held = Activity.objects.of_networks([cycle.network_id]).filter(
        kind="network_session", status="held", starts_at__date__gt=designed, starts_at__year=cycle.year
    )
    for activity, words in zip(held.order_by("starts_at")[:2], (FIRST, AGAIN), strict=False):
        add_session(strategy, words=words, on=activity.day, activity=activity, by=by)
    decided = date(cycle.year, *DECIDED)
    if strategy.sessions.exists() and decided <= timezone.localdate():
        evaluate_strategy(strategy, evidence=EVIDENCE, members_said=MEMBERS, team_said=TEAM, by=by)
        decide_strategy(
            strategy, worked=Worked.YES, decision=Decision.ADAPT, because=BECAUSE, on=decided, by=by
        )
