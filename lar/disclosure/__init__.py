"""The gate between sealed answers and everything that anybody reads.

`gate(counts, nodes, audience=…)` and `gate_all(counts, nodes)` turn counts into publishable tables;
`to_payload` and `from_payload` store and read them. `roll_up` adds published tables of several networks,
`gate_small_networks` makes the cell of those without a release, `for_reader` withholds what a reader could
subtract, and `gate_covariance` makes the one other product. Pure: no framework, no database.
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
from lar.disclosure.programme import YearOfTables, programme_tables
from lar.disclosure.reading import for_reader
from lar.disclosure.reasons import Reason, dimension_reason, item_reason
from lar.disclosure.rolled import SMALL, RolledTable, RolledValue, RollupWithheld, Scope
from lar.disclosure.rolled_payload import ROLLED_SCHEMA, rolled_from_payload, rolled_to_payload
from lar.disclosure.rolled_reasons import rolled_reason
from lar.disclosure.rollups import Source, roll_up
from lar.disclosure.scale import FIVE_POINTS, Block, Scale
from lar.disclosure.small_networks import SmallNetworks, gate_small_networks
from lar.disclosure.states import Audience, State
from lar.disclosure.table import SCHEMA, PublishableDimension, PublishableItem, PublishableTable
from lar.disclosure.thresholds import DEFAULT_THRESHOLDS, Thresholds
from lar.disclosure.votes import (
    PublishableVotes,
    gate_dots,
    gate_votes,
    votes_from_payload,
    votes_to_payload,
)

__all__ = [
    "DEFAULT_THRESHOLDS",
    "FIVE_POINTS",
    "ROLLED_SCHEMA",
    "SCHEMA",
    "SMALL",
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
    "PublishableVotes",
    "Reason",
    "RolledTable",
    "RolledValue",
    "RollupWithheld",
    "Scale",
    "Scope",
    "SmallNetworks",
    "Source",
    "State",
    "SurveyCounts",
    "Thresholds",
    "UnsafeTable",
    "YearOfTables",
    "covariance_from_payload",
    "covariance_to_payload",
    "dimension_reason",
    "for_reader",
    "from_payload",
    "gate",
    "gate_all",
    "gate_covariance",
    "gate_dots",
    "gate_small_networks",
    "gate_votes",
    "item_reason",
    "programme_tables",
    "roll_up",
    "rolled_from_payload",
    "rolled_reason",
    "rolled_to_payload",
    "to_payload",
    "votes_from_payload",
    "votes_to_payload",
]
