"""Released results as files to work with: a workbook to read, and a CSV and a .sav to compute with.

All of them hold what the gate let through for the network's audience, and nothing else.
"""

from questionnaires.results.exports.released import ExportedRelease
from questionnaires.results.exports.statistical import to_csv, to_sav
from questionnaires.results.exports.workbook import to_xlsx

__all__ = ["ExportedRelease", "to_csv", "to_sav", "to_xlsx"]
