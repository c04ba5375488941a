"""A backup that has not been brought back is a hope. These bring it back, and spoil it to be sure."""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from lar.audit.models import PlatformEvent
from lar.authorization import RoleCode
from lar.tenancy.backup.archive import DUMP, MANIFEST, make_backup, read_backup
from lar.tenancy.backup.errors import BackupError
from lar.tenancy.backup.inventory import Inventory, Table, differences
from lar.tenancy.backup.program_export import WITHHELD, exported_tables, program_models
from lar.tenancy.backup.restoring import restore_into, verify
from lar.tenancy.backup.server import Server, owner_server
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import Network
from tests.factories import NetworkFactory, ProgramFactory, make_person

# The dump is made by another process: it sees what is committed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def programs() -> list[Program]:
    """Two programmes with two networks each, and somebody signed in."""
    made = [ProgramFactory.create(slug=slug) for slug in ("demo", "otro")]
    for program in made:
        with program_context(program):
            NetworkFactory.create_batch(2)
            make_person(program, RoleCode.FACILITATOR, email=f"ana@{program.slug}.cl")
    Session.objects.create(session_key="llave", session_data="x", expire_date=timezone.now())
    return made


@pytest.fixture
def empty_database(programs: list[Program]) -> Iterator[Server]:
    """A database of the test's own, made and dropped by the owner."""
    server = owner_server()
    name = f"{server.name}_restored"
    with server.connect() as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
        yield server.as_(server.user, name=name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def rows(server: Server, query: str) -> list[tuple[object, ...]]:
    with server.connect() as connection:
        return connection.execute(query.encode()).fetchall()


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def reseal(folder: Path) -> None:
    """Make the manifest speak of the dump that is there now, as a careful forger would."""
    raw = json.loads((folder / MANIFEST).read_text())
    raw["dump"]["sha256"] = hashlib.sha256((folder / DUMP).read_bytes()).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(raw))


def test_a_backup_comes_back_whole(programs: list[Program], tmp_path: Path) -> None:
    folder = tmp_path / "one"

    made = run("backup", str(folder))
    proved = run("restore", str(folder), "--verify")

    backup = read_backup(folder)
    assert f"{backup.inventory.rows} filas" in made
    assert "vuelve entero" in proved
    # Both programmes: a dump by a role that row security binds would hold none of them.
    assert backup.inventory.tables["networks_network"].rows == 4
    assert backup.inventory.guards["policies"] > 10
    assert list(PlatformEvent.objects.order_by("id").values_list("action", "details__rows")) == [
        ("backup.made", backup.inventory.rows),
        ("backup.verified", backup.inventory.rows),
    ]


def test_it_is_for_our_eyes_only(programs: list[Program], tmp_path: Path) -> None:
    make_backup(owner_server(), tmp_path / "one")

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "one").iterdir()}
    assert modes == {DUMP: 0o600, MANIFEST: 0o600}
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o700


def test_a_changed_dump_is_found(programs: list[Program], tmp_path: Path) -> None:
    folder = tmp_path / "one"
    make_backup(owner_server(), folder)
    spoiled = bytearray((folder / DUMP).read_bytes())
    spoiled[len(spoiled) // 2] ^= 1
    (folder / DUMP).write_bytes(spoiled)

    with pytest.raises(CommandError, match="no es el que se respaldó"):
        run("restore", str(folder), "--verify")
    assert not PlatformEvent.objects.filter(action="backup.verified").exists()


def test_so_is_a_forged_one_whose_manifest_agrees(programs: list[Program], tmp_path: Path) -> None:
    """Same number of rows, another name in one of them."""
    folder = tmp_path / "one"
    make_backup(owner_server(), folder)
    with program_context(programs[0]):
        Network.objects.filter(pk=Network.objects.order_by("pk")[0].pk).update(name="Cambiada")
    make_backup(owner_server(), tmp_path / "two")
    (folder / DUMP).write_bytes((tmp_path / "two" / DUMP).read_bytes())
    reseal(folder)

    result = verify(read_backup(folder))

    assert result.faults == ["La tabla networks_network tiene las mismas filas con otro contenido."]


def test_half_a_backup_is_none(tmp_path: Path) -> None:
    (tmp_path / DUMP).write_bytes(b"half")

    with pytest.raises(CommandError, match="no hay un respaldo completo"):
        run("restore", str(tmp_path), "--verify")


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "nota").write_text("mía")

    with pytest.raises(CommandError, match="no está vacía"):
        run("backup", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["nota"]


def test_nobody_restores_over_a_living_installation(programs: list[Program], tmp_path: Path) -> None:
    make_backup(owner_server(), tmp_path / "one")

    with pytest.raises(CommandError, match="no está vacía"):
        run("restore", str(tmp_path / "one"))
    assert Program.objects.count() == 2


def test_an_empty_database_gets_everything_but_the_open_sessions(
    programs: list[Program], empty_database: Server, tmp_path: Path
) -> None:
    backup = make_backup(owner_server(), tmp_path / "one")

    assert restore_into(empty_database, backup) == []

    assert rows(empty_database, "SELECT slug FROM tenancy_program ORDER BY slug") == [("demo",), ("otro",)]
    assert rows(empty_database, "SELECT count(*) FROM django_session") == [(0,)]
    assert Session.objects.count() == 1


def test_a_restore_that_fails_leaves_nothing(
    programs: list[Program], empty_database: Server, tmp_path: Path
) -> None:
    backup = make_backup(owner_server(), tmp_path / "one")
    whole = backup.dump.read_bytes()
    backup.dump.write_bytes(whole[: len(whole) * 9 // 10])

    with pytest.raises(BackupError, match="pg_restore"):
        restore_into(empty_database, backup)
    assert rows(empty_database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def test_the_counts_are_those_of_the_dumps_own_instant(
    programs: list[Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row committed while the dump runs is in neither."""
    dump = Server.run

    def dump_late(self: Server, program: str, *arguments: str | Path) -> None:
        if program == "pg_dump":
            with self.connect() as connection:
                connection.execute("UPDATE tenancy_program SET name = 'Más tarde'")
                connection.execute(
                    "INSERT INTO accounts_user (email, name, password, is_active, is_operator,"
                    " date_joined) VALUES ('tarde@x.cl', '', '', true, false, now())"
                )
        dump(self, program, *arguments)

    monkeypatch.setattr(Server, "run", dump_late)
    backup = make_backup(owner_server(), tmp_path / "one")
    monkeypatch.undo()

    assert backup.inventory.tables["accounts_user"].rows == 2
    assert verify(backup).faults == []


def test_lost_guards_are_named() -> None:
    table = Table(1, "7")
    before = Inventory({"a": table, "b": table}, {"policies": 30, "triggers": 4})
    after = Inventory({"a": Table(2, "7"), "c": table}, {"policies": 29, "triggers": 4})

    assert differences(before, after) == [
        "La tabla a tiene 2 filas y debía tener 1.",
        "La tabla b falta.",
        "La tabla c sobra.",
        "Hay 29 «policies» y debía haber 30.",
    ]


def test_the_password_is_on_no_command_line(
    programs: list[Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    run_program = Server.run

    def watch(self: Server, program: str, *arguments: str | Path) -> None:
        seen.extend(str(argument) for argument in arguments)
        run_program(self, program, *arguments)

    monkeypatch.setattr(Server, "run", watch)
    server = owner_server()
    make_backup(server, tmp_path / "one")

    assert seen
    assert server.password not in " ".join(seen)


def test_without_the_owner_there_is_no_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connections

    monkeypatch.setattr(connections, "settings", {"default": connections.settings["default"]})
    with pytest.raises(BackupError, match="DATABASE_OWNER_URL"):
        owner_server()


class TestExport:
    def test_a_programme_takes_its_rows_and_nobody_elses(
        self, programs: list[Program], tmp_path: Path
    ) -> None:
        run("backup", str(tmp_path), "--program", "demo")

        with zipfile.ZipFile(tmp_path / "demo.zip") as archive:
            networks = [json.loads(line) for line in archive.read("networks_network.jsonl").splitlines()]
            people = [json.loads(line) for line in archive.read("accounts_user.jsonl").splitlines()]
            everything = b"".join(archive.read(name) for name in archive.namelist())
        assert {row["program_id"] for row in networks} == {programs[0].pk}
        assert len(networks) == 2
        assert [set(person) for person in people] == [{"id", "email", "name"}]
        assert b"ana@demo.cl" in everything
        assert b"ana@otro.cl" not in everything
        assert PlatformEvent.objects.get().action == "program.exported"

    def test_answers_and_what_leads_to_them_stay(self, programs: list[Program], tmp_path: Path) -> None:
        run("backup", str(tmp_path), "--program", "demo")

        with zipfile.ZipFile(tmp_path / "demo.zip") as archive:
            names = set(archive.namelist())
            manifest = json.loads(archive.read("manifest.json"))
        assert names == {f"{table}.jsonl" for table in manifest["tables"]} | {"manifest.json"}
        assert not names & {f"{table}.jsonl" for table in WITHHELD}
        assert manifest["withheld"] == WITHHELD

    def test_an_unknown_programme_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="No hay un programa"):
            run("backup", str(tmp_path), "--program", "nadie")


def test_each_table_of_a_programme_was_decided_upon() -> None:
    """Rule: nobody's answer leaves by accident. A new table is added here or to WITHHELD, with its reason."""
    decided_to_leave = {
        "audit_event",
        "files_filebytes",
        "files_storedfile",
        "logbook_block",
        "logbook_blockversion",
        "logbook_card",
        "logbook_comment",
        "logbook_entry",
        "logbook_quoteconsent",
        "logbook_section",
        "logbook_sectionversion",
        "logbook_thought",
        "networks_activity",
        "networks_activityfile",
        "networks_activitynetwork",
        "networks_agreement",
        "networks_agreementreview",
        "networks_attachment",
        "networks_authority",
        "networks_condition",
        "networks_conditionanswer",
        "networks_conditionstate",
        "networks_coordination",
        "networks_cycle",
        "networks_enrolment",
        "networks_followup",
        "networks_leverchoice",
        "networks_leverproposal",
        "networks_microstrategy",
        "networks_network",
        "networks_networkschool",
        "networks_networkterritory",
        "networks_pairing",
        "networks_personattendance",
        "networks_projection",
        "networks_purpose",
        "networks_purposeexercise",
        "networks_rosterseat",
        "networks_schoolattendance",
        "networks_socializationreview",
        "networks_strategy",
        "networks_strategysession",
        "networks_territory",
        "questionnaires_blankpaper",
        "questionnaires_codebookfile",
        "questionnaires_contribution",
        "questionnaires_item",
        "questionnaires_itemequivalence",
        "questionnaires_localitem",
        "questionnaires_programrelease",
        "questionnaires_programreportfile",
        "questionnaires_questionnaire",
        "questionnaires_questionnaireversion",
        "questionnaires_release",
        "questionnaires_releaseopening",
        "questionnaires_report",
        "questionnaires_reportfile",
        "questionnaires_rostercorrection",
        "questionnaires_rosterline",
        "questionnaires_socializationworkshop",
        "questionnaires_survey",
        "questionnaires_teammessage",
        "questionnaires_versionnode",
        "questionnaires_workshoppapers",
        "questionnaires_workshopstep",
        "questionnaires_yearclosing",
        "tenancy_membership",
        "tenancy_privacynotice",
        "scaling_snooze",
    }
    tables = {model._meta.db_table for model in program_models()}

    assert set(exported_tables()) == decided_to_leave
    assert set(WITHHELD) <= tables, "stale entries"
