"""What the three screens of a room say of its step. Of votes nothing but what was revealed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.safestring import SafeString, mark_safe

from lar.charts import dimension_chart, mirror_chart
from lar.disclosure import PublishableDimension, PublishableTable
from lar.model.dimensions import is_node_code, node_for
from lar.statistics import (
    dimension_sentence,
    item_sentence,
    participation_sentence,
    percent_text,
    prediction_sentence,
    question,
    read,
    room_guess,
)
from lar.statistics.numbers import number
from lar.ui.components import Text
from networks.models import Purpose
from networks.queries.agreements import PublicAgreement
from questionnaires.instruments.models import Item
from questionnaires.surveys.models import Survey
from questionnaires.workshop.models import Contribution, SocializationWorkshop, WorkshopStep
from questionnaires.workshop.queries.ideas import standing_ideas, written_in
from questionnaires.workshop.queries.workshops import agreements_before, agreements_here, table_of
from questionnaires.workshop.script import DOTS_EACH, EVALUATED, MARKS, NOTES, REPRESENTS, TITLES, Kind
from questionnaires.workshop.words import (
    VoteView,
    dots_view,
    evaluation_views,
    few_words,
    represents_view,
    shown_vote,
)

CARDS = 8


@dataclass(frozen=True)
class Bar:
    """A dimension's real answers: its bar, its sentence, its question for the dialogue."""

    sentence: str
    percent: str
    question: str
    chart: SafeString
    cards: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Prediction:
    """What the room predicted, beside the answers where both have a figure."""

    sentence: str
    percent: str = ""
    chart: SafeString = field(default_factory=SafeString)


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A step as screens draw it: each template takes what its kind has."""

    step: WorkshopStep
    title: Text
    notes: Text
    until: int
    place: int
    total: int
    meaning: str = ""
    bar: Bar | None = None
    prediction: Prediction | None = None
    vote: VoteView | None = None
    cards: tuple[str, ...] = ()
    ideas: list[Contribution] = field(default_factory=list)
    reasons: list[Contribution] = field(default_factory=list)
    agreements: list[PublicAgreement] = field(default_factory=list)
    purpose: Purpose | None = None
    respondents: str = ""
    evaluation: list[tuple[Text, VoteView]] = field(default_factory=list)

    @property
    def represents(self) -> dict[str, Text]:
        return REPRESENTS

    @property
    def evaluated(self) -> dict[str, Text]:
        return EVALUATED

    @property
    def marks(self) -> dict[str, Text]:
        return MARKS

    @property
    def predicted(self) -> range:
        return range(11)

    @property
    def dots_each(self) -> int:
        return DOTS_EACH


def screen_of(workshop: SocializationWorkshop, step: WorkshopStep) -> Screen:
    """What screens say of a step. Reads the results once, and only what the step shows of them."""
    began = workshop.step_since
    until = (began + timedelta(minutes=step.minutes)).timestamp() if began else 0
    table = table_of(workshop)
    return Screen(
        step=step,
        title=TITLES[step.what],
        notes=NOTES[step.what],
        until=int(until) * 1000,
        place=step.position + 1,
        total=workshop.steps.count(),
        meaning=node_for(step.node).meaning if step.node and is_node_code(step.node) else "",
        **_of_kind(workshop, step, table),
    )


def _of_kind(workshop: SocializationWorkshop, step: WorkshopStep, table: PublishableTable | None) -> dict:  # type: ignore[type-arg]
    bar = bar_of(table, step.node)
    match step.what:
        case Kind.BEFORE:
            return {"agreements": agreements_before(workshop)}
        case Kind.PURPOSE:
            return {"purpose": _purpose(workshop)}
        case Kind.RESPONDENTS:
            return {"respondents": participation_sentence(table) if table else ""}
        case Kind.PREDICT:
            found = prediction_of(step, table)
            return {"prediction": found, "bar": bar if found else None}
        case Kind.REPRESENTS:
            return {"bar": bar, "vote": represents_view(step), "reasons": list(written_in(step))}
        case Kind.DIALOGUE:
            return {"bar": bar, "cards": () if bar else cards_of(workshop, step.node)}
        case Kind.IDEAS:
            return {"ideas": standing_ideas(step)}
        case Kind.DOTS:
            ideas = standing_ideas(step)
            return {"ideas": ideas, "vote": dots_view(step, ideas)}
        case Kind.AGREEMENTS | Kind.CLOSE:
            return {"agreements": agreements_here(workshop)}
        case Kind.EVALUATION:
            return {"evaluation": evaluation_views(step)}
        case _:
            return {}


def _purpose(workshop: SocializationWorkshop) -> Purpose | None:
    day = workshop.activity.day
    return Purpose.objects.filter(network=workshop.network, valid_from__lte=day).first()


def _dimension(table: PublishableTable | None, node: str) -> PublishableDimension | None:
    if table is None or not node:
        return None
    found = next((one for one in table.dimensions if one.code == node), None)
    return found if found and found.is_published else None


def bar_of(table: PublishableTable | None, node: str, *, chart_id: str = "") -> Bar | None:
    """The bar of a published dimension; ``None`` without results. ``chart_id``: unique in its page."""
    dimension = _dimension(table, node)
    if table is None or dimension is None:
        return None
    items = [item for item in table.items_of(node) if item.is_published][:CARDS]
    return Bar(
        sentence=dimension_sentence(dimension, table),
        percent=percent_text(dimension),
        question=question(read(dimension)),
        # Our own drawing, escaped where it is made.
        chart=mark_safe(dimension_chart(dimension, table, chart_id=chart_id or f"bar-{node}")),
        cards=tuple((item.text or item.code, item_sentence(item, table)) for item in items),
    )


def prediction_of(step: WorkshopStep, table: PublishableTable | None) -> Prediction | None:
    """What the room predicted in a step, once it was revealed."""
    votes = shown_vote(step)
    if votes is None:
        return None
    dimension = _dimension(table, step.node)
    guess = room_guess(votes, dimension) if dimension else None
    percent = f"{number(votes.mean)} %" if votes.mean is not None else ""
    if guess is None:
        return Prediction(prediction_sentence(votes) or few_words(), percent)
    chart = mirror_chart([guess], chart_id=f"room-{step.node}", expected="Lo que predijo la sala")
    return Prediction(guess.sentence, percent, mark_safe(chart))


def cards_of(workshop: SocializationWorkshop, node: str) -> tuple[str, ...]:
    """The statements of a dimension, for a room without results: of the network's last questionnaire."""
    survey = Survey.objects.filter(network=workshop.network).order_by("-pk").first()
    if survey is None:
        return ()
    items = Item.objects.filter(version=survey.version_id, node__code=node).in_answers()
    return tuple(items.values_list("text", flat=True)[:CARDS])
