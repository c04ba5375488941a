"""How well the items of a dimension go together, over a whole programme: alpha, omega, item diagnosis.

Everything comes from the pooled covariance that the gate made and from rolled-up tables; nothing here knows
an answer. Not imported by `lar.statistics` itself: numpy and scipy take half a second that web pages need not
spend.
"""

from lar.statistics.reliability.alpha import Estimate, cronbach_alpha, feldt_interval
from lar.statistics.reliability.covariance import recoded, standardized
from lar.statistics.reliability.diagnosis import alpha_if_dropped, item_rest
from lar.statistics.reliability.dimension import (
    DimensionReliability,
    ItemReliability,
    Measure,
    reliability_of,
)
from lar.statistics.reliability.extremes import Extremes, extremes_of
from lar.statistics.reliability.omega import (
    OneFactor,
    UnsupportedError,
    omega_interval,
    omega_total,
    one_factor,
)
from lar.statistics.reliability.words import (
    alpha_sentence,
    extremes_sentence,
    item_reliability_sentence,
    method_sentence,
    omega_sentence,
)

__all__ = [
    "DimensionReliability",
    "Estimate",
    "Extremes",
    "ItemReliability",
    "Measure",
    "OneFactor",
    "UnsupportedError",
    "alpha_if_dropped",
    "alpha_sentence",
    "cronbach_alpha",
    "extremes_of",
    "extremes_sentence",
    "feldt_interval",
    "item_reliability_sentence",
    "item_rest",
    "method_sentence",
    "omega_interval",
    "omega_sentence",
    "omega_total",
    "one_factor",
    "recoded",
    "reliability_of",
    "standardized",
]
