"""Whether a text seems to name a pupil: a hint for whoever writes, never a verdict.

What teams write of their work is read by others and kept for years; a pupil's name or RUT has no place in
it. The words that people use around a pupil are few, a RUT has a shape and a check digit, so a handful of
patterns finds most slips. Ordinary sentences («el estudiante aprende», «las alumnas de Tercero») must pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Trace(StrEnum):
    """What was found."""

    RUT = "un RUT"
    NAME = "el nombre de una o un estudiante"


@dataclass(frozen=True)
class PupilTrace:
    """``words``: the piece of the text that looks so, as it stands there."""

    kind: Trace
    words: str


_RUT = re.compile(r"(?<![\d.-])(\d{1,2}(?:\.\d{3}){2}|\d{7,8})\s?[-–]\s?([\dkK])(?![\w-])")
_PUPIL = (
    r"(?:estudiantes?|alumn[oa]s?|niñ[oa]s?|menor(?:es)?|apoderad[oa]s? de|"
    r"(?:mam[áa]|pap[áa]|madre|padre) de)"
)
# «llamada», «de nombre», a colon or a comma may stand between the word and the name.
_BETWEEN = r"(?:\s+(?:llamad[oa]|de\s+nombre|de\s+apellido))?\s*[:,(]?\s+[«\"“]?"
_WORD = r"[A-ZÁÉÍÓÚÜÑ][a-záéíóúüñ]+"
_NAME = re.compile(rf"\b(?i:{_PUPIL}){_BETWEEN}({_WORD}(?:\s+(?:(?:de|del|la)\s+)*{_WORD})*)")
_INITIALS = re.compile(rf"\b(?i:{_PUPIL}){_BETWEEN}((?:[A-ZÁÉÍÓÚÑ]\.\s?){{2,4}})")

# Capital words that follow «estudiantes» and are no name: levels, places, subjects, offices.
_CAPITALS = """
Primero Segundo Tercero Cuarto Quinto Sexto Séptimo Octavo Primer Tercer Kínder Prekínder Básica
Media Escuela Liceo Colegio Jardín Sala Aula Curso Red Programa Chile Simce PIE UTP SLEP PAES
Matemática Matemáticas Lenguaje Ciencias Historia Inglés Artes Música Educación Lectura Taller
Acuerdo Centro Enseñanza Enero Febrero Marzo Abril Mayo Junio Julio Agosto Septiembre Octubre
Noviembre Diciembre Lunes Martes Miércoles Jueves Viernes Sábado Domingo El La Los Las Un Una En De
Del Al Con Sin Por Para Que Qué Como Cómo Cuando Se No Y O Si Sí Es Son Su Sus Desde Hasta Sobre
Según También Además Luego Después Antes Hoy Ayer Mañana Este Esta Estos Estas Cada Todo Todas Todos
Nuestra Nuestro Nuestros Nuestras Hay Fue Fueron Pero Porque Así Ahora Entonces Lo Le Les Nos Hubo
Falta Faltan Vamos Queremos Conversamos Acordamos Observamos Leímos Miramos Revisamos
"""
_NOT_NAMES = frozenset(_CAPITALS.split())


def pupil_traces(text: str) -> list[PupilTrace]:
    """Return what in a text looks like a pupil's RUT or name, in order, each once.

    >>> [trace.words for trace in pupil_traces("La alumna Camila Soto leyó.")]
    ['Camila Soto']
    """
    found: dict[tuple[int, str], PupilTrace] = {}
    for match in _RUT.finditer(text):
        if _is_rut(match[1].replace(".", ""), match[2]):
            found[match.start(), match[0]] = PupilTrace(Trace.RUT, match[0])
    for pattern in (_NAME, _INITIALS):
        for match in pattern.finditer(text):
            if match[1].split()[0] not in _NOT_NAMES:
                words = " ".join(match[1].split())
                found[match.start(1), words] = PupilTrace(Trace.NAME, words)
    return list({trace.words: trace for _place, trace in sorted(found.items())}.values())


def _is_rut(number: str, digit: str) -> bool:
    """Whether the check digit is that of the number (modulus 11, weights 2 to 7 from the right)."""
    total = sum(int(figure) * (2 + place % 6) for place, figure in enumerate(reversed(number)))
    return "0123456789K"[-total % 11] == digit.upper()
