"""Rule: every permission that a template names exists, is asked for somewhere, and has its words.

Reason: ``{% may "edit_network" %}`` of a name that no longer exists breaks the page that nobody opened.
Usual mistake: renaming a permission with the editor's help, which does not look into templates.
"""

from __future__ import annotations

import re
from pathlib import Path

from lar.authorization import ROLES, Permission
from lar.authorization.words import WORDS, table

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "permisos.md"
MAY = re.compile(r"""\{%\s*may\s+["']([\w-]+)["']""")
USED = re.compile(r"\b(?:Permission|P)\.([A-Z_]+)\b")


def test_templates_name_permissions_that_exist() -> None:
    known = {permission.value for permission in Permission}
    named = [
        (path.relative_to(ROOT).as_posix(), name)
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for name in MAY.findall(path.read_text(encoding="utf-8"))
    ]

    assert named
    assert [(path, name) for path, name in named if name not in known] == []


def test_every_permission_is_held_by_a_role_and_asked_for_by_some_code() -> None:
    held = {permission for role in ROLES.values() for permission in role.permissions}
    asked = {
        name
        for package in ("lar", "networks", "questionnaires", "logbook", "scaling")
        for path in (ROOT / package).rglob("*.py")
        if "authorization" not in path.parts
        for name in USED.findall(path.read_text(encoding="utf-8"))
    }

    assert set(Permission) - held == set()
    assert {permission.name for permission in Permission} - asked == set()


def test_every_permission_has_words_that_people_read() -> None:
    assert set(WORDS) == set(Permission)


def test_the_manuals_table_of_permissions_is_the_code_s() -> None:
    """When it is not: ``python -m lar.authorization.words > docs/permisos.md``."""
    assert PAGE.read_text(encoding="utf-8") == table()
