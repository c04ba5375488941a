"""One writer and one reader per schema of a release. Releases are kept for ever: a reader is never removed.

To change a schema, add its successor and its reader; leave the old reader and its golden file as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from lar.disclosure import Audience, PublishableTable, UnsafeTable, from_payload, to_payload
from lar.disclosure.voices import PublishableVoices, voices_from_payload, voices_to_payload
from questionnaires.results.canonical import new_salt
from questionnaires.results.released import Circumstances, Instrument, ReleasedSurvey

RELEASE_SCHEMA, OWN_ITEMS_SCHEMA = "release/2", "release/3"
VOICES_RELEASE_SCHEMA = "voices-release/1"


class UnknownSchemaError(ValueError):
    """A payload under a schema that this version of the product does not know."""


def write_release(released: ReleasedSurvey) -> dict[str, Any]:
    """The payload of a new release, under the current schema and with a salt of its own.

    A network with questions of its own has them under a schema that holds them.
    """
    own = {audience.value: to_payload(table) for audience, table in released.own.items()}
    return {
        "schema": OWN_ITEMS_SCHEMA if own else RELEASE_SCHEMA,
        "salt": new_salt(),
        **({"own": own} if own else {}),
        **{audience.value: to_payload(table) for audience, table in released.tables.items()},
        "instrument": _instrument_out(released.instrument),
        "circumstances": _circumstances_out(released.circumstances),
    }


def read_release(payload: Mapping[str, Any]) -> ReleasedSurvey:
    """The release that a payload holds.

    Raises:
        UnknownSchemaError: nobody reads that schema.
        UnsafeTable: a table breaks a rule of disclosure; nothing of it may be shown.
    """
    reader = _READERS.get(payload.get("schema", ""))
    if reader is None:
        raise UnknownSchemaError(str(payload.get("schema")))
    return reader(payload)


def write_voices(voices: PublishableVoices) -> dict[str, Any]:
    """The payload of the release of a survey's voices: the same for its team and its members, none else."""
    found = voices_to_payload(voices)
    audiences = {audience.value: found for audience in (Audience.NETWORK, Audience.MEMBERS)}
    return {"schema": VOICES_RELEASE_SCHEMA, "salt": new_salt(), **audiences}


def read_voices(payload: Mapping[str, Any]) -> PublishableVoices:
    """The voices that a payload holds.

    Raises:
        UnknownSchemaError: nobody reads that schema.
        UnsafeTable: they break a rule of disclosure; nothing of them may be shown.
    """
    if payload.get("schema") != VOICES_RELEASE_SCHEMA:
        raise UnknownSchemaError(str(payload.get("schema")))
    return voices_from_payload(payload[Audience.NETWORK.value])


def _read_release_1(payload: Mapping[str, Any]) -> ReleasedSurvey:
    """Before answers were imported: N was always the roster of the network."""
    return _read(payload, roster_source="")


def _read_release_2(payload: Mapping[str, Any]) -> ReleasedSurvey:
    """Says where the N of imported answers comes from."""
    return _read(payload, roster_source=payload["circumstances"]["roster_source"])


def _read_release_3(payload: Mapping[str, Any]) -> ReleasedSurvey:
    """Holds the network's own questions, in tables of their own that no authority has."""
    own = {Audience(name): _table(payload["own"], Audience(name)) for name in payload["own"]}
    if Audience.AUTHORITY in own:
        raise UnsafeTable("an authority sees no question of a network's own")
    return replace(_read_release_2(payload), own=own)


def _read(payload: Mapping[str, Any], *, roster_source: str) -> ReleasedSurvey:
    tables = {audience: _table(payload, audience) for audience in Audience}
    entry = payload["circumstances"]
    return ReleasedSurvey(
        tables=tables,
        instrument=Instrument(**payload["instrument"]),
        circumstances=Circumstances(
            **{
                **entry,
                **{name: datetime.fromisoformat(entry[name]) for name in _MOMENTS},
                "territories": tuple(entry["territories"]),
                "asked_by_role": tuple((role, places) for role, places in entry["asked_by_role"]),
                "roster_source": roster_source,
            }
        ),
    )


_MOMENTS = ("opened_at", "closed_at", "calculated_at")

_READERS: dict[str, Callable[[Mapping[str, Any]], ReleasedSurvey]] = {
    "release/1": _read_release_1,
    "release/2": _read_release_2,
    "release/3": _read_release_3,
}


def _table(payload: Mapping[str, Any], audience: Audience) -> PublishableTable:
    table = from_payload(payload[audience.value])
    if table.audience is not audience:
        raise ValueError(f"the table of {table.audience} stands where that of {audience} should")
    return table


def _instrument_out(instrument: Instrument) -> dict[str, Any]:
    return {
        "title": instrument.title,
        "version": instrument.version,
        "is_demonstration": instrument.is_demonstration,
        "disclaimer": instrument.disclaimer,
        "source_note": instrument.source_note,
        "not_applicable_label": instrument.not_applicable_label,
        "dont_know_label": instrument.dont_know_label,
        "meanings": dict(instrument.meanings),
    }


def _circumstances_out(known: Circumstances) -> dict[str, Any]:
    return {
        "program": known.program,
        "institution": known.institution,
        "network": known.network,
        "network_kind": known.network_kind,
        "territories": list(known.territories),
        "year": known.year,
        "programme_year": known.programme_year,
        "mode": known.mode,
        "code_keeper": known.code_keeper,
        "codes_replaced": known.codes_replaced,
        "time_zone": known.time_zone,
        **{name: getattr(known, name).isoformat() for name in _MOMENTS},
        "schools": known.schools,
        "asked_by_role": [list(pair) for pair in known.asked_by_role],
        "roster_source": known.roster_source,
    }
