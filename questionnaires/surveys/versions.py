"""What the answer page needs of a published version, kept in memory: it never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.instruments.models import Item, QuestionnaireVersion
from questionnaires.surveys.models.response import DONT_KNOW, NO_ANSWER, NOT_APPLICABLE


@dataclass(frozen=True)
class AnswerShape:
    """The codes of a version's items in the order of answers, and the values that each may take.

    ``special``: those of *no aplica* and *no sé* that the version offers.
    """

    codes: tuple[str, ...]
    points: int
    special: tuple[int, ...]

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


_shapes: dict[int, AnswerShape] = {}
MAX_KEPT = 200


def answer_shape(version_id: int) -> AnswerShape:
    """Return the shape of a published version. Call inside its programme; asked for once per process."""
    shape = _shapes.get(version_id)
    if shape is None:
        version = QuestionnaireVersion.objects.get(pk=version_id)
        codes = tuple(Item.objects.filter(version=version).in_answers().values_list("code", flat=True))
        shape = AnswerShape(codes, len(version.scale_labels), _special(version))
        if version.published_at is not None:
            if len(_shapes) >= MAX_KEPT:
                _shapes.clear()
            _shapes[version_id] = shape
    return shape


def _special(version: QuestionnaireVersion) -> tuple[int, ...]:
    """An answer beside the scale is offered when the version has words for it."""
    labels = {NOT_APPLICABLE: version.not_applicable_label, DONT_KNOW: version.dont_know_label}
    return tuple(value for value, label in labels.items() if label)
