"""The values of a whole programme in one year: made once, at the declared date, and read by role."""

from questionnaires.results.programme.making import make_results
from questionnaires.results.programme.payload import (
    PROGRAM_SCHEMA,
    ProgramResults,
    read_program_release,
    write_program_release,
)
from questionnaires.results.programme.reading import program_document, program_release, seen_by
from questionnaires.results.programme.reference import Reference, reference_for

__all__ = [
    "PROGRAM_SCHEMA",
    "ProgramResults",
    "Reference",
    "make_results",
    "program_document",
    "program_release",
    "read_program_release",
    "reference_for",
    "seen_by",
    "write_program_release",
]
