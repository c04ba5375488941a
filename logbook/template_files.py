"""The texts with which a programme's bitácora begins: one Markdown file each, read and checked here.

A file is ``<nn>-<code>.md``: the number gives the order, the code is kept for ever. Between two lines
``---`` come its fields, one ``key: value`` a line (lists: one ``- item`` a line); then the text. It is a
reader of files and knows no database: whoever loads a programme's template calls `sections`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final, NoReturn

from lar.model.dimensions import is_node_code
from lar.model.steps import PROGRAMME_YEARS

FOLDER: Final = Path(__file__).resolve().parent / "data" / "sections"

_NAME: Final = re.compile(r"(?P<order>\d{2})-(?P<code>[a-z0-9]+(?:-[a-z0-9]+)*)\.md")
_FIELD: Final = re.compile(r"(?P<key>[a-z]+):\s*(?P<value>.*)")
_ITEM: Final = re.compile(r"\s*- (?P<item>.+)")
_SOURCE: Final = re.compile(r"(?P<surname>[^\s,(][^,(]*?)(?:,[^(]+)? \((?P<year>\d{4})\)\. .+")
_REQUIRED: Final = ("year", "step", "kind", "title")
_LISTS: Final = frozenset({"covers", "sources"})
_KNOWN: Final = frozenset({*_REQUIRED, *_LISTS, "output"})


class SectionKind(StrEnum):
    """What a section asks of people: to read, to think, or to do."""

    READING = "lectura"
    REFLECTION = "reflexion"
    EXERCISE = "ejercicio"


class SectionStep(StrEnum):
    """The step of the cycle in which a section is offered."""

    PREPARE = "prepare"
    IMPLEMENT = "implement"
    LEARN = "learn"


class SectionOutput(StrEnum):
    """The thing as which the product keeps what comes out of an exercise."""

    CHOICE = "choice"
    PURPOSE = "purpose"
    MIRROR = "mirror"
    ACTIVITY = "activity"
    STRATEGIES = "strategies"
    AGREEMENTS = "agreements"
    SOCIALIZATION = "socialization"
    PROJECTION = "projection"


class SectionFileError(ValueError):
    """A file that breaks the format; the message names file and line."""


@dataclass(frozen=True, slots=True)
class SectionText:
    """One section: ``output`` is of exercises only, ``covers`` are node codes, ``body`` is Markdown."""

    code: str
    year: int
    step: SectionStep
    kind: SectionKind
    title: str
    output: SectionOutput | None
    body: str
    sources: tuple[str, ...]
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Field:
    """A field as written: its value, its items when it is a list, and the lines where they are."""

    value: str
    line: int
    items: tuple[tuple[int, str], ...] = ()


@lru_cache(maxsize=1)
def sections() -> tuple[SectionText, ...]:
    """Return the sections that come with the product, in the order of their files."""
    return read_folder(FOLDER)


def read_folder(folder: Path) -> tuple[SectionText, ...]:
    """Read every ``.md`` of a folder in order; raises `SectionFileError` at the first fault."""
    found = tuple(read_file(path) for path in sorted(folder.glob("*.md")))
    codes = [section.code for section in found]
    for code in codes:
        if codes.count(code) > 1:
            raise SectionFileError(f"{folder.name}: dos archivos tienen el código «{code}».")
    return found


def read_file(path: Path) -> SectionText:
    """Read one file; raises `SectionFileError`, which names it and the line at fault."""
    name = _NAME.fullmatch(path.name)
    if name is None:
        _fail(path, 1, "el nombre debe ser como «01-mi-seccion.md»")
    lines = path.read_text(encoding="utf-8").splitlines()
    end = _end_of_fields(path, lines)
    fields = _fields(path, lines[1:end])
    body = "\n".join(lines[end + 1 :]).strip()
    _check_body(path, lines, end + 1)
    kind = SectionKind(_choice(path, fields["kind"], "kind", SectionKind))
    return SectionText(
        code=name["code"],
        year=_year(path, fields["year"]),
        step=SectionStep(_choice(path, fields["step"], "step", SectionStep)),
        kind=kind,
        title=fields["title"].value,
        output=_output(path, fields, kind),
        body=body,
        sources=tuple(_sources(path, fields.get("sources"))),
        covers=tuple(_covers(path, fields.get("covers"))),
    )


def cited_as(source: str) -> tuple[str, str]:
    """Return the first surname and the year by which a text cites a source that `read_file` accepted."""
    match = _SOURCE.fullmatch(source)
    if match is None:
        raise ValueError(f"«{source}» no empieza con autor y año.")
    return match["surname"], match["year"]


def _end_of_fields(path: Path, lines: list[str]) -> int:
    """Index of the second ``---``."""
    if not lines or lines[0] != "---":
        _fail(path, 1, "la primera línea debe ser «---»")
    if "---" not in lines[1:]:
        _fail(path, len(lines), "falta la línea «---» que cierra los datos")
    return lines.index("---", 1)


def _fields(path: Path, lines: list[str]) -> dict[str, _Field]:
    fields: dict[str, _Field] = {}
    last = ""
    for number, line in enumerate(lines, start=2):
        item, field = _ITEM.fullmatch(line), _FIELD.fullmatch(line)
        if item and last in _LISTS:
            before = fields[last]
            fields[last] = _Field(before.value, before.line, (*before.items, (number, item["item"].strip())))
        elif field and field["key"] in _KNOWN and field["key"] not in fields:
            last = field["key"]
            fields[last] = _Field(field["value"].strip(), number)
        else:
            _fail(path, number, f"no se entiende «{line}»")
    for key in _REQUIRED:
        if key not in fields or not fields[key].value:
            _fail(path, fields[key].line if key in fields else len(lines) + 2, f"falta «{key}»")
    return fields


def _check_body(path: Path, lines: list[str], start: int) -> None:
    """Refuse what the pages could not show as it was meant: an empty text, HTML, images, big headings."""
    if not any(line.strip() for line in lines[start:]):
        _fail(path, len(lines), "falta el texto")
    for number, line in enumerate(lines[start:], start=start + 1):
        if re.match(r"##?\s", line):
            _fail(path, number, "los títulos del texto empiezan con «###»")
        if re.search(r"</?[a-zA-Z]|!\[", line):
            _fail(path, number, "el texto no lleva HTML ni imágenes")


def _year(path: Path, field: _Field) -> int:
    years = [str(year) for year in range(1, PROGRAMME_YEARS + 1)]
    if field.value not in years:
        _fail(path, field.line, f"«year» debe ser {' o '.join(years)}")
    return int(field.value)


def _choice(path: Path, field: _Field, key: str, options: type[StrEnum]) -> str:
    if field.value not in {option.value for option in options}:
        _fail(path, field.line, f"«{key}» debe ser uno de: {', '.join(options)}")
    return field.value


def _output(path: Path, fields: dict[str, _Field], kind: SectionKind) -> SectionOutput | None:
    field = fields.get("output")
    if kind is not SectionKind.EXERCISE:
        if field is not None:
            _fail(path, field.line, "solo un ejercicio tiene «output»")
        return None
    if field is None:
        _fail(path, fields["kind"].line, "a un ejercicio no puede faltarle «output»")
    return SectionOutput(_choice(path, field, "output", SectionOutput))


def _sources(path: Path, field: _Field | None) -> Iterator[str]:
    for line, source in field.items if field else ():
        if _SOURCE.fullmatch(source) is None:
            _fail(path, line, "una fuente empieza como «Apellido, N. (2012). Título…»")
        yield source


def _covers(path: Path, field: _Field | None) -> Iterator[str]:
    for line, code in field.items if field else ():
        if not is_node_code(code):
            _fail(path, line, f"«{code}» no es un nodo del modelo")
        yield code


def _fail(path: Path, line: int, problem: str) -> NoReturn:
    raise SectionFileError(f"{path.name}, línea {line}: {problem}.")
