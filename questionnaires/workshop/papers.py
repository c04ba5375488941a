"""A workshop on paper, for a room without a laptop: posters, cards, sheets for votes, dots and agreements."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.template.loader import render_to_string

from lar.disclosure import PublishableTable
from lar.model.dimensions import is_node_code, node_for
from questionnaires.workshop.models import SocializationWorkshop, WorkshopStep
from questionnaires.workshop.queries.workshops import table_of
from questionnaires.workshop.screens import Bar, bar_of, cards_of, screen_of
from questionnaires.workshop.script import DOTS_EACH, EVALUATED, MARKS, PREDICTED, REPRESENTS, TITLES, Kind

SHEET_LINES = 8


@dataclass(frozen=True)
class Wall:
    """What hangs on the wall about a dimension: before its result, the result, and where ideas go."""

    node: str
    name: str
    meaning: str
    bar: Bar | None
    cards: tuple[str, ...]


def papers_html(workshop: SocializationWorkshop) -> str:
    """Return the whole page to print. Of the results, what its members may read and nothing else."""
    table = table_of(workshop)
    steps = list(workshop.steps.all())
    nodes = {step.node: step.node_name for step in steps if step.node}
    context = {
        "workshop": workshop,
        "network": workshop.network,
        "walls": [_wall(workshop, table, node, name) for node, name in nodes.items()],
        "script": [(step, TITLES[step.what]) for step in steps],
        "purpose": _of_first(workshop, steps, Kind.PURPOSE),
        "before": _of_first(workshop, steps, Kind.BEFORE),
        "respondents": _of_first(workshop, steps, Kind.RESPONDENTS),
        "predicted": PREDICTED,
        "represents": REPRESENTS,
        "evaluated": EVALUATED,
        "marks": MARKS,
        "dots_each": DOTS_EACH,
        "lines": range(1, SHEET_LINES + 1),
        "agreement_lines": range(1, 4),
    }
    return render_to_string("workshop/papers_print.html", context)


def digest_of(html: str) -> str:
    """Return what tells one drawing from another."""
    return hashlib.sha256(html.encode()).hexdigest()[:24]


def _wall(workshop: SocializationWorkshop, table: PublishableTable | None, node: str, name: str) -> Wall:
    bar = bar_of(table, node)
    texts = tuple(text for text, _sentence in bar.cards) if bar else cards_of(workshop, node)
    meaning = node_for(node).meaning if is_node_code(node) else ""
    return Wall(node, name, meaning, bar, texts)


def _of_first(workshop: SocializationWorkshop, steps: list[WorkshopStep], kind: Kind) -> object:
    """What the wall would say in the first step of a kind; ``None`` where the script has none."""
    step = next((one for one in steps if one.what is kind), None)
    return screen_of(workshop, step) if step else None
