"""What the answer page needs of a published version, kept in memory: it never changes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.instruments.models import Item, ItemKind, QuestionnaireVersion
from questionnaires.instruments.special import MAX_TEXT
from questionnaires.surveys.models.local_item import LocalItem
from questionnaires.surveys.models.response import DONT_KNOW, NO_ANSWER, NOT_APPLICABLE
from questionnaires.surveys.models.survey import Survey, SurveyState


@dataclass(frozen=True)
class AnswerShape:
    """The codes of a version's items in the order of answers, and the values that each may take.

    ``special``: those of *no aplica* and *no sé* that the version offers. ``open_codes``: the questions
    that are answered with one's own words.
    """

    codes: tuple[str, ...]
    points: int
    special: tuple[int, ...]
    open_codes: tuple[str, ...] = ()

    def read(self, sent: Mapping[str, str]) -> tuple[list[int], list[str]]:
        """Return the answers in item order, and the codes of the items whose value is not one of ours.

        What was not sent, or sent empty, is −9: leaving an item blank is allowed.
        """
        allowed = {str(value): value for value in (*range(1, self.points + 1), *self.special)}
        values = [sent.get(code, "") for code in self.codes]
        wrong = [
            code for code, value in zip(self.codes, values, strict=True) if value and value not in allowed
        ]
        return [allowed.get(value, NO_ANSWER) for value in values], wrong

    def read_texts(self, sent: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
        """Return what was written by question, blanks left out, and the codes of what is too long."""
        texts = {code: plain_text(sent.get(code, "")) for code in self.open_codes}
        return (
            {code: text for code, text in texts.items() if text},
            [code for code, text in texts.items() if len(text) > MAX_TEXT],
        )


def plain_text(written: str) -> str:
    """Return what somebody wrote without what no reader sees: odd blanks, control characters.

    Line breaks stay, two at most in a row: the same text from any browser is the same here.
    """
    lines = unicodedata.normalize("NFC", written).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    visible = (
        "".join(letter if unicodedata.category(letter)[0] not in "CZ" else " " for letter in line)
        for line in lines
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in visible)).strip()


_shapes: dict[int, AnswerShape] = {}
MAX_KEPT = 200


def answer_shape(version_id: int) -> AnswerShape:
    """Return the shape of a published version. Call inside its programme; asked for once per process."""
    shape = _shapes.get(version_id)
    if shape is None:
        version = QuestionnaireVersion.objects.get(pk=version_id)
        codes = tuple(Item.objects.filter(version=version).in_answers().values_list("code", flat=True))
        open_items = Item.objects.filter(version=version, kind=ItemKind.OPEN).order_by("position")
        open_codes = tuple(open_items.values_list("code", flat=True))
        shape = AnswerShape(codes, len(version.scale_labels), _special(version), open_codes)
        if version.published_at is not None:
            if len(_shapes) >= MAX_KEPT:
                _shapes.clear()
            _shapes[version_id] = shape
    return shape


_local_codes: dict[int, tuple[str, ...]] = {}


def local_codes(survey_id: int) -> tuple[str, ...]:
    """Return the codes of a network's own questions, in order. Call inside its programme.

    Asked for once per process and survey that is past its draft: they are frozen at opening.
    """
    codes = _local_codes.get(survey_id)
    if codes is None:
        items = LocalItem.objects.filter(survey=survey_id)
        codes = tuple(item.code for item in items.order_by("position"))
        if not Survey.objects.filter(pk=survey_id, state=SurveyState.DRAFT).exists():
            if len(_local_codes) >= MAX_KEPT:
                _local_codes.clear()
            _local_codes[survey_id] = codes
    return codes


def _special(version: QuestionnaireVersion) -> tuple[int, ...]:
    """An answer beside the scale is offered when the version has words for it."""
    labels = {NOT_APPLICABLE: version.not_applicable_label, DONT_KNOW: version.dont_know_label}
    return tuple(value for value, label in labels.items() if label)
