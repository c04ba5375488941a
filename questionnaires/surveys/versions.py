"""What the answer page needs of a published version, kept in memory: it never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.surveys.models.response import DONT_KNOW, NO_ANSWER, NOT_APPLICABLE

SPECIAL = (NOT_APPLICABLE, DONT_KNOW)


@dataclass(frozen=True)
class AnswerShape:
    """The item codes of a version in their order, and the values that each may take."""

    codes: tuple[str, ...]
    points: int

    def read(self, sent: Mapping[str, str]) -> tuple[list[int], list[str]]:
        """Return the answers in item order, and the codes of the items whose value is not one of ours.

        What was not sent, or sent empty, is −9: leaving an item blank is allowed.
        """
        allowed = {str(value): value for value in (*range(1, self.points + 1), *SPECIAL)}
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
        codes = tuple(version.items.order_by("position").values_list("code", flat=True))
        shape = AnswerShape(codes, len(version.scale_labels))
        if version.published_at is not None:
            if len(_shapes) >= MAX_KEPT:
                _shapes.clear()
            _shapes[version_id] = shape
    return shape
