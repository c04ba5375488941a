"""A workshop that ended → what the report's edition «con lo conversado» keeps of it."""

from __future__ import annotations

from collections.abc import Iterable

from questionnaires.results.models import Release
from questionnaires.results.report import Conversation, Talked
from questionnaires.workshop.models import SocializationWorkshop, WorkshopStep
from questionnaires.workshop.queries.ideas import standing_ideas, written_in
from questionnaires.workshop.queries.workshops import table_of
from questionnaires.workshop.screens import prediction_of
from questionnaires.workshop.script import Kind
from questionnaires.workshop.words import dots_view, evaluation_views, represents_view

MOST = 8
"""Ideas and nuances of a dimension that the report tells."""


def conversation_of(release: Release) -> Conversation | None:
    """The newest workshop about the network's results of that survey, once it ended."""
    about = SocializationWorkshop.objects.select_related("network", "activity", "release", "program")
    found = (
        about.filter(release__survey=release.survey_id, ended_at__isnull=False).order_by("-ended_at").first()
    )
    return None if found is None else _conversation(found)


def _conversation(workshop: SocializationWorkshop) -> Conversation:
    steps = list(workshop.steps.all())
    nodes = dict.fromkeys((step.node, step.node_name) for step in steps if step.node)
    return Conversation(
        on=workshop.activity.day,
        dimensions=tuple(
            _talked(workshop, code, name, [step for step in steps if step.node == code])
            for code, name in nodes
        ),
        evaluation=tuple(
            (str(words), view.text)
            for step in steps
            if step.what is Kind.EVALUATION
            for words, view in evaluation_views(step)
        ),
    )


def _talked(workshop: SocializationWorkshop, code: str, name: str, steps: Iterable[WorkshopStep]) -> Talked:
    by_kind = {step.what: step for step in steps}
    predict, represents = by_kind.get(Kind.PREDICT), by_kind.get(Kind.REPRESENTS)
    predicted = prediction_of(predict, table_of(workshop)) if predict else None
    view = represents_view(represents) if represents else None
    return Talked(
        code=code,
        name=name,
        predicted=predicted.sentence if predicted else "",
        represents=tuple(line.count for line in view.lines) if view else (),
        represents_note=view.voters if view else "",
        nuances=tuple(one.text for one in written_in(represents)[:MOST]) if represents else (),
        ideas=_ideas(by_kind),
    )


def _ideas(by_kind: dict[Kind, WorkshopStep]) -> tuple[tuple[str, str], ...]:
    step = by_kind.get(Kind.DOTS) or by_kind.get(Kind.IDEAS)
    if step is None:
        return ()
    ideas = standing_ideas(step)
    view = dots_view(step, ideas) if step.what is Kind.DOTS else None
    if view and view.lines:
        return tuple((str(line.label), line.count) for line in view.lines[:MOST])
    return tuple((idea.text, "") for idea in ideas[:MOST])
