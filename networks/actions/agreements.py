"""What a network agrees and what becomes of it. A review is added, never rewritten."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks import rules
from networks.errors import NotAllowedNow
from networks.models import Activity, Agreement, AgreementReview, AgreementState, Network
from networks.models.dated import in_force
from networks.queries.facts import current_cycle
from networks.registries import Bar


@transaction.atomic
def write_agreement(
    network: Network,
    *,
    text: str,
    due: date,
    how_known: str,
    review_on: date,
    owner_words: str = "",
    owner: User | None = None,
    activity: Activity | None = None,
    bar: Bar | None = None,
    on: date,
    by: User,
) -> Agreement:
    """Write down what the network agreed on a day, in the cycle of that day's year.

    Raises:
        NotAllowedNow: there is no cycle, nobody answers for it, or its dates can't be.
    """
    cycle = current_cycle(network, on)
    if cycle is None:
        raise NotAllowedNow(_("Antes de acordar algo, comienza el ciclo del año."))
    _require_whole(text, how_known)
    _require_owner(network, owner_words, owner, on)
    _require_dates(on, due, review_on)
    agreement = Agreement.objects.create(
        network=network,
        cycle=cycle,
        text=text.strip(),
        owner_words=" ".join(owner_words.split()),
        owner=owner,
        due=due,
        how_known=how_known.strip(),
        review_on=review_on,
        agreed_on=on,
        written_by=by,
        activity=activity,
        release_id=bar.release_id if bar else None,
        bar_node=bar.node if bar else "",
        bar_code=bar.code if bar else "",
        bar_words=bar.words if bar else "",
    )
    _stale_minutes(agreement)
    record("agreement.written", by=by, network_id=network.pk, subject=agreement.pk, due=due.isoformat())
    return agreement


@transaction.atomic
def review_agreement(
    agreement: Agreement,
    *,
    outcome: AgreementState,
    because: str,
    text: str = "",
    due: date | None = None,
    review_on: date | None = None,
    on: date,
    by: User,
) -> AgreementReview:
    """Say what became of an agreement: kept, dropped, or adapted to other words and dates.

    ``text``, ``due`` and ``review_on`` count only when it was adapted: empty ones stay as they were.

    Raises:
        NotAllowedNow: it had ended already, there is no reason, or its dates can't be.
    """
    found = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if not found.is_live:
        raise NotAllowedNow(_("Ese acuerdo ya terminó: se dijo que quedó %s.") % found.get_state_display())
    if not because.strip():
        raise NotAllowedNow(_("Cuenta por qué."), "because")
    if on < found.agreed_on:
        raise NotAllowedNow(_("No se puede revisar antes de haberlo acordado."), "on")
    review = AgreementReview.objects.create(
        agreement=found,
        outcome=outcome,
        because=because.strip(),
        reviewed_on=on,
        reviewed_by=by,
        text_before=found.text,
        due_before=found.due,
    )
    if outcome == AgreementState.ADAPTED:
        found.text, found.due = text.strip() or found.text, due or found.due
        if review_on is None or not review_on > on:
            raise NotAllowedNow(_("Di cuándo lo volverán a mirar: un día que venga después."), "review_on")
        found.review_on = review_on
    found.state = outcome
    found.save(update_fields=["text", "due", "review_on", "state"])
    _stale_minutes(found)
    record("agreement.reviewed", by=by, network_id=found.network_id, subject=found.pk, outcome=str(outcome))
    return review


def _stale_minutes(agreement: Agreement) -> None:
    """The minutes of its activity list it: a copy drawn before is drawn again."""
    if agreement.activity_id is not None:
        Activity.objects.filter(pk=agreement.activity_id).update(revision=F("revision") + 1)


def _require_whole(text: str, how_known: str) -> None:
    if not text.strip():
        raise NotAllowedNow(_("Escribe qué acordaron."), "text")
    if not how_known.strip():
        raise NotAllowedNow(_("Escribe cómo sabrán que se cumplió."), "how_known")


def _require_owner(network: Network, words: str, owner: User | None, on: date) -> None:
    if not words.strip() and owner is None:
        raise NotAllowedNow(
            _("Di quién se encarga: un rol, una escuela o alguien del equipo."), "owner_words"
        )
    if rules.looks_like_a_person_code(words):
        raise NotAllowedNow(
            _("Escribe un rol o una escuela, sin RUT ni correos: el acuerdo lo lee toda la red."),
            "owner_words",
        )
    if owner is not None and not network.coordinations.filter(in_force(on), user=owner).exists():
        raise NotAllowedNow(_("Esa persona no es del equipo coordinador de la red."), "owner")


def _require_dates(on: date, due: date, review_on: date) -> None:
    if due < on:
        raise NotAllowedNow(_("El plazo no puede ser anterior al día en que lo acordaron."), "due")
    if not review_on > on:
        raise NotAllowedNow(_("Revísenlo un día que venga después del acuerdo."), "review_on")
