"""Rule: .env.example explains every variable that is read, and none that is not.

Reason: a message says «está explicada en .env.example». Usual mistake: a new setting, an old file.
"""

from __future__ import annotations

import re
import subprocess

from tests.deploy.compose import ROOT, WRITTEN

READ = [
    r'env\.(?:text|integer|flag|words|database)\(\s*"([A-Z_]+)"',
    r'environ(?:\.get)?[\[(]\s*"((?:LAR|PG)_[A-Z_]+)"',
    r"\$\{((?:LAR|PG)_[A-Z_]+)",
]
# Read, but not for people to set.
NOT_FOR_PEOPLE = {
    "LAR_TEST_SUFFIX": "the database's name of one run of the tests",
    "LAR_SECRETS_DIR": "where a test keeps what an engine mounts in /run/secrets",
}
# The one that only a test reads, and a person may set.
OF_TESTS = {"LAR_DIRECTORY_CSV"}


def explained() -> dict[str, str]:
    """Each variable with what stands before it."""
    found, words = {}, ""
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines():
        variable = re.match(r"#?([A-Z][A-Z_]+)=", line)
        if variable:
            found[variable[1]] = words
        else:
            words = line if line.startswith("# ") and not words.startswith("# ") else words + line
        if not line:
            words = ""
    return found


def read() -> set[str]:
    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.py", "bin", "docker-compose.yml", "deploy"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    ).stdout.split()
    names: set[str] = set()
    for path in tracked:
        if (ROOT / path).is_file() and not path.startswith("tests/"):
            text = (ROOT / path).read_text(encoding="utf-8", errors="replace")
            names.update(name for pattern in READ for name in re.findall(pattern, text))
    return names - NOT_FOR_PEOPLE.keys() | OF_TESTS


def test_what_is_read_is_explained_and_the_other_way_round() -> None:
    assert set(explained()) == read()


def test_what_compose_asks_for_comes_first_with_a_value() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    first = text[: text.index("--- 2.")]

    assert [name for name in WRITTEN if not re.search(rf"^{name}=\S", first, re.MULTILINE)] == []


def test_no_value_is_a_secret() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert re.findall(r"^#?\w*(?:PASSWORD|KEY)=\S+", text, re.MULTILINE) == []
    assert set(re.findall(r"://[^:@\s]*:([^@\s]+)@", text)) == {"clave"}
