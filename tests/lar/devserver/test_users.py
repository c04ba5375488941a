"""PostgreSQL refuses root: there it runs in a user namespace, else as nobody; a person runs it as itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest

from lar.devserver import postgres
from lar.devserver.errors import DevserverError
from lar.devserver.folder import PROJECT, DataFolder
from lar.devserver.processes import NOBODY, Identity, can_be
from lar.devserver.servers import running_servers
from tests.lar.devserver.running import OURS, clean_environment

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user can reach, unlike pytest's own."""
    made = Path(mkdtemp(prefix="lar-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(autouse=True)
def _without_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OURS:
        monkeypatch.delenv(name, raising=False)


def _ask(address: str) -> object:
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT current_user").fetchone()
    assert row is not None
    return row[0]


@only_root
@pytest.mark.skipif(
    os.geteuid() == 0 and not can_be(Identity(namespace=True)), reason="this kernel forbids user namespaces"
)
def test_as_root_the_files_stay_roots_below_a_closed_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)

    with running_servers(DataFolder(tmp_path), purpose="command", durable=False) as supervisor:
        assert _ask(supervisor.state.environment["DATABASE_URL"]) == "lar_app"
        assert next(tmp_path.glob("pg/data*")).stat().st_uid == 0


def _kernel_allows(monkeypatch: pytest.MonkeyPatch, allowed: Callable[[Identity], bool]) -> None:
    monkeypatch.setattr(postgres, "can_be", allowed)


@only_root
@pytest.mark.parametrize("mode", [0o755, 0o700], ids=["open folder", "closed folder"])
def test_without_namespaces_it_is_nobody_now_and_later(
    open_folder: Path, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also below a folder that nobody could enter by itself, and with no folder opened for it."""
    open_folder.chmod(mode)
    with monkeypatch.context() as strict_kernel:
        _kernel_allows(strict_kernel, lambda identity: not identity.namespace and can_be(identity))
        with running_servers(DataFolder(open_folder), purpose="command", durable=False):
            assert next(open_folder.glob("pg/data*")).stat().st_uid == NOBODY

    with running_servers(DataFolder(open_folder), purpose="command", durable=False) as supervisor:
        pid, _ = supervisor.state.children["postgres"]
        status = Path(f"/proc/{pid}/status").read_text()
        assert _ask(supervisor.state.environment["DATABASE_URL"]) == "lar_app"

    assert f"Uid:\t{NOBODY}\t{NOBODY}" in status
    assert ("CapEff:\t0000000000000002" in status) is (mode == 0o700)
    assert open_folder.stat().st_mode & 0o777 == mode


@only_root
def test_a_closed_folder_that_cannot_be_passed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _kernel_allows(monkeypatch, lambda identity: False)
    tmp_path.chmod(0o700)

    with (
        pytest.raises(DevserverError, match=r"otro usuario \(uid 65534\).*chmod o\+x /"),
        running_servers(DataFolder(tmp_path), purpose="command", durable=False),
    ):
        pass


def _as_ordinary_user(folder: Path) -> subprocess.CompletedProcess[str]:
    user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    environment = clean_environment(folder) | {"HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTHONPATH"] = os.pathsep.join([str(PROJECT), sysconfig.get_path("purelib")])
    python = _python_for(user, environment)
    return subprocess.run(
        [*user, python, "-m", "lar.devserver", "exec", "--scratch", "--", "id", "-u"],
        env=environment, capture_output=True, text=True, cwd="/",
    )  # fmt: skip


@only_root
def test_an_ordinary_user_needs_nothing_more(open_folder: Path) -> None:
    os.chown(open_folder, NOBODY, NOBODY)

    done = _as_ordinary_user(open_folder)

    assert (done.stdout.strip(), done.returncode) == (str(NOBODY), 0), done.stderr
    assert next(open_folder.glob("pg/data*")).stat().st_uid == NOBODY


@only_root
def test_an_ordinary_user_is_told_that_the_folder_is_roots(open_folder: Path) -> None:
    with running_servers(DataFolder(open_folder), purpose="command", durable=False):
        pass

    done = _as_ordinary_user(open_folder)

    assert done.returncode == 1
    assert done.stderr.startswith(f"La carpeta {open_folder} es de otro usuario")


def _python_for(user: list[str], environment: dict[str, str]) -> str:
    """A Python that this user may start: ours can lie below root's closed home."""
    wanted = f"import sys, lar, psycopg; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    for candidate in (sys.executable, f"/usr/bin/python{sys.version_info[0]}.{sys.version_info[1]}"):
        try:
            subprocess.run(
                [*user, candidate, "-c", wanted], env=environment, check=True, cwd="/", capture_output=True
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        return candidate
    pytest.skip("no Python of this version is open to other users")
