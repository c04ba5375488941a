"""Section 6, Espejo: what the team expected beside what the network answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from lar.charts import mirror_chart
from lar.disclosure import PublishableTable
from lar.statistics import (
    Expected,
    Guess,
    TeamExpectation,
    agreement,
    blind_spots,
    guess,
    guesses,
    percent_text,
    right_guesses,
    surprise_sentence,
)
from lar.statistics.numbers import number, percent, points
from questionnaires.results.report.parts import Drawing, Mirror, MirrorRow


def private_mirror(table: PublishableTable, expected: Mapping[str, Sequence[Expected]]) -> Mirror | None:
    """The team's own page, from what each coordinator wrote; None when nobody wrote anything."""
    return _mirror(table, guesses(table, expected.items()))


def published_mirror(table: PublishableTable, means: Mapping[str, TeamExpectation]) -> Mirror | None:
    """The report's section, from the means that the team let it hold; None when it did not."""
    found = (
        guess(means[dimension.code], dimension) for dimension in table.dimensions if dimension.code in means
    )
    return _mirror(table, tuple(one for one in found if one is not None))


def _mirror(table: PublishableTable, found: Sequence[Guess]) -> Mirror | None:
    if not found:
        return None
    return Mirror(
        drawing=Drawing(
            wide=mirror_chart(found, chart_id="mirror"),
            narrow=mirror_chart(found, chart_id="mirror-narrow", compact=True),
        ),
        rows=tuple(_row(one, table) for one in found),
        blind_spots=tuple(one.sentence for one in blind_spots(found)),
        right_guesses=tuple(one.sentence for one in right_guesses(found)),
        surprise=surprise_sentence(found),
        rule=RULE,
    )


RULE = (
    "Un acierto es una diferencia de hasta 10 puntos entre el acuerdo esperado y el respondido; más que eso "
    "es un punto ciego. La distancia va de 0 (lo esperado y lo respondido se reparten igual) a 1 (todo en el "
    "extremo opuesto): dice qué parte de la escala habría que mover para pasar de una distribución a la otra."
)


def _row(one: Guess, table: PublishableTable) -> MirrorRow:
    dimension = table.dimension(one.code)
    sign = "+" if one.gap > 0 else "\N{MINUS SIGN}" if one.gap < 0 else ""
    return MirrorRow(
        code=one.code,
        name=one.name,
        expected=percent(one.expected.agree, people=0),
        people=number(one.expected.people),
        real=percent_text(dimension),
        n=number(dimension.n or 0),
        gap=f"{sign}{points(one.gap)}" if agreement(dimension).fraction != one.expected.agree else "igual",
        distance=number(Fraction(one.distance), 2),
        sentence=one.sentence,
    )
