"""Instruments in and out of files: ours (XLSX, CSV + JSON, JSON), XLSForm and LimeSurvey.

`read_instrument_file(data)` reads any of them; `write_xlsx`, `to_json`, `to_csv_and_json` write ours, and
reading those back gives an equal instrument. `template()` is the workbook to fill in. The codebook is in
`codebook`. Pure: no models, no database.
"""

from lar.documents.problems import Problem, Severity
from questionnaires.instruments.formats.checks import check
from questionnaires.instruments.formats.codebook import codebook_json, codebook_xlsx, describe
from questionnaires.instruments.formats.content import (
    InstrumentContent,
    ItemContent,
    ItemKind,
    NodeContent,
    Reading,
    missing_translations,
    translatable,
)
from questionnaires.instruments.formats.ours_text import to_csv_and_json, to_json
from questionnaires.instruments.formats.ours_xlsx import template, write_xlsx
from questionnaires.instruments.formats.reading import LABELS, read_instrument_file

__all__ = [
    "LABELS",
    "InstrumentContent",
    "ItemContent",
    "ItemKind",
    "NodeContent",
    "Problem",
    "Reading",
    "Severity",
    "check",
    "codebook_json",
    "codebook_xlsx",
    "describe",
    "missing_translations",
    "read_instrument_file",
    "template",
    "to_csv_and_json",
    "to_json",
    "translatable",
    "write_xlsx",
]
