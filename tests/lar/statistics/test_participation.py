"""The programme's rate: of five networks or more, from their n and N."""

from __future__ import annotations

import pytest

from lar.disclosure import Thresholds
from lar.statistics import ProgramRate, program_rate, program_rate_sentence

FIVE = [(12, 14), (9, 12), (7, 10), (20, 33), (5, 9)]


def test_networks_people_and_those_who_were_asked() -> None:
    rate = program_rate(FIVE)

    assert rate == ProgramRate(networks=5, respondents=53, roster=78)
    assert program_rate_sentence(rate).replace("\N{NO-BREAK SPACE}", " ") == (
        "En las primeras 5 redes del programa que tuvieron resultados del mismo cuestionario respondieron "
        "53 de 78 personas (68 %)."
    )


def test_two_rates_of_one_year_never_leave_a_network_or_few_of_them() -> None:
    """Every report is public and says the rate of its day: one network more would be a subtraction away."""
    released = [*FIVE, *((6 + place, 20) for place in range(12))]
    printed = [program_rate(released[:networks]) for networks in range(len(released) + 1)]
    different = sorted(
        {rate.networks: rate for rate in printed if rate}.values(), key=lambda one: one.networks
    )

    assert [rate.networks for rate in different] == [5, 10, 15]
    assert printed[9] == printed[5]
    assert different[1].respondents - different[0].respondents == sum(range(6, 11))


def test_an_open_code_has_no_rate_and_stays_out() -> None:
    assert program_rate([*FIVE, (30, None)]) == program_rate(FIVE)
    assert program_rate([*FIVE[:4], (30, None)]) is None


@pytest.mark.parametrize(
    ("released", "thresholds"),
    [
        (FIVE[:4], Thresholds()),
        ([(5, 9)] * 4 + [(4, 9)], Thresholds()),
        (FIVE, Thresholds(program_min_networks=6)),
        (FIVE, Thresholds(program_min_answers=54)),
        ([], Thresholds()),
    ],
    ids=["four networks", "24 answers", "a programme that asks for six", "or for 54 answers", "nothing"],
)
def test_below_a_threshold_there_is_none(
    released: list[tuple[int, int | None]], thresholds: Thresholds
) -> None:
    assert program_rate(released, thresholds=thresholds) is None
