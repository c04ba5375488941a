"""Sentences beside the golden ones: what stays apart, margins, participation, years, team, summary."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from lar.disclosure import (
    FIVE_POINTS,
    Audience,
    ItemCounts,
    PublishableItem,
    PublishableTable,
    SurveyCounts,
    gate,
    gate_all,
)
from lar.statistics import (
    Publishable,
    TeamView,
    agreement,
    aside_sentence,
    bounds_sentence,
    census_bounds,
    change,
    change_sentence,
    dimension_sentence,
    item_sentence,
    most_divided,
    most_shared,
    participation_sentence,
    percent_text,
    summary_sentences,
    team_sentence,
    weight_sentence,
)
from tests.lar.disclosure.surveys import LAR, item, survey
from tests.lar.disclosure.test_attack import random_surveys

NBSP = "\N{NO-BREAK SPACE}"


def spaced(text: str | None) -> str | None:
    """With plain spaces, for reading."""
    return text and text.replace(NBSP, " ")


def one(
    *counts: int, roster: int | None, blank: int = 0, not_applicable: int = 0, dont_know: int = 0
) -> PublishableTable:
    respondents = sum(counts) + blank + not_applicable + dont_know
    only = item("a", *counts, respondents=respondents, not_applicable=not_applicable, dont_know=dont_know)
    return gate(survey(only, respondents=respondents, roster=roster), LAR, audience=Audience.NETWORK)


def test_nine_of_twelve_of_fourteen() -> None:
    """The example of DOMAIN, section 8."""
    table = one(1, 1, 1, 5, 4, roster=14)

    assert spaced(bounds_sentence(table.item("a"), table)) == (
        "Respondieron 12 personas; según lo que respondieran las 2 que faltan, "
        "el acuerdo estaría entre 64 % y 79 %."
    )
    assert spaced(bounds_sentence(table.dimension("PN"), table)) == (
        "Son 12 respuestas; según cómo fueran las 2 que faltan, el acuerdo estaría entre 64 % y 79 %."
    )


def test_blanks_are_missing_and_no_aplica_and_no_se_are_not() -> None:
    table = one(1, 1, 1, 5, 4, roster=18, blank=1, not_applicable=2, dont_know=1)

    bounds = census_bounds(table.item("a"), table)

    assert bounds is not None
    assert (bounds.missing, spaced(bounds.text)) == (3, "entre 60 % y 80 %")


def test_margins_of_one_missing_answer_and_of_none() -> None:
    short, whole = one(1, 1, 1, 5, 4, roster=13), one(1, 1, 1, 5, 4, roster=12)

    assert spaced(bounds_sentence(short.item("a"), short)) == (
        "Respondieron 12 personas; según lo que respondiera la que falta, "
        "el acuerdo estaría entre 69 % y 77 %."
    )
    assert bounds_sentence(whole.item("a"), whole) == (
        "Respondieron 12 personas y no falta ninguna: el acuerdo no tiene márgenes."
    )


def test_margins_of_a_masked_item_reach_from_its_lower_to_its_upper_end() -> None:
    table = one(0, 0, 0, 6, 6, roster=14)

    bounds = census_bounds(table.item("a"), table)

    assert bounds is not None
    assert spaced(bounds.text) == "entre 79 % y 100 %"


def test_an_open_code_has_neither_rate_nor_margins() -> None:
    table = one(1, 1, 1, 5, 4, roster=None)

    assert bounds_sentence(table.item("a"), table) is None
    assert participation_sentence(table) == (
        "Respondieron 12 personas con un código abierto: no hay tasa de respuesta ni márgenes."
    )


def test_participation() -> None:
    assert spaced(participation_sentence(one(1, 1, 1, 5, 4, roster=14))) == (
        "Respondieron 12 de 14 personas (86 %)."
    )


def test_what_stays_apart() -> None:
    table = one(1, 1, 1, 5, 4, roster=20, blank=1, not_applicable=3, dont_know=2)

    assert aside_sentence(table.item("a"), table) == (
        "Aparte, de 18 personas que contestaron el cuestionario: 3 «no aplica», 2 «no sé» y 1 sin responder."
    )
    assert aside_sentence(table.dimension("PN"), table) == (
        "Aparte, de 18 respuestas posibles: 3 «no aplica», 2 «no sé» y 1 sin responder."
    )
    plain = one(1, 1, 1, 5, 4, roster=20)
    assert aside_sentence(plain.item("a"), plain) is None


def test_a_reserved_item_says_nothing_but_why() -> None:
    table = one(1, 1, 1, 1, 0, roster=20, not_applicable=8)
    reserved = table.item("a")

    assert item_sentence(reserved, table).startswith("Reservado:")
    assert dimension_sentence(table.dimension("PN"), table).startswith("Propósito nuclear. Reservada:")
    assert aside_sentence(reserved, table) is None
    assert bounds_sentence(reserved, table) is None


def test_percentages_of_a_masked_item_are_bounds_that_hold() -> None:
    for_it, against = one(0, 0, 0, 7, 7, roster=14).item("a"), one(7, 7, 0, 0, 0, roster=14).item("a")

    assert spaced(percent_text(for_it)) == "al menos 92 %"
    assert spaced(percent_text(against)) == "a lo más 8 %"


def test_one_persons_weight() -> None:
    assert weight_sentence(14) == "Con 14 respuestas, una persona pesa 7 puntos de porcentaje."
    assert weight_sentence(100) == "Con 100 respuestas, una persona pesa 1 punto de porcentaje."


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        ((0, 1, 1, 7, 5), "Sube 21 puntos"),
        ((1, 4, 2, 5, 2), "Baja 14 puntos"),
        ((1, 2, 2, 5, 4), "No hay cambio"),
        ((1, 2, 2, 5, 5), "Es un cambio menor que el peso de una persona (7 puntos)"),
    ],
)
def test_two_years(after: tuple[int, ...], verdict: str) -> None:
    first, second = one(1, 2, 2, 5, 4, roster=18), one(*after, roster=16)

    said = change_sentence(("2025", first.item("a"), first), ("2026", second.item("a"), second))

    assert spaced(said) == (
        "2025: 9 de 14 personas están de acuerdo (64 %), respondieron 14 de 18; "
        f"2026: {spaced(agreement_said(second))}, respondieron {sum(after)} de 16. "
        f"{verdict}, entre dos fotos de la red: no son necesariamente las mismas personas."
    )


def agreement_said(table: PublishableTable) -> str:
    share = agreement(table.item("a"))
    return f"{share.low} de {share.n} personas están de acuerdo ({percent_text(table.item('a'))})"


def test_a_person_weighs_the_same_in_a_dimension_as_in_its_items() -> None:
    """Ten items answered by ten people are a hundred answers, and still ten people."""
    rows = [item(f"i{place}", 2, 1, 1, 3, 3, respondents=10) for place in range(10)]
    table = gate(survey(*rows, respondents=10), LAR, audience=Audience.NETWORK)

    moved = change(table.dimension("PN"), table.dimension("PN"))

    assert moved.weight * 10 == 1
    assert moved.is_small
    assert spaced(percent_text(table.dimension("PN"))) == "60 %"


@pytest.mark.parametrize(
    ("team", "members", "said"),
    [
        (
            TeamView.of((0, 1, 0, 1, 0), FIVE_POINTS),
            (1, 2, 2, 5, 4),
            "Equipo coordinador: 1 de 2 está de acuerdo (50 %). Integrantes: 9 de 14 personas están de "
            "acuerdo (64 %). El acuerdo del equipo está 14 puntos por debajo.",
        ),
        (
            TeamView(2, 2),
            (1, 2, 2, 5, 4),
            "Equipo coordinador: 2 de 2 están de acuerdo (100 %). Integrantes: 9 de 14 personas están de "
            "acuerdo (64 %). El acuerdo del equipo está 36 puntos por encima.",
        ),
        (
            TeamView(2, 2),
            (0, 0, 0, 7, 7),
            "Equipo coordinador: 2 de 2 están de acuerdo (100 %). Integrantes: al menos 13 de 14 personas "
            "están de acuerdo (al menos 92 %). La diferencia es menor que el peso de una persona.",
        ),
        (TeamView(0, 0), (1, 2, 2, 5, 4), None),
        (TeamView(1, 2), (1, 1, 1, 0, 1), None),
    ],
)
def test_the_team_beside_its_members(team: TeamView, members: tuple[int, ...], said: str | None) -> None:
    table = one(*members, roster=20, blank=max(0, 5 - sum(members)))

    assert spaced(team_sentence(team, table.item("a"))) == said


def rows(*pairs: tuple[str, tuple[int, ...]]) -> tuple[ItemCounts, ...]:
    return tuple(
        item(f"{node}_{place}", *counts, node=node, respondents=12)
        for place, (node, counts) in enumerate(pairs)
    )


SHARED, LEANING, SPREAD, DIVIDED = (0, 0, 0, 6, 6), (1, 1, 2, 4, 4), (1, 2, 4, 3, 2), (6, 0, 0, 0, 6)


def test_lists_follow_the_word_and_then_the_order_of_the_model() -> None:
    given = survey(
        *rows(
            ("PR", SHARED),
            ("PN", LEANING),
            ("PN", DIVIDED),
            ("CP", SHARED),
            ("KP", SPREAD),
            ("CC", (4, 1, 0, 7, 0)),
        ),
        respondents=12,
    )

    table = gate(given, LAR, audience=Audience.NETWORK)

    assert [shown.code for shown in most_shared(table)] == ["CP_3", "PR_0", "PN_1"]
    assert [shown.code for shown in most_divided(table)] == ["PN_2", "CC_5", "KP_4"]
    assert [shown.code for shown in most_shared(table, 1)] == ["CP_3"]
    assert spaced("\n".join(summary_sentences(table))) == (
        "Donde más coinciden: «Afirmación CP_3». Al menos 11 de 12 personas están de acuerdo: "
        "consenso en el acuerdo.\n"
        "Donde más difieren: «Afirmación PN_2». 6 de 12 personas están de acuerdo (50 %) y 6 están en "
        "desacuerdo: dividido entre el desacuerdo y el acuerdo."
    )


def test_an_authority_gets_the_summary_by_dimension() -> None:
    given = survey(
        *rows(*[("PN", SHARED)] * 3, *[("CP", LEANING)] * 3, *[("CC", LEANING)] * 3), respondents=12
    )

    said = summary_sentences(gate_all(given, LAR)[Audience.AUTHORITY])

    assert spaced("\n".join(said)) == (
        "Donde más coinciden: Propósito nuclear: en 3 afirmaciones, entre 33 y 36 de 36 respuestas son de "
        "acuerdo (96 %) y entre 0 y 3 de desacuerdo (2 %): consenso en el acuerdo.\n"
        "Ninguna dimensión divide ni dispersa las respuestas."
    )


def test_a_summary_without_coincidences_says_so() -> None:
    table = gate(survey(*rows(("PN", SPREAD)), respondents=12), LAR, audience=Audience.NETWORK)

    assert summary_sentences(table)[0] == (
        "En ninguna afirmación hay consenso ni tendencia: las respuestas se reparten."
    )


def test_nothing_published_has_no_summary() -> None:
    assert summary_sentences(one(1, 1, 1, 1, 0, roster=20, blank=1)) == []


@given(random_surveys())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_sentence_with_a_number_lacks_its_n(counts: SurveyCounts) -> None:
    for table in gate_all(counts, LAR).values():
        things: list[Publishable] = [*table.items, *table.dimensions]
        for thing in things:
            for sentence in all_sentences(thing, table):
                if thing.n is not None and re.search(r"\d", sentence):
                    assert re.search(rf"\b({thing.n:,}|{table.respondents})\b".replace(",", "."), sentence), (
                        sentence
                    )
                assert "  " not in sentence
                assert "None" not in sentence


def all_sentences(thing: Publishable, table: PublishableTable) -> list[str]:
    if isinstance(thing, PublishableItem):
        told = [item_sentence(thing, table), aside_sentence(thing, table), bounds_sentence(thing, table)]
    else:
        told = [dimension_sentence(thing, table), bounds_sentence(thing, table)]
    return [sentence for sentence in told if sentence]
