"""Rule: a key in a template goes through ``stringformat:'d'``.

Reason: numbers are written for people, with a point at each thousand: «1.204» in a hidden field or an address
is no key any more, and what was sent with it is refused.
Usual mistake: ``value="{{ step.pk }}"``, which works until there are a thousand of them.
"""

from __future__ import annotations

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
BARE_KEY = re.compile(r"\{\{ [\w.]*\bpk \}\}")


def test_no_key_is_written_as_a_number_for_people() -> None:
    found = [
        f"{path.relative_to(TEMPLATES)}: {match}"
        for path in TEMPLATES.rglob("*")
        if path.is_file()
        for match in BARE_KEY.findall(path.read_text(encoding="utf-8"))
    ]

    assert found == []
