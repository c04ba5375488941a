"""The data folder (`LAR_DATA`): its lock, its secrets, its logs, and who is running in it."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from lar.devserver.errors import DevserverError, FolderInUseError
from lar.devserver.processes import process_world, started_at

PROJECT = Path(__file__).resolve().parent.parent.parent
_LOG_LIMIT = 5_000_000  # bytes; a larger log is set aside at the next start


@dataclass
class State:
    """What a supervisor writes down so that others find its servers and a later one its leftovers."""

    purpose: str  # "up", "servers" or "command": only the first two stay for others to use
    supervisor: tuple[int, int]  # pid, start
    environment: dict[str, str] = field(default_factory=dict)
    children: dict[str, tuple[int, int]] = field(default_factory=dict)  # name -> pid, start
    ready: bool = False  # the servers of `environment` answer
    world: str = field(default_factory=process_world)

    def is_alive(self) -> bool:
        """Whether the supervisor that wrote this still runs."""
        pid, start = self.supervisor
        return self.world == process_world() and started_at(pid) == start


@dataclass(frozen=True)
class DataFolder:
    """One folder, one supervisor."""

    path: Path

    @classmethod
    def from_environment(cls) -> DataFolder:
        """`LAR_DATA`, or `.lar/` beside manage.py."""
        chosen = os.environ.get("LAR_DATA")
        return cls(Path(chosen).resolve() if chosen else PROJECT / ".lar")

    def make(self, name: str) -> Path:
        """A subfolder only we may enter."""
        target = self.path / name
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        return target

    def secret(self, name: str) -> str:
        """A random secret, made once and kept in a file that only we may read."""
        target = self.make("secrets") / name
        draft = target.with_name(f"{name}.{os.getpid()}")
        if not target.exists():
            _write_private(draft, secrets.token_urlsafe(32))
            with contextlib.suppress(FileExistsError):
                os.link(draft, target)
            draft.unlink()
        return target.read_text(encoding="ascii").strip()

    def open_log(self, name: str) -> IO[bytes]:
        """The log of a child, opened to append."""
        target = self.log_path(name)
        if target.exists() and target.stat().st_size > _LOG_LIMIT:
            target.replace(target.with_suffix(".log.1"))
        return target.open("ab")

    def log_path(self, name: str) -> Path:
        return self.make("log") / f"{name}.log"

    def log_tail(self, name: str, lines: int = 15) -> str:
        """The end of a child's log, for a message that says why it failed."""
        text = self.log_path(name).read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the folder; the kernel lets go of it when we die.

        Raises FolderInUseError at once when somebody else holds it.
        """
        with self._open_lock() as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FolderInUseError(self._in_use_sentence()) from None
            yield

    def _open_lock(self) -> IO[str]:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            return (self.path / "lock").open("a")
        except PermissionError:
            raise DevserverError(
                f"La carpeta {self.path} es de otro usuario: quizás LAR corrió antes como root. "
                "Elige otra con LAR_DATA, o cambia su dueño con chown."
            ) from None

    def _in_use_sentence(self) -> str:
        state = self.load_state()
        who = f" (proceso {state.supervisor[0]})" if state and state.is_alive() else ""
        return (
            f"LAR ya está en marcha en la carpeta {self.path}{who}. "
            "Puedes usar ese, detenerlo con Ctrl-C, o elegir otra carpeta con LAR_DATA."
        )

    def load_state(self) -> State | None:
        """The last state written here, by a live supervisor or a dead one."""
        try:
            raw = json.loads(self._state_path.read_text(encoding="utf-8"))
            raw["supervisor"] = tuple(raw["supervisor"])
            raw["children"] = {name: tuple(value) for name, value in raw["children"].items()}
            return State(**raw)
        except (FileNotFoundError, ValueError, TypeError, KeyError):
            return None  # never started here, or written by another version

    def save_state(self, state: State) -> None:
        """Written whole or not at all; it holds passwords."""
        draft = self._state_path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        _write_private(draft, json.dumps(asdict(state)))
        draft.replace(self._state_path)

    @property
    def _state_path(self) -> Path:
        return self.path / "state.json"


def _write_private(target: Path, text: str) -> None:
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        handle.write(text)
