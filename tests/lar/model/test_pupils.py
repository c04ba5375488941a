"""A hint when a text seems to name a pupil; ordinary sentences of teachers pass without one."""

from __future__ import annotations

import pytest

from lar.model.pupils import Trace, pupil_traces

SLIPS = [
    ("La alumna Camila Soto leyó en voz alta.", Trace.NAME, "Camila Soto"),
    ("el estudiante Martín se retiró", Trace.NAME, "Martín"),
    ("Citar a la mamá de Benjamín Rojas mañana.", Trace.NAME, "Benjamín Rojas"),
    ("Alumno: María de los Ángeles Pérez", Trace.NAME, "María"),
    ("ESTUDIANTE Josefa del Carmen Núñez", Trace.NAME, "Josefa del Carmen Núñez"),
    ("una niña llamada Antonia", Trace.NAME, "Antonia"),
    ("el alumno J. P. R. faltó", Trace.NAME, "J. P. R."),
    ("su RUT es 12.345.678-5", Trace.RUT, "12.345.678-5"),
    ("rut 12345678-5.", Trace.RUT, "12345678-5"),
    ("11.111.112-K", Trace.RUT, "11.111.112-K"),
]
ORDINARY = [
    "Cada estudiante aprende a su ritmo.",
    "Los estudiantes de Tercero Básico leyeron dos cuentos.",
    "Revisamos trabajos de estudiantes. Acordamos observar una clase.",
    "Conversamos con las alumnas y los alumnos: Primero Medio pidió más tiempo.",
    "Estudiantes, Lenguaje y Matemática: tres focos.",
    "La profesora Ana Rojas mostró el trabajo de sus estudiantes.",
    "Vinieron 24 estudiantes en 2026-05-04, a las 15:00.",
    "El teléfono es 9 8765 4321 y el RBD 1234-5.",
    "Ley 20.370, página 12-34, versión 1.2.3-4.",
    "12.345.678-9 no lleva su dígito: es un presupuesto.",
    "Los niños. Hoy celebramos su día.",
    "Un estudiante feliz, en el Liceo Itata.",
    "Para los menores Educación Parvularia.",
    "Estudiantes PIE y estudiantes SEP.",
    "Madres y padres de Los Boldos.",
    "",
]


@pytest.mark.parametrize(("text", "kind", "words"), SLIPS)
def test_a_slip_is_found_with_its_words(text: str, kind: Trace, words: str) -> None:
    assert [(trace.kind, trace.words) for trace in pupil_traces(text)] == [(kind, words)]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sentence_passes(text: str) -> None:
    assert pupil_traces(text) == []


def test_each_is_told_once_in_order() -> None:
    text = "El alumno Luis y 12.345.678-5. La alumna Ana, y otra vez el alumno Luis."

    assert [trace.words for trace in pupil_traces(text)] == ["Luis", "12.345.678-5", "Ana"]


def test_a_long_text_is_read_at_once() -> None:
    text = "el alumno " * 2_000 + "A" * 5_000 + " de la" * 2_000

    assert pupil_traces(text) == []
