"""The package reads files and nothing else: no Django, no database, no other part of the product."""

import ast
from pathlib import Path

import pytest

import networks.directory

FILES = sorted(Path(networks.directory.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_imports_only_itself_the_standard_library_and_stdnum(path: Path) -> None:
    modules = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            modules.add(node.module or "")
        elif isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}

    foreign = {name for name in modules if name.startswith(("django", "lar", "questionnaires", "networks"))}
    assert {name for name in foreign if not name.startswith("networks.directory")} == set()
