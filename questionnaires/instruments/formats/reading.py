"""A file that somebody uploads → an instrument: what it is comes from its content, never from its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lar.documents.problems import Problem, Severity
from lar.documents.tables import (
    MAX_BYTES,
    MEGABYTE,
    UnreadableError,
    archive_names,
    decode,
    delimiter_of,
    read_text,
    read_workbook,
)
from questionnaires.instruments.formats import (
    limesurvey_lss,
    limesurvey_txt,
    ours_text,
    ours_xlsx,
    sheets,
    xlsform,
)
from questionnaires.instruments.formats.content import Reading
from questionnaires.instruments.formats.from_sheets import from_sheets
from questionnaires.instruments.formats.limesurvey_lss import read_limesurvey_lss
from questionnaires.instruments.formats.limesurvey_txt import read_limesurvey_txt
from questionnaires.instruments.formats.ours_text import GUESSED, read_csv, read_json
from questionnaires.instruments.formats.texts import fold
from questionnaires.instruments.formats.xlsform import read_xlsform

UNKNOWN: Final = "desconocido"
LABELS: Final = {
    ours_xlsx.FORMAT: "planilla de esta plataforma",
    ours_text.CSV_FORMAT: "CSV de esta plataforma",
    ours_text.JSON_FORMAT: "JSON de esta plataforma",
    xlsform.FORMAT: "XLSForm",
    limesurvey_txt.FORMAT: "LimeSurvey (.txt)",
    limesurvey_lss.FORMAT: "LimeSurvey (.lss)",
    UNKNOWN: "formato desconocido",
}
"""How each format is called on screen."""

ACCEPTED: Final = (
    "Se aceptan la plantilla en XLSX, el CSV con su JSON, XLSForm en XLSX y las encuestas de LimeSurvey en "
    ".txt o .lss."
)


def read_instrument_file(data: bytes, *, beside: bytes | None = None) -> Reading:
    """Read whatever it is. `beside` is the JSON that goes with a CSV of items (or the CSV with its JSON).

    Never raises for a bad file: the problems say what to do, and `content` is `None`.
    """
    try:
        if len(data) + len(beside or b"") > MAX_BYTES:
            raise UnreadableError(
                f"El archivo pesa más de {MAX_BYTES // MEGABYTE} MB: no es un cuestionario."
            )
        return _reader(data, beside)()
    except UnreadableError as error:
        return Reading(UNKNOWN, None, (error.problem,))


def _reader(data: bytes, beside: bytes | None) -> Callable[[], Reading]:
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:512]
    if not start:
        raise UnreadableError("El archivo está vacío.")
    for magic, message in _NOT_THESE:
        if start.startswith(magic):
            raise UnreadableError(message)
    if data.startswith(b"PK\x03\x04"):
        return lambda: _read_archive(data)
    if start.startswith((b"<?xml", b"<document")):
        return lambda: read_limesurvey_lss(data)
    if start.startswith(b"<"):
        raise UnreadableError(f"El archivo es una página o un XML de otro tipo. {ACCEPTED}")
    if start.startswith(b"{"):
        return lambda: read_json(data) if beside is None else read_csv(beside, data)
    return lambda: _read_delimited(data, beside)


_NOT_THESE: Final = (
    (b"\xd0\xcf\x11\xe0", "Es una planilla o un documento antiguo (.xls o .doc): guárdalo como .xlsx."),
    (b"%PDF", f"Es un PDF, y de un PDF no se puede leer un cuestionario. {ACCEPTED}"),
    (b"\x89PNG", f"Es una imagen. {ACCEPTED}"),
    (b"\xff\xd8\xff", f"Es una imagen. {ACCEPTED}"),
    (b"Rar!", f"Es un archivo comprimido: descomprímelo primero. {ACCEPTED}"),
    (b"7z\xbc\xaf", f"Es un archivo comprimido: descomprímelo primero. {ACCEPTED}"),
    (b"\x1f\x8b", f"Es un archivo comprimido: descomprímelo primero. {ACCEPTED}"),
)
"""How files of other kinds begin, and what to say of them."""


def _read_archive(data: bytes) -> Reading:
    """A zip: a workbook by what is inside it, and otherwise something else that says so."""
    names = archive_names(data)
    if any(name.endswith(".lss") for name in names):
        raise UnreadableError(
            "Es un archivo de LimeSurvey con respuestas (.lsa): exporta solo la estructura, como .lss."
        )
    if "xl/workbook.xml" not in names:
        kinds = {"word/": "un documento de Word", "ppt/": "una presentación", "content.xml": "de LibreOffice"}
        what = next(
            (kind for start, kind in kinds.items() if any(n.startswith(start) for n in names)), "un zip"
        )
        raise UnreadableError(f"El archivo es {what}: guarda el cuestionario como .xlsx. {ACCEPTED}")
    tables = read_workbook(data)
    found = {fold(name) for name in tables}
    if xlsform.SURVEY in found:
        return read_xlsform(tables)
    if found & {fold(name) for name in sheets.COLUMNS}:
        content, problems = from_sheets(tables)
        return Reading(ours_xlsx.FORMAT, content, tuple(problems))
    raise UnreadableError(
        "La planilla no trae las hojas de un cuestionario («cuestionario», «escala», «ítems») ni las de un "
        "XLSForm («survey», «choices»): parte desde la plantilla."
    )


def _read_delimited(data: bytes, beside: bytes | None) -> Reading:
    text, guessed = decode(data)
    if "\x00" in text:
        raise UnreadableError(f"El archivo no es de texto. {ACCEPTED}")
    delimiter = delimiter_of(text)
    header = {fold(name.strip('"')) for name in text.split("\n", 1)[0].split(delimiter)}
    if delimiter == "\t" and {"class", "type/scale", "name"} <= header:
        reading = read_limesurvey_txt(read_text(text, delimiter=delimiter))
        notes = (Problem(GUESSED, Severity.WARNING),) if guessed else ()
        return Reading(reading.format, reading.content, (*notes, *reading.problems))
    if {"code", "text"} <= header or {"codigo", "enunciado"} <= header:
        if beside is None:
            raise UnreadableError(
                "Este CSV trae solo los ítems: súbelo junto con su JSON, o usa la plantilla."
            )
        return read_csv(data, beside)
    raise UnreadableError(f"No se reconoce el formato del archivo. {ACCEPTED}")
