"""What a network asks of its authority, the answer, and how each commitment goes. Nothing is rewritten."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks import rules
from networks.errors import NotAllowedNow
from networks.models import Condition, ConditionAnswer, ConditionState, Network
from networks.models.condition import COMMITTING

MOST = 4
"""A brief has room for four, and an authority for fewer."""


@transaction.atomic
def ask_condition(network: Network, *, kind: str, words: str, on: date, by: User) -> Condition:
    """Ask the network's authority for something. A year holds four.

    Raises:
        NotAllowedNow: four were asked for this year, or the words name a person.
    """
    if Condition.objects.filter(network=network, asked_on__year=on.year).count() >= MOST:
        raise NotAllowedNow(
            _("Este año ya pidieron cuatro condiciones: mejor conversen primero cómo van esas.")
        )
    _require_no_person(words)
    condition = Condition.objects.create(
        network=network, kind=kind, words=" ".join(words.split()), asked_on=on, asked_by=by
    )
    record("condition.asked", by=by, network_id=network.pk, subject=condition.pk, kind=kind)
    return condition


@transaction.atomic
def answer_condition(
    condition: Condition, *, outcome: str, words: str, on: date, by: User
) -> ConditionAnswer:
    """Answer what a network asked. Answering again adds the new answer, which counts from then on.

    Raises:
        NotAllowedNow: the words name a person.
    """
    _require_no_person(words)
    answer = ConditionAnswer.objects.create(
        condition=condition, outcome=outcome, words=" ".join(words.split()), answered_on=on, answered_by=by
    )
    record(
        "condition.answered", by=by, network_id=condition.network_id, subject=condition.pk, outcome=outcome
    )
    return answer


@transaction.atomic
def say_state(
    condition: Condition, *, year: int, term: int, state: str, words: str, on: date, by: User
) -> ConditionState:
    """Say how a commitment goes in a term. Saying it again adds a row; the last one counts.

    Raises:
        NotAllowedNow: nobody committed to it, the term has not begun, or the words name a person.
    """
    last = condition.answers.first()
    if last is None or last.outcome not in COMMITTING:
        raise NotAllowedNow(_("Primero respondan a la red si se comprometen."))
    if (year, term) > (on.year, 1 if on.month < 8 else 2):
        raise NotAllowedNow(_("Ese semestre todavía no comienza."), "term")
    _require_no_person(words)
    row = ConditionState.objects.create(
        condition=condition,
        year=year,
        term=term,
        state=state,
        words=" ".join(words.split()),
        said_on=on,
        said_by=by,
    )
    record(
        "condition.state_said",
        by=by,
        network_id=condition.network_id,
        subject=condition.pk,
        year=year,
        term=term,
        state=state,
    )
    return row


def _require_no_person(words: str) -> None:
    if rules.looks_like_a_person_code(words):
        raise NotAllowedNow(_("Escríbelo sin RUT ni correos: queda en el informe que se imprime."), "words")
