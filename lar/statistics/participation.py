"""The programme's rate beside a network's: from the n and N of released tables only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from lar.disclosure.thresholds import DEFAULT_THRESHOLDS, Thresholds
from lar.statistics.numbers import number, percent


@dataclass(frozen=True, slots=True)
class ProgramRate:
    """`respondents` of the `roster` people whom `networks` networks asked."""

    networks: int
    respondents: int
    roster: int

    @property
    def fraction(self) -> Fraction:
        """Between 0 and 1."""
        return Fraction(self.respondents, self.roster)


def program_rate(
    released: Iterable[tuple[int, int | None]], *, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> ProgramRate | None:
    """The rate of networks given as (respondents, N), in the order in which their results came.

    Those with an open code (no N) are left out. It moves by as many networks at once as a value of the
    programme needs: two reports of different days would otherwise tell, by subtraction, how many answered in
    one network. None while there are fewer networks or answers than that value needs.
    """
    step = thresholds.program_min_networks
    with_roster = [(answered, asked) for answered, asked in released if asked is not None]
    known = with_roster[: len(with_roster) // step * step]
    respondents = sum(answered for answered, _asked in known)
    few = not known or respondents < thresholds.program_min_answers
    return None if few else ProgramRate(len(known), respondents, sum(asked for _answered, asked in known))


def program_rate_sentence(rate: ProgramRate) -> str:
    """ "En las primeras 10 redes del programa que… respondieron 96 de 132 personas (73 %)."."""
    share = percent(rate.fraction, people=rate.roster)
    return (
        f"En las primeras {number(rate.networks)} redes del programa que tuvieron resultados del mismo "
        f"cuestionario respondieron {number(rate.respondents)} de {number(rate.roster)} personas ({share})."
    )
