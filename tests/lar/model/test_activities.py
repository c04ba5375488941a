"""Kinds of activity: which are voluntary and which are evaluated."""

import pytest

from lar.model import activities


def test_only_what_is_done_between_sessions_is_voluntary_and_never_missing() -> None:
    voluntary = [kind.code for kind in activities.ACTIVITY_KINDS if kind.voluntary]

    assert voluntary == ["between_sessions"]
    assert not activities.counts_as_missing("between_sessions")
    assert activities.counts_as_missing("network_session")


def test_training_workshops_are_evaluated_by_their_participants() -> None:
    evaluated = [kind.code for kind in activities.ACTIVITY_KINDS if kind.evaluated_by_participants]

    assert evaluated == ["training_workshop"]


def test_only_network_sessions_may_be_observed() -> None:
    assert [kind.code for kind in activities.ACTIVITY_KINDS if kind.may_be_observed] == ["network_session"]


def test_codes_and_labels_are_unique() -> None:
    kinds = activities.ACTIVITY_KINDS
    assert len({kind.code for kind in kinds}) == len({kind.label for kind in kinds}) == len(kinds) == 7


def test_every_session_purpose_has_a_label() -> None:
    assert [purpose.label for purpose in activities.SessionPurpose] == [
        "Indagación",
        "Implementación de una estrategia",
        "Socialización de resultados",
    ]


def test_an_unknown_kind_raises() -> None:
    with pytest.raises(KeyError):
        activities.activity_kind("party")
