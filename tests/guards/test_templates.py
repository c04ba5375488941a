"""Rule: no inline script, style or event handler in any template.

Reason: the content security policy allows none, so they would silently not work.
Usual mistake: ``style="…"`` for one margin.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
INLINE = re.compile(r"<style\b|\sstyle=|\son[a-z]+=|<script\b(?![^>]*\bsrc=)|javascript:", re.IGNORECASE)

TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")

# Print documents never reach a browser: WeasyPrint reads them without a policy.
PRINTED = ("base_print", "reports/", "print")

# Files that are taken along and opened from a disk: they bring a policy of their own, with the hash of the
# one style and the one script that are put into them whole. Nothing else of theirs is inline.
TAKEN_ALONG = {"workshop/offline.html": {"<style></style>", "<script></script>"}}


def web_templates() -> list[Path]:
    return [
        path
        for path in sorted(TEMPLATES.rglob("*.html"))
        if not any(word in path.relative_to(TEMPLATES).as_posix() for word in PRINTED)
    ]


@pytest.mark.parametrize("path", web_templates(), ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_nothing_is_inline(path: Path) -> None:
    markup = TAGS.sub("", path.read_text(encoding="utf-8"))
    found = [line for line in markup.splitlines() if INLINE.search(line)]

    # A JSON island is data, not a script.
    found = [line for line in found if 'type="application/json"' not in line]
    whole = TAKEN_ALONG.get(path.relative_to(TEMPLATES).as_posix(), set())
    assert {line.strip() for line in found} == whole
    assert not whole or 'http-equiv="Content-Security-Policy"' in markup
