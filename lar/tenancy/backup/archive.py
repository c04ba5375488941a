"""The folder of a backup: making it, reading it back, and telling whether anybody touched it."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from lar.tenancy.backup.errors import BackupError
from lar.tenancy.backup.inventory import NOT_COPIED, Inventory, take
from lar.tenancy.backup.server import Server

DUMP, MANIFEST = "lar.dump", "manifest.json"
FORMAT = 1
# Before sealing, rows lie in the order in which they were sent, beside codes not used yet.
_UNSEALED = "SELECT count(*) FROM questionnaires_survey WHERE state IN ('open', 'closed', 'sealing')"


@dataclass(frozen=True)
class Backup:
    """A backup in its folder, as its manifest describes it."""

    folder: Path
    made_at: datetime
    version: str
    server_version: str
    unsealed_surveys: int
    dump_sha256: str
    dump_bytes: int
    inventory: Inventory

    @property
    def dump(self) -> Path:
        return self.folder / DUMP


def make_backup(server: Server, folder: Path) -> Backup:
    """Dump ``server`` into an empty ``folder`` (made if missing, for our eyes only).

    Counts, checksums and dump are of one instant: the dump reads the snapshot in which they were
    taken. The manifest is written last, so a backup that was cut short has none.

    Raises:
        BackupError: when the folder is in use or PostgreSQL's program fails.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BackupError(f"La carpeta {folder} no está vacía. Un respaldo necesita una carpeta propia.")
    with server.connect() as connection, connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        _dump(server, folder / DUMP, snapshot=_one(connection, "SELECT pg_export_snapshot()"))
        backup = Backup(
            folder=folder,
            made_at=datetime.now(UTC),
            version=product_version(),
            server_version=_one(connection, "SHOW server_version"),
            unsealed_surveys=int(_one(connection, _UNSEALED)),
            dump_sha256=_sha256(folder / DUMP),
            dump_bytes=(folder / DUMP).stat().st_size,
            inventory=take(connection),
        )
    _write_manifest(backup)
    return backup


def read_backup(folder: Path) -> Backup:
    """Read a backup's manifest and make sure that the dump is the one it speaks of.

    Raises:
        BackupError: when there is none, or the file is not the one that was written.
    """
    try:
        raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        backup = _from_json(folder, raw)
    except FileNotFoundError:
        raise BackupError(f"En {folder} no hay un respaldo completo: falta {MANIFEST}.") from None
    except (ValueError, KeyError, TypeError):
        raise BackupError(f"{folder / MANIFEST} no se entiende: está dañado o es de otra versión.") from None
    if not backup.dump.exists():
        raise BackupError(f"Falta el archivo {backup.dump}.")
    if _sha256(backup.dump) != backup.dump_sha256:
        raise BackupError(f"El archivo {backup.dump} no es el que se respaldó: su contenido cambió.")
    return backup


def product_version() -> str:
    """The product's version, as ``pyproject.toml`` says it."""
    text = (Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def _dump(server: Server, target: Path, *, snapshot: str) -> None:
    target.touch(mode=0o600)
    skipped = [f"--exclude-table-data={name}" for name in NOT_COPIED]
    server.run("pg_dump", "--format=custom", f"--snapshot={snapshot}", *skipped, "--file", target)


def _write_manifest(backup: Backup) -> None:
    raw = {
        "format": FORMAT,
        "made_at": backup.made_at.isoformat(),
        "version": backup.version,
        "server_version": backup.server_version,
        "unsealed_surveys": backup.unsealed_surveys,
        "dump": {"sha256": backup.dump_sha256, "bytes": backup.dump_bytes},
        "not_copied": list(NOT_COPIED),
        **backup.inventory.as_json(),
    }
    draft = backup.folder / f"{MANIFEST}.new"
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(raw, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(backup.folder / MANIFEST)


def _from_json(folder: Path, raw: dict[str, Any]) -> Backup:
    if raw["format"] != FORMAT:
        raise ValueError(raw["format"])
    return Backup(
        folder=folder,
        made_at=datetime.fromisoformat(raw["made_at"]),
        version=raw["version"],
        server_version=raw["server_version"],
        unsealed_surveys=raw["unsealed_surveys"],
        dump_sha256=raw["dump"]["sha256"],
        dump_bytes=raw["dump"]["bytes"],
        inventory=Inventory.from_json(raw),
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _one(connection: psycopg.Connection[tuple[object, ...]], query: str) -> str:
    row = connection.execute(query.encode()).fetchone()
    return str(row[0]) if row else ""
