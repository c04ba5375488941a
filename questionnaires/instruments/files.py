"""Reads an instrument from a CSV of items with a JSON beside it, and says in words what is wrong.

Pure: nothing here touches the database.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lar.disclosure import Scale
from lar.model.dimensions import TREE

COLUMNS = ("code", "node", "text", "reversed", "high_score_meaning")
MAX_ITEMS = 200
LIMITS = {"code": 20, "text": 400, "high_score_meaning": 300}
NODES = {node.code for node in TREE}
DEMO = Path(__file__).parent / "data" / "demo_funcionamiento.json"


class InstrumentErrors(ValueError):
    """What is wrong with a file: ``problems``, one Spanish sentence each, with its row."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class ItemData:
    code: str
    node: str
    text: str
    is_reversed: bool
    high_score_meaning: str


@dataclass(frozen=True)
class InstrumentData:
    """A whole instrument as read. ``disclaimer`` is not empty for a demonstration instrument."""

    code: str
    number: int
    title: str
    disclaimer: str
    introduction: str
    source_note: str
    scale_labels: tuple[str, ...]
    agreement_points: int
    not_applicable_label: str
    dont_know_label: str
    items: tuple[ItemData, ...]


def read_instrument(path: Path) -> InstrumentData:
    """Read ``NAME.json`` and the CSV it names; given ``NAME.csv``, the JSON beside it.

    Raises:
        InstrumentErrors: with every problem found, not only the first.
    """
    sidecar = path.with_suffix(".json")
    about = _read_json(sidecar)
    if path.suffix.lower() == ".csv":
        table = path
    else:
        table = sidecar.with_name(str(about.get("items_file", f"{sidecar.stem}.csv")))
    problems: list[str] = []
    items = _read_items(table, problems)
    labels, agreement = _read_scale(about, problems)
    problems.extend(
        f"{sidecar.name}: falta «{key}»."
        for key in ("code", "title", "introduction")
        if not str(about.get(key, "")).strip()
    )
    if problems:
        raise InstrumentErrors(problems)
    scale: Mapping[str, Any] = about["scale"]
    return InstrumentData(
        code=str(about["code"]),
        number=int(about.get("version", 1)),
        title=str(about["title"]),
        disclaimer=str(about.get("disclaimer", "")),
        introduction=str(about["introduction"]),
        source_note=str(about.get("source_note", "")),
        scale_labels=labels,
        agreement_points=agreement,
        not_applicable_label=str(scale.get("not_applicable", {}).get("label", "No aplica")),
        dont_know_label=str(scale.get("dont_know", {}).get("label", "No sé")),
        items=items,
    )


def _read_json(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise InstrumentErrors([f"No se encontró {path.name}, que describe el cuestionario."]) from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InstrumentErrors([f"{path.name} no se pudo leer como JSON en UTF-8."]) from error
    if not isinstance(found, dict):
        raise InstrumentErrors([f"{path.name} debe contener un objeto JSON."])
    return found


def _read_items(path: Path, problems: list[str]) -> tuple[ItemData, ...]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, delimiter=";")
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
            rows = [] if missing else list(reader)
    except FileNotFoundError:
        problems.append(f"No se encontró {path.name}, que contiene los ítems.")
        return ()
    except UnicodeDecodeError:
        problems.append(f"{path.name} debe estar guardado en UTF-8.")
        return ()
    if missing:
        problems.append(f"{path.name}: faltan las columnas {', '.join(missing)} (separador «;»).")
        return ()
    if not 1 <= len(rows) <= MAX_ITEMS:
        problems.append(f"{path.name}: tiene {len(rows)} ítems; se admiten de 1 a {MAX_ITEMS}.")
    seen: dict[str, int] = {}
    return tuple(_read_row(row, number, seen, problems) for number, row in enumerate(rows, start=2))


def _read_row(row: dict[str, str | None], number: int, seen: dict[str, int], problems: list[str]) -> ItemData:
    value = {name: (row.get(name) or "").strip() for name in COLUMNS}
    where = f"Fila {number}"
    if None in row:
        problems.append(f"{where}: sobran columnas; un texto con «;» va entre comillas.")
    for name, limit in LIMITS.items():
        if not value[name]:
            problems.append(f"{where}: falta «{name}».")
        elif len(value[name]) > limit:
            problems.append(f"{where}: «{name}» tiene {len(value[name])} caracteres; caben {limit}.")
    if value["node"] not in NODES:
        problems.append(f"{where}: «{value['node']}» no es una dimensión ({', '.join(sorted(NODES))}).")
    if value["reversed"] not in {"0", "1"}:
        problems.append(f"{where}: «reversed» debe ser 0 o 1, no «{value['reversed']}».")
    if value["code"] and seen.setdefault(value["code"], number) != number:
        problems.append(f"{where}: el código «{value['code']}» ya está en la fila {seen[value['code']]}.")
    return ItemData(
        code=value["code"],
        node=value["node"],
        text=value["text"],
        is_reversed=value["reversed"] == "1",
        high_score_meaning=value["high_score_meaning"],
    )


def _read_scale(about: Mapping[str, Any], problems: list[str]) -> tuple[tuple[str, ...], int]:
    scale = about.get("scale")
    points = scale.get("points", []) if isinstance(scale, dict) else []
    labels = tuple(str(point.get("label", "")).strip() for point in points)
    agreement = scale.get("agreement_points", []) if isinstance(scale, dict) else []
    values = [point.get("value") for point in points]
    if not labels or not all(labels):
        problems.append("La escala necesita sus puntos, cada uno con su texto («label»).")
    elif values != list(range(1, len(values) + 1)):
        problems.append("Los puntos de la escala van de 1 en adelante, de menos a más acuerdo.")
    elif list(agreement) != values[len(values) - len(agreement) :]:
        problems.append("«agreement_points» debe nombrar los puntos más altos de la escala.")
    else:
        try:
            Scale.of(labels, agreement=len(agreement))
        except ValueError:
            problems.append("La escala debe dejar puntos neutros si es impar, y ninguno si es par.")
    return labels, len(agreement)
