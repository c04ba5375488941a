"""What a network agrees: who answers for it, what became of it, and how it stood on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from lar.accounts.models import User
from lar.audit.models import Event
from lar.tenancy.models import Program
from networks.actions.agreements import review_agreement, write_agreement
from networks.errors import NotAllowedNow
from networks.models import Agreement, AgreementReview, AgreementState, Network
from networks.queries.agreements import last_years_agreements, pending_agreements, public_agreements
from tests.factories import CoordinationFactory, CycleFactory, NetworkFactory, UserFactory

MAY, JUNE, JULY, AUGUST = date(2026, 5, 4), date(2026, 6, 4), date(2026, 7, 6), date(2026, 8, 3)

pytestmark = pytest.mark.django_db


@pytest.fixture
def network(inside: Program) -> Network:
    network = NetworkFactory.create(cohort=2025)
    CycleFactory.create(network=network, year=2026)
    return network


def agree(network: Network, **changes: Any) -> Agreement:
    said: dict[str, Any] = {
        "text": "Observar una clase de lectura en cada escuela.",
        "owner_words": "Jefaturas de UTP",
        "due": JUNE,
        "how_known": "Cada escuela trae su pauta.",
        "review_on": JULY,
        "on": MAY,
        "by": UserFactory.create(),
    }
    return write_agreement(network, **said | changes)


def test_an_agreement_belongs_to_the_year_in_which_it_was_made(network: Network) -> None:
    agreement = agree(network)

    assert (agreement.cycle.year, agreement.state) == (2026, AgreementState.GOING)
    assert Event.objects.filter(action="agreement.written", subject=str(agreement.pk)).count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": "  "}, "text"),
        ({"how_known": ""}, "how_known"),
        ({"owner_words": ""}, "owner_words"),
        ({"owner_words": "La profesora 12.345.678-5"}, "owner_words"),
        ({"owner_words": "ana@escuela.cl"}, "owner_words"),
        ({"due": date(2026, 5, 3)}, "due"),
        ({"review_on": MAY}, "review_on"),
    ],
)
def test_what_cannot_be_agreed_says_why_at_its_field(
    network: Network, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(NotAllowedNow) as refused:
        agree(network, **changes)

    assert refused.value.field == field
    assert not Agreement.objects.exists()


def test_only_the_team_may_be_named(network: Network) -> None:
    member: User = CoordinationFactory.create(network=network, valid_from=date(2026, 3, 1)).user

    agreement = agree(network, owner_words="", owner=member)

    assert agreement.public_owner == "la coordinación de la red"
    with pytest.raises(NotAllowedNow, match="no es del equipo"):
        agree(network, owner=UserFactory.create())


def test_without_a_cycle_nothing_is_agreed(inside: Program) -> None:
    with pytest.raises(NotAllowedNow, match="comienza el ciclo"):
        agree(NetworkFactory.create())


def test_an_adapted_agreement_goes_on_and_its_history_keeps_the_old_words(network: Network) -> None:
    agreement = agree(network)

    review_agreement(
        agreement,
        outcome=AgreementState.ADAPTED,
        because="Faltó tiempo.",
        text="Observar una clase, en parejas.",
        due=JULY,
        review_on=AUGUST,
        on=JUNE,
        by=UserFactory.create(),
    )

    agreement.refresh_from_db()
    review = agreement.reviews.get()
    assert (agreement.text, agreement.due, agreement.review_on) == (
        "Observar una clase, en parejas.",
        JULY,
        AUGUST,
    )
    assert agreement.is_live
    assert (review.text_before, review.due_before) == (
        "Observar una clase de lectura en cada escuela.",
        JUNE,
    )


def test_adapting_asks_for_the_next_look_and_changes_nothing_without_it(network: Network) -> None:
    agreement = agree(network)

    with pytest.raises(NotAllowedNow) as refused:
        review_agreement(
            agreement, outcome=AgreementState.ADAPTED, because="Sí.", on=JUNE, by=UserFactory.create()
        )

    assert refused.value.field == "review_on"
    assert not AgreementReview.objects.exists()


@pytest.mark.parametrize("outcome", [AgreementState.KEPT, AgreementState.DROPPED])
def test_what_ended_is_not_reviewed_again(network: Network, outcome: AgreementState) -> None:
    agreement, by = agree(network), UserFactory.create()
    review_agreement(agreement, outcome=outcome, because="Así fue.", on=JUNE, by=by)

    with pytest.raises(NotAllowedNow, match="ya terminó"):
        review_agreement(agreement, outcome=AgreementState.KEPT, because="Otra vez.", on=JULY, by=by)


def test_a_review_is_never_rewritten(network: Network) -> None:
    agreement = agree(network)
    review_agreement(
        agreement, outcome=AgreementState.KEPT, because="Así fue.", on=JUNE, by=UserFactory.create()
    )

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        AgreementReview.objects.update(because="Otra cosa.")


def test_a_past_day_shows_what_stood_then(network: Network) -> None:
    agreement, by = agree(network), UserFactory.create()
    review_agreement(
        agreement,
        outcome=AgreementState.ADAPTED,
        because="Faltó tiempo.",
        text="En parejas.",
        due=AUGUST,
        review_on=AUGUST,
        on=JULY,
        by=by,
    )

    (before,) = public_agreements(network, year=2026, on=JUNE)
    (after,) = public_agreements(network, year=2026, on=JULY)

    assert (before.text, before.state, before.because) == (
        "Observar una clase de lectura en cada escuela.",
        "going",
        "",
    )
    assert (after.text, after.state, after.because) == ("En parejas.", "adapted", "Faltó tiempo.")
    assert public_agreements(network, year=2026, on=date(2026, 5, 3)) == []


def test_last_years_agreements_are_those_of_the_newest_earlier_year(network: Network) -> None:
    CycleFactory.create(network=network, year=2025)
    agree(network, text="De 2025.", on=date(2025, 10, 1), due=date(2025, 11, 1), review_on=date(2025, 12, 1))
    agree(network, text="De 2026.")

    assert [one.text for one in last_years_agreements(network, before=2026, on=JULY)] == ["De 2025."]
    assert [one.text for one in last_years_agreements(network, before=2028, on=JULY)] == ["De 2026."]
    assert last_years_agreements(network, before=2025, on=JULY) == []


def test_what_waits_for_a_look_is_what_is_live_and_came_to_its_day(network: Network) -> None:
    agree(network, due=AUGUST, review_on=JUNE)
    agree(network, due=AUGUST, review_on=AUGUST)
    kept = agree(network, review_on=JUNE)
    review_agreement(kept, outcome=AgreementState.KEPT, because="Listo.", on=JUNE, by=UserFactory.create())

    pending = pending_agreements([network], JULY)[network.pk]

    assert (pending.live, pending.to_review, pending.since) == (2, 1, JUNE)
    assert pending_agreements([NetworkFactory.create()], JULY) == {}
