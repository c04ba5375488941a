"""Depths of collaboration, capitals and the critical friend's skills."""

import ast
from pathlib import Path

import pytest

import lar.model
from lar.model.capitals import CAPITALS
from lar.model.critical_friend import SKILLS, SkillGroup, skill_for, skills_in
from lar.model.depths import CollaborationDepth


def test_depths_go_from_association_to_collegiality() -> None:
    assert [depth.label for depth in sorted(CollaborationDepth)] == [
        "Asociación",
        "Colaboración emergente",
        "Colaboración sostenida",
        "Colegialidad",
    ]
    assert len({depth.description for depth in CollaborationDepth}) == 4


def test_professional_capital_is_made_of_three() -> None:
    assert [capital.label for capital in CAPITALS] == [
        "Capital humano",
        "Capital social",
        "Capital decisional",
    ]


def test_every_skill_belongs_to_a_group_and_is_described() -> None:
    grouped = [skill for group in SkillGroup for skill in skills_in(group)]

    assert grouped == list(SKILLS)
    assert len({skill.code for skill in SKILLS}) == len(SKILLS) == 9
    assert all(skill.looks_like.endswith(".") for skill in SKILLS)


def test_only_the_critical_friends_own_group_is_specific() -> None:
    assert [group.label for group in SkillGroup if not group.is_generic] == ["Habilidades de amigo crítico"]


def test_skills_are_found_by_code() -> None:
    assert skill_for("active_listening").label == "Escucha activa"
    with pytest.raises(KeyError):
        skill_for("charisma")


def test_the_model_imports_nothing_but_itself_and_the_standard_library() -> None:
    folder = Path(lar.model.__file__).parent
    allowed = {"__future__", "collections", "dataclasses", "enum", "re", "typing", "lar"}
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] in allowed, path.name
            elif isinstance(node, ast.Import):
                assert {alias.name.split(".")[0] for alias in node.names} <= allowed, path.name
