"""What a programme's release holds, and how it is written and read. Kept for ever: see ``readers.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from lar.disclosure import (
    Audience,
    PooledCovariance,
    RolledTable,
    covariance_from_payload,
    covariance_to_payload,
    rolled_from_payload,
    rolled_to_payload,
)
from questionnaires.results.canonical import new_salt
from questionnaires.results.readers import UnknownSchemaError
from questionnaires.results.released import Instrument

PROGRAM_SCHEMA = "program-release/1"

Tables = Mapping[Audience, tuple[RolledTable, ...]]
"""For each audience, the roll-ups of one year in their order: all networks, then the same networks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramResults:
    """All that may be known of a programme's networks in one year under one version of the instrument.

    ``released`` networks had results on the date; of ``small`` ones (in the frozen cell) nothing else is
    known. ``earlier`` holds, by year, the same networks as they were then. Where there is no covariance,
    ``covariance_withheld`` says why in one sentence.
    """

    program: str
    institution: str
    year: int
    closed_at: datetime
    calculated_at: datetime
    released: int
    instrument: Instrument
    tables: Tables
    small: Mapping[Audience, RolledTable]
    earlier: Mapping[int, Tables]
    withheld: str
    covariance: PooledCovariance | None
    covariance_withheld: str


def write_program_release(results: ProgramResults) -> dict[str, Any]:
    """The payload of a new programme release, with a salt of its own."""
    return {
        "schema": PROGRAM_SCHEMA,
        "salt": new_salt(),
        "program": results.program,
        "institution": results.institution,
        "year": results.year,
        "closed_at": results.closed_at.isoformat(),
        "calculated_at": results.calculated_at.isoformat(),
        "released": results.released,
        "instrument": asdict(results.instrument),
        "tables": _tables_out(results.tables),
        "small": {audience.value: rolled_to_payload(cell) for audience, cell in results.small.items()},
        "earlier": {str(year): _tables_out(tables) for year, tables in results.earlier.items()},
        "withheld": results.withheld,
        "covariance": covariance_to_payload(results.covariance) if results.covariance else None,
        "covariance_withheld": results.covariance_withheld,
    }


def read_program_release(payload: Mapping[str, Any]) -> ProgramResults:
    """The results that a payload holds.

    Raises:
        UnknownSchemaError: nobody reads that schema.
        UnsafeTable: a table breaks a rule of disclosure; nothing of it may be shown.
    """
    reader = _READERS.get(payload.get("schema", ""))
    if reader is None:
        raise UnknownSchemaError(str(payload.get("schema")))
    return reader(payload)


def _read_1(payload: Mapping[str, Any]) -> ProgramResults:
    covariance = payload["covariance"]
    return ProgramResults(
        program=payload["program"],
        institution=payload["institution"],
        year=payload["year"],
        closed_at=datetime.fromisoformat(payload["closed_at"]),
        calculated_at=datetime.fromisoformat(payload["calculated_at"]),
        released=payload["released"],
        instrument=Instrument(**payload["instrument"]),
        tables=_tables_in(payload["tables"]),
        small={Audience(name): rolled_from_payload(cell) for name, cell in payload["small"].items()},
        earlier={int(year): _tables_in(tables) for year, tables in payload["earlier"].items()},
        withheld=payload["withheld"],
        covariance=covariance_from_payload(covariance) if covariance else None,
        covariance_withheld=payload["covariance_withheld"],
    )


_READERS: dict[str, Callable[[Mapping[str, Any]], ProgramResults]] = {PROGRAM_SCHEMA: _read_1}


def _tables_out(tables: Tables) -> dict[str, Any]:
    return {audience.value: [rolled_to_payload(one) for one in some] for audience, some in tables.items()}


def _tables_in(entry: Mapping[str, Any]) -> Tables:
    return {Audience(name): tuple(rolled_from_payload(one) for one in some) for name, some in entry.items()}
