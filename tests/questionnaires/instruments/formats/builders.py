"""Files as other programs write them, made here: shapes of XLSForm and LimeSurvey, words of our own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from openpyxl import Workbook

from questionnaires.instruments.formats import Reading, Severity

Grid = Sequence[Sequence[object]]

AGREEMENT = (
    ("1", "Muy en desacuerdo"),
    ("2", "En desacuerdo"),
    ("3", "Ni de acuerdo ni en desacuerdo"),
    ("4", "De acuerdo"),
    ("5", "Muy de acuerdo"),
)


def workbook(**sheets: Grid) -> bytes:
    """An .xlsx with these sheets; values go in as they are, numbers and formulas included."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def tsv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """LimeSurvey's .txt: its first columns, quoted as it quotes."""
    columns = (
        *("id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language"),
        *("validation", "mandatory", "other", "default", "random_order"),
    )
    lines = ["\t".join(columns)]
    for row in rows:
        cells = (row.get(column, "") for column in columns)
        lines.append("\t".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if cell else "" for cell in cells))
    return ("\ufeff" + "\n".join(lines) + "\n").encode()


def lss(version: int, tables: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    """LimeSurvey's .lss: one element per table, each with its rows."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<document>"]
    parts.append(f"<LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>{version}</DBVersion>")
    parts.append("<languages><language>es</language></languages>")
    for name, rows in tables.items():
        fields = dict.fromkeys(field for row in rows for field in row)
        parts.append(f"<{name}><fields>")
        parts.extend(f"<fieldname>{field}</fieldname>" for field in fields)
        parts.append("</fields><rows>")
        for row in rows:
            cells = "".join(f"<{field}>{escape(text)}</{field}>" for field, text in row.items())
            parts.append(f"<row>{cells}</row>")
        parts.append(f"</rows></{name}>")
    return "".join([*parts, "</document>"]).encode()


def told(reading: Reading, severity: Severity) -> list[str]:
    """The sentences of one severity, each with its place."""
    return [str(problem) for problem in reading.problems if problem.severity is severity]
