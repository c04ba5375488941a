"""Keeps children running: a crash restarts, five quick crashes give up, and stopping is in reverse."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lar.devserver.errors import DevserverError
from lar.devserver.folder import PROJECT, DataFolder, State
from lar.devserver.processes import OURSELVES, Identity, kill_group, spawn, started_at, stop

QUICK_SECONDS = 10.0  # a child that lived less than this crashed quickly
QUICK_CRASHES = 5
FIRST_BACK_OFF = 0.5  # seconds; doubles with every quick crash
_LONGEST_BACK_OFF = 8.0


@dataclass(frozen=True)
class Service:
    """How to run one child, and how it likes to be stopped."""

    name: str
    command: list[str | Path]
    environment: Mapping[str, str]
    stop_signal: int = signal.SIGTERM
    grace: float = 10.0  # seconds between asking and killing
    identity: Identity = OURSELVES
    once: bool = False  # ends by itself; not started again


@dataclass
class _Child:
    service: Service
    process: subprocess.Popen[bytes]
    since: float = field(default_factory=time.monotonic)
    quick_crashes: int = 0
    restart_at: float | None = None


class Supervisor:
    """The children of one data folder. Not thread-safe: one thread starts, watches and stops."""

    def __init__(self, folder: DataFolder, state: State) -> None:
        self.folder = folder
        self.state = state
        self._children: dict[str, _Child] = {}

    def start(self, service: Service) -> None:
        self._children[service.name] = _Child(service, self._spawn(service))

    def wait_until_ready(self, name: str, ready: Callable[[], bool], *, seconds: float = 60) -> None:
        """Watch over everybody until `ready()`; say what the child wrote when it takes too long."""
        deadline = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > deadline:
                raise DevserverError(
                    f"«{name}» no respondió en {seconds:.0f} segundos:\n{self.folder.log_tail(name)}"
                )
            self.check()
            time.sleep(0.02)

    def watch(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Restart what crashes, until `until()` or until something crashes too often."""
        while not until():
            self.check()
            time.sleep(0.1)

    def check(self) -> None:
        """One look at every child. Raises DevserverError when one has crashed too often."""
        now = time.monotonic()
        for child in list(self._children.values()):
            if child.restart_at is not None:
                if now >= child.restart_at:
                    self._restart(child)
            elif child.process.poll() is not None:
                self._ended(child, now)

    def _ended(self, child: _Child, now: float) -> None:
        name, code = child.service.name, child.process.returncode
        # Its own children would keep the port and the connections.
        kill_group(child.process)
        if child.service.once:
            del self._children[name]
            if code != 0:
                print(
                    f"«{name}» terminó con error; el detalle está en {self.folder.log_path(name)}", flush=True
                )
            return
        quick = now - child.since < QUICK_SECONDS
        child.quick_crashes = child.quick_crashes + 1 if quick else 1
        if child.quick_crashes >= QUICK_CRASHES:
            raise DevserverError(
                f"«{name}» se cayó {QUICK_CRASHES} veces seguidas. Lo último que dijo:\n"
                f"{self.folder.log_tail(name)}"
            )
        pause = min(FIRST_BACK_OFF * 2 ** (child.quick_crashes - 1), _LONGEST_BACK_OFF)
        print(f"«{name}» se cayó (código {code}); vuelve a partir en {pause:.1f} segundos.", flush=True)
        child.restart_at = now + pause

    def _restart(self, child: _Child) -> None:
        child.process = self._spawn(child.service)
        child.since = time.monotonic()
        child.restart_at = None

    def _spawn(self, service: Service) -> subprocess.Popen[bytes]:
        with self.folder.open_log(service.name) as log:
            process = spawn(
                service.command,
                environment=service.environment,
                log=log,
                death_signal=service.stop_signal,
                identity=service.identity,
                folder=PROJECT,
            )
        self.state.children[service.name] = (process.pid, started_at(process.pid) or 0)
        self.folder.save_state(self.state)
        return process

    def stop(self) -> None:
        """Stop everybody, the last started first; each within its own grace."""
        while self._children:
            name, child = self._children.popitem()
            stop(child.process, number=child.service.stop_signal, grace=child.service.grace)
            self.state.children.pop(name, None)
        self.folder.save_state(self.state)
