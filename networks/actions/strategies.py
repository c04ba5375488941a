"""What a network designs, carries out and evaluates on a dimension; and the catalogue to begin from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks.catalogue import fill_catalogue
from networks.errors import NotAllowedNow
from networks.models import Activity, Decision, MicroStrategy, Network, Strategy, StrategySession, Worked
from networks.queries.facts import current_cycle


@transaction.atomic
def write_strategy(
    network: Network,
    *,
    node: str,
    title: str,
    what: str,
    micro_strategy: MicroStrategy | None = None,
    on: date,
    by: User,
) -> Strategy:
    """Design a strategy in the cycle of a day's year, perhaps from one of the catalogue."""
    cycle = current_cycle(network, on)
    if cycle is None:
        raise NotAllowedNow(_("Antes de diseñar una estrategia, comienza el ciclo del año."))
    strategy = Strategy.objects.create(
        network=network,
        cycle=cycle,
        node=node,
        title=title.strip(),
        what=what.strip(),
        micro_strategy=micro_strategy,
        started_on=on,
        written_by=by,
    )
    record("strategy.written", by=by, network_id=network.pk, subject=strategy.pk, node=node)
    return strategy


@transaction.atomic
def add_session(
    strategy: Strategy, *, words: str, on: date, activity: Activity | None = None, by: User
) -> StrategySession:
    """Say that a strategy was carried out on a day, perhaps in an activity of the network.

    Raises:
        NotAllowedNow: it is earlier than the design, or the activity gathers other networks only.
    """
    if on < strategy.started_on:
        raise NotAllowedNow(_("No puede ser anterior al día en que la diseñaron."), "on")
    if activity is not None and not activity.networks.filter(network=strategy.network_id).exists():
        raise NotAllowedNow(_("Esa actividad es de otra red."), "activity")
    session = StrategySession.objects.create(strategy=strategy, on=on, words=words.strip(), activity=activity)
    record("strategy.carried_out", by=by, network_id=strategy.network_id, subject=strategy.pk)
    return session


@transaction.atomic
def evaluate_strategy(
    strategy: Strategy, *, evidence: str, members_said: str, team_said: str, by: User
) -> None:
    """Keep what shows how it went, what members said of it and what the team saw."""
    strategy.evidence, strategy.members_said = evidence.strip(), members_said.strip()
    strategy.team_said = team_said.strip()
    strategy.save(update_fields=["evidence", "members_said", "team_said"])
    record("strategy.evaluated", by=by, network_id=strategy.network_id, subject=strategy.pk)


@transaction.atomic
def decide_strategy(
    strategy: Strategy, *, worked: Worked, decision: Decision, because: str, on: date, by: User
) -> None:
    """Say whether it worked and decide: go on, adapt it or end it. It may be decided again later.

    Raises:
        NotAllowedNow: without a session there is nothing to decide on, or there is no reason.
    """
    if not strategy.sessions.exists():
        raise NotAllowedNow(_("Primero anoten al menos una sesión en que la llevaron a cabo."))
    if not because.strip():
        raise NotAllowedNow(_("Cuenta por qué."), "because")
    strategy.worked, strategy.decision = worked, decision
    strategy.because, strategy.decided_on = because.strip(), on
    strategy.save(update_fields=["worked", "decision", "because", "decided_on"])
    record(
        "strategy.decided",
        by=by,
        network_id=strategy.network_id,
        subject=strategy.pk,
        worked=str(worked),
        decision=str(decision),
    )


@dataclass(frozen=True)
class MicroStrategyWords:
    """What a facilitator writes of a micro-strategy; ``steps`` are one line each."""

    title: str
    node: str
    shapes: Sequence[str]
    aim: str
    steps: str
    minutes: int
    source: str
    is_retired: bool = False


@transaction.atomic
def curate(micro: MicroStrategy | None, *, words: MicroStrategyWords, by: User) -> MicroStrategy:
    """Write a micro-strategy of the catalogue, or a new one. A retired one is offered no more."""
    micro = micro or MicroStrategy(code=_free_code(words.title))
    micro.title, micro.node, micro.shapes = words.title.strip(), words.node, list(words.shapes)
    micro.aim, micro.steps, micro.minutes = words.aim.strip(), words.steps.strip(), words.minutes
    micro.source, micro.is_retired = words.source.strip(), words.is_retired
    micro.save()
    record("micro_strategy.curated", by=by, subject=micro.pk, is_retired=micro.is_retired)
    return micro


@transaction.atomic
def load_catalogue(*, by: User | None) -> int:
    """Add to the programme the micro-strategies of ours that it lacks; return how many."""
    added = fill_catalogue()
    record("micro_strategy.loaded", by=by, added=added)
    return added


def _free_code(title: str) -> str:
    """A code that no other has: the title's words, with a number when they are taken."""
    base = slugify(title)[:50] or "estrategia"
    taken = set(MicroStrategy.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, 1000))) if code not in taken)
