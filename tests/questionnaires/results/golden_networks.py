"""Three networks that never change: of 6, 14 and 40 people. Counts by rule from the shipped instrument."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from lar.disclosure import FIVE_POINTS, ItemCounts, Node, SurveyCounts, gate_all
from lar.model.dimensions import TREE
from questionnaires.results.released import Circumstances, Instrument, ReleasedSurvey
from questionnaires.results.report import Lever, Purpose, ReportContext

NODES = tuple(Node(node.code, node.label, node.parent, node.kind.value) for node in TREE)

# Shares per point in hundredths, from strong disagreement to strong agreement.
SHAPES = {
    "A": (0, 0, 0, 40, 60),
    "B": (0, 0, 8, 55, 37),
    "C": (3, 10, 20, 47, 20),
    "D": (0, 7, 14, 50, 29),
    "E": (40, 3, 0, 6, 51),
    "F": (0, 14, 43, 36, 7),
    "G": (20, 20, 20, 20, 20),
    "H": (35, 40, 15, 10, 0),
    "I": (8, 22, 30, 30, 10),
}

# One letter per item, by dimension: PN LR CP CC KP PR.
ITEMS = "BDACAIHF DCBA BCEFIGDC ABCECDCB BADBCDGDC DCFICCHD".replace(" ", "")

PEOPLE = {6: 8, 14: 17, 40: 46}
"""Respondents → people asked."""


def _apportion(shares: tuple[int, ...], total: int) -> tuple[int, ...]:
    """`total` people shared out by largest remainder; ties to the lower point."""
    exact = [share * total / 100 for share in shares]
    counts = [int(value) for value in exact]
    order = sorted(range(len(shares)), key=lambda place: (counts[place] - exact[place], place))
    for place in order[: total - sum(counts)]:
        counts[place] += 1
    return tuple(counts)


def _item(row: dict[str, str], place: int, respondents: int) -> ItemCounts:
    """Every fourth item has somebody aside; one item of each network is hardly answered."""
    aside = (place % 4 == 1) + (place % 7 == 3)
    few = row["code"] == "kp_07"
    dont_know = respondents - 4 if few else int(bool(aside))
    not_applicable = 0 if few else int(aside > 1)
    missing = 0 if few else int(place % 9 == 5)
    valid = respondents - dont_know - not_applicable - missing
    counts = _apportion(SHAPES[ITEMS[place]], valid)
    return ItemCounts(
        code=row["code"],
        node=row["node"],
        counts=counts,
        dont_know=dont_know,
        not_applicable=not_applicable,
        missing=missing,
        text=row["text"],
        reversed=row["reversed"] == "1",
    )


@cache
def _rows() -> tuple[dict[str, str], ...]:
    path = Path(settings.BASE_DIR) / "questionnaires" / "instruments" / "data" / "demo_funcionamiento.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter=";"))


def golden_counts(respondents: int, *, roster: int | None = None) -> SurveyCounts:
    items = tuple(_item(row, place, respondents) for place, row in enumerate(_rows()))
    return SurveyCounts(
        respondents=respondents, roster=roster or PEOPLE[respondents], scale=FIVE_POINTS, items=items
    )


def golden_open_code(respondents: int = 14) -> ReleasedSurvey:
    """The release of a network that answered with one open code: nobody knows how many were asked."""
    released = golden_release(respondents)
    counts = replace(golden_counts(respondents), roster=None)
    known = replace(released.circumstances, mode="open_code", code_keeper="facilitator", asked_by_role=())
    return replace(released, tables=gate_all(counts, NODES), circumstances=known)


def golden_imported(respondents: int = 14) -> ReleasedSurvey:
    """The release of a network whose answers came from a file."""
    released = golden_release(respondents)
    known = replace(
        released.circumstances,
        mode="imported",
        code_keeper="system",
        asked_by_role=(),
        roster_source="nómina de la red de 2023",
    )
    return replace(released, circumstances=known)


def golden_release(respondents: int) -> ReleasedSurvey:
    """The release of a network of that many respondents, without a database."""
    return ReleasedSurvey(
        tables=gate_all(golden_counts(respondents), NODES),
        instrument=Instrument(
            title="Cuestionario de demostración sobre el funcionamiento de redes escolares",
            version=1,
            is_demonstration=True,
            disclaimer="Instrumento de demostración; no es el instrumento validado.",
            source_note="Escrito para esta plataforma.",
            not_applicable_label="No aplica",
            dont_know_label="No sé",
            meanings={row["code"]: row["high_score_meaning"] for row in _rows()},
        ),
        circumstances=Circumstances(
            program="Redes que aprenden",
            institution="Universidad de prueba",
            network="Red Valle del Itata",
            network_kind="Red de Mejoramiento Escolar",
            territories=("SLEP Valle Verde", "DEPROV Itata"),
            year=2026,
            programme_year=1,
            mode="slips" if respondents < 40 else "email",
            code_keeper="team" if respondents < 40 else "system",
            codes_replaced=0 if respondents < 40 else 2,
            time_zone="America/Santiago",
            opened_at=datetime(2026, 5, 4, 12, 0, tzinfo=UTC),
            closed_at=datetime(2026, 5, 18, 22, 0, tzinfo=UTC),
            calculated_at=datetime(2026, 5, 18, 22, 3, tzinfo=UTC),
            schools=3 if respondents < 10 else 7,
            asked_by_role=_roles(PEOPLE[respondents]),
        ),
    )


def _roles(people: int) -> tuple[tuple[str, int], ...]:
    heads = people // 3
    return (("head", heads), ("utp", heads), ("teacher", people - 2 * heads))


GOLDEN_CONTEXT = ReportContext(
    purpose=Purpose(
        "Que en todas nuestras escuelas las y los estudiantes lean con gusto y comprendan lo que leen, "
        "compartiendo entre equipos lo que funciona en la sala de clases.",
        date(2026, 3, 20),
    ),
    levers=(Lever("CP", "Debilidad relevante"),),
)
