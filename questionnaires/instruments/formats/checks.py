"""What must hold for an instrument wherever it came from, said in one sentence each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lar.disclosure import Scale
from lar.disclosure.scale import MAX_POINTS, MIN_POINTS
from lar.documents.problems import Problem, Severity
from questionnaires.instruments.formats.content import (
    LIMITS,
    MAX_ITEMS,
    MAX_LANGUAGES,
    MAX_NODES,
    InstrumentContent,
    ItemKind,
    NodeContent,
    missing_translations,
    translatable,
)

CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
CODE_RULE: Final = "lleva solo letras sin acento, números, «_» o «-»"


Anchor = tuple[str, int | str]
"""What a problem is about: ("dimensión", place in `nodes`), ("ítem", place in `items`), ("idioma", key)."""

Place = tuple[str, int]
"""Where that stands in a file: its worksheet or table ("" when there is but one) and its row."""


@dataclass(frozen=True, slots=True)
class _Found:
    message: str
    anchor: Anchor | None = None
    severity: Severity = Severity.ERROR


def check(
    content: InstrumentContent,
    places: Mapping[Anchor, Place] | None = None,
    *,
    may_lack_items: bool = False,
) -> list[Problem]:
    """Every problem of the instrument itself, whatever its format, each at its place in the file if known.

    A draft that somebody is only beginning to write may lack its items; a file may not.
    """
    found = (
        *_about(content),
        *_scale(content),
        *_nodes(content.nodes),
        *_enough_items(content, may_lack_items),
        *_items(content),
        *_languages(content),
    )
    return [_placed(one, places or {}) for one in found]


def _placed(found: _Found, places: Mapping[Anchor, Place]) -> Problem:
    sheet, row = ("", None) if found.anchor is None else places.get(found.anchor, ("", None))
    return Problem(found.message, found.severity, row=row, sheet=sheet)


def _too_long(field: str, text: str, name: str, anchor: Anchor | None = None) -> Iterator[_Found]:
    if len(text) > LIMITS[field]:
        yield _Found(f"{name} tiene {len(text)} caracteres; caben {LIMITS[field]}: acórtalo.", anchor)


def _about(content: InstrumentContent) -> Iterator[_Found]:
    for field, name, text in (
        ("code", "código", content.code),
        ("title", "título", content.title),
        ("introduction", "presentación", content.introduction),
    ):
        if not text:
            yield _Found(f"Falta «{name}» del cuestionario.")
        yield from _too_long(field, text, f"«{name}»")
    if content.code and not CODE.fullmatch(content.code):
        yield _Found(f"El código «{content.code}» {CODE_RULE}.")
    if not 1 <= content.number <= 999:
        yield _Found("El número de versión va de 1 a 999.")
    yield from _too_long("disclaimer", content.disclaimer, "«advertencia»")
    yield from _too_long("source_note", content.source_note, "«fuente»")


def _scale(content: InstrumentContent) -> Iterator[_Found]:
    labels = content.scale_labels
    if not MIN_POINTS <= len(labels) <= MAX_POINTS:
        yield _Found(f"La escala tiene {len(labels)} puntos; se admiten de {MIN_POINTS} a {MAX_POINTS}.")
        return
    if not all(labels):
        yield _Found("Cada punto de la escala necesita su texto.")
    if len(set(labels)) != len(labels):
        yield _Found("Dos puntos de la escala tienen el mismo texto: cada uno dice algo distinto.")
    if "" in (content.not_applicable_label, content.dont_know_label):
        yield _Found("«No aplica» y «no sé» llevan su texto, o no se ofrecen.")
    for label in (*labels, content.not_applicable_label or "", content.dont_know_label or ""):
        yield from _too_long("point", label, f"«{label}», de la escala,")
    try:
        Scale.of(labels, agreement=content.agreement_points)
    except ValueError:
        yield _Found(
            "Los puntos que son acuerdo son los más altos: una escala impar deja al menos uno neutro "
            "al centro, y una par, ninguno."
        )


def _nodes(nodes: tuple[NodeContent, ...]) -> Iterator[_Found]:
    if not 1 <= len(nodes) <= MAX_NODES:
        yield _Found(f"Hay {len(nodes)} dimensiones; se admiten de 1 a {MAX_NODES}.")
    yield from _repeated([node.code for node in nodes], "dimensión", "La dimensión")
    before: dict[str, str] = {}
    for index, node in enumerate(nodes):
        anchor = ("dimensión", index)
        what = f"La dimensión «{node.code}»"
        if not CODE.fullmatch(node.code):
            yield _Found(f"El código de dimensión «{node.code}» {CODE_RULE}.", anchor)
        if not node.label:
            yield _Found(f"{what} necesita un nombre para las personas.", anchor)
        if not node.name:
            yield _Found(f"{what} necesita un nombre interno.", anchor)
        if node.parent and node.parent not in before:
            yield _Found(
                f"{what} está contenida en «{node.parent}», que debe aparecer antes en la lista.", anchor
            )
        if before.get(node.parent):
            yield _Found(
                f"{what} está contenida en «{node.parent}», que ya está dentro de otra: caben dos niveles.",
                anchor,
            )
        yield from _too_long("node_code", node.code, f"El código «{node.code}»", anchor)
        yield from _too_long("node_name", node.name, f"El nombre interno de «{node.code}»", anchor)
        yield from _too_long("node_label", node.label, f"El nombre de «{node.code}»", anchor)
        before.setdefault(node.code, node.parent)


def _enough_items(content: InstrumentContent, may_lack: bool) -> Iterator[_Found]:
    if len(content.items) > MAX_ITEMS:
        yield _Found(f"Hay {len(content.items)} ítems; se admiten hasta {MAX_ITEMS}.")
    elif not content.items and not may_lack:
        yield _Found("No hay ningún ítem: un cuestionario necesita al menos uno.")
    elif not may_lack and not any(item.kind is ItemKind.SCALE for item in content.items):
        yield _Found("El cuestionario necesita al menos un ítem que se responda con la escala.")


def _items(content: InstrumentContent) -> Iterator[_Found]:
    nodes = {node.code for node in content.nodes}
    yield from _repeated([item.code for item in content.items], "ítem", "El ítem")
    for index, item in enumerate(content.items):
        anchor = ("ítem", index)
        what = f"El ítem «{item.code}»"
        if not CODE.fullmatch(item.code):
            yield _Found(f"El código de ítem «{item.code}» {CODE_RULE}.", anchor)
        if not item.text:
            yield _Found(f"{what} no tiene enunciado.", anchor)
        if item.node not in nodes:
            yield _Found(f"{what} nombra la dimensión «{item.node}», que no está en la lista.", anchor)
        if item.kind is ItemKind.OPEN and item.is_reversed:
            yield _Found(f"{what} es una pregunta abierta: no puede ser inverso.", anchor)
        yield from _too_long("item_code", item.code, f"El código «{item.code}»", anchor)
        yield from _too_long("text", item.text, f"El enunciado de «{item.code}»", anchor)
        yield from _too_long(
            "high_score_meaning", item.high_score_meaning, f"El puntaje alto de «{item.code}»", anchor
        )
    yield from _repeated_texts(content)
    silent = [i.code for i in content.items if i.kind is ItemKind.SCALE and not i.high_score_meaning]
    if silent:
        yield _Found(
            f"Antes de publicar falta decir qué indica un puntaje alto en {_some(silent)}.",
            severity=Severity.WARNING,
        )


def _repeated(codes: list[str], topic: str, what: str) -> Iterator[_Found]:
    seen: set[str] = set()
    for index, code in enumerate(codes):
        if code in seen:
            yield _Found(f"{what} «{code}» ya está más arriba: cada código va una sola vez.", (topic, index))
        seen.add(code)


def _repeated_texts(content: InstrumentContent) -> Iterator[_Found]:
    """The same words twice would be one identity twice."""
    seen: dict[str, str] = {}
    for index, item in enumerate(content.items):
        first = seen.setdefault(item.text, item.code)
        if first != item.code and item.text:
            yield _Found(
                f"Los ítems «{first}» y «{item.code}» dicen lo mismo: deja uno o cambia su texto.",
                ("ítem", index),
            )


def _languages(content: InstrumentContent) -> Iterator[_Found]:
    if not LANGUAGE.fullmatch(content.language):
        yield _Found(f"«{content.language}» no es un código de idioma: usa, por ejemplo, «es-CL».")
    if len(content.translations) > MAX_LANGUAGES:
        yield _Found(f"Se admiten hasta {MAX_LANGUAGES} idiomas además del propio.")
    keys = set(translatable(content))
    for language, texts in content.translations.items():
        if not LANGUAGE.fullmatch(language) or language == content.language:
            yield _Found(f"«{language}» no sirve como idioma de una traducción: usa, por ejemplo, «en».")
        for key, text in texts.items():
            if key not in keys:
                yield _Found(
                    f"La traducción a «{language}» nombra «{key}», que no está en el cuestionario.",
                    ("idioma", key),
                )
            name = f"La traducción de «{key}» a «{language}»"
            yield from _too_long(_limit_of(key), text, name, ("idioma", key))
    for language, lacking in missing_translations(content).items():
        yield _Found(
            f"A la traducción «{language}» le falta el texto de {_some(lacking)}: complétala antes de "
            "publicar.",
            severity=Severity.WARNING,
        )


def _limit_of(key: str) -> str:
    topic, _, rest = key.partition(".")
    by_topic = {"escala": "point", "dimensión": "node_label", "ítem": "text"}
    about = {"título": "title", "presentación": "introduction", "advertencia": "disclaimer"}
    return by_topic.get(topic) or about.get(rest, "introduction")


def _some(names: list[str], shown: int = 5) -> str:
    """«a, b y 3 más»: enough to find them."""
    quoted = [f"«{name}»" for name in names[:shown]]
    rest = len(names) - len(quoted)
    if rest:
        return f"{', '.join(quoted)} y {rest} más"
    return " y ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
