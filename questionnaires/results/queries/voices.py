"""Sealed texts that wait for review, what was decided about each, and by whom they may be read."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.authorization import Actor
from lar.disclosure.voices import (
    NotReviewed,
    PublishableVoices,
    Review,
    ReviewedQuestion,
    Use,
    agreed,
    gate_voices,
)
from networks.errors import NotAllowedNow
from networks.models import Authority, Coordination, Network, NetworkTerritory
from questionnaires.instruments.models import Item, ItemKind
from questionnaires.results.models import Release, TextReview
from questionnaires.results.models.release import ReleaseKind
from questionnaires.results.rules import thresholds_of
from questionnaires.surveys.models import OpenText, Survey, SurveyState


class TextState(Enum):
    """How far a text is: its words for the list."""

    NEW = gettext_lazy("por revisar")
    ONE = gettext_lazy("falta una segunda persona")
    AGREED = gettext_lazy("hay acuerdo")
    APART = gettext_lazy("sin acuerdo: queda fuera")

    @property
    def label(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class ReviewedText:
    """A text with what each reviewer decided. ``mine`` is the reader's own decision."""

    key: uuid.UUID
    text: str
    reviews: tuple[TextReview, ...]
    mine: TextReview | None

    @property
    def state(self) -> TextState:
        if not self.reviews:
            return TextState.NEW
        try:
            return TextState.AGREED if agreed(self.decisions) else TextState.APART
        except NotReviewed:
            return TextState.ONE

    @property
    def others(self) -> tuple[TextReview, ...]:
        return tuple(review for review in self.reviews if review is not self.mine)

    @property
    def decisions(self) -> tuple[Review, ...]:
        return tuple(
            Review(review.reviewer_id, Use(review.use), review.masked, review.theme)
            for review in self.reviews
        )


@dataclass(frozen=True)
class QuestionTexts:
    """An open question and its sealed texts, in the random order that sealing gave them."""

    code: str
    text: str
    texts: tuple[ReviewedText, ...]

    @property
    def themes(self) -> list[str]:
        return sorted({review.theme for text in self.texts for review in text.reviews if review.theme})


def networks_of(user_id: int) -> frozenset[int]:
    """Networks in which a person has or ever had a role, of the team or of the authority; two queries."""
    team = Coordination.objects.filter(user=user_id).values_list("network", flat=True)
    territories = Authority.objects.filter(user=user_id).values("territory")
    reach = NetworkTerritory.objects.filter(territory__in=territories).values_list("network", flat=True)
    return frozenset(team) | frozenset(reach)


def is_outsider(user_id: int, network: Network) -> bool:
    """Whether a person neither has nor ever had a role in a network: a past one knows how people write."""
    return network.pk not in networks_of(user_id)


def surveys_with_texts(actor: Actor) -> QuerySet[Survey]:
    """Surveys with texts to review, of networks whose existence the actor may know, the newest first."""
    texts = OpenText.objects.filter(survey=OuterRef("pk"))
    found: QuerySet[Survey] = (
        Survey.objects.filter(
            Exists(texts), state=SurveyState.RELEASED, network__in=Network.objects.visible_to(actor)
        )
        .select_related("network", "cycle", "version__questionnaire")
        .order_by("-sealed_at", "-pk")
    )
    return found


def open_questions(survey: Survey) -> QuerySet[Item]:
    """The survey's open questions, in order."""
    return Item.objects.filter(version=survey.version_id, kind=ItemKind.OPEN).order_by("position")


def texts_of(survey: Survey, *, reader: int = 0) -> list[QuestionTexts]:
    """Return every open question with what may still be read of it, which is nothing below the minimum."""
    reviews: dict[uuid.UUID, list[TextReview]] = defaultdict(list)
    for review in TextReview.objects.filter(survey=survey).select_related("reviewer").order_by("pk"):
        reviews[review.text_key].append(review)
    texts: dict[str, list[ReviewedText]] = defaultdict(list)
    for row in OpenText.objects.filter(survey=survey).order_by("pk"):
        found = tuple(reviews[row.pk])
        mine = next((review for review in found if review.reviewer_id == reader), None)
        texts[row.item_code].append(ReviewedText(row.pk, row.text, found, mine))
    return [QuestionTexts(item.code, item.text, tuple(texts[item.code])) for item in open_questions(survey)]


def reviewed_questions(questions: Sequence[QuestionTexts], network: Network) -> list[ReviewedQuestion]:
    """What the gate asks for; decisions of people who have come to have a role in the network don't count."""
    people = {review.reviewer_id for one in questions for text in one.texts for review in text.reviews}
    outside = {person for person in people if is_outsider(person, network)}
    return [
        ReviewedQuestion(
            question.code,
            question.text,
            tuple(
                tuple(decision for decision in text.decisions if decision.reviewer in outside)
                for text in question.texts
            ),
        )
        for question in questions
    ]


def voices_release(survey: Survey) -> Release | None:
    """The voices of a survey, once they were published."""
    return Release.objects.filter(survey=survey, kind=ReleaseKind.VOICES).order_by("-number").first()


def voices_so_far(survey: Survey) -> PublishableVoices:
    """What would be published now.

    Raises:
        NotAllowedNow: while a text lacks two reviewers.
    """
    questions = reviewed_questions(texts_of(survey), survey.network)
    try:
        return gate_voices(questions, thresholds=thresholds_of(survey.program.min_group))
    except NotReviewed:
        raise NotAllowedNow(_("Todavía hay textos que no revisaron dos personas.")) from None
