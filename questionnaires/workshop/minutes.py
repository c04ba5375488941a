"""What a workshop leaves in writing: plain paragraphs for the minutes of its session."""

from __future__ import annotations

from django.utils.translation import gettext as _

from questionnaires.workshop.models import SocializationWorkshop, WorkshopStep
from questionnaires.workshop.queries.ideas import standing_ideas, written_in
from questionnaires.workshop.queries.workshops import agreements_here, table_of
from questionnaires.workshop.screens import bar_of, prediction_of
from questionnaires.workshop.script import Kind
from questionnaires.workshop.words import dots_view, evaluation_views, represents_view

MOST_IDEAS = 12
"""Ideas of a dimension that the minutes tell."""


def minutes_of(workshop: SocializationWorkshop) -> str:
    """The minutes in plain text, dimension by dimension. Of votes only what the room saw."""
    steps = list(workshop.steps.all())
    parts = [_("TALLER DE SOCIALIZACIÓN DE RESULTADOS") if workshop.release_id else _("TALLER DE LA RED")]
    for node, name in dict.fromkeys((step.node, step.node_name) for step in steps if step.node):
        parts.append(_dimension(workshop, name, [step for step in steps if step.node == node]))
    parts += [_agreements(workshop), *(_evaluation(step) for step in steps if step.what is Kind.EVALUATION)]
    return "\n\n".join(filter(None, parts))


def _dimension(workshop: SocializationWorkshop, name: str, steps: list[WorkshopStep]) -> str:
    table = table_of(workshop)
    bar = bar_of(table, steps[0].node)
    lines = [name.upper()]
    if bar:
        lines.append(bar.sentence)
    for step in steps:
        if step.what is Kind.PREDICT and (found := prediction_of(step, table)):
            lines.append(found.sentence)
        elif step.what is Kind.REPRESENTS:
            lines += _represents(step)
        elif step.what is Kind.DOTS or (step.what is Kind.IDEAS and not _has_dots(steps)):
            lines += _ideas(step)
    return "\n".join(lines)


def _represents(step: WorkshopStep) -> list[str]:
    view = represents_view(step)
    lines = [_("¿Nos representa? %(votes)s") % {"votes": view.text}] if view else []
    reasons = [f"– {one.text}" for one in written_in(step)]
    return [*lines, *([_("Matices que se escribieron:"), *reasons] if reasons else [])]


def _has_dots(steps: list[WorkshopStep]) -> bool:
    return any(step.what is Kind.DOTS for step in steps)


def _ideas(step: WorkshopStep) -> list[str]:
    ideas = standing_ideas(step)
    view = dots_view(step, ideas) if step.what is Kind.DOTS else None
    if view and view.lines:
        told = [f"– {line.label} ({line.count})" for line in view.lines[:MOST_IDEAS]]
        return [_("Ideas, con los puntos que recibieron:"), *told]
    told = [f"– {idea.text}" for idea in ideas[:MOST_IDEAS]]
    return [_("Ideas:"), *told] if told else []


def _agreements(workshop: SocializationWorkshop) -> str:
    found = agreements_here(workshop)
    if not found:
        return ""
    told = (
        _("– %(text)s Se encarga: %(owner)s. Plazo: %(due)s. Cómo lo sabremos: %(known)s")
        % {"text": one.text, "owner": one.owner, "due": f"{one.due:%d-%m-%Y}", "known": one.how_known}
        for one in found
    )
    return "\n".join([_("ACUERDOS"), *told])


def _evaluation(step: WorkshopStep) -> str:
    told = [f"– {words}: {view.text}" for words, view in evaluation_views(step)]
    return "\n".join([_("CÓMO ESTUVO EL TALLER"), *told]) if told else ""
