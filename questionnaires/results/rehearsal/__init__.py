"""Ensayo general: the report that a questionnaire would give, from answers that nobody gave.

Invented counts pass the same gate and become the same report, marked ENSAYO on every page. Nothing of it is
kept: the address holds all there is (version and people), and the same address gives the same.
"""

from questionnaires.results.rehearsal.document import rehearse
from questionnaires.results.rehearsal.network import DEFAULT_PEOPLE, MAX_PEOPLE, SIZES, people_of

__all__ = ["DEFAULT_PEOPLE", "MAX_PEOPLE", "SIZES", "people_of", "rehearse"]
