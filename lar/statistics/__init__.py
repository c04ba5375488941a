"""What the numbers say: functions of publishable tables and of nothing else. Pure, without a framework."""

from lar.statistics.bounds import Bounds, census_bounds
from lar.statistics.change import Change, change, change_sentence, person_weight, weight_sentence
from lar.statistics.sentences import (
    agreement_clause,
    aside_sentence,
    bounds_sentence,
    dimension_sentence,
    item_sentence,
    participation_sentence,
    question,
    verdict,
)
from lar.statistics.shares import (
    Publishable,
    ReservedError,
    Share,
    agreement,
    answers,
    blocks_of,
    count_text,
    masked_count_text,
    people,
    percent_text,
    shares,
)
from lar.statistics.summary import most_divided, most_shared, summary_sentences
from lar.statistics.team import TeamView, difference, team_sentence
from lar.statistics.van_der_eijk import agreement_a
from lar.statistics.words import Place, Reading, Word, allows_a, read

__all__ = [
    "Bounds",
    "Change",
    "Place",
    "Publishable",
    "Reading",
    "ReservedError",
    "Share",
    "TeamView",
    "Word",
    "agreement",
    "agreement_a",
    "agreement_clause",
    "allows_a",
    "answers",
    "aside_sentence",
    "blocks_of",
    "bounds_sentence",
    "census_bounds",
    "change",
    "change_sentence",
    "count_text",
    "difference",
    "dimension_sentence",
    "item_sentence",
    "masked_count_text",
    "most_divided",
    "most_shared",
    "participation_sentence",
    "people",
    "percent_text",
    "person_weight",
    "question",
    "read",
    "shares",
    "summary_sentences",
    "team_sentence",
    "verdict",
    "weight_sentence",
]
