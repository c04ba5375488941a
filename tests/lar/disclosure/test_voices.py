"""The gate of free texts: eight texts, three a theme, two people who agree to the letter."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lar.disclosure import Thresholds, UnsafeTable
from lar.disclosure.table import Key
from lar.disclosure.voices import (
    NotReviewed,
    PublishableTheme,
    Review,
    ReviewedQuestion,
    Use,
    VoicesReason,
    agreed,
    gate_voices,
    voices_from_payload,
    voices_reason,
    voices_to_payload,
)

ANA, LUZ, EVA = 1, 2, 3


def both(use: Use = Use.QUOTE, text: str = "Nos falta tiempo.", theme: str = "Tiempo") -> tuple[Review, ...]:
    return tuple(Review(person, use, text, theme) for person in (ANA, LUZ))


def question(*texts: tuple[Review, ...], code: str = "p1") -> ReviewedQuestion:
    return ReviewedQuestion(code, "¿Qué cambiarías?", texts)


def eight(kept: int, **fields: Any) -> ReviewedQuestion:
    """Eight texts of which ``kept`` are used alike by both."""
    used = [both(text=f"Texto {n}.", **fields) for n in range(kept)]
    return question(*used, *[both(Use.DISCARD, "", "")] * (8 - kept))


def test_seven_texts_give_nothing_and_the_reason_says_eight() -> None:
    voices = gate_voices([question(*[both(text=f"{n}") for n in range(7)])])

    (one,) = voices.questions
    assert (one.themes, one.reason) == ((), VoicesReason.FEW_TEXTS)
    assert "menos de 8 textos" in str(voices_reason(one, voices))
    assert not voices.has_themes


def test_a_theme_of_three_is_there_and_one_of_two_is_not() -> None:
    voices = gate_voices([eight(3), replace(eight(2), code="p2")])

    assert [theme.name for theme in voices.questions[0].themes] == ["Tiempo"]
    assert voices.questions[1].reason is VoicesReason.NO_THEME
    assert "ningún tema de 3 o más" in str(voices_reason(voices.questions[1], voices))


def test_at_most_three_quotes_and_none_that_was_only_counted() -> None:
    quoted = gate_voices([eight(5)]).questions[0].themes[0].quotes
    counted = gate_voices([eight(5, use=Use.THEME)]).questions[0].themes[0].quotes

    assert len(quoted) == 3
    assert counted == ()


def test_the_order_of_texts_is_not_the_order_of_quotes_nor_changes_them() -> None:
    texts = [both(text=f"Texto {n}.") for n in range(8)]

    assert gate_voices([question(*texts)]) == gate_voices([question(*texts[::-1])])


@pytest.mark.parametrize(
    "other",
    [
        Review(LUZ, Use.THEME, "Nos falta tiempo.", "Tiempo"),
        Review(LUZ, Use.QUOTE, "Nos falta [nombre].", "Tiempo"),
        Review(LUZ, Use.QUOTE, "Nos falta tiempo.", "Horas"),
        Review(LUZ, Use.DISCARD),
    ],
    ids=["the use", "the words", "the theme", "whether to use it"],
)
def test_two_who_differ_in_anything_leave_it_out(other: Review) -> None:
    pair = (both()[0], other)

    assert agreed(pair) is None
    assert (
        gate_voices([question(*[both()] * 2, pair, *[both(Use.DISCARD, "", "")] * 5)]).questions[0].themes
        == ()
    )


def test_a_third_who_differs_leaves_it_out() -> None:
    assert agreed((*both(), Review(EVA, Use.DISCARD))) is None


@pytest.mark.parametrize("people", [(), (ANA,), (ANA, ANA)], ids=["nobody", "one", "one, twice"])
def test_one_person_alone_publishes_nothing(people: tuple[int, ...]) -> None:
    lonely = tuple(Review(person, Use.QUOTE, "Texto.", "Tiempo") for person in people)

    with pytest.raises(NotReviewed):
        gate_voices([question(*[both()] * 7, lonely)])


def test_a_programme_raises_the_minimum_and_nobody_lowers_it() -> None:
    voices = gate_voices([eight(3)], thresholds=Thresholds(free_text_min=9))

    assert voices.questions[0].reason is VoicesReason.FEW_TEXTS
    with pytest.raises(ValueError, match="free_text_min"):
        Thresholds(free_text_min=7)


def test_nobody_but_the_gate_makes_a_theme() -> None:
    with pytest.raises(TypeError, match="only the gate"):
        PublishableTheme(key="gate?", name="Tiempo", quotes=())  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        PublishableTheme(name="Tiempo", quotes=())  # type: ignore[call-arg]
    assert PublishableTheme(key=Key.GATE, name="Tiempo", quotes=()).quotes == ()


def more_quotes(payload: dict[str, Any]) -> None:
    payload["questions"][0]["themes"][0]["quotes"] = [f"{n}" for n in range(4)]


def other_order(payload: dict[str, Any]) -> None:
    payload["questions"][0]["themes"][0]["quotes"].reverse()


def lower(payload: dict[str, Any]) -> None:
    payload["free_text_min"] = 3


def count(payload: dict[str, Any]) -> None:
    payload["questions"][0]["themes"][0]["texts"] = 3


def wrong_reason(payload: dict[str, Any]) -> None:
    payload["questions"][0]["reason"] = "no_theme"


def twice(payload: dict[str, Any]) -> None:
    payload["questions"] *= 2


def unknown(payload: dict[str, Any]) -> None:
    payload["schema"] = "voices/9"


@pytest.mark.parametrize("fault", [more_quotes, other_order, lower, count, wrong_reason, twice, unknown])
def test_a_payload_changed_by_hand_is_not_read(fault: Callable[[dict[str, Any]], None]) -> None:
    payload = voices_to_payload(gate_voices([eight(5)]))
    changed = copy.deepcopy(payload)
    fault(changed)

    assert changed != payload
    with pytest.raises(UnsafeTable):
        voices_from_payload(changed)


decisions = st.builds(
    Review,
    st.sampled_from([ANA, LUZ, EVA]),
    st.sampled_from(Use),
    st.sampled_from(["", "Uno.", "Dos.", "Tres.", "Cuatro."]),
    st.sampled_from(["", "Tiempo", "Confianza"]),
)
texts = st.lists(decisions, max_size=3).map(tuple)


@given(st.lists(texts, max_size=14).map(tuple))
def test_nothing_is_published_that_two_did_not_write_alike(found: tuple[tuple[Review, ...], ...]) -> None:
    try:
        voices = gate_voices([ReviewedQuestion("p1", "¿Y?", found)])
    except NotReviewed:
        assert len(found) >= 8
        return

    assert voices_from_payload(voices_to_payload(voices)) == voices
    for theme in voices.questions[0].themes:
        same = [agreed(reviews) for reviews in found]
        held = [one for one in same if one and one.theme == theme.name and one.use is not Use.DISCARD]
        assert len(found) >= 8
        assert len(held) >= 3
        assert set(theme.quotes) <= {one.text for one in held if one.use is Use.QUOTE}
