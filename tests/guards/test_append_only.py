"""Rule: what was written down stays: the application can't change or delete it, whatever its code does.

Reason: a record that its writer can rewrite proves nothing; a release that changes is no release.
Usual mistake: a «fix» that updates a published row, which works in a test made as the owner.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connections, transaction

from lar.audit.actions import record, record_platform
from lar.tenancy.models import Program
from questionnaires.instruments.models import QuestionnaireVersion
from tests.surveys import demo_version

pytestmark = pytest.mark.django_db

# Rows are added and read, never changed: the application has neither right.
APPEND_ONLY = (
    "audit_event",
    "audit_platformevent",
    "logbook_blockversion",
    "logbook_sectionversion",
    "networks_condition",
    "networks_conditionanswer",
    "networks_conditionstate",
    "scaling_snooze",
    "questionnaires_opentext",
    "questionnaires_programrelease",
    "questionnaires_programreportfile",
    "questionnaires_release",
    "questionnaires_releaseopening",
    "questionnaires_report",
    "questionnaires_reportfile",
    "questionnaires_response",
    "questionnaires_rostercorrection",
    "questionnaires_yearclosing",
    "questionnaires_teammessage",
)
# Rows that stop changing once they are published, by trigger.
PUBLISHED = ("questionnaires_questionnaireversion", "questionnaires_item", "questionnaires_versionnode")


@pytest.fixture
def written(inside: Program) -> Iterator[QuestionnaireVersion]:
    """A published questionnaire, and a line in each record."""
    record("guard.tried", by=None)
    record_platform("guard.tried")
    yield demo_version()


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
def test_the_application_has_no_right_to_change_it(table: str, right: str) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(current_user, %s, %s)", [table, right])
        held = cursor.fetchone()
        cursor.execute("SELECT has_any_column_privilege(current_user, %s, 'UPDATE')", [table])
        columns = cursor.fetchone()

    assert (held, columns) == ((False,), (False,))


@pytest.mark.parametrize("table", ["audit_event", "audit_platformevent"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET action = 'otra'", "DELETE FROM {}"])
def test_an_event_cannot_be_changed_by_sql(written: object, table: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connections["default"].cursor().execute(statement.format(table))


@pytest.mark.parametrize("table", PUBLISHED)
@pytest.mark.parametrize("statement", ["UPDATE {} SET program_id = program_id", "DELETE FROM {}"])
def test_what_was_published_cannot_be_changed_by_sql(written: object, table: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"published|violates"), transaction.atomic():
        connections["default"].cursor().execute(statement.format(table))


def test_the_tables_still_exist() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {name for (name,) in cursor.fetchall()}

    assert set(APPEND_ONLY + PUBLISHED) - tables == set()
