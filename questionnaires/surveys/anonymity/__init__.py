"""Whether a path exists from an answer to a person, asked of the live database.

``prove(connection)`` takes a connection of the owner and changes nothing: its trial run is rolled
back. What may be is written in ``rules.json`` beside this file, and nowhere else.
"""

from __future__ import annotations

from questionnaires.surveys.anonymity.catalogue import check_catalogue
from questionnaires.surveys.anonymity.findings import Check, load_rules
from questionnaires.surveys.anonymity.modes import check_modes
from questionnaires.surveys.anonymity.order import check_order
from questionnaires.surveys.anonymity.sealed import check_sealed

__all__ = ["Check", "prove"]


def prove(connection: object) -> list[Check]:
    """Return every check with what it found, in Spanish; anonymity holds when none found anything."""
    rules = load_rules()
    return [
        *check_catalogue(connection, rules),
        *check_sealed(connection, rules),
        check_modes(connection, rules),
        check_order(connection),
    ]
