"""What the page shows on which papers are keyed: a row per item, what each key means, what to correct."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from questionnaires.instruments.preview import items_context
from questionnaires.instruments.special import NO_ANSWER
from questionnaires.surveys.answer_pages import own_items
from questionnaires.surveys.keying import Difference, KeyOutcome
from questionnaires.surveys.models import Survey
from questionnaires.surveys.paper_keys import Keys, PaperLink, Round, round_words
from questionnaires.surveys.versions import AnswerShape, answer_shape

# Before the code of an item: what it says on the paper, looked at again.
FINAL = "final_"


@dataclass(frozen=True)
class Typed:
    """What was typed of one paper. ``rows`` as it stands, ``answers`` as far as it could be read."""

    code: str = ""
    code_is_wrong: bool = False
    rows: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    settled: Mapping[str, int] = field(default_factory=dict)
    was_asked_again: bool = False
    client_key: uuid.UUID = field(default_factory=uuid.uuid4)
    came_whole: bool = True

    @property
    def missing(self) -> list[str]:
        """The items without a key that means something."""
        return [item for item in self.rows if item not in self.answers]

    @property
    def is_complete(self) -> bool:
        return not self.code_is_wrong and not self.missing


def keyboard(shape: AnswerShape) -> Keys:
    """Return the keys of a version."""
    return Keys(shape.points, shape.special)


def page_context(
    survey: Survey,
    link: PaperLink,
    typed: Typed,
    *,
    outcome: KeyOutcome | None = None,
    wrong: Sequence[str] = (),
    differences: Sequence[Difference] = (),
    message: str = "",
    is_done: bool = False,
) -> dict[str, Any]:
    """Return what the page shows. Call inside the survey's programme."""
    keys = keyboard(answer_shape(survey.version_id))
    items = items_context(survey.version, values={**typed.rows, **typed.texts}, own=own_items(survey))
    words = _words(survey)
    legend = [(key, words[value]) for key, value in keys.legend()]
    missing = typed.missing if typed.rows else []
    return {
        **items,
        "is_second": link.round is Round.SECOND,
        "round_words": round_words(link.round),
        "typed": typed,
        "legend": legend,
        "legend_json": json.dumps(dict(legend), ensure_ascii=False),
        "are_digits": keys.are_digits,
        "to_correct": {*missing, *wrong},
        "corrections": _corrections(items["pages"], missing),
        # What the sending itself refuses: every key has a meaning by then, so these are texts.
        "too_long": _corrections(items["pages"], wrong),
        "code_problem": _code_problem(typed, outcome),
        "message": message or ("" if typed.came_whole else _cut_short()),
        "is_done": is_done,
        "done_words": _done_words(link),
        "differences": _told(items["pages"], differences, keys, words),
        # Those settled before stay settled while the others are looked at.
        "settled_rows": [(item, keys.key_of(value)) for item, value in typed.settled.items()],
        "final": FINAL,
    }


def _words(survey: Survey) -> dict[int, str]:
    """What each value says on the paper."""
    version = survey.version
    beside = {-7: version.not_applicable_label, -8: version.dont_know_label, NO_ANSWER: _("Sin marcar")}
    return {**dict(enumerate(version.scale_labels, start=1)), **beside}


def _corrections(pages: Sequence[Mapping[str, Any]], codes: Sequence[str]) -> list[tuple[str, int]]:
    """The items to correct with their numbers, in the paper's order."""
    wanted = set(codes)
    every = [item for page in pages for item in page["items"]]
    return [(item["code"], item["number"]) for item in every if item["code"] in wanted]


def _code_problem(typed: Typed, outcome: KeyOutcome | None) -> str:
    if typed.code_is_wrong:
        return _("Revisa el código: son seis letras, sin números ni vocales.")
    if outcome is KeyOutcome.UNKNOWN_CODE:
        return _("Ese código no existe, es de otra red o ya se usó: por este papel o desde un teléfono.")
    if outcome is KeyOutcome.NOT_KEYED_YET:
        return _("A este papel le falta la primera digitación, con el otro enlace. Déjalo para después.")
    return ""


def _cut_short() -> str:
    return _("La conexión se cortó a mitad del envío. Revisa lo que llegó y envíalo otra vez.")


def _done_words(link: PaperLink) -> str:
    if link.round is Round.FIRST:
        return _("Guardado. Deja el papel para la segunda digitación y sigue con el próximo.")
    return _("Coincide y quedó guardado como respuesta. Destruye ese papel y sigue con el próximo.")


def _told(
    pages: Sequence[Mapping[str, Any]],
    differences: Sequence[Difference],
    keys: Keys,
    words: Mapping[int, str],
) -> list[dict[str, Any]]:
    """Each difference with its item and what was keyed the two times."""
    about = {item["code"]: item for page in pages for item in page["items"]}
    return [
        {
            "code": one.item_code,
            "number": about[one.item_code]["number"],
            "text": about[one.item_code]["text"],
            "first": f"{keys.key_of(one.first)} ({words[one.first]})",
            "second": f"{keys.key_of(one.second)} ({words[one.second]})",
        }
        for one in differences
    ]
