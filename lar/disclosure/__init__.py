"""The gate between sealed answers and everything that anybody reads.

`gate(counts, nodes, audience=…)` and `gate_all(counts, nodes)` turn counts into publishable tables;
`to_payload` and `from_payload` store and read them. Pure: no framework, no database.
"""

from lar.disclosure.cells import Cell
from lar.disclosure.counts import ItemCounts, Node, SurveyCounts
from lar.disclosure.covariance import (
    CompleteCases,
    CovarianceWithheld,
    PooledCovariance,
    covariance_from_payload,
    covariance_to_payload,
    gate_covariance,
)
from lar.disclosure.gate import BelowThreshold, gate, gate_all
from lar.disclosure.invariants import UnsafeTable
from lar.disclosure.payload import from_payload, to_payload
from lar.disclosure.reasons import Reason, dimension_reason, item_reason
from lar.disclosure.scale import FIVE_POINTS, Block, Scale
from lar.disclosure.states import Audience, State
from lar.disclosure.table import SCHEMA, PublishableDimension, PublishableItem, PublishableTable
from lar.disclosure.thresholds import DEFAULT_THRESHOLDS, Thresholds

__all__ = [
    "DEFAULT_THRESHOLDS",
    "FIVE_POINTS",
    "SCHEMA",
    "Audience",
    "BelowThreshold",
    "Block",
    "Cell",
    "CompleteCases",
    "CovarianceWithheld",
    "ItemCounts",
    "Node",
    "PooledCovariance",
    "PublishableDimension",
    "PublishableItem",
    "PublishableTable",
    "Reason",
    "Scale",
    "State",
    "SurveyCounts",
    "Thresholds",
    "UnsafeTable",
    "covariance_from_payload",
    "covariance_to_payload",
    "dimension_reason",
    "from_payload",
    "gate",
    "gate_all",
    "gate_covariance",
    "item_reason",
    "to_payload",
]
