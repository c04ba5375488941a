"""Roll-ups rule by rule: minimums, blocks only, published cells only, the cell of small networks, readers."""

from __future__ import annotations

import dataclasses

import pytest

from lar.disclosure import (
    FIVE_POINTS,
    Audience,
    ItemCounts,
    Reason,
    RolledTable,
    RollupWithheld,
    Scale,
    Scope,
    SmallNetworks,
    Source,
    State,
    Thresholds,
    UnsafeTable,
    for_reader,
    gate,
    gate_small_networks,
    roll_up,
    rolled_from_payload,
    rolled_reason,
    rolled_to_payload,
)
from lar.disclosure.differences import gives_away, let_through
from tests.lar.disclosure.surveys import LAR, item, survey

SPREAD = (2, 1, 1, 2, 1)
"""Seven people: three, one and three in the blocks."""


def network(
    name: str, *, counts: tuple[int, ...] = SPREAD, audience: Audience = Audience.NETWORK, cc: int = 3
) -> Source:
    """A network of seven: three items of PN, CP and CC, all alike but the first of PN; `cc` of CC enough."""
    people = sum(SPREAD)
    items = [item("pn0", *counts, node="PN", respondents=people)]
    items += [item(f"pn{place}", *SPREAD, node="PN", respondents=people) for place in (1, 2)]
    items += [item(f"cp{place}", *SPREAD, node="CP", respondents=people) for place in range(3)]
    few = (1, 0, 0, 0, 0)
    items += [
        item(f"cc{place}", *(SPREAD if place < cc else few), node="CC", respondents=people)
        for place in range(3)
    ]
    table = gate(survey(*items, respondents=people), LAR, audience=audience)
    return Source(network=name, table=table)


def networks(count: int, *, audience: Audience = Audience.NETWORK) -> list[Source]:
    return [network(f"r{place}", audience=audience) for place in range(count)]


def whole(sources: list[Source], **changes: object) -> RolledTable:
    audience = sources[0].table.audience
    return roll_up(sources, scope=Scope.PROGRAM, audience=audience, **changes)  # type: ignore[arg-type]


def small(
    *counts: int, networks: int = 2, behind: int | None = None, audience: Audience = Audience.NETWORK
) -> RolledTable:
    people = sum(counts)
    items = [item(f"pn{place}", *counts, node="PN", respondents=people) for place in range(3)]
    items += [
        item(f"{node.lower()}{place}", *counts, node=node, respondents=people)
        for node in ("CP", "CC")
        for place in range(3)
    ]
    pooled = SmallNetworks(
        counts=survey(*items, respondents=people, roster=None),
        networks=networks,
        item_networks={one.code: networks if behind is None else behind for one in items},
    )
    return gate_small_networks(pooled, LAR, audience=audience)


def test_cells_are_added_in_blocks() -> None:
    table = whole(networks(5))
    value = table.item("pn0")

    assert [cell.low for cell in value.thing.cells] == [15, 5, 15]
    assert (value.thing.state, value.thing.points, value.networks, value.people) == (State.BLOCKS, (), 5, 35)
    assert (table.networks, table.respondents) == (5, 35)
    assert table.dimension("PN").thing.n == 105
    assert table.dimension("LR").thing.n == 210


def test_a_network_of_forty_shows_blocks_only_too() -> None:
    big = item("a", 10, 10, 10, 5, 5, respondents=40)
    sources = [
        Source(network=str(place), table=gate(survey(big, respondents=40), LAR, audience=Audience.NETWORK))
        for place in range(5)
    ]
    table = whole(sources)

    assert sources[0].table.items[0].state is State.FULL
    assert (table.items[0].state, table.items[0].points, table.dimensions[0].points) == (State.BLOCKS, (), ())


def test_masked_items_are_added_as_their_intervals() -> None:
    sources = [network(f"r{place}", counts=(0, 0, 0, 3, 4)) for place in range(2)]
    table = whole([*sources, *(network(f"s{place}") for place in range(3))])
    (against, neither, agree) = table.item("pn0").thing.cells

    assert (against.low, against.high, agree.low, agree.high) == (9, 11, 21, 23)
    assert neither.middle == 3 + 2 * sources[0].table.item("pn0").cells[1].middle
    assert table.item("pn0").thing.reason is Reason.ROLLED_UP_MASKED


def test_a_reserved_item_of_a_network_is_not_added() -> None:
    table = whole([network("few", counts=(1, 1, 1, 1, 0)), *networks(5)])

    assert table.item("pn0").networks == 5
    assert table.item("pn1").networks == 6


def test_four_networks_make_no_programme_value() -> None:
    with pytest.raises(RollupWithheld, match="at least 5 networks") as caught:
        whole(networks(4))
    assert caught.value.sentence().startswith("Todavía no hay 25 respuestas de al menos 5 redes")


def test_an_item_of_four_networks_is_reserved_beside_the_others() -> None:
    table = whole([network("few", counts=(1, 1, 1, 1, 0)), *networks(4)])
    value = table.item("pn0")

    assert (value.thing.state, value.thing.reason, value.thing.n) == (
        State.RESERVED,
        Reason.FEW_NETWORKS,
        None,
    )
    assert value.sources == ()
    # The dimension adds what is published here, so the reserved item can't be subtracted from it.
    assert table.dimension("PN").thing.n == 70


def test_fewer_than_twenty_five_people_are_reserved() -> None:
    """Three networks of seven, five of whom answered the first item, and a small cell of seven."""
    sources = [network(f"r{place}", counts=(1, 1, 1, 1, 1)) for place in range(3)]
    table = whole(sources, small=small(2, 1, 1, 2, 1))

    assert table.item("pn0").thing.reason is Reason.FEW_PEOPLE
    assert (table.item("pn1").networks, table.item("pn1").people) == (5, 28)


def test_only_tables_released_to_that_audience_are_added() -> None:
    with pytest.raises(ValueError, match="released to authority only"):
        roll_up(networks(5), scope=Scope.PROGRAM, audience=Audience.AUTHORITY)
    with pytest.raises(ValueError, match="counted twice"):
        whole([*networks(5), network("r0")])
    with pytest.raises(ValueError, match="one version"):
        other = gate(
            survey(item("z", 2, 2, 2, 2, 2, respondents=10), respondents=10), LAR, audience=Audience.NETWORK
        )
        whole([*networks(5), Source(network="other", table=other)])


def test_authorities_get_dimensions_and_a_territory_of_one_network() -> None:
    sources = [network("a", audience=Audience.AUTHORITY)]
    table = roll_up(sources, scope=Scope.TERRITORY, name="Ñuble", audience=Audience.AUTHORITY)

    assert table.items == ()
    assert table.dimension("PN").thing.n == 21


def test_the_small_cell_needs_two_networks_and_five_people() -> None:
    assert small(2, 1, 1, 2, 1).respondents == 7
    with pytest.raises(RollupWithheld):
        small(2, 1, 1, 2, 1, networks=1)
    with pytest.raises(RollupWithheld) as caught:
        small(1, 1, 1, 1, 0)
    assert "5 respuestas de al menos 2 redes" in caught.value.sentence()


def test_an_item_that_one_small_network_answered_is_reserved() -> None:
    cell = small(2, 1, 1, 2, 1, behind=1)

    assert {one.reason for one in cell.items} == {Reason.FEW_NETWORKS}
    assert not any(one.is_published for one in cell.dimensions)


def test_the_small_cell_is_masked_like_any_network() -> None:
    cell = small(0, 0, 0, 4, 3)

    assert {one.state for one in cell.items} == {State.MASKED}
    assert rolled_reason(cell.items[0], cell) is not None


def test_the_small_cell_counts_its_networks_in_the_programme() -> None:
    table = whole(networks(3), small=small(2, 1, 1, 2, 1))

    assert (table.networks, table.respondents, table.holds_small) == (5, 28, True)
    assert table.item("pn0").networks == 5
    with pytest.raises(ValueError, match="whole programme"):
        roll_up(networks(5), scope=Scope.SAME, audience=Audience.NETWORK, small=small(2, 1, 1, 2, 1))


def test_a_programme_that_asks_for_more_gets_a_larger_small_cell() -> None:
    pooled = SmallNetworks(
        counts=survey(item("a", 2, 1, 1, 2, 1, respondents=7), respondents=7, roster=None),
        networks=2,
        item_networks={"a": 2},
    )
    with pytest.raises(RollupWithheld):
        gate_small_networks(pooled, LAR, audience=Audience.NETWORK, thresholds=Thresholds(min_group=8))


def test_a_reader_who_sees_all_but_one_network_sees_no_value() -> None:
    table = whole(networks(6))
    (five,) = for_reader([table], sees={f"r{place}" for place in range(5)})
    (four,) = for_reader([table], sees={f"r{place}" for place in range(4)})

    assert {one.reason for one in five.items} == {Reason.FEW_UNSEEN}
    assert not any(one.is_published for one in five.dimensions)
    assert four == table


def test_the_same_networks_are_withheld_when_they_leave_one_out() -> None:
    sources = networks(7)
    same = roll_up(sources[:6], scope=Scope.SAME, audience=Audience.NETWORK)
    fewer = roll_up(sources[:5], scope=Scope.SAME, audience=Audience.NETWORK)
    (first, second) = for_reader([whole(sources), same])

    assert all(one.is_published for one in first.items)
    assert {one.reason for one in second.items} == {Reason.BY_DIFFERENCE}
    # Two networks are left out of five, but to who sees one of those two it is the other alone.
    assert for_reader([whole(sources), fewer])[1] == fewer
    (_all, seen) = for_reader([whole(sources), fewer], sees={"r6"})
    assert not any(one.is_published for one in seen.items)


def test_an_authority_finds_no_network_that_did_not_open_to_it() -> None:
    sources = networks(7, audience=Audience.AUTHORITY)
    table = whole(sources[:6])
    everybody = [{source.network for source in sources}]
    (alone,) = for_reader([table], others=everybody)
    (its_own,) = for_reader([table], sees={"r6"}, others=everybody)

    assert {one.reason for one in alone.dimensions} == {Reason.BY_DIFFERENCE}
    assert any(one.is_published for one in its_own.dimensions)


def test_a_container_gives_no_network_of_a_child_away() -> None:
    """CC of the last network: CC of all, less (LR less CP) of those that have both."""
    sources = networks(6, audience=Audience.AUTHORITY)
    lacking = network("x", audience=Audience.AUTHORITY, cc=2)
    table = whole([*sources, lacking])
    (seen,) = for_reader([table])

    assert lacking.table.dimension("CC").reason is Reason.FEW_ITEMS
    assert (table.dimension("CP").networks, table.dimension("LR").networks) == (7, 6)
    assert seen.dimension("CP").thing.is_published
    assert seen.dimension("LR").thing.reason is Reason.BY_DIFFERENCE


def test_rows_that_tell_of_one_network() -> None:
    def row(*names: str) -> frozenset[tuple[str, str]]:
        return frozenset((name, "a") for name in names)

    assert gives_away([row("x", "y", "z"), row("x", "y")]) == {"z"}
    assert gives_away([row("x", "y", "z"), row("x", "y")], seen={"z"}) == set()
    assert gives_away([row("w", "x", "y", "z"), row("x", "y")]) == set()
    assert gives_away([row("w", "x"), row("x", "y"), row("y", "w")]) == {"w", "x", "y"}
    assert let_through([row("w", "x"), row("x", "y"), row("y", "w")]) == [True, True, False]


def test_every_reserved_value_says_why_in_one_sentence() -> None:
    table = whole([network("few", counts=(1, 1, 1, 1, 0)), *networks(4)])
    (seen,) = for_reader([whole(networks(6))], sees={"r0", "r1", "r2", "r3", "r4"})
    reasons = {rolled_reason(one, rolled) for rolled in (table, seen) for one in rolled.items}
    reasons |= {rolled_reason(one, rolled) for rolled in (table, seen) for one in rolled.dimensions}

    assert all(reason and reason.endswith(".") and reason.count(". ") == 0 for reason in reasons)
    assert "Sin valor común: se publica en menos de 5 redes." in reasons
    assert "Se reserva para ti: fuera de las redes que ya ves quedarían menos de 2." in reasons


def test_a_payload_comes_back_as_it_was_and_is_checked() -> None:
    table = whole([network("few", counts=(1, 1, 1, 1, 0)), *networks(4)], small=small(2, 1, 1, 2, 1))
    payload = rolled_to_payload(table)

    assert rolled_from_payload(payload) == table
    for change in (
        {"schema": "rolled/9"},
        {"networks": 4},
        {"audience": "authority"},
        {"more": 1},
        {"sources": ["r0", "r0"]},
    ):
        with pytest.raises(UnsafeTable):
            rolled_from_payload({**payload, **change})


def test_nobody_but_the_gate_makes_a_roll_up() -> None:
    table = whole(networks(5))

    with pytest.raises(ValueError, match="key"):
        dataclasses.replace(table, respondents=99)  # type: ignore[call-arg]
    shown = {field.name: getattr(table, field.name) for field in dataclasses.fields(table)}
    with pytest.raises(TypeError, match="only the gate"):
        RolledTable(key="gate", **shown)  # type: ignore[arg-type]


def test_an_even_scale_adds_two_blocks() -> None:
    scale = Scale.of("abcd")
    one = ItemCounts(code="a", node="PN", counts=(2, 1, 2, 2))
    table = whole(
        [
            Source(
                network=str(place),
                table=gate(survey(one, respondents=7, scale=scale), LAR, audience=Audience.NETWORK),
            )
            for place in range(5)
        ]
    )

    assert [cell.low for cell in table.items[0].cells] == [15, 20]
    assert FIVE_POINTS.blocks != table.blocks
