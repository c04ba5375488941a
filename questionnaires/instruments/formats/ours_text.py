"""Our text formats: one JSON with everything, or a CSV of items beside a JSON with the rest.

The CSV is `code;node;text;reversed;high_score_meaning;kind` in UTF-8 with BOM, as Excel opens it in Chile.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from lar.documents.cells import clean, unguard
from lar.documents.problems import Problem, Severity
from lar.documents.spreadsheets import write_csv
from lar.documents.tables import (
    Row,
    Table,
    UnreadableError,
    decode,
    delimiter_of,
    read_text,
)
from questionnaires.instruments.formats import sheets as ours
from questionnaires.instruments.formats.content import InstrumentContent, Reading
from questionnaires.instruments.formats.from_sheets import from_sheets
from questionnaires.instruments.formats.texts import fold

JSON_FORMAT, CSV_FORMAT = "json", "csv"
CSV_COLUMNS: Final = ("code", "node", "text", "reversed", "high_score_meaning", "kind")
_NAMES: Final = dict(zip(CSV_COLUMNS, ours.COLUMNS[ours.ITEMS], strict=True))
_KEYS: Final = {
    *("format", "code", "version", "language", "title", "disclaimer", "introduction", "source_note"),
    *("scale", "nodes", "items", "items_file", "translations"),
}
GUESSED: Final = (
    "El archivo no está en UTF-8: se leyó como Windows-1252. Revisa que los acentos y la ñ se vean bien."
)


def to_json(content: InstrumentContent) -> str:
    """The whole instrument as one JSON; `read_json` gives an equal one."""
    items = [
        {
            "code": item.code,
            "node": item.node,
            "text": item.text,
            "reversed": item.is_reversed,
            "high_score_meaning": item.high_score_meaning,
            "kind": item.kind.value,
        }
        for item in content.items
    ]
    return _dump({**_about(content), "items": items})


def to_csv_and_json(content: InstrumentContent, *, name: str = "") -> tuple[str, str]:
    """The CSV of items (with BOM) and the JSON beside it, which names it `NAME.csv` (else by its code)."""
    rows = [
        (
            *(item.code, item.node, item.text, "1" if item.is_reversed else "0"),
            *(item.high_score_meaning, item.kind.value),
        )
        for item in content.items
    ]
    about = {**_about(content), "items_file": f"{name or content.code}.csv"}
    return write_csv([CSV_COLUMNS, *rows]), _dump(about)


def read_json(data: bytes) -> Reading:
    """One JSON with its items inside. Raises UnreadableError when it is not JSON in UTF-8."""
    about = _load(data)
    if "items" not in about:
        raise UnreadableError("Este JSON no trae los ítems: súbelo junto con su CSV.")
    columns = ours.COLUMNS[ours.ITEMS]
    rows = []
    for number, item in enumerate(_list(about, "items"), start=1):
        cells = {_NAMES[key]: _word(item.get(key)) for key in CSV_COLUMNS if _word(item.get(key))}
        rows.append(Row(number, cells))
    extra = [
        Problem(f"«{key}» no se lee en los ítems.", Severity.UNSUPPORTED, row=number, sheet="items")
        for number, item in enumerate(_list(about, "items"), start=1)
        for key in item
        if key not in CSV_COLUMNS
    ]
    return _read(JSON_FORMAT, about, Table("items", columns, tuple(rows), tuple(extra)), [])


def read_csv(data: bytes, about: bytes) -> Reading:
    """The CSV of items and its JSON. Raises UnreadableError when either can't be read at all."""
    text, guessed = decode(data)
    raw = read_text(text, delimiter=delimiter_of(text))
    named = {fold(name): _NAMES[key] for key, name in _NAMES.items()}
    named |= {fold(key): name for key, name in _NAMES.items()}
    columns = tuple(named.get(fold(column), column) for column in raw.columns)
    rows = tuple(
        Row(
            row.number, {named.get(fold(column), column): unguard(cell) for column, cell in row.cells.items()}
        )
        for row in raw.rows
    )
    notes = [Problem(GUESSED, Severity.WARNING)] if guessed else []
    return _read(CSV_FORMAT, _load(about), Table(ours.ITEMS, columns, rows, raw.problems), notes)


def _read(format_: str, about: Mapping[str, Any], items: Table, notes: Sequence[Problem]) -> Reading:
    tables = {
        ours.ABOUT: _table(ours.ABOUT, _fields(about)),
        ours.SCALE: _table(ours.SCALE, _points(about)),
        ours.NODES: _table(ours.NODES, _nodes(about)),
        ours.ITEMS: Table(ours.ITEMS, items.columns, items.rows, items.problems),
        ours.LANGUAGES: _languages(about),
    }
    unknown = [
        Problem(f"«{key}» no se lee: no es parte de un cuestionario.", Severity.UNSUPPORTED, column=key)
        for key in about
        if key not in _KEYS
    ]
    content, problems = from_sheets(tables)
    return Reading(format_, content, (*notes, *unknown, *problems))


def _about(content: InstrumentContent) -> dict[str, Any]:
    first = len(content.scale_labels) - content.agreement_points
    points = range(1, len(content.scale_labels) + 1)
    scale: dict[str, Any] = {
        "points": [
            {"value": point, "label": label}
            for point, label in zip(points, content.scale_labels, strict=True)
        ],
        "agreement_points": [point for point in points if point > first],
        "not_applicable": _beside(content.not_applicable_label),
        "dont_know": _beside(content.dont_know_label),
    }
    nodes = [
        {
            "code": node.code,
            "name": node.name,
            "label": node.label,
            "parent": node.parent or None,
            "kind": node.kind.value,
        }
        for node in content.nodes
    ]
    return {
        "format": "lar-instrument-1",
        "code": content.code,
        "version": content.number,
        "language": content.language,
        "title": content.title,
        "disclaimer": content.disclaimer,
        "introduction": content.introduction,
        "source_note": content.source_note,
        "scale": scale,
        "nodes": nodes,
        "translations": {language: dict(texts) for language, texts in content.translations.items()},
    }


def _beside(label: str | None) -> dict[str, str] | None:
    return None if label is None else {"label": label}


def _fields(about: Mapping[str, Any]) -> list[dict[str, str]]:
    keys = {field: ("version" if field == "number" else field) for field in ours.FIELDS.values()}
    found = [(name, _word(about.get(keys[field]))) for name, field in ours.FIELDS.items()]
    return [{"campo": name, "valor": text} for name, text in found if text]


def _points(about: Mapping[str, Any]) -> list[dict[str, str]]:
    scale = about.get("scale")
    if not isinstance(scale, dict):
        return []
    agreement = scale.get("agreement_points")
    agreement = agreement if isinstance(agreement, list) else []
    rows = [
        {
            "punto": _word(point.get("value")),
            "texto": _word(point.get("label")),
            "acuerdo": ours.YES if point.get("value") in agreement else ours.NO,
        }
        for point in _list(scale, "points")
    ]
    for key, name in (("not_applicable", ours.NOT_APPLICABLE), ("dont_know", ours.DONT_KNOW)):
        offered = scale.get(key)
        if isinstance(offered, dict):
            rows.append({"punto": name, "texto": _word(offered.get("label"))})
    return rows


def _nodes(about: Mapping[str, Any]) -> list[dict[str, str]]:
    names = {"code": "código", "label": "nombre", "parent": "contenida en", "kind": "clase"}
    names["name"] = "nombre interno"
    return [
        {name: _word(node.get(key)) for key, name in names.items() if _word(node.get(key))}
        for node in _list(about, "nodes")
    ]


def _languages(about: Mapping[str, Any]) -> Table:
    found = about.get("translations") or {}
    if not isinstance(found, dict) or not all(isinstance(by_key, dict) for by_key in found.values()):
        raise UnreadableError("«translations» debe llevar, por cada idioma, un objeto con sus textos.")
    keys = dict.fromkeys(key for by_key in found.values() for key in by_key)
    rows = [
        {"clave": key, **{language: _word(by_key.get(key)) for language, by_key in found.items()}}
        for key in keys
    ]
    return _table(ours.LANGUAGES, rows, columns=(*ours.COLUMNS[ours.LANGUAGES], *found))


def _table(name: str, rows: list[dict[str, str]], columns: tuple[str, ...] | None = None) -> Table:
    numbered = tuple(Row(number, cells) for number, cells in enumerate(rows, start=1))
    return Table(name, columns or ours.COLUMNS[name], numbered)


def _list(about: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    found = about.get(key, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise UnreadableError(f"«{key}» debe ser una lista de objetos en el JSON.")
    return found


def _word(value: object) -> str:
    """A JSON value as it stands in a cell."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return ours.YES if value else ours.NO
    return clean(str(value))


def _load(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise UnreadableError("El JSON no se pudo leer: revisa que esté completo y en UTF-8.") from error
    if not isinstance(found, dict):
        raise UnreadableError("El JSON debe contener un objeto con el cuestionario.")
    return found


def _dump(about: dict[str, Any]) -> str:
    return json.dumps(about, ensure_ascii=False, indent=2) + "\n"
