"""Instruments of our own that come with the product, and reading one from a path."""

from __future__ import annotations

from pathlib import Path

from questionnaires.instruments.formats import (
    InstrumentContent,
    Problem,
    Reading,
    Severity,
    read_instrument_file,
)

DATA = Path(__file__).parent / "data"
DEMO = DATA / "demo_funcionamiento.json"
DEMO_CAPITAL = DATA / "demo_capital_profesional.json"
WORKSHOP_EVALUATION = DATA / "evaluacion_taller.json"
# A CSV of items goes with the JSON of the same name, and the other way round.
COMPANIONS = {".csv": ".json", ".json": ".csv"}


class InstrumentErrors(ValueError):
    """A file that can't be imported: ``problems`` says why, each with its row."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read_path(path: Path) -> Reading:
    """Read a file of any format, with its companion of the same name where it has one."""
    try:
        data = path.read_bytes()
    except OSError:
        return Reading("", None, (Problem(f"No se pudo leer el archivo {path.name}.", Severity.ERROR),))
    companion = path.with_suffix(COMPANIONS.get(path.suffix.lower(), path.suffix))
    beside = companion.read_bytes() if companion != path and companion.is_file() else None
    return read_instrument_file(data, beside=beside)


def read_instrument(path: Path) -> InstrumentContent:
    """The instrument of a file without errors.

    Raises:
        InstrumentErrors: with every problem found, not only the first.
    """
    reading = read_path(path)
    if reading.content is None or reading.has_errors:
        raise InstrumentErrors(reading.problems)
    return reading.content
