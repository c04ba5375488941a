"""Children that cannot outlive us: own session, parent-death signal, and a user PostgreSQL accepts."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

NOBODY = 65534
# From linux/prctl.h, securebits.h, capability.h and sched.h.
_PR_SET_PDEATHSIG = 1
_PR_SET_SECUREBITS = 28
_NO_SETUID_FIXUP = 1 << 2
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_CAP_DAC_OVERRIDE = 1
_CAPABILITY_VERSION_3 = 0x20080522
_CLONE_NEWUSER = 0x10000000
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Identity:
    """As whom a child runs: as we do, as `uid`, or in a user namespace where we are called `nobody`.

    PostgreSQL refuses root. In the namespace it sees the user 65534 while its files stay root's, so no
    account is made and no folder is opened to others. As another user it may need `passes_closed`: to go
    through folders that are closed to that user, such as root's home.
    """

    namespace: bool = False
    uid: int | None = None
    passes_closed: bool = False

    def assume(self) -> None:
        """Become it. Runs between fork and exec, in the child."""
        if self.namespace:
            _enter_user_namespace(os.getuid(), os.getgid())
        elif self.uid is not None:
            if self.passes_closed:
                # Or the change of user would take the capability away, and access(2) not count it.
                _call("prctl", _PR_SET_SECUREBITS, _NO_SETUID_FIXUP, 0, 0, 0)
            os.setgroups([])
            os.setresgid(self.uid, self.uid, self.uid)
            os.setresuid(self.uid, self.uid, self.uid)
            if self.passes_closed:
                _keep_only(_CAP_DAC_OVERRIDE)


OURSELVES = Identity()


def _call(name: str, *arguments: object) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        raise OSError(ctypes.get_errno(), name)


def _keep_only(capability: int) -> None:
    """Drop every capability but one, which the program started next keeps."""
    mask = 1 << capability
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _call("capset", header, (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0))
    _call("prctl", _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, capability, 0, 0)


def _enter_user_namespace(uid: int, gid: int) -> None:
    _call("unshare", _CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {gid} 1")


def can_be(identity: Identity) -> bool:
    """Whether this kernel lets us run a child so: containers often forbid namespaces or capabilities."""
    try:
        subprocess.run(["true"], preexec_fn=identity.assume, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def spawn(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str],
    log: IO[bytes] | None = None,
    death_signal: int = signal.SIGTERM,
    identity: Identity = OURSELVES,
    own_session: bool = True,
    folder: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child that gets `death_signal` when we die, however we die.

    Call it from the main thread only: the kernel ties the signal to the thread that forked.
    With `own_session` the terminal's Ctrl-C does not reach the child. Without `log` it writes where we do,
    without `folder` it works where we do.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        env=dict(environment),
        cwd=folder,
        stdin=subprocess.DEVNULL if own_session else None,
        stdout=log,
        stderr=subprocess.STDOUT if log else None,
        start_new_session=own_session,
        preexec_fn=_prepare(death_signal, identity),
    )


def _prepare(death_signal: int, identity: Identity) -> Callable[[], None]:
    parent = os.getpid()

    def prepare() -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        identity.assume()
        # After the identity: a change of user clears the parent-death signal.
        _libc.prctl(_PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def stop(process: subprocess.Popen[bytes], *, number: int, grace: float) -> None:
    """Ask a child to end, wait `grace` seconds, then kill whatever is left of its group."""
    if process.poll() is None:
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(grace)
    kill_group(process)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a child and its descendants of the same group, and reap it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def started_at(pid: int) -> int | None:
    """When a process started, in clock ticks since boot; None when there is no such process.

    Together with the pid it names one process for ever: pids are used again.
    """
    fields = _stat_fields(pid)
    if fields is None or fields[0] == "Z":
        return None
    return int(fields[19])


def session_members(session: int) -> Iterator[int]:
    """The live processes of a session, its leader included."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        fields = _stat_fields(int(entry.name))
        if fields is not None and fields[0] != "Z" and int(fields[3]) == session:
            yield int(entry.name)


def _stat_fields(pid: int) -> list[str] | None:
    """The fields of /proc/<pid>/stat from the third (state) on: the second may hold spaces."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return text.rpartition(")")[2].split()


def process_world() -> str:
    """Names the boot and the pid namespace in which a pid means something."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return f"{boot} {Path('/proc/self/ns/pid').readlink()}"


def wait_until(condition: Callable[[], bool], *, seconds: float, pause: float = 0.02) -> bool:
    """Poll `condition` for at most `seconds`; whether it came true."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True
