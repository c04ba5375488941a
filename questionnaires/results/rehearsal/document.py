"""A version and a number of people → the whole report, without writing anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lar.disclosure import gate_all
from questionnaires.instruments.models import Item, ItemKind, QuestionnaireVersion, VersionNode
from questionnaires.results.circumstances import instrument_of
from questionnaires.results.counts import nodes_of
from questionnaires.results.rehearsal.answers import Beside, Question, invented_counts
from questionnaires.results.rehearsal.network import (
    invented_context,
    invented_network,
    people_of,
    respondents_of,
)
from questionnaires.results.released import ReleasedSurvey
from questionnaires.results.report import NetworkReport, ReportContext, assemble
from questionnaires.results.report.own_words import REHEARSED, no_voices
from questionnaires.results.rules import thresholds_of


def rehearse(version: QuestionnaireVersion, *, people: str, on: date) -> NetworkReport | None:
    """The report of an invented network; ``None`` while the version has no item of the scale.

    ``people`` is what was typed. The same version, people and day give the same report: its pages agree
    with each other and with the PDF though nothing is kept.
    """
    thresholds = thresholds_of(version.program.min_group)
    asked = people_of(people, least=thresholds.min_group)
    questions = _questions(version)
    if not questions:
        return None
    counts = invented_counts(
        questions,
        version.scale,
        Beside(bool(version.not_applicable_label), bool(version.dont_know_label)),
        respondents=respondents_of(asked, least=thresholds.min_group),
        roster=asked,
        seed=f"{version.pk}:{asked}",
    )
    released = ReleasedSurvey(
        tables=gate_all(counts, nodes_of(version.pk), thresholds=thresholds),
        instrument=instrument_of(version),
        circumstances=invented_network(version.program, asked, on),
    )
    report = assemble(released, _context(version, questions, on), release="")
    has_open = version.items.filter(kind=ItemKind.OPEN).exists()
    return replace(report, voices=no_voices(REHEARSED)) if has_open else report


def _questions(version: QuestionnaireVersion) -> list[Question]:
    items = Item.objects.filter(version=version).in_answers().select_related("node")
    return [Question(item.code, item.node.code, item.text, item.is_reversed) for item in items]


def _context(version: QuestionnaireVersion, questions: list[Question], on: date) -> ReportContext:
    asked = {question.node for question in questions}
    nodes = VersionNode.objects.filter(version=version, code__in=asked).order_by("position")
    return invented_context(list(nodes.values_list("code", "kind")), on)
