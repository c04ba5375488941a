"""Columns → an SPSS file (.sav) with its labels, its value labels and its missing values."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lar.documents.cells import printable

Value = str | float | None
"""What a cell may hold; None is SPSS's own missing value (in a text, nothing)."""

_TEXT_LENGTH: Final = 32_767
_LABEL_LENGTH: Final = 255
"""Characters of a label. SPSS counts 256 bytes for a variable's; the writer cuts by itself at that."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A column: `name` as SPSS accepts it, `values` the words of its numbers, `missing` those set apart."""

    name: str
    label: str
    is_text: bool = False
    values: Mapping[int, str] = field(default_factory=dict)
    missing: tuple[int, ...] = ()
    measure: str = "nominal"


def write_sav(variables: Sequence[Variable], rows: Sequence[Sequence[Value]], *, label: str) -> bytes:
    """The bytes of a .sav with a case per row and a variable per column, in their order.

    Raises:
        ValueError: a row has more or fewer values than there are variables, or two variables one name.
    """
    names = [variable.name for variable in variables]
    if len({name.casefold() for name in names}) != len(names):
        raise ValueError("two variables have the same name")
    if any(len(row) != len(variables) for row in rows):
        raise ValueError("every row needs a value for each variable")
    # Imported here: it takes half a second, and most processes never write such a file.
    import pandas
    import pyreadstat

    frame = pandas.DataFrame(
        {
            variable.name: pandas.Series([_cell(row[place], variable) for row in rows], dtype=_kind(variable))
            for place, variable in enumerate(variables)
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.sav"
        pyreadstat.write_sav(
            frame,
            str(path),
            file_label=printable(label)[:60],
            column_labels=[printable(variable.label)[:_LABEL_LENGTH] for variable in variables],
            variable_value_labels={
                variable.name: {number: printable(words)[:120] for number, words in variable.values.items()}
                for variable in variables
                if variable.values
            },
            missing_ranges={
                variable.name: list(variable.missing) for variable in variables if variable.missing
            },
            variable_measure={variable.name: variable.measure for variable in variables},
        )
        return path.read_bytes()


def _kind(variable: Variable) -> str:
    return "object" if variable.is_text else "float64"


def _cell(value: Value, variable: Variable) -> Value:
    if not variable.is_text:
        return value
    return printable(str(value or ""))[:_TEXT_LENGTH]
