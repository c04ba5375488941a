"""What the database kept, beside what was acknowledged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tests.faults.letters import Letter
from tests.faults.product import Product

_ANSWERS = "SELECT survey_id, answers FROM questionnaires_response WHERE survey_id = ANY(%s)"
_KEYS = "SELECT client_key FROM questionnaires_submission WHERE survey_id = ANY(%s)"
_CODES = "SELECT count(*) FROM questionnaires_accesscode WHERE survey_id = ANY(%s)"
_ORPHANS = """
SELECT count(*) FROM tenancy_door d WHERE kind = 'code'
AND NOT EXISTS (SELECT FROM questionnaires_accesscode c WHERE c.code_hash = d.token_hash)
"""


@dataclass(frozen=True)
class Balance:
    """All five are 0 when no answer was lost, kept twice, or kept without its code."""

    missing: int  # acknowledged, and not there with every one of its answers
    extra: int  # there twice, or never acknowledged
    keys_apart: int  # keys of sendings that differ from those acknowledged
    codes_apart: int  # codes left, less those that nobody used
    doors_without_code: int


EVEN = Balance(0, 0, 0, 0, 0)


def balance(product: Product, acknowledged: Iterable[Letter], surveys: list[int], codes: int) -> Balance:
    """Compare whole answers, not their number: each letter's begin with a mark of its own."""
    letters = list(acknowledged)
    sent = Counter((letter.survey, letter.answers) for letter in letters)
    kept = Counter((survey, tuple(answers)) for survey, answers in product.ask(_ANSWERS, surveys))
    keys = {key for (key,) in product.ask(_KEYS, surveys)}
    left = product.ask(_CODES, surveys)[0][0]
    return Balance(
        missing=(sent - kept).total(),
        extra=(kept - sent).total(),
        keys_apart=len(keys ^ {letter.key for letter in letters}),
        codes_apart=left - (codes - len(letters)),
        doors_without_code=product.ask(_ORPHANS)[0][0],
    )
