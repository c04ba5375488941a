"""A dimension over the years: only what can be compared, with the n and N of each."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lar.disclosure import (
    Audience,
    ItemCounts,
    PublishableTable,
    Scale,
    Scope,
    Source,
    gate,
    roll_up,
)
from lar.statistics import (
    DimensionYears,
    YearSide,
    agreement,
    change_words,
    comparable_scales,
    items_text,
    years_of,
    years_sentence,
    years_summary,
)
from tests.lar.disclosure.surveys import LAR, item, survey


def table(
    *items: ItemCounts, people: int, roster: int | None = 40, audience: Audience = Audience.NETWORK
) -> PublishableTable:
    return gate(survey(*items, respondents=people, roster=roster), LAR, audience=audience)


def side(label: str, made: PublishableTable, **codes: str) -> YearSide:
    """A year whose items are the same as the last one's unless said otherwise (its code → the other's)."""
    keys = {one.code: codes.get(one.code, one.code) for one in made.items}
    return YearSide.of(label, made, {code: key for code, key in keys.items() if key})


def only(found: tuple[DimensionYears, ...], code: str = "PN") -> DimensionYears:
    return next(one for one in found if one.code == code)


def said(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


# --- Which items ------------------------------------------------------------------------------------

OLD = table(
    item("a", 1, 2, 2, 4, 1, respondents=10),
    item("b", 0, 2, 4, 3, 1, respondents=10),
    item("c", 4, 2, 1, 2, 1, respondents=10),
    people=10,
    roster=12,
)
NEW = table(
    item("a", 0, 2, 3, 8, 3, respondents=16),
    item("b", 2, 2, 4, 6, 2, respondents=16),
    item("d", 4, 2, 4, 4, 2, respondents=16),
    people=16,
    roster=18,
)


def test_only_items_that_are_in_both_years_are_added() -> None:
    years = only(years_of([side("2025", OLD), side("2026", NEW)]))

    assert (years.items, years.total) == (2, 3)
    assert [(value.share.low, value.share.n) for value in years.values] == [(9, 20), (19, 32)]


def test_a_reworded_item_counts_when_it_was_declared_equivalent() -> None:
    years = only(years_of([side("2025", OLD, c="d"), side("2026", NEW)]))

    assert years.items == 3
    assert [value.share.n for value in years.values] == [30, 48]


def test_an_item_reserved_in_one_year_is_compared_in_none() -> None:
    few = table(item("a", 1, 1, 1, 1, 0, respondents=10), item("b", 0, 2, 4, 3, 1, respondents=10), people=10)

    years = only(years_of([side("2025", few), side("2026", NEW)]))

    assert years.items == 1
    assert [value.share.n for value in years.values] == [10, 16]


def test_nothing_in_common_is_said() -> None:
    other = table(item("x", 1, 2, 2, 4, 1, respondents=10), people=10)

    years = only(years_of([side("2025", other), side("2026", NEW)]))

    assert (years.values, years.change, change_words(years)) == ((), None, "Sin comparación")
    assert years_sentence(years) == (
        "Propósito nuclear: no hay afirmaciones que se puedan comparar entre los años."
    )


def test_a_reversed_item_is_recoded_in_each_year_by_itself() -> None:
    before = table(item("a", 6, 2, 1, 1, 0, respondents=10, is_reversed=True), people=10)
    after = table(item("a", 0, 1, 1, 2, 6, respondents=10), people=10)

    years = only(years_of([side("2025", before), side("2026", after)]))

    assert [value.share.low for value in years.values] == [8, 8]
    assert change_words(years) == "Sin cambio"


def test_a_masked_item_enters_with_its_midpoint() -> None:
    before = table(item("a", 0, 0, 1, 5, 4, respondents=10), people=10)

    years = only(years_of([side("2025", before), side("2026", before)]))

    assert years.values[0].share.middle == Fraction(19, 2)
    assert "entre 9 y 10 de 10 respuestas" in years_sentence(years)


def test_whole_dimensions_add_what_the_gate_added() -> None:
    """With every item comparable, a dimension over the years is the dimension of its table."""
    years = years_of([side("2025", NEW), side("2026", NEW)])

    for one in years:
        if one.values:
            assert one.values[-1].share == agreement(NEW.dimension(one.code))


def test_the_container_adds_the_comparable_items_of_its_parts() -> None:
    made = table(
        *(item(f"cp{n}", 2, 2, 2, 2, 2, respondents=10, node="CP") for n in range(2)),
        item("cc", 1, 2, 2, 4, 1, respondents=10, node="CC"),
        people=10,
    )

    years = only(years_of([side("2025", made, cp1=""), side("2026", made)]), "LR")

    assert (years.items, years.values[0].share.n) == (2, 20)


# --- How much ---------------------------------------------------------------------------------------


def test_a_change_smaller_than_one_person_is_said_in_words() -> None:
    before = table(item("a", 1, 2, 2, 4, 1, respondents=10), people=10, roster=12)
    after = table(item("a", 1, 2, 2, 4, 2, respondents=11), people=11, roster=None)

    years = only(years_of([side("2025", before), side("2026", after)]))

    assert said(years_sentence(years)) == (
        "Propósito nuclear, en 1 de 1 afirmación: 2025, 5 de 10 respuestas son de acuerdo (50 %), "
        "respondieron 10 de 12; 2026, 6 de 11 respuestas son de acuerdo (55 %), respondieron 11 con código "
        "abierto. Cambio menor que una persona, que pesa 10 puntos."
    )
    assert years.change is not None
    assert years.change.is_small


def test_a_change_of_exactly_one_person_is_not_smaller_than_one() -> None:
    before = table(item("a", 1, 2, 2, 4, 1, respondents=10), people=10)
    after = table(item("a", 1, 2, 1, 4, 2, respondents=10), people=10)

    assert change_words(only(years_of([side("2025", before), side("2026", after)]))) == "Sube 10 puntos"
    assert change_words(only(years_of([side("2025", after), side("2026", before)]))) == "Baja 10 puntos"


def test_the_weight_is_of_the_smaller_year() -> None:
    small = table(item("a", 1, 1, 1, 1, 1, respondents=5), people=5)
    large = table(item("a", 8, 8, 8, 8, 8, respondents=40), people=40, roster=50)

    years = only(years_of([side("2025", small), side("2026", large)]))

    assert years.change is not None
    assert years.change.weight == Fraction(1, 5)


def test_three_years_have_two_steps_and_the_last_one_is_the_change() -> None:
    first = table(item("a", 1, 2, 2, 4, 1, respondents=10), people=10)
    second = table(item("a", 2, 5, 2, 1, 0, respondents=10), people=10)

    years = only(years_of([side("2024", first), side("2025", second), side("2026", first)]))

    assert [step.difference for step in years.steps] == [Fraction(-2, 5), Fraction(2, 5)]
    assert change_words(years) == "Sube 40 puntos"


@given(st.lists(st.tuples(*[st.integers(0, 8)] * 5).filter(lambda c: sum(c) >= 5), min_size=2, max_size=2))
def test_going_back_undoes_the_change(counts: list[tuple[int, ...]]) -> None:
    tables = [table(item("a", *one, respondents=sum(one)), people=sum(one)) for one in counts]
    sides = [side(str(year), made) for year, made in zip((2025, 2026), tables, strict=True)]

    there, back = only(years_of(sides)).change, only(years_of(sides[::-1])).change

    assert there is not None
    assert back is not None
    assert (there.difference, there.weight) == (-back.difference, back.weight)


# --- An audience that sees no items, another scale, the programme -------------------------------------


def three(people: int, *, reserved: bool = False) -> tuple[ItemCounts, ...]:
    counts = [(2, 2, 2, people - 8, 2)] * 4
    items = [item(f"i{place}", *one, respondents=people) for place, one in enumerate(counts)]
    return (*items, item("few", 1, 1, 1, 1, 0, respondents=people)) if reserved else tuple(items)


def test_an_authority_compares_dimensions_that_are_the_same_as_a_whole() -> None:
    before, after = (table(*three(n), people=n, audience=Audience.AUTHORITY) for n in (10, 16))
    sides = [
        YearSide.of("2025", before, {}, frozenset({"PN"})),
        YearSide.of("2026", after, {}, frozenset({"PN", "CP"})),
    ]

    years = only(years_of(sides))

    assert items_text(years) == "4 de 4 afirmaciones"
    assert [value.share.n for value in years.values] == [40, 64]


@pytest.mark.parametrize("whole", [set(), {"CP"}])
def test_but_not_when_an_item_changed(whole: set[str]) -> None:
    before, after = (table(*three(n), people=n, audience=Audience.AUTHORITY) for n in (10, 16))
    sides = [
        YearSide.of("2025", before, {}, frozenset(whole)),
        YearSide.of("2026", after, {}, frozenset({"PN"})),
    ]

    assert only(years_of(sides)).values == ()


def test_nor_when_one_of_them_was_reserved() -> None:
    """Published items can be other ones in each year: the counts could not be told apart from a change."""
    before, after = (table(*three(n, reserved=True), people=n, audience=Audience.AUTHORITY) for n in (10, 16))
    sides = [
        YearSide.of(label, made, {}, frozenset({"PN"})) for label, made in (("2025", before), ("2026", after))
    ]

    assert only(years_of(sides)).values == ()


def test_another_scale_cannot_be_compared() -> None:
    scale = Scale.of(("No", "Más bien no", "Más bien sí", "Sí"))
    other = gate(
        survey(item("a", 2, 3, 3, 2, respondents=10), respondents=10, scale=scale),
        LAR,
        audience=Audience.NETWORK,
    )

    assert not comparable_scales(other, OLD)
    assert comparable_scales(NEW, OLD)
    with pytest.raises(ValueError, match="same scale"):
        years_of([side("2025", other), side("2026", NEW)])


def test_the_programme_compares_rolled_up_tables() -> None:
    """All networks or the same networks: the tables that were rolled up, with how many networks they hold."""
    sides = []
    for year, people in (("2025", 10), ("2026", 12)):
        sources = [
            Source(
                network=f"red {n}",
                table=table(item("a", 2, 2, 2, people - 8, 2, respondents=people), people=people),
            )
            for n in range(6)
        ]
        rolled = roll_up(sources, scope=Scope.SAME, audience=Audience.NETWORK)
        sides.append(YearSide(label=year, table=rolled, keys={"a": "a"}, networks=rolled.networks))

    years = only(years_of(sides))

    assert said(years_sentence(years)) == (
        "Propósito nuclear, en 1 de 1 afirmación: 2025, 24 de 60 respuestas son de acuerdo (40 %), "
        "respondieron 60 personas de 6 redes; 2026, 36 de 72 respuestas son de acuerdo (50 %), respondieron "
        "72 personas de 6 redes. Sube 10 puntos."
    )


# --- The whole section in a sentence ----------------------------------------------------------------


def test_the_summary_names_where_the_change_weighs_more_than_a_person() -> None:
    before = table(
        item("a", 2, 5, 2, 1, 0, respondents=10),
        item("k", 1, 2, 2, 4, 1, respondents=10, node="KP"),
        people=10,
    )
    after = table(
        item("a", 1, 1, 1, 5, 2, respondents=10),
        item("k", 1, 2, 2, 4, 1, respondents=10, node="KP"),
        people=10,
    )

    both = years_summary(years_of([side("2025", before), side("2026", after)]))
    none = years_summary(years_of([side("2025", after), side("2026", after)]))

    assert both == "El cambio pesa más que una persona en Propósito nuclear."
    assert (
        none == "En ninguna dimensión el cambio llega al peso de una persona: conviene leerlas como iguales."
    )
